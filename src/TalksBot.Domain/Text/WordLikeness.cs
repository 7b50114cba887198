using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace TalksBot.Domain;

/// <summary>Tells whether two texts are the same words, printed a little differently. What it does not know counts as a difference: a wrong match is worse than a missed one.</summary>
public static class WordLikeness
{
    /// <summary>Words of a text that are compared at the most; longer ones are like nothing but themselves.</summary>
    public const int MaxWords = 300;

    // Fewer words than these are the same only when all are.
    private const int MinWords = 4;

    // Of the shorter text, how much must stand in the longer one to be most of it.
    private const double Most = 0.8;

    // Every form of "to be": the tense may change, but "asked" and "was asked" are two acts.
    private const string Being = "be";

    // What two prints of one report add, drop or exchange without saying anything else: articles, and the tense of reported speech.
    private static readonly FrozenSet<string> Light = FrozenSet.Create(
        StringComparer.Ordinal, "a", "an", "the", "that", "which", "also", "however", "has", "have", "had");

    private static readonly FrozenSet<string> FormsOfBeing = FrozenSet.Create(StringComparer.Ordinal, "am", "is", "are", "was", "were", "been", "being");

    // Folding takes signs for blanks.
    private static readonly FrozenDictionary<char, string> Signs = new Dictionary<char, string>
    {
        ['$'] = " dollar ",
        ['€'] = " euro ",
        ['£'] = " pound ",
        ['¥'] = " yen ",
        ['₽'] = " ruble ",
        ['₴'] = " hryvnia ",
        ['₺'] = " lira ",
        ['₹'] = " rupee ",
        ['₪'] = " shekel ",
        ['%'] = " percent ",
    }.ToFrozenDictionary();

    // Any two sentences share these.
    private static readonly FrozenSet<string> Grammar = FrozenSet.Create(
        StringComparer.Ordinal,
        "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "and", "or", "but", "it", "its", "this", "these", "there");

    private static readonly FrozenSet<string> Negations = Canonicals(
        "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "cant", "dont", "doesnt", "didnt", "wont", "wouldnt", "isnt",
        "arent", "wasnt", "werent", "couldnt", "shouldnt", "mustnt", "hasnt", "havent", "hadnt", "aint", "hardly", "unlikely", "barely", "deny", "denies",
        "denied", "denying", "denial", "refuse", "refuses", "refused", "refusing", "reject", "rejects", "rejected", "fail", "fails", "failed", "false", "untrue",
        "lie", "lies", "doubt", "doubtful");

    // Words that turn a sentence into another one although all the rest stays.
    private static readonly FrozenSet<string> Weighty = Canonicals(
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
        "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        "hundred", "thousand", "million", "billion", "trillion", "k", "m", "mn", "bn", "tn", "half", "halves", "quarter", "dozen", "once", "twice",
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "next", "last",
        "dollar", "euro", "pound", "yen", "yuan", "ruble", "rouble", "hryvnia", "lira", "rupee", "shekel", "percent",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tonight", "tomorrow", "yesterday",
        "if", "unless", "until", "before", "after", "except", "only", "more", "less", "fewer", "most", "least", "all", "some", "both", "either", "against",
        "will", "would", "could", "might", "must", "should", "can", "shall");

    // Words around a quotation that make another statement of it.
    private static readonly FrozenSet<string> Conditions = Canonicals("if", "unless", "until", "except", "only", "whether", "provided");

    /// <summary>The words of a text, comparable: folded, of British and American spellings one, without the s of a plural or a third person.</summary>
    public static ImmutableArray<string> WordsOf(string text)
    {
        var folded = Fold(text);
        return folded.Length == 0 ? [] : [.. folded.Split(' ').Select(Canonical)];
    }

    /// <summary>The text folded as <see cref="StableId.Normalise"/> does, with the signs of currencies and of percent as words.</summary>
    public static string Fold(string text)
    {
        if (!text.Any(Signs.ContainsKey))
        {
            return StableId.Normalise(text);
        }

        var spelt = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            spelt.Append(Signs.TryGetValue(letter, out var name) ? name : letter.ToString());
        }

        return StableId.Normalise(spelt.ToString());
    }

    /// <summary>Whether neither text denies or makes conditional what the other does not: as many such words in both.</summary>
    public static bool HaveSameTruth(ImmutableArray<string> one, ImmutableArray<string> other) =>
        one.Where(IsOfTruth).Order(StringComparer.Ordinal).SequenceEqual(other.Where(IsOfTruth).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static bool IsOfTruth(string word) => Negations.Contains(word) || Conditions.Contains(word);

    /// <summary>Whether they differ in nothing but articles, tense and spelling.</summary>
    public static bool IsSame(ImmutableArray<string> one, ImmutableArray<string> other) =>
        one.AsSpan().SequenceEqual(other.AsSpan())
        || (AreComparable(one, other) && HaveSameSense(one, other) && Align(one, other) is var parts
            && parts.TrueForAll(part => part.IsShared || part.Words.All(Light.Contains))
            && parts.Count(part => part.IsShared) >= MinWords);

    /// <summary>Whether one is the other with some words left out: nothing was exchanged, and no number, negation, date or condition is among those left out.</summary>
    public static bool IsShortened(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        if (!AreComparable(one, other) || !HaveSameSense(one, other))
        {
            return false;
        }

        var parts = Align(one, other);
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            // Words of both sides at one place: exchanged.
            if (!parts[i].IsShared && !parts[i + 1].IsShared && !(parts[i].Words.All(Light.Contains) && parts[i + 1].Words.All(Light.Contains)))
            {
                return false;
            }
        }

        return !LacksBeing(parts) && IsMost(parts.Count(part => part.IsShared), one, other);
    }

    /// <summary>Whether the words of one contain most of the other's, and neither denies or counts what the other does not.</summary>
    public static bool ContainsMost(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        if (one.AsSpan().SequenceEqual(other.AsSpan()))
        {
            return true;
        }

        if (!AreComparable(one, other))
        {
            return false;
        }

        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        var at = longer.AsSpan().IndexOf(shorter.AsSpan());
        if (at >= 0)
        {
            return longer.Count(Negations.Contains) == shorter.Count(Negations.Contains);
        }

        return HaveSameSense(one, other) && Align(one, other) is var parts && !LacksBeing(parts) && IsMost(parts.Count(part => part.IsShared), one, other);
    }

    /// <summary>How much of what the shorter text says stands in the longer one in the same order, 0 to 1; articles, prepositions and the like do not count.</summary>
    public static double Overlap(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        var (said, otherSaid) = (one.RemoveAll(IsGrammar), other.RemoveAll(IsGrammar));
        return said.IsEmpty || otherSaid.IsEmpty || one.Length > MaxWords || other.Length > MaxWords
            ? one.AsSpan().SequenceEqual(other.AsSpan()) ? 1 : 0
            : (double)Align(said, otherSaid).Count(part => part.IsShared) / Math.Min(said.Length, otherSaid.Length);
    }

    private static bool IsGrammar(string word) => word == Being || Light.Contains(word) || Grammar.Contains(word);

    private static bool AreComparable(ImmutableArray<string> one, ImmutableArray<string> other) =>
        Math.Min(one.Length, other.Length) >= MinWords && Math.Max(one.Length, other.Length) <= MaxWords;

    private static bool IsMost(int shared, ImmutableArray<string> one, ImmutableArray<string> other) =>
        shared >= MinWords && shared >= Most * Math.Min(one.Length, other.Length);

    // A form of "to be" that one text has alone before words of both: who acts may be another. At the end it belongs to a clause that was cut.
    private static bool LacksBeing(List<(bool IsShared, ImmutableArray<string> Words)> parts)
    {
        var lastShared = parts.FindLastIndex(part => part.IsShared);
        return parts.Take(Math.Max(lastShared, 0)).Any(part => !part.IsShared && part.Words.Contains(Being));
    }

    // The same numbers, days, negations and conditions, in the same order.
    private static bool HaveSameSense(ImmutableArray<string> one, ImmutableArray<string> other) =>
        one.Where(IsWeighty).SequenceEqual(other.Where(IsWeighty), StringComparer.Ordinal);

    private static bool IsWeighty(string word) => Weighty.Contains(word) || Negations.Contains(word) || word.Any(char.IsDigit);

    private static FrozenSet<string> Canonicals(params ReadOnlySpan<string> words)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            all.Add(Canonical(word));
        }

        return all.ToFrozenSet(StringComparer.Ordinal);
    }

    private static string Canonical(string word)
    {
        if (FormsOfBeing.Contains(word))
        {
            return Being;
        }

        if (word.Length < 5)
        {
            return word;
        }

        var result = word
            .Replace("iz", "is", StringComparison.Ordinal)
            .Replace("our", "or", StringComparison.Ordinal)
            .Replace("ogramme", "ogram", StringComparison.Ordinal)
            .Replace("ll", "l", StringComparison.Ordinal);
        result = Ending(result, "ence", "ense");
        result = Ending(result, "tre", "ter");
        return result.EndsWith('s') && !result.EndsWith("ss", StringComparison.Ordinal) && result.Length > 4 ? result[..^1] : result;
    }

    private static string Ending(string word, string from, string to) =>
        word.EndsWith(from, StringComparison.Ordinal) ? string.Concat(word.AsSpan(0, word.Length - from.Length), to) : word;

    // Words in order: one at a time where shared; between those, what stands in one text alone, then what stands in the other alone.
    private static List<(bool IsShared, ImmutableArray<string> Words)> Align(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        var lengths = new ushort[one.Length + 1, other.Length + 1];
        for (var i = one.Length - 1; i >= 0; i--)
        {
            for (var j = other.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = one[i] == other[j] ? (ushort)(lengths[i + 1, j + 1] + 1) : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var parts = new List<(bool, ImmutableArray<string>)>();
        var (left, right) = (0, 0);
        while (left < one.Length || right < other.Length)
        {
            var (from, to) = (left, right);
            while (left < one.Length && right < other.Length && one[left] != other[right])
            {
                (left, right) = lengths[left + 1, right] >= lengths[left, right + 1] ? (left + 1, right) : (left, right + 1);
            }

            var isEnd = left == one.Length || right == other.Length;
            (left, right) = isEnd ? (one.Length, other.Length) : (left, right);
            AddAlone(one[from..left]);
            AddAlone(other[to..right]);
            if (!isEnd)
            {
                parts.Add((true, [one[left]]));
                (left, right) = (left + 1, right + 1);
            }
        }

        return parts;

        void AddAlone(ImmutableArray<string> words)
        {
            if (!words.IsEmpty)
            {
                parts.Add((false, words));
            }
        }
    }
}
