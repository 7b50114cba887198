namespace TalksBot.Store.Text;

/// <summary>M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980: word forms to a common stem.</summary>
internal static class PorterStemmer
{
    private static readonly (string Suffix, string Stem)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
        ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
        ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string Stem)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic", "ou",
    ];

    /// <summary>Stems the lower-case ASCII letters at the start of <paramref name="word"/> in place.</summary>
    /// <param name="word">Has room for one letter more than <paramref name="length"/>.</param>
    /// <param name="length">Letters of the word; those of one or two letters stay.</param>
    /// <returns>Letters of the stem.</returns>
    public static int Stem(Span<char> word, int length)
    {
        if (length <= 2)
        {
            return length;
        }

        length = Plural(word, length);
        length = PastAndProgressive(word, length);
        if (word[length - 1] == 'y' && HasVowel(word, length - 1))
        {
            word[length - 1] = 'i';
        }

        length = Replace(word, length, Step2);
        length = Replace(word, length, Step3);
        length = Residual(word, length);
        return FinalE(word, length);
    }

    private static int Plural(Span<char> word, int length)
    {
        if (word[length - 1] != 's')
        {
            return length;
        }

        if (Ends(word, length, "sses") || Ends(word, length, "ies"))
        {
            return length - 2;
        }

        return word[length - 2] == 's' ? length : length - 1;
    }

    private static int PastAndProgressive(Span<char> word, int length)
    {
        if (Ends(word, length, "eed"))
        {
            return Measure(word, length - 3) > 0 ? length - 1 : length;
        }

        var cut = Ends(word, length, "ed") ? 2 : Ends(word, length, "ing") ? 3 : 0;
        if (cut == 0 || !HasVowel(word, length - cut))
        {
            return length;
        }

        length -= cut;
        if (Ends(word, length, "at") || Ends(word, length, "bl") || Ends(word, length, "iz"))
        {
            word[length] = 'e';
            return length + 1;
        }

        if (length > 1 && word[length - 1] == word[length - 2] && IsConsonant(word, length - 1) && word[length - 1] is not ('l' or 's' or 'z'))
        {
            return length - 1;
        }

        if (Measure(word, length) == 1 && EndsShort(word, length))
        {
            word[length] = 'e';
            return length + 1;
        }

        return length;
    }

    private static int Replace(Span<char> word, int length, (string Suffix, string Stem)[] rules)
    {
        foreach (var (suffix, stem) in rules)
        {
            if (Ends(word, length, suffix))
            {
                var start = length - suffix.Length;
                if (Measure(word, start) == 0)
                {
                    return length;
                }

                stem.CopyTo(word[start..]);
                return start + stem.Length;
            }
        }

        return length;
    }

    private static int Residual(Span<char> word, int length)
    {
        foreach (var suffix in Step4)
        {
            if (Ends(word, length, suffix))
            {
                var start = length - suffix.Length;
                var isAllowed = suffix != "ion" || (start > 0 && word[start - 1] is 's' or 't');
                return isAllowed && Measure(word, start) > 1 ? start : length;
            }
        }

        return length;
    }

    private static int FinalE(Span<char> word, int length)
    {
        if (word[length - 1] == 'e')
        {
            var measure = Measure(word, length - 1);
            if (measure > 1 || (measure == 1 && !EndsShort(word, length - 1)))
            {
                length--;
            }
        }

        return length > 1 && word[length - 1] == 'l' && word[length - 2] == 'l' && Measure(word, length) > 1 ? length - 1 : length;
    }

    private static bool Ends(ReadOnlySpan<char> word, int length, string suffix) =>
        length > suffix.Length && word[..length].EndsWith(suffix, StringComparison.Ordinal);

    // How often a run of vowels is followed by a run of consonants.
    private static int Measure(ReadOnlySpan<char> word, int length)
    {
        var count = 0;
        var wasVowel = false;
        for (var i = 0; i < length; i++)
        {
            var isConsonant = IsConsonant(word, i);
            if (isConsonant && wasVowel)
            {
                count++;
            }

            wasVowel = !isConsonant;
        }

        return count;
    }

    private static bool HasVowel(ReadOnlySpan<char> word, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (!IsConsonant(word, i))
            {
                return true;
            }
        }

        return false;
    }

    // Consonant, vowel, consonant other than w, x, y: "hop", "fil".
    private static bool EndsShort(ReadOnlySpan<char> word, int length) =>
        length >= 3 && IsConsonant(word, length - 1) && !IsConsonant(word, length - 2) && IsConsonant(word, length - 3)
        && word[length - 1] is not ('w' or 'x' or 'y');

    private static bool IsConsonant(ReadOnlySpan<char> word, int index)
    {
        // A y is a vowel after a consonant; a run of them alternates.
        var run = index;
        while (run > 0 && word[run] == 'y')
        {
            run--;
        }

        var isConsonant = word[run] is not ('a' or 'e' or 'i' or 'o' or 'u');
        return (index - run) % 2 == 0 ? isConsonant : !isConsonant;
    }
}
