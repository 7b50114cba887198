namespace TalksBot.Training;

/// <summary>Trains the tagger on a treebank and on news.</summary>
internal static class TaggerTraining
{
    private const int Epochs = 8;
    private const int TreebankCopies = 3;
    private const int MostWeights = 1_150_000;

    /// <summary>Trains on the corpora of <paramref name="folder"/> and writes the model.</summary>
    public static void Run(string folder, string modelPath, Action<double> progress)
    {
        var treebank = Corpora.ReadConllu(Path.Combine(folder, "ud", "en_ewt-ud-train.conllu")).ToList();
        var news = Corpora.ReadArticles(Path.Combine(folder, "polnear", "train")).ToList();
        List<TaggedSentence> sentences = [.. Enumerable.Repeat(treebank, TreebankCopies).SelectMany(copy => copy), .. news];
        var trainer = new TaggerTrainer();
        trainer.Train(sentences, Epochs, progress);
        using var file = File.Create(modelPath);
        trainer.Write(file, MostWeights, LemmaLearner.Learn(treebank.Concat(news)));
    }
}
