using System.Globalization;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Reads the corpora that the tagger is trained on, with tags and tokens as the extraction has them.</summary>
internal static class Corpora
{
    /// <summary>Sentences of a CoNLL-U file with universal and Penn tags in its fourth and fifth columns.</summary>
    public static IEnumerable<TaggedSentence> ReadConllu(string path)
    {
        var words = new List<(string Form, string Tag, string Lemma, bool TouchesNext, string Universal)>();
        foreach (var line in File.ReadLines(path).Append(""))
        {
            if (line.Length == 0)
            {
                if (words.Count > 0)
                {
                    yield return new TaggedSentence(JoinHyphened(words));
                    words.Clear();
                }

                continue;
            }

            var columns = line.Split('\t');
            if (line[0] != '#' && int.TryParse(columns[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                words.Add((columns[1], columns[4], columns[2], columns[9].Contains("SpaceAfter=No", StringComparison.Ordinal), columns[3]));
            }
        }
    }

    /// <summary>Sentences of the automatically tagged articles of a folder, in the order of their names.</summary>
    public static IEnumerable<TaggedSentence> ReadArticles(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.tok.tsv").Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path.Replace(".tok.tsv", ".txt", StringComparison.Ordinal));
            var tokens = new List<TaggedToken>();
            foreach (var line in File.ReadLines(path).Append(""))
            {
                if (line.Length == 0)
                {
                    if (tokens.Count > 0)
                    {
                        yield return new TaggedSentence([.. tokens]);
                        tokens.Clear();
                    }

                    continue;
                }

                var columns = line.Split('\t');
                var (start, end) = (int.Parse(columns[0], CultureInfo.InvariantCulture), int.Parse(columns[1], CultureInfo.InvariantCulture));
                var form = text[start..Math.Min(end, text.Length)];
                var lemma = columns[3] == "=" ? columns[2] : columns[3];
                tokens.Add(new TaggedToken(form, Normalised(columns[4], form), lemma.ToLowerInvariant(), form.Length > 0 && !form.Contains('<', StringComparison.Ordinal)));
            }
        }
    }

    // The treebank cuts "long-term" in three, the extraction keeps it whole; the last part decides the tag.
    private static List<TaggedToken> JoinHyphened(List<(string Form, string Tag, string Lemma, bool TouchesNext, string Universal)> words)
    {
        var joined = new List<TaggedToken>();
        for (var i = 0; i < words.Count; i++)
        {
            var (form, tag, lemma, touches, universal) = words[i];
            var isJoined = false;
            while (touches && i + 2 < words.Count && words[i + 1] is { Form: "-", TouchesNext: true } && char.IsLetterOrDigit(form[^1])
                && char.IsLetterOrDigit(words[i + 2].Form[0]))
            {
                var last = words[i + 2];
                form += "-" + last.Form;
                tag = last.Tag is "NN" or "NNS" or "NNP" or "NNPS" or "CD" or "RB" or "RP" or "VBG" ? last.Tag : "JJ";
                (touches, isJoined) = (last.TouchesNext, true);
                i += 2;
            }

            if (isJoined && tag == "NN" && i + 1 < words.Count && words[i + 1].Tag.StartsWith("NN", StringComparison.Ordinal))
            {
                tag = "JJ";
            }

            var isCounted = !isJoined && tag is not ("GW" or "XX" or "AFX" or "ADD" or "HYPH");
            joined.Add(new TaggedToken(form, Normalised(tag, form), isJoined ? null : lemma.ToLowerInvariant(), isCounted, isJoined ? null : universal));
        }

        return joined;
    }

    private static string Normalised(string tag, string form) => tag switch
    {
        // One tag for "to", as in the older Penn guidelines.
        "IN" when form.Equals("to", StringComparison.OrdinalIgnoreCase) => "TO",
        "ADD" => "NN",
        "GW" or "XX" => "FW",
        "AFX" => "JJ",
        "NFP" or "HYPH" => ":",
        _ when form.Length > 0 && !PennTags.IsMark(form) && !PennTags.Learned.Contains(tag) => "NN",
        _ => tag,
    };
}
