using System.Collections.Frozen;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Tells speech from titles, nicknames and terms.</summary>
internal static class QuotationKinds
{
    private const int LongestTerm = 10;

    private static readonly FrozenSet<string> Namers = LanguageFile.Set("naming-words");

    /// <summary>What the quotation at <paramref name="spans"/> is for.</summary>
    public static QuotationKind Of(TaggedText text, List<TextSpan> spans, bool isClosed)
    {
        if (spans.Count > 1 || !isClosed)
        {
            return QuotationKind.Speech;
        }

        var first = text.Tokens.TokenAt(spans[0].Start);
        var last = text.Tokens.TokenAt(spans[0].End - 1);
        var (words, capitalised, stopInside) = Count(text, first + 1, last);
        if (words == 0)
        {
            return QuotationKind.Term;
        }

        if (words > LongestTerm || stopInside == '!' || stopInside == '?')
        {
            return QuotationKind.Speech;
        }

        var sentence = text.Tokens.Sentences[text.Tokens.SentenceOf(first)];
        var before = first > sentence.First ? first - 1 : -1;
        var after = last + 1 < sentence.End ? last + 1 : -1;
        if (before >= 0 && stopInside != '.' && IsNamed(text, before, sentence.First))
        {
            return QuotationKind.Term;
        }

        if (stopInside is '.' or ',' && !(words >= 2 && capitalised == words))
        {
            return QuotationKind.Speech;
        }

        return IsTitle(text, words, capitalised, before) || IsAttributive(text, words, before, after) || IsLoneWord(text, words, before)
            ? QuotationKind.Term
            : QuotationKind.Speech;
    }

    // Words; how many are capitalised or too small to be, at least two of them capitalised; the stop before the closing mark.
    private static (int Words, int Capitalised, char Stop) Count(TaggedText text, int first, int end)
    {
        var (words, capitalised, real) = (0, 0, 0);
        for (var i = first; i < end; i++)
        {
            var form = text.Tokens.Form(i);
            if (!char.IsLetterOrDigit(form[0]))
            {
                continue;
            }

            words++;
            var isCapital = char.IsUpper(form[0]);
            real += isCapital ? 1 : 0;
            capitalised += isCapital || (text.Tags[i] is "IN" or "DT" or "CC" or "TO" && i > first) ? 1 : 0;
        }

        var stop = end > first ? text.Tokens.Form(end - 1)[^1] : ' ';
        return (words, real >= 2 ? capitalised : 0, stop);
    }

    private static bool IsNamed(TaggedText text, int before, int first)
    {
        // "titled “X”", "so-called “X”", "the term “X”", "known as “X”", "titled: “X”"
        var at = text.Tokens.Form(before)[0] is ',' or ':' && before > first ? before - 1 : before;
        var lemma = text.Lemmas[at];
        if (Namers.Contains(lemma) && at == before)
        {
            return true;
        }

        return lemma == "as" && at > first && text.Lemmas[at - 1] is "know" or "known" or "style"
            || (at != before && lemma is "title" or "entitle" or "titled" or "entitled");
    }

    private static bool IsTitle(TaggedText text, int words, int capitalised, int before) =>
        words >= 2 && capitalised == words && (before < 0 || text.Lemmas[before] is not ("say" or "reply" or "add" or "ask" or "shout"));

    // a “two-key” system: an adjective in quotation marks.
    private static bool IsAttributive(TaggedText text, int words, int before, int after) =>
        words <= 4 && before >= 0 && after >= 0
        && text.Tags[before] is "DT" or "PRP$" or "POS" or "JJ" or "CD"
        && text.Tags[after] is "NN" or "NNS" or "NNP" or "NNPS" or "JJ";

    private static bool IsLoneWord(TaggedText text, int words, int before) =>
        words == 1 && before >= 0 && text.Tags[before] is "DT" or "PRP$" or "POS" or "JJ" or "NN" or "NNS" or "NNP" or "IN" or "CC";
}
