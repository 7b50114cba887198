using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>A silence that was found.</summary>
/// <param name="Entry">What stands for its verb.</param>
/// <param name="Group">The verb group, governing verb included.</param>
/// <param name="After">First item after the cue.</param>
/// <param name="Content">First item of what was not said; nothing may be there.</param>
internal sealed record SilenceFound(CueEntry Entry, VerbGroup Group, int After, int Content);

/// <summary>Recognises that somebody did not say: "declined to comment", "would not say whether", "gave no date".</summary>
internal static class Silence
{
    private static readonly CueEntry Entry = new("decline", CueClass.Said, Polarity.Declined, "tnw", [], "");

    /// <summary>The silence whose main verb is at <paramref name="verb"/>, or null.</summary>
    public static SilenceFound? At(SentenceItems items, int verb, VerbGroup group)
    {
        var lemma = items.Lemma(verb);
        if (lemma is "decline" or "refuse" && !group.IsNegated && !group.IsInfinitive && group.Modal is "" && items.Tag(verb + 1) == "TO"
            && CueLexicon.IsSilentVerb(items.Lemma(verb + 2)))
        {
            return new SilenceFound(Entry with { Lemma = lemma }, group, verb + 3, verb + 3);
        }

        if (lemma is "give" or "make" or "offer" or "have" or "provide" && !group.IsInfinitive && group.Modal is "" && !group.IsNegated
            && items.Lemma(verb + 1) == "no" && items.BeginsPhrase(verb + 1) && CueLexicon.IsSilentObject(items.Lemma(items.Head(verb + 1, items.PhraseTo(verb + 1)))))
        {
            return new SilenceFound(Entry with { Lemma = lemma }, group, verb + 1, verb + 1);
        }

        if (!CueLexicon.IsSilentVerb(lemma) || group.IsInfinitive || group.IsPassive || !(group.IsNegated || HasNegativeSubject(items, group)))
        {
            return null;
        }

        // "would neither confirm nor deny"
        if (items.Lemma(verb + 1) == "nor" && items.IsVerb(verb + 2))
        {
            return new SilenceFound(Entry with { Lemma = lemma }, group, verb + 3, verb + 3);
        }

        return lemma switch
        {
            "return" => items.Lemma(items.Head(verb + 1, Math.Max(verb + 2, items.PhraseTo(verb + 1)))) is "call" or "message" or "email" or "e-mail" or "request"
                ? new SilenceFound(Entry with { Lemma = lemma }, group, Math.Max(verb + 2, items.PhraseTo(verb + 1)), Math.Max(verb + 2, items.PhraseTo(verb + 1)))
                : null,
            "give" or "provide" or "offer" or "release" or "share" or "announce" => items.BeginsPhrase(verb + 1)
                && CueLexicon.IsSilentObject(items.Lemma(items.Head(verb + 1, items.PhraseTo(verb + 1))))
                ? new SilenceFound(Entry with { Lemma = lemma }, group, verb + 1, verb + 1)
                : null,
            _ => new SilenceFound(Entry with { Lemma = lemma }, group, verb + 1, verb + 1),
        };
    }

    private static bool HasNegativeSubject(SentenceItems items, VerbGroup group)
    {
        var from = items.PhraseFrom(group.First - 1);
        return from >= 0 && items.Lemma(from) is "neither" or "nobody" or "none" or "no";
    }
}
