namespace TalksBot.Training;

/// <summary>Universal part-of-speech tags (UPOS) of words with Penn tags, learned from a treebank that has both; for reports, as nothing else uses them.</summary>
internal sealed class UniversalTags
{
    // Which words have which tag is told by the word; "be", "do" and "have" are helpers when a verb follows soon.
    private const int Reach = 3;
    private const int LeastCount = 3;

    private readonly Dictionary<string, Dictionary<string, int>> _counts = new(StringComparer.Ordinal);

    /// <summary>Learns from these sentences; tokens without a universal tag are left out.</summary>
    public UniversalTags(IEnumerable<TaggedSentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            string[] tags = [.. sentence.Tokens.Select(token => token.Tag)];
            for (var i = 0; i < tags.Length; i++)
            {
                if (sentence.Tokens[i].Universal is { } universal)
                {
                    Count(WordKey(sentence.Tokens[i].Form, tags, i), universal);
                    Count(tags[i], universal);
                }
            }
        }
    }

    /// <summary>The likeliest universal tag of a word.</summary>
    /// <param name="form">The word.</param>
    /// <param name="tags">Penn tags of its sentence.</param>
    /// <param name="index">Its place in the sentence.</param>
    public string Of(string form, ReadOnlySpan<string> tags, int index)
    {
        var known = _counts.GetValueOrDefault(WordKey(form, tags, index));
        known = known?.Values.Sum() >= LeastCount ? known : _counts.GetValueOrDefault(tags[index]);
        return known?.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key ?? "X";
    }

    private static string WordKey(string form, ReadOnlySpan<string> tags, int index)
    {
        var isBeforeVerb = false;
        for (var i = index + 1; i <= index + Reach && i < tags.Length; i++)
        {
            isBeforeVerb |= tags[i] is ['V', 'B', ..];
        }

        return $"{tags[index]} {isBeforeVerb} {form.ToLowerInvariant()}";
    }

    private void Count(string key, string universal)
    {
        if (!_counts.TryGetValue(key, out var counts))
        {
            _counts[key] = counts = new Dictionary<string, int>(StringComparer.Ordinal);
        }

        counts[universal] = counts.GetValueOrDefault(universal) + 1;
    }
}
