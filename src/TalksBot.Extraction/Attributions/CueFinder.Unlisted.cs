using TalksBot.Domain;

namespace TalksBot.Extraction;

// Verbs that report without being listed.
internal sealed partial class CueFinder
{
    private static readonly CueEntry Estimate = new("put", CueClass.Believes, Polarity.Said, "n", [], "");

    // "puts the chance at one in three"
    private bool IsEstimate(int verb)
    {
        if (items.Lemma(verb) != "put" || items.Tag(verb) is not ("VBZ" or "VBD") || !items.BeginsPhrase(verb + 1))
        {
            return false;
        }

        for (var i = items.PhraseTo(verb + 1); i < items.Count && i < verb + 12 && !items.IsFinite(i); i++)
        {
            if (items.Lemma(i) == "at")
            {
                return items.Tag(i + 1) is "CD" or "$" || (items.Tag(i + 1) is "IN" or "RB" or "DT" && items.Tag(i + 2) == "CD")
                    || (items.Tag(i + 1) is "IN" or "RB" or "JJR" && items.Tag(i + 3) is "CD");
            }
        }

        return false;
    }

    // “No,” she thundered. Quotation marks and place show that the verb reports.
    private CueCandidate? Unlisted(int verb, VerbGroup group)
    {
        if (IsEstimate(verb))
        {
            return WithSubject(Estimate, group, verb + 1, isSilence: false, -1);
        }

        if (items.Tag(verb) is not ("VBD" or "VBZ") || group.First != verb || items.Lemma(verb) is "be" or "have" or "do" or "make" or "take" or "get" or "come")
        {
            return null;
        }

        var from = items.PhraseFrom(verb - 1);
        var endsThere = items.Tag(verb + 1) is "." or "," or "" or ":";
        if (items.EndsPhrase(verb - 1) && endsThere && items.Tag(from - 1) == SentenceItems.Quote && items.Tag(verb - 1) is "NNP" or "PRP")
        {
            return Finish(CueLexicon.Unknown, group, verb + 1, SourceFinder.Before(items, verb)! with { Confidence = 0.7 }, isSilence: false, -1, from, isSibling: true);
        }

        return items.Tag(verb - 1) == SentenceItems.Quote && SourceFinder.After(items, verb + 1) is { } source
            && items.Tag(source.Head) == "NNP" && items.Tag(source.End) is "." or "," or ""
            ? Inverted(CueLexicon.Unknown, group, verb + 1)
            : null;
    }
}
