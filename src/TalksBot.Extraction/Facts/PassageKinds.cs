using System.Collections.Frozen;
using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Tells headings, furniture and corrections from the article's own sentences, a paragraph at a time.</summary>
internal static class PassageKinds
{
    private const int LongestHeading = 24;
    private const int LongestFurniture = 30;

    private static readonly FrozenDictionary<string, string> Openings = LanguageFile.Map("furniture");

    /// <summary>The kind of each paragraph.</summary>
    /// <param name="text">The text.</param>
    /// <param name="title">The article's headline where it is known apart from the text.</param>
    public static ImmutableArray<PassageKind> Of(TaggedText text, string? title)
    {
        var paragraphs = text.Tokens.Paragraphs;
        var kinds = ImmutableArray.CreateBuilder<PassageKind>(paragraphs.Length);
        for (var i = 0; i < paragraphs.Length; i++)
        {
            var tokens = new IndexRange(text.Tokens.Sentences[paragraphs[i].First].First, text.Tokens.Sentences[paragraphs[i].End - 1].End);
            kinds.Add(KindOf(text, tokens, isLast: i == paragraphs.Length - 1, title));
        }

        return kinds.MoveToImmutable();
    }

    private static PassageKind KindOf(TaggedText text, IndexRange tokens, bool isLast, string? title)
    {
        if (Opening(text, tokens) is { } opening)
        {
            switch (Openings[opening])
            {
                case "correction":
                    return PassageKind.Correction;
                case "byline" when IsByline(text, tokens):
                case "furniture" when tokens.Count <= LongestFurniture:
                    return PassageKind.Furniture;
                default:
                    break;
            }
        }

        if (title is not null && text.Tokens.SpanOf(tokens) is var span && text.Text.AsSpan(span.Start, span.Length).Equals(title.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return PassageKind.Heading;
        }

        return !isLast && tokens.Count <= LongestHeading && EndsOpen(text, tokens) ? PassageKind.Heading : PassageKind.Sentence;
    }

    // Up to four words that furniture begins with.
    private static string? Opening(TaggedText text, IndexRange tokens)
    {
        var words = "";
        string? found = null;
        for (var i = tokens.First; i < tokens.End && i < tokens.First + 5; i++)
        {
            words += (words.Length > 0 ? " " : "") + text.Tokens.Form(i).ToString().ToLowerInvariant().Replace('’', '\'');
            found = Openings.ContainsKey(words) ? words : found;
        }

        return found;
    }

    private static bool IsByline(TaggedText text, IndexRange tokens)
    {
        if (tokens.Count is < 2 or > LongestHeading || !char.IsUpper(text.Tokens.Form(tokens.First + 1)[0]))
        {
            return false;
        }

        for (var i = tokens.First; i < tokens.End; i++)
        {
            if (text.Tags[i] is "VBD" or "VBZ" or "VBP" or "MD")
            {
                return false;
            }
        }

        return true;
    }

    private static bool EndsOpen(TaggedText text, IndexRange tokens)
    {
        var last = text.Tokens.Form(tokens.End - 1);
        return char.IsLetterOrDigit(last[^1]) && char.IsLetterOrDigit(text.Tokens.Form(tokens.First)[0]) && !text.Tokens.Form(tokens.End - 1).EndsWith('.');
    }
}
