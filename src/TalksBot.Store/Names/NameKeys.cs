using System.Text;

namespace TalksBot.Store.Names;

/// <summary>
/// Keys that spellings of one name share. A <em>sound</em> is a folded word in which the ways to write one sound in Latin
/// letters are made equal ("zelenskyy", "zelenskiy" and "zelenski" are all "zelenski").
/// </summary>
internal static class NameKeys
{
    // Longest first where one begins another. From the usual romanisations of Cyrillic, Arabic, Greek and German names.
    private static readonly (string Written, string Sound)[] Rules =
    [
        ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("cz", "ch"), ("ch", "ch"), ("sz", "sh"),
        ("kh", "h"), ("ph", "f"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("zh", "z"), ("ck", "k"), ("ts", "z"), ("tz", "z"),
        ("oe", "o"), ("ae", "e"), ("ue", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
        ("q", "k"), ("c", "k"), ("x", "ks"), ("w", "v"), ("y", "i"), ("j", "i"),
    ];

    /// <summary>The sound of one folded word; other than ASCII letters stay as they are.</summary>
    public static string Sound(string word)
    {
        var result = new StringBuilder(word.Length + 2);
        var position = word.StartsWith("ye", StringComparison.Ordinal) || word.StartsWith("je", StringComparison.Ordinal) ? 1 : 0;
        while (position < word.Length)
        {
            var (written, sound) = RuleAt(word, position);
            foreach (var c in sound)
            {
                // Doubled letters sound like one.
                if (result.Length == 0 || result[^1] != c)
                {
                    result.Append(c);
                }
            }

            position += written;
        }

        // "Lavroff", "Lavrof": the Cyrillic ending is written with a v today.
        if (result.Length > 3 && result[^1] == 'f' && result[^2] is 'o' or 'e')
        {
            result[^1] = 'v';
        }

        return result.ToString();
    }

    /// <summary>All keys under which a word is stored, and asked for: words that share one may be the same name.</summary>
    public static IEnumerable<string> Of(string word)
    {
        var sound = Sound(word);
        yield return SoundKey(sound);
        if (sound.Length < 5)
        {
            yield break;
        }

        yield return "k" + Skeleton(sound);

        // Two words that differ by one letter share a form with one letter less (Garbe, "SymSpell").
        for (var i = 0; i < sound.Length && i < 16; i++)
        {
            if (i == 0 || sound[i] != sound[i - 1])
            {
                yield return "d" + sound.Remove(i, 1);
            }
        }

        yield return "d" + sound;
    }

    /// <summary>The key that words of the same sound share; keys of sounds that begin alike begin alike.</summary>
    public static string SoundKey(string sound) => "s" + sound;

    // First letter and consonants: vowels are what transliterations differ in.
    private static string Skeleton(string sound)
    {
        var result = new StringBuilder(sound.Length);
        for (var i = 0; i < sound.Length; i++)
        {
            if (i == 0 || sound[i] is not ('a' or 'e' or 'i' or 'o' or 'u'))
            {
                result.Append(sound[i]);
            }
        }

        return result.ToString();
    }

    private static (int Written, string Sound) RuleAt(string word, int position)
    {
        foreach (var (written, sound) in Rules)
        {
            if (string.CompareOrdinal(word, position, written, 0, written.Length) == 0)
            {
                return (written.Length, sound);
            }
        }

        return (1, word.Substring(position, 1));
    }
}
