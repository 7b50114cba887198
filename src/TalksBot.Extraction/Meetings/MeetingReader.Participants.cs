using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <content>Who takes part where the trigger does not say, and the day counted from another meeting.</content>
internal sealed partial class MeetingReader
{
    // "they", "the two", "both sides": those of the meeting before, where the text does not resolve them.
    private bool IsSame(NounPhrase phrase) =>
        phrases.Is(phrase.Head, "they") || (phrases.Is(phrase.First, "the", "both", "negotiators") && phrases.PhraseAt(phrase.End) is null && MeetingLexicon.Has("together", phrases.Lemma(phrase.Head).ToLowerInvariant())
        && (phrases.Is(phrase.Head, "two", "pair", "sides", "parties") || Has(phrase, "two", "both", "three")));

    private ImmutableArray<string> ResolvedOf(NounPhrase phrase) => mentions.Of(phrase) is { Actors: { IsEmpty: false } actors } ? actors : [];

    // "officers from both sides": those sides where the text makes them clear, else the words in full.
    private List<string> TakersOf(List<NounPhrase> subject)
    {
        var names = new List<string>();
        foreach (var phrase in subject)
        {
            if (Apposed(phrase) is { Count: > 1 } named)
            {
                names.AddRange(named);
                continue;
            }

            if (mentions.Of(phrase) is not { Actors.IsEmpty: false } && phrases.Tag(phrase.Head) == "NNS" && phrases.Is(phrase.End, "from", "of") && phrases.Is(phrase.End + 1, "both", "the")
                && phrases.PhraseAt(phrase.End + 1) is { } whole && Has(whole, "both", "two", "three"))
            {
                var sides = ResolvedOf(whole);
                names.AddRange(sides.Length > 1 ? sides : [_text.Tokens.SpanOf(new IndexRange(phrase.First, whole.End)).Slice(_text.Text)]);
            }
            else
            {
                names.AddRange(mentions.NamesOf(phrase));
            }
        }

        return names;
    }

    // "The two negotiators, Kaal for Veska and Brandt for Ostmark, met": those named; nobody where it is not a list of people up to the verb.
    private List<string> Apposed(NounPhrase phrase)
    {
        var names = new List<string>();
        if (phrases.Tag(phrase.Head) != "NNS" || !phrases.Is(phrase.End, ","))
        {
            return names;
        }

        var sentence = phrases.SentenceOf(phrase.Head);
        for (var i = phrase.End + 1; i < sentence.End; i++)
        {
            if (phrases.IsVerb(i))
            {
                return phrases.Is(i - 1, ",") ? names : [];
            }

            if (phrases.PhraseAt(i) is { } part && part.First == i && mentions.Of(part) is { Kind: MentionKind.Name, Actors: [var name] } && _people.Contains(name) && !names.Contains(name, StringComparer.Ordinal))
            {
                names.Add(name);
            }
        }

        return [];
    }

    // "The call was that of Kaal and Brandt"
    private void AddThoseOf(MeetingDraft draft, int end)
    {
        var at = draft.Trigger.End;
        if (phrases.Lemma(at) == "be" && phrases.Is(at + 1, "that", "those", "one") && phrases.Is(at + 2, "of", "between") && at + 3 < end && phrases.PhraseAt(at + 3) is { } who && !IsTime(who))
        {
            draft.Add(mentions.NamesOf(Coordinated(who)));
        }
    }

    private bool IsUntil(int verb)
    {
        for (var i = verb + 1; i < verb + 6; i++)
        {
            if (phrases.Is(i, "until", "before", "till"))
            {
                return true;
            }
        }

        return false;
    }

    // "there will be a call", "there is to be a summit"
    private bool IsToBe(NounPhrase phrase) =>
        phrases.Lemma(phrase.First - 1) == "be" && phrases.GroupAt(phrase.First - 1) is { Modal: "will" or "to", IsNegated: false } group && phrases.Is(group.First - 1, "there");

    // "at the invitation of Brandt"
    private string? InviterAfter(int from, int end)
    {
        for (var i = from; i < end - 1; i++)
        {
            if ((phrases.Is(i, "invitation") && phrases.Is(i + 1, "of")) || (phrases.Is(i, "invited") && phrases.Is(i + 1, "by")))
            {
                return phrases.PhraseAt(i + 2) is { } host ? mentions.NamesOf(host).FirstOrDefault() : null;
            }
        }

        return null;
    }

    // "is to receive Kaal and others at a summit": host and guests take part.
    private void AddReceived(MeetingDraft draft, int preposition, int start)
    {
        for (var i = preposition - 1; phrases.Is(preposition, "at", "during", "for") && i >= start && i > preposition - 12; i--)
        {
            if (!phrases.IsVerb(i) || phrases.Tag(i) == "MD")
            {
                continue;
            }

            if (phrases.Lemma(i) is "receive" or "welcome" or "greet" or "join" or "meet" or "host" && phrases.PhraseAt(i + 1) is { } guest && guest.First == i + 1 && !IsTime(guest))
            {
                Prepend(draft, [.. mentions.NamesOf(phrases.SubjectOf(phrases.GroupAt(i))), .. mentions.NamesOf(Coordinated(guest))]);
            }

            return;
        }
    }

    // "After more than eight hours of talks"
    private bool IsLengthOf(NounPhrase phrase, int start)
    {
        if (!phrases.Is(phrase.First - 1, "of") || phrases.PhraseAt(phrase.First - 2) is not { } length || TimeLexicon.Find(_text.Tokens.Form(length.Head)) is not { Unit: not '\0' })
        {
            return false;
        }

        for (var i = length.First - 1; i >= start && i > length.First - 4; i--)
        {
            if (phrases.Is(i, "after", "following", "during"))
            {
                return true;
            }
        }

        return phrases.Is(length.First, "after", "following");
    }

    // "one by one, Kaal first": who is named in turn.
    private void AddTurns(MeetingDraft draft, int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (phrases.Is(i, "first", "last", "next") && phrases.PhraseAt(i - 1) is { } who && mentions.Of(who) is { Kind: MentionKind.Name, Actors.IsEmpty: false } named)
            {
                draft.Add(named.Actors);
            }
        }
    }

    // "rejected the idea in a call": whoever acts in the clause takes part.
    private void AddActing(MeetingDraft draft, int from, int start)
    {
        for (var i = from; i >= start; i--)
        {
            if (phrases.IsVerb(i) && phrases.Tag(i) != "MD" && !phrases.GroupAt(i).IsInfinitive)
            {
                var subject = phrases.SubjectOf(phrases.GroupAt(i)).Where(who => mentions.Of(who) is { Actors.IsEmpty: false } || phrases.Tag(who.Head) == "NNS").ToList();
                var actors = TakersOf(subject);
                if (phrases.Lemma(i) is not "be")
                {
                    Prepend(draft, [.. actors]);
                }

                return;
            }
        }
    }

    // "A meeting came to nothing: Kaal waited, and nobody from Veska turned up": who was to take part.
    private void AddAbsent(MeetingDraft draft, int end)
    {
        var colon = -1;
        for (var i = draft.Trigger.End; i < end - 3 && colon < 0 && draft.Participants.Count == 0; i++)
        {
            if (phrases.Lemma(i) == "come" && phrases.Is(i + 1, "to") && phrases.Is(i + 2, "nothing") && phrases.Is(i + 3, ":"))
            {
                colon = i + 3;
            }
        }

        if (colon < 0)
        {
            return;
        }

        foreach (var mention in mentions.StartingIn(_text.Tokens.SpanOf(new IndexRange(colon, end))))
        {
            if (mention.Kind != MentionKind.Pronoun)
            {
                draft.Add(mention.Actors);
            }
        }
    }

    // "put back to the day after the ministers meet": counted from another meeting.
    private int? OtherDay(int from, int end)
    {
        for (var i = from; i < end - 2; i++)
        {
            if (phrases.Is(i, "day") && phrases.Is(i + 1, "after", "before") && phrases.Is(i - 1, "the") && phrases.Is(i - 2, "to", "until", "till", "for"))
            {
                for (var k = i + 2; k < Math.Min(end, i + 8); k++)
                {
                    if (phrases.Lemma(k) is "meet" or "meeting" or "talk" or "talks" or "summit")
                    {
                        return phrases.Is(i + 1, "after") ? 1 : -1;
                    }
                }
            }
        }

        return null;
    }
}
