using System.Text;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Collects the lemmas that the rules get wrong.</summary>
internal static class LemmaLearner
{
    private const int LeastCount = 2;

    /// <summary>Lines of kind and form, a tab, lemma, sorted.</summary>
    public static string Learn(IEnumerable<TaggedSentence> sentences)
    {
        var counts = new SortedDictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var token in sentences.SelectMany(sentence => sentence.Tokens))
        {
            var kind = Lemmatizer.KindOf(token.Tag);
            if (token.Lemma is not { Length: > 0 } lemma || kind == 'o' || lemma.AsSpan().ContainsAny(' ', '\t') || token.Form.Length > 30)
            {
                continue;
            }

            var key = kind + token.Form.ToLowerInvariant().Replace('’', '\'');
            if (!counts.TryGetValue(key, out var lemmas))
            {
                counts[key] = lemmas = new Dictionary<string, int>(StringComparer.Ordinal);
            }

            lemmas[lemma] = lemmas.GetValueOrDefault(lemma) + 1;
        }

        var lines = new StringBuilder();
        foreach (var (key, lemmas) in counts)
        {
            var (lemma, count) = lemmas.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First();
            if (count >= LeastCount && SomeRuleFails(key, lemma))
            {
                lines.Append(key).Append('\t').Append(lemma).Append('\n');
            }
        }

        return lines.ToString();
    }

    // One kind covers several tags, which are bent by different rules; the exception is kept where its own ending's rule fails.
    private static bool SomeRuleFails(string key, string lemma)
    {
        var word = key[1..];
        var tag = key[0] switch
        {
            'v' when word.EndsWith("ing", StringComparison.Ordinal) => "VBG",
            'v' when word.EndsWith('s') => "VBZ",
            'v' => "VBD",
            'b' => "VB",
            'n' => "NNS",
            _ => "JJR",
        };
        return Lemmatizer.ByRule(word, tag) != lemma;
    }
}
