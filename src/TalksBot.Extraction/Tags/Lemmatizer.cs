using System.Collections.Frozen;

namespace TalksBot.Extraction;

/// <summary>Gives the base form of a word: by rule, but for the exceptions that were learned.</summary>
internal sealed class Lemmatizer
{
    private readonly FrozenDictionary<string, string> _exceptions;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>A lemmatizer with these exceptions.</summary>
    /// <param name="exceptions">Lines of kind and form, a tab, lemma.</param>
    public Lemmatizer(string exceptions)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in exceptions.AsSpan().EnumerateLines())
        {
            var tab = line.IndexOf('\t');
            if (tab > 0)
            {
                map[line[..tab].ToString()] = line[(tab + 1)..].ToString();
            }
        }

        _exceptions = map.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _exceptions.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What decides how a tag's words are bent: 'v' bent verbs, 'b' verbs in their base or present form, 'n' plural nouns, 'j' compared adjectives and adverbs, 'o' all others.</summary>
    public static char KindOf(string tag) => tag switch
    {
        "VBD" or "VBG" or "VBN" or "VBZ" => 'v',
        "VB" or "VBP" or "MD" => 'b',
        "NNS" => 'n',
        "JJR" or "JJS" or "RBR" or "RBS" => 'j',
        _ => 'o',
    };

    /// <summary>The lemma of <paramref name="form"/>, lower case.</summary>
    public string LemmaOf(ReadOnlySpan<char> form, string tag)
    {
        Span<char> key = form.Length < 64 ? stackalloc char[form.Length + 1] : new char[form.Length + 1];
        form.ToLowerInvariant(key[1..]);
        key.Replace('’', '\'');
        key[0] = KindOf(tag);
        if (_lookup.TryGetValue(key, out var lemma))
        {
            return lemma;
        }

        return ByRule(key[1..].ToString(), tag);
    }

    /// <summary>The lemma that the rules alone give.</summary>
    public static string ByRule(string word, string tag) => tag switch
    {
        "NNS" or "VBZ" => WithoutS(word),
        "VBG" when word.Length > 4 && word.EndsWith("ing", StringComparison.Ordinal) => Stem(word[..^3]),
        "VBD" or "VBN" when word.Length > 3 && word.EndsWith("ied", StringComparison.Ordinal) => word[..^3] + "y",
        "VBD" or "VBN" when word.Length > 3 && word.EndsWith("ed", StringComparison.Ordinal) => Stem(word[..^2]),
        "RB" when word is "n't" => "not",
        _ => word,
    };

    private static string WithoutS(string word)
    {
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal))
        {
            return word[..^3] + "y";
        }

        if (word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal)
            && (word[^3] is 'x' or 'z' or 'o' || word.AsSpan(0, word.Length - 2) is [.., 's', 's'] or [.., 's', 'h'] or [.., 'c', 'h']))
        {
            return word[..^2];
        }

        return word.Length > 2 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i' or '\'') ? word[..^1] : word;
    }

    // "stopp" → "stop", "propos" → "propose", "walk" → "walk".
    private static string Stem(string stem)
    {
        if (stem.Length > 2 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z' or 'f'))
        {
            return IsVowel(stem[^1]) ? stem : stem[..^1];
        }

        var needsE = stem[^1] is 'v' or 'c' or 'u' or 'z'
            || stem.EndsWith("dg", StringComparison.Ordinal)
            || (stem[^1] == 's' && stem.Length > 2 && stem[^2] is not 's')
            || (stem[^1] == 'l' && stem.Length > 2 && stem[^2] is 'b' or 'p' or 't' or 'd' or 'g' or 'k' or 'f')
            || (stem.Length > 3 && stem[^1] is 't' && stem[^2] is 'a' && !IsVowel(stem[^3]))
            || (stem.Length > 2 && stem[^1] is 'r' or 'm' or 'g' or 'k' or 'd' or 't' or 'n' && stem[^2] is 'i' or 'u' or 'a' && stem.Length <= 5 && !IsVowel(stem[^3]));
        return needsE ? stem + "e" : stem;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
