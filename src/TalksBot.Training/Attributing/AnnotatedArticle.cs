using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>An article with its gold attributions, read by the extraction's own first stages.</summary>
internal sealed class AnnotatedArticle
{
    /// <summary>Name of the article's files.</summary>
    public required string Stem { get; init; }

    /// <summary>Tokens and tags.</summary>
    public required TaggedText Text { get; init; }

    /// <summary>Quotations.</summary>
    public required ImmutableArray<Quotation> Quotations { get; init; }

    /// <summary>What the grammar finds.</summary>
    public required ImmutableArray<Attribution> Rules { get; init; }

    /// <summary>What people marked.</summary>
    public required List<GoldAttribution> Gold { get; init; }

    /// <summary>Stretches that people marked as no part of the article.</summary>
    public required List<TextSpan> Discarded { get; init; }

    /// <summary>The articles of a folder, in the order of their names, tagged with <paramref name="model"/>.</summary>
    public static List<AnnotatedArticle> ReadAll(string folder, TaggerModel model)
    {
        var tagger = new PerceptronTagger(model);
        var quotations = new QuotationFinder();
        var rules = new AttributionFinder();
        return [.. Directory.EnumerateFiles(folder, "*.ann").Order(StringComparer.Ordinal).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(path =>
        {
            var (gold, discarded) = GoldAttribution.Read(path);
            var text = tagger.Tag(Tokenizer.Tokenize(File.ReadAllText(path[..^4] + ".txt")));
            var quoted = quotations.Find(text);
            return new AnnotatedArticle
            {
                Stem = Path.GetFileNameWithoutExtension(path),
                Text = text,
                Quotations = quoted,
                Rules = rules.Find(text, quoted),
                Gold = gold,
                Discarded = discarded,
            };
        })];
    }

    /// <summary>The document's labels by the gold; where two attributions meet, the first keeps its token.</summary>
    public byte[] GoldLabels()
    {
        var labels = new byte[Text.Count];
        foreach (var gold in Gold)
        {
            Paint(labels, gold.Cue, Labels.Cue);
            Paint(labels, gold.Source, Labels.Source);
            Paint(labels, gold.Content, Labels.Content);
        }

        return Mended(labels);
    }

    /// <summary>Gives the tokens of these fragments the labels of a part, where they have none yet.</summary>
    public void Paint(byte[] labels, List<TextSpan> fragments, byte part)
    {
        foreach (var fragment in fragments)
        {
            foreach (var (token, isFirst) in TokensOf(fragment))
            {
                labels[token] = labels[token] == 0 ? (byte)(isFirst ? part : part + 1) : labels[token];
            }
        }
    }

    /// <summary>The tokens that a fragment touches.</summary>
    public IEnumerable<(int Token, bool IsFirst)> TokensOf(TextSpan fragment)
    {
        var first = Text.Tokens.TokenAt(fragment.Start);
        for (var token = first; token < Text.Count && Text.Tokens.Tokens[token].Span.Start < fragment.End; token++)
        {
            yield return (token, token == first);
        }
    }

    /// <summary>Labels without a part that goes on where none began.</summary>
    public static byte[] Mended(byte[] labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] != 0 && !Labels.MayFollow(i > 0 ? labels[i - 1] : 0, labels[i]))
            {
                labels[i]--;
            }
        }

        return labels;
    }
}
