namespace TalksBot.Extraction;

/// <summary>How likely a word is a cue by its lemma and the kind of its tag, learned from a corpus.</summary>
internal sealed class CueOdds
{
    /// <summary>From this strength on a word counts as a likely cue: about one in five is one.</summary>
    public const byte Likely = 3;

    private readonly uint[] _keys;
    private readonly byte[] _strengths;

    /// <summary>The odds of these words.</summary>
    /// <param name="entries">Key and strength, 1 to 7, of each word; see <see cref="KeyOf"/>.</param>
    public CueOdds(IEnumerable<(uint Key, byte Strength)> entries)
    {
        var sorted = entries.OrderBy(entry => entry.Key).ToList();
        var size = 64;
        while (size < sorted.Count * 2)
        {
            size *= 2;
        }

        _keys = new uint[size];
        _strengths = new byte[size];
        foreach (var (key, strength) in sorted)
        {
            var slot = key & (uint)(size - 1);
            while (_strengths[slot] != 0)
            {
                slot = (slot + 1) & (uint)(size - 1);
            }

            (_keys[slot], _strengths[slot]) = (key, strength);
        }

        Entries = sorted;
    }

    /// <summary>The entries, by key.</summary>
    public IReadOnlyList<(uint Key, byte Strength)> Entries { get; }

    /// <summary>The key of a lemma with a tag: verbs, nouns and all others of one spelling are three words.</summary>
    public static uint KeyOf(uint lemma, byte tag) => FeatureHash.Of(1000, lemma, TextColumns.IsVerb[tag] ? 0u : TextColumns.IsNoun[tag] ? 1u : 2u);

    /// <summary>The strength of a word; 0 when it is hardly ever a cue.</summary>
    public byte Of(uint lemma, byte tag)
    {
        var key = KeyOf(lemma, tag);
        var mask = (uint)(_keys.Length - 1);
        for (var slot = key & mask; _strengths[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == key)
            {
                return _strengths[slot];
            }
        }

        return 0;
    }

    /// <summary>The strength of a share of cues among a word's occurrences.</summary>
    public static byte StrengthOf(double share) => share switch
    {
        >= 0.8 => 7,
        >= 0.6 => 6,
        >= 0.45 => 5,
        >= 0.3 => 4,
        >= 0.18 => Likely,
        >= 0.08 => 2,
        >= 0.03 => 1,
        _ => 0,
    };
}
