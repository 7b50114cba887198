using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Trains the stages of attribution with the settings that did best on PolNeAR dev.</summary>
internal static class AttributionTraining
{
    private const int Folds = 4;
    private const int Runs = 3;
    private const int Threads = 2;
    private const int LeastCount = 3;
    private const int DocumentBits = 20;
    private const int LinkBits = 19;

    private static readonly TrainingPlan Steps = new(Epochs: 10, Rate: 0.1f, Dropout: 0.45f);

    /// <summary>Trains on the articles of <paramref name="folder"/> and writes the models.</summary>
    /// <param name="folder">Holds <c>polnear/train</c>.</param>
    /// <param name="tagger">Tags the articles, as in use.</param>
    /// <param name="modelPath">Where to.</param>
    /// <param name="progress">Told a model and the share of it that is done, 0 to 1, from any thread.</param>
    public static void Run(string folder, TaggerModel tagger, string modelPath, Action<string, double> progress)
    {
        var articles = AnnotatedArticle.ReadAll(Path.Combine(folder, "polnear", "train"), tagger);
        var document = new StagePlan(DocumentBits, LeastCount, Steps);
        var plan = new AttributionPlan(Folds, Runs, Threads, document, document, new StagePlan(LinkBits, LeastCount, Steps));
        new AttributionTrainer(articles, plan, progress).Train(modelPath);
    }
}
