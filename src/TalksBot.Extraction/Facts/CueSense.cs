using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>
/// What cue and content mean together, once both are found: "said nothing about" is a silence, "did not agree to" a refusal, and words that tell
/// nothing without their verb ("corrected her") are no content.
/// </summary>
internal static class CueSense
{
    /// <summary>The attribution as it is to be told, or null where it tells nothing.</summary>
    public static Attribution? Of(TaggedText text, Attribution found)
    {
        if (found.Cue is not { } cue)
        {
            return found;
        }

        var tokens = new IndexRange(text.Tokens.TokenAt(cue.Start), text.Tokens.TokenAt(cue.End - 1) + 1);
        if (IsSilent(text, found, tokens))
        {
            return found with { Polarity = Polarity.Declined };
        }

        if (found.Content is not [var first, ..] || found.Manner == Manner.Direct)
        {
            return found;
        }

        var start = text.Tokens.TokenAt(first.Start);
        var isClause = Is(text, start, "that", "whether", "if");
        if (found.Polarity == Polarity.Denied && IsNegated(text, tokens) && !isClause && IsAgreement(text, found, tokens))
        {
            found = found with { Polarity = Polarity.Said, CueClass = CueClass.Refused };
        }
        else if (found.Polarity == Polarity.Denied && IsNegated(text, tokens) && IsObjection(text, tokens))
        {
            // "did not dispute the figure" neither says nor denies the figure: the sentence tells it.
            return found with { Polarity = Polarity.Said, CueClass = CueClass.Said };
        }

        return IsLonePronoun(text, found.Content) && found.Polarity == Polarity.Said ? null : Trimmed(text, found, start);
    }

    // "said nothing about the price", "has not spoken about it", "said little".
    private static bool IsSilent(TaggedText text, Attribution found, IndexRange cue)
    {
        var isSpeech = false;
        for (var i = cue.First; i < cue.End; i++)
        {
            isSpeech |= text.Lemmas[i] is "say" or "tell" or "speak" or "talk" or "disclose" or "reveal" or "comment" or "mention";
            if (isSpeech && Is(text, i, "nothing", "little") && (i + 1 == cue.End || text.Tags[i + 1] is "IN" or "RP"))
            {
                return true;
            }
        }

        if (!isSpeech)
        {
            return false;
        }

        if (found.Polarity == Polarity.Denied && IsNegated(text, cue) && text.Lemmas[LastVerb(text, cue)] is "speak" or "talk" or "comment" or "mention")
        {
            return true;
        }

        if (found.Content is not [var words] || found.Manner == Manner.Direct)
        {
            return false;
        }

        var start = text.Tokens.TokenAt(words.Start);
        var end = text.Tokens.TokenAt(words.End - 1) + 1;
        return Is(text, start, "nothing", "little") && (start + 1 == end || Is(text, start + 1, "about", "of", "on", "in", "more", "else"));
    }

    private static bool IsAgreement(TaggedText text, Attribution found, IndexRange cue) =>
        found.CueClass == CueClass.Agreed || text.Lemmas[LastVerb(text, cue)] is "agree" or "consent" or "accept" or "approve" or "endorse" or "assent";

    private static bool IsObjection(TaggedText text, IndexRange cue) =>
        text.Lemmas[LastVerb(text, cue)] is "dispute" or "reject" or "deny" or "dismiss" or "oppose" or "contradict" or "contest";

    private static int LastVerb(TaggedText text, IndexRange cue)
    {
        for (var i = cue.End - 1; i >= cue.First; i--)
        {
            if (text.Tags[i] is ['V', 'B', ..])
            {
                return i;
            }
        }

        return cue.First;
    }

    private static bool IsNegated(TaggedText text, IndexRange cue)
    {
        for (var i = cue.First; i < cue.End; i++)
        {
            if (Is(text, i, "not", "n't", "n’t", "never"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLonePronoun(TaggedText text, ImmutableArray<TextSpan> content) =>
        content is [var words] && text.Tokens.TokenAt(words.Start) is var at && text.Tokens.TokenAt(words.End - 1) == at
        && (text.Tags[at] is "TO" || Is(text, at, "him", "her", "them", "me", "us", "you", "so", "himself", "herself", "itself", "themselves"));

    // "ready for a truce" of "declared itself ready for a truce", "any truce" of "did not agree to any truce".
    private static Attribution Trimmed(TaggedText text, Attribution found, int start)
    {
        var first = found.Content[0];
        var end = text.Tokens.TokenAt(first.End - 1) + 1;
        var isReflexive = Is(text, start, "itself", "himself", "herself", "themselves", "oneself", "myself", "ourselves");
        var isObject = found.CueClass == CueClass.Refused && Is(text, start, "to", "with") && text.Tags[Math.Min(start + 1, text.Count - 1)] is not ['V', ..];
        return (isReflexive || isObject) && start + 1 < end
            ? found with { Content = found.Content.SetItem(0, TextSpan.FromBounds(text.Tokens.Tokens[start + 1].Span.Start, first.End)) }
            : found;
    }

    private static bool Is(TaggedText text, int token, params ReadOnlySpan<string> words)
    {
        if (token < 0 || token >= text.Count)
        {
            return false;
        }

        var form = text.Tokens.Form(token);
        foreach (var word in words)
        {
            if (form.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
