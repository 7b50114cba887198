using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Trains the stages of attribution, each on what the stages before it make of articles that they were not trained on.</summary>
internal sealed class AttributionTrainer(List<AnnotatedArticle> articles, AttributionPlan plan, Action<string, double> progress)
{
    private const int Stride = Chain.Stride;
    private const int LeastOccurrences = 4;

    // The parts of cues are learned on readings that lean less than in use: with more false cues they learn to find nothing.
    private const float LinkTrainingLean = 0.5f;

    private readonly byte[][] _gold = [.. articles.Select(article => article.GoldLabels())];
    private TextColumns[] _columns = [];

    /// <summary>Trains all stages and writes them.</summary>
    public void Train(string path)
    {
        var odds = LearnOdds();
        _columns = [.. articles.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(article => new TextColumns(article.Text, article.Quotations, article.Rules, odds))];
        using var file = File.Create(path);
        AttributionModels.Write(file, odds);

        var (first, readings) = TrainPass("first", earlier: null, plan.First);
        file.Write(first);
        var (second, better) = TrainPass("second", readings, plan.Second);
        file.Write(second);
        file.Write(TrainLink(better));
    }

    private CueOdds LearnOdds()
    {
        var counts = new Dictionary<uint, (int All, int Cues)>();
        var none = new CueOdds([]);
        for (var a = 0; a < articles.Count; a++)
        {
            var columns = new TextColumns(articles[a].Text, [], [], none);
            for (var i = 0; i < columns.Count; i++)
            {
                var key = CueOdds.KeyOf(columns.Lemma[i], columns.Tag[i]);
                var (all, cues) = counts.GetValueOrDefault(key);
                counts[key] = (all + 1, cues + (Labels.PartOf(_gold[a][i]) == Labels.Cue ? 1 : 0));
            }
        }

        return new CueOdds(counts
            .Where(pair => pair.Value.All >= LeastOccurrences)
            .Select(pair => (pair.Key, Strength: CueOdds.StrengthOf((double)pair.Value.Cues / (pair.Value.All + 1))))
            .Where(entry => entry.Strength > 0));
    }

    private (byte[] Model, Reading[] Readings) TrainPass(string name, Reading[]? earlier, StagePlan stage)
    {
        var store = new FeatureStore();
        Span<uint> room = stackalloc uint[AttributionLabeller.MostFeatures];
        var row = new FeatureRow(room);
        for (var a = 0; a < articles.Count; a++)
        {
            foreach (var tokens in _columns[a].Blocks)
            {
                var first = store.Count;
                for (var i = tokens.First; i < tokens.End; i++)
                {
                    TextTemplates.Fill(_columns[a], i, ref row);
                    if (earlier is not null)
                    {
                        ReadingTemplates.Add(_columns[a], earlier[a], i, ref row);
                    }

                    store.Add(room[..row.Count], ChainModel.ClassOf(_columns[a], i), _gold[a][i]);
                }

                store.Sequences.Add((first, store.Count, a));
            }
        }

        var rows = new FeatureRows(store, stage.Bits, stage.LeastCount);
        store.Replace(rows);
        var readings = new Reading[articles.Count];
        Parallel.For(0, plan.Folds, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads }, fold =>
        {
            var trainer = new ChainTrainer(store, rows.Count, Labels.OfDocument, stage.Training, run: 0);
            trainer.Train(article => article % plan.Folds != fold, done => progress($"{name}, part {fold + 1} of {plan.Folds}", done));
            Read(trainer, store, fold, lean: earlier is null ? 0 : LinkTrainingLean, readings);
        });
        return (TrainWhole(name, store, rows, Labels.OfDocument, stage), readings);
    }

    // One run's weights depend on its order of the articles by as much as a point on a single text; the mean of several hardly does.
    private byte[] TrainWhole(string name, FeatureStore store, FeatureRows rows, int labelCount, StagePlan stage)
    {
        var runs = new ChainTrainer[plan.Runs];
        Parallel.For(0, plan.Runs, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads }, run =>
        {
            runs[run] = new ChainTrainer(store, rows.Count, labelCount, stage.Training, run);
            runs[run].Train(_ => true, done => progress($"{name}, run {run + 1} of {plan.Runs}", done));
        });
        runs[0].Average(runs[1..]);
        return Pack(runs[0], rows, labelCount, stage.Bits);
    }

    private void Read(ChainTrainer trainer, FeatureStore store, int fold, float lean, Reading[] readings)
    {
        foreach (var sequences in Enumerable.Range(0, store.Sequences.Count).GroupBy(sequence => store.Sequences[sequence].Article))
        {
            if (sequences.Key % plan.Folds != fold)
            {
                continue;
            }

            var columns = _columns[sequences.Key];
            var (labels, marginals, at) = (new byte[columns.Count], new float[columns.Count * Stride], 0);
            foreach (var sequence in sequences)
            {
                var count = store.Sequences[sequence].End - store.Sequences[sequence].First;
                trainer.Predict(sequence, lean, labels.AsSpan(at, count), marginals.AsSpan(at * Stride, count * Stride));
                at += count;
            }

            readings[sequences.Key] = new Reading(columns, labels, marginals);
        }
    }

    private byte[] TrainLink(Reading[] readings)
    {
        var stage = plan.Link;
        var store = new FeatureStore();
        Span<uint> room = stackalloc uint[LinkTemplates.Most];
        var row = new FeatureRow(room);
        for (var a = 0; a < articles.Count; a++)
        {
            foreach (var cue in AttributionLabeller.Cues(readings[a]))
            {
                var labels = PartsOf(articles[a], cue);
                var view = new CueView(_columns[a], readings[a], cue.First, cue.End);
                var first = store.Count;
                for (var i = view.Window.First; i < view.Window.End; i++)
                {
                    LinkTemplates.Fill(_columns[a], readings[a], view, i, ref row);
                    store.Add(room[..row.Count], ChainModel.ClassOf(_columns[a], i), labels[i]);
                }

                store.Gold[first] = labels[view.Window.First] is > 0 and var label && !Labels.Begins(label) ? (byte)(label - 1) : store.Gold[first];
                store.Sequences.Add((first, store.Count, a));
            }
        }

        var rows = new FeatureRows(store, stage.Bits, stage.LeastCount);
        store.Replace(rows);
        return TrainWhole("link", store, rows, Labels.OfCue, stage);
    }

    // Labels of the source and content of the gold attribution whose cue this one meets.
    private static byte[] PartsOf(AnnotatedArticle article, IndexRange cue)
    {
        var labels = new byte[article.Text.Count];
        var gold = article.Gold.Find(gold => gold.Cue.Any(span => article.TokensOf(span).Any(token => cue.Contains(token.Token))));
        if (gold is not null)
        {
            article.Paint(labels, gold.Source, Labels.Source);
            article.Paint(labels, gold.Content, Labels.Content);
            labels.AsSpan(cue.First, cue.Count).Clear();
        }

        return AnnotatedArticle.Mended(labels);
    }

    private static byte[] Pack(ChainTrainer trainer, FeatureRows rows, int labelCount, int bits)
    {
        var weights = trainer.Weights;
        var most = 0f;
        for (var i = 0; i < weights.Length; i++)
        {
            var size = MathF.Abs(weights[i]);
            most = Math.Max(most, size);
        }

        // A few very large weights may be cut for a finer scale of all others.
        var scale = MathF.Min(most, 4f) / PackedChainModel.Largest;
        var packed = new ulong[1 << bits];
        for (var row = 0; row < packed.Length; row++)
        {
            if (rows.CheckOf(row) < 0)
            {
                continue;
            }

            ulong value = 0;
            for (var label = 0; label < labelCount; label++)
            {
                var rounded = (sbyte)Math.Clamp(MathF.Round(weights[(row * Stride) + label] / scale), -PackedChainModel.Largest, PackedChainModel.Largest);
                value |= (ulong)(byte)rounded << (label * 8);
            }

            packed[row] = value == 0 ? 0 : value | ((ulong)rows.CheckOf(row) << 56);
        }

        using var stream = new MemoryStream();
        PackedChainModel.Write(stream, labelCount, bits, scale, trainer.Transitions, packed);
        return stream.ToArray();
    }
}

/// <summary>How to train a stage.</summary>
/// <param name="Bits">Its table has two to the power of this many rows.</param>
/// <param name="LeastCount">Rarer features are left out.</param>
/// <param name="Training">The steps.</param>
internal sealed record StagePlan(int Bits, int LeastCount, TrainingPlan Training);

/// <summary>How to train the stages of attribution.</summary>
/// <param name="Folds">Parts of the corpus, each labelled by a model trained on the others.</param>
/// <param name="Runs">Each model is the mean of this many, trained in different orders.</param>
/// <param name="Threads">Models trained at the same time.</param>
/// <param name="First">The first labels.</param>
/// <param name="Second">The second labels.</param>
/// <param name="Link">Source and content of a cue.</param>
internal sealed record AttributionPlan(int Folds, int Runs, int Threads, StagePlan First, StagePlan Second, StagePlan Link);
