namespace TalksBot.Answers;

/// <summary>Reduces English words to stems, so that "offers", "offered" and "offering" are one word.</summary>
/// <remarks>M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980: the same that the store's index uses.</remarks>
public static class Stemmer
{
    private static readonly (string Suffix, string Replacement)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
        ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string Replacement)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    /// <summary>The stem of <paramref name="word"/>.</summary>
    /// <param name="word">Lower case; words with other letters than a to z are returned as they are.</param>
    public static string Stem(string word)
    {
        if (word.Length < 3 || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        var stem = Plural(word);
        stem = PastOrParticiple(stem);
        if (stem.EndsWith('y') && HasVowel(stem, stem.Length - 1))
        {
            stem = string.Concat(stem.AsSpan(0, stem.Length - 1), "i");
        }

        stem = Replace(stem, Step2);
        stem = Replace(stem, Step3);
        stem = Strip(stem);
        if (stem.EndsWith('e'))
        {
            var measure = Measure(stem, stem.Length - 1);
            if (measure > 1 || (measure == 1 && !EndsShort(stem, stem.Length - 1)))
            {
                stem = stem[..^1];
            }
        }

        return stem.EndsWith("ll", StringComparison.Ordinal) && Measure(stem, stem.Length - 1) > 1 ? stem[..^1] : stem;
    }

    private static string Plural(string word)
    {
        if (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal))
        {
            return word[..^2];
        }

        return word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
    }

    private static string PastOrParticiple(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return Measure(word, word.Length - 3) > 0 ? word[..^1] : word;
        }

        var cut = word.EndsWith("ed", StringComparison.Ordinal) && HasVowel(word, word.Length - 2) ? 2
            : word.EndsWith("ing", StringComparison.Ordinal) && HasVowel(word, word.Length - 3) ? 3 : 0;
        if (cut == 0)
        {
            return word;
        }

        var stem = word[..^cut];
        if (stem.EndsWith("at", StringComparison.Ordinal) || stem.EndsWith("bl", StringComparison.Ordinal) || stem.EndsWith("iz", StringComparison.Ordinal))
        {
            return stem + "e";
        }

        if (stem.Length > 1 && stem[^1] == stem[^2] && !IsVowel(stem, stem.Length - 1) && stem[^1] is not ('l' or 's' or 'z'))
        {
            return stem[..^1];
        }

        return Measure(stem, stem.Length) == 1 && EndsShort(stem, stem.Length) ? stem + "e" : stem;
    }

    private static string Replace(string word, (string Suffix, string Replacement)[] rules)
    {
        foreach (var (suffix, replacement) in rules)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                var length = word.Length - suffix.Length;
                return Measure(word, length) > 0 ? string.Concat(word.AsSpan(0, length), replacement) : word;
            }
        }

        return word;
    }

    private static string Strip(string word)
    {
        foreach (var suffix in Step4.Where(suffix => word.EndsWith(suffix, StringComparison.Ordinal)).OrderByDescending(suffix => suffix.Length))
        {
            var length = word.Length - suffix.Length;
            if (suffix == "ion" && (length == 0 || word[length - 1] is not ('s' or 't')))
            {
                continue;
            }

            return Measure(word, length) > 1 ? word[..length] : word;
        }

        return word;
    }

    private static bool IsVowel(string word, int index) => word[index] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => true,
        'y' => index > 0 && !IsVowel(word, index - 1),
        _ => false,
    };

    private static bool HasVowel(string word, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (IsVowel(word, i))
            {
                return true;
            }
        }

        return false;
    }

    // The number of vowel–consonant sequences in the first characters, "m" in the paper.
    private static int Measure(string word, int length)
    {
        var (count, vowel) = (0, false);
        for (var i = 0; i < length; i++)
        {
            var now = IsVowel(word, i);
            if (vowel && !now)
            {
                count++;
            }

            vowel = now;
        }

        return count;
    }

    // Consonant, vowel, consonant other than w, x, y at the end: "*o" in the paper.
    private static bool EndsShort(string word, int length) =>
        length >= 3 && !IsVowel(word, length - 1) && IsVowel(word, length - 2) && !IsVowel(word, length - 3)
        && word[length - 1] is not ('w' or 'x' or 'y');
}
