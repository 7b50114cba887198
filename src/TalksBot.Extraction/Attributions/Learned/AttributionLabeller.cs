using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace TalksBot.Extraction;

/// <summary>Finds attributions with trained labels: the document twice, then source and content of each cue.</summary>
internal sealed class AttributionLabeller(AttributionModels models)
{
    /// <summary>Room for the features of one token in any stage.</summary>
    public const int MostFeatures = TextTemplates.Most + ReadingTemplates.Most;

    // How much labels lean from no part to some: the likeliest ones leave out more than they invent; tuned on PolNeAR dev.
    private const float SecondLean = 0.6f;
    private const float LinkLean = 0.7f;
    private const float SourceLean = 1.2f;
    private const int Stride = Chain.Stride;

    private float[] _scores = [];
    private float[] _forward = [];
    private float[] _marginals = [];
    private byte[] _classes = [];
    private byte[] _labels = [];
    private byte[] _back = [];

    /// <summary>The attributions of a text, in the order of their cues.</summary>
    public List<LabelledAttribution> Find(TaggedText text, ImmutableArray<Quotation> quotations, ImmutableArray<Attribution> rules)
    {
        var columns = new TextColumns(text, quotations, rules, models.Odds);
        var (first, begun) = ReadFirst(columns);
        var second = ReadSecond(columns, first, begun);
        return Settled([.. Framed(columns), .. Link(columns, second)]);
    }

    // With the first labels, what the text's features weigh for the second ones.
    private (Reading First, Vector128<short>[] Begun) ReadFirst(TextColumns text)
    {
        var begun = new Vector128<short>[text.Count];
        Span<uint> room = stackalloc uint[TextTemplates.Most];
        var row = new FeatureRow(room);
        var labelled = new Labelling(text.Count);
        foreach (var tokens in text.Blocks.Where(block => IsRead(text, block)))
        {
            Reserve(tokens.Count);
            for (var i = tokens.First; i < tokens.End; i++)
            {
                TextTemplates.Fill(text, i, ref row);
                begun[i] = models.First.ScoreBoth(room[..row.Count], _scores.AsSpan((i - tokens.First) * Stride, Stride));
                _classes[i - tokens.First] = ChainModel.ClassOf(text, i);
            }

            Decode(models.First, tokens.Count, labelled.Labels(tokens), labelled.Marginals(tokens));
        }

        return (labelled.Reading(text), begun);
    }

    private Reading ReadSecond(TextColumns text, Reading first, Vector128<short>[] begun)
    {
        Span<uint> room = stackalloc uint[ReadingTemplates.Most];
        var row = new FeatureRow(room);
        var labelled = new Labelling(text.Count);
        foreach (var tokens in text.Blocks.Where(block => IsRead(text, block)))
        {
            Reserve(tokens.Count);
            for (var i = tokens.First; i < tokens.End; i++)
            {
                row.Begin(0);
                ReadingTemplates.Add(text, first, i, ref row);
                models.Second.Score(room[..row.Count], begun[i], _scores.AsSpan((i - tokens.First) * Stride, Stride));
                _classes[i - tokens.First] = ChainModel.ClassOf(text, i);
            }

            Decode(models.Second, tokens.Count, labelled.Labels(tokens), labelled.Marginals(tokens));
        }

        return labelled.Reading(text);
    }

    // Paragraphs that name their speaker at an edge are read by rule.
    private static bool IsRead(TextColumns text, IndexRange block) =>
        text.Frames.Attribution(text.Paragraph[block.First]) is null && !text.Frames.IsInTurn(text.Paragraph[block.First]);

    /// <summary>Tokens of a paragraph.</summary>
    public static IndexRange Tokens(TextColumns text, IndexRange paragraph) =>
        new(text.Text.Tokens.Sentences[paragraph.First].First, text.Text.Tokens.Sentences[paragraph.End - 1].End);

    /// <summary>The cues of a reading.</summary>
    public static IEnumerable<IndexRange> Cues(Reading reading) =>
        reading.Pieces.Where(piece => piece.Part == Labels.Cue).Select(piece => new IndexRange(piece.First, piece.End));

    /// <summary>Finds source and content of each cue.</summary>
    public List<LabelledAttribution> Link(TextColumns text, Reading reading)
    {
        var found = new List<LabelledAttribution>();
        Span<uint> room = stackalloc uint[LinkTemplates.Most];
        var row = new FeatureRow(room);
        foreach (var cue in Cues(reading))
        {
            var view = new CueView(text, reading, cue.First, cue.End);
            var window = view.Window;
            Reserve(window.Count);
            for (var i = window.First; i < window.End; i++)
            {
                LinkTemplates.Fill(text, reading, view, i, ref row);
                models.Link.Score(room[..row.Count], Vector128<short>.Zero, _scores.AsSpan((i - window.First) * Stride, Stride));
                _classes[i - window.First] = ChainModel.ClassOf(text, i);
            }

            var labels = _labels.AsSpan(0, window.Count);
            var marginals = _marginals.AsSpan(0, window.Count * Stride);
            Decode(models.Link, window.Count, labels, marginals);
            var attribution = ToAttribution(reading, cue, window, labels, marginals);
            attribution = attribution with { Content = Completed(text, attribution) };
            if (attribution.Content.Count > 0)
            {
                found.Add(attribution);
            }
        }

        return found;
    }

    private static IEnumerable<LabelledAttribution> Framed(TextColumns text) =>
        Enumerable.Range(0, text.Text.Tokens.Paragraphs.Length).Select(text.Frames.Attribution).OfType<LabelledAttribution>();

    // Whose words begin a quotation speaks to its end, unless source or cue stand in it.
    private static List<IndexRange> Completed(TextColumns text, LabelledAttribution found)
    {
        var content = new List<IndexRange>(found.Content.Count);
        foreach (var fragment in found.Content)
        {
            var completed = fragment;
            for (var i = fragment.First; i < fragment.End; i++)
            {
                var (first, end) = (text.QuoteFirst[i], text.QuoteEnd[i]);
                if (first >= 0 && (text.Quote[i] & 4) == 0 && end > completed.End && fragment.First <= first
                    && !found.Cue.Overlaps(first, end) && !found.Source.Exists(source => source.Overlaps(first, end)))
                {
                    completed = completed with { End = end };
                }
            }

            if (content.Count > 0 && content[^1].End > completed.First)
            {
                content[^1] = content[^1] with { End = Math.Max(content[^1].End, completed.End) };
            }
            else
            {
                content.Add(completed);
            }
        }

        return content;
    }

    // A token is the content of one attribution only: of the surer one.
    private static List<LabelledAttribution> Settled(List<LabelledAttribution> found)
    {
        var settled = new List<LabelledAttribution>(found.Count);
        var taken = new Dictionary<int, int>();
        foreach (var attribution in found.OrderByDescending(attribution => attribution.ContentSureness))
        {
            var content = new List<IndexRange>();
            foreach (var fragment in attribution.Content)
            {
                for (var i = fragment.First; i < fragment.End;)
                {
                    var end = i;
                    while (end < fragment.End && !taken.ContainsKey(end))
                    {
                        end++;
                    }

                    if (end > i)
                    {
                        content.Add(new IndexRange(i, end));
                    }

                    i = end + 1;
                }
            }

            if (content.Sum(fragment => fragment.Count) * 2 <= attribution.Content.Sum(fragment => fragment.Count))
            {
                continue;
            }

            foreach (var fragment in content)
            {
                for (var i = fragment.First; i < fragment.End; i++)
                {
                    taken[i] = settled.Count;
                }
            }

            settled.Add(attribution with { Content = content });
        }

        settled.Sort((left, right) => left.Cue.First.CompareTo(right.Cue.First));
        return settled;
    }

    private static LabelledAttribution ToAttribution(Reading reading, IndexRange cue, IndexRange window, ReadOnlySpan<byte> labels, ReadOnlySpan<float> marginals)
    {
        var (source, content) = (new List<IndexRange>(), new List<IndexRange>());
        var (sourceSum, contentSum, noSource) = (0f, 0f, 1f);
        for (var i = 0; i < labels.Length; i++)
        {
            var part = Labels.PartOf(labels[i]);
            noSource = Math.Min(noSource, 1 - marginals[(i * Stride) + Labels.Source]);
            if (part == 0 || cue.Contains(window.First + i))
            {
                continue;
            }

            var list = part == Labels.Source ? source : content;
            if (Labels.Begins(labels[i]) || list.Count == 0 || list[^1].End != window.First + i)
            {
                list.Add(new IndexRange(window.First + i, window.First + i + 1));
            }
            else
            {
                list[^1] = list[^1] with { End = window.First + i + 1 };
            }

            var sure = marginals[(i * Stride) + part] + marginals[(i * Stride) + part + 1];
            (sourceSum, contentSum) = part == Labels.Source ? (sourceSum + sure, contentSum) : (sourceSum, contentSum + sure);
        }

        var cueSum = 0f;
        for (var i = cue.First; i < cue.End; i++)
        {
            cueSum += reading.Marginals[(i * Stride) + Labels.Cue] + reading.Marginals[(i * Stride) + Labels.Cue + 1];
        }

        return new LabelledAttribution(
            cue,
            source,
            content,
            cueSum / cue.Count,
            source.Count == 0 ? noSource : sourceSum / source.Sum(fragment => fragment.Count),
            content.Count == 0 ? 0 : contentSum / content.Sum(fragment => fragment.Count));
    }

    private void Decode(ChainModel model, int count, Span<byte> labels, Span<float> marginals)
    {
        var scores = _scores.AsSpan(0, count * Stride);
        Lean(scores, model == models.Link ? LinkLean : model == models.Second ? SecondLean : 0, model == models.Link ? SourceLean : 0);
        Chain.Best(scores, model.Transitions, _classes, _back, labels);
        Chain.Marginals(scores, model.Powers, _classes.AsSpan(0, count), model.LabelCount, _forward, marginals, []);
    }

    /// <summary>Makes no part less likely, and sources more, than learned.</summary>
    public static void Lean(Span<float> scores, float none, float source)
    {
        for (var i = 0; i < scores.Length; i += Stride)
        {
            scores[i] -= none;
            scores[i + Labels.Source] += source;
        }
    }

    private void Reserve(int count)
    {
        if (_classes.Length < count)
        {
            _scores = new float[count * Stride];
            _forward = new float[count * Stride];
            _marginals = new float[count * Stride];
            _back = new byte[count * Stride];
            _classes = new byte[count];
            _labels = new byte[count];
        }
    }

    private sealed class Labelling(int count)
    {
        private readonly byte[] _labels = new byte[count];
        private readonly float[] _marginals = new float[count * Stride];

        public Span<byte> Labels(IndexRange tokens) => _labels.AsSpan(tokens.First, tokens.Count);

        public Span<float> Marginals(IndexRange tokens) => _marginals.AsSpan(tokens.First * Stride, tokens.Count * Stride);

        public Reading Reading(TextColumns text) => new(text, _labels, _marginals);
    }
}
