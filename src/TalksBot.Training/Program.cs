using Spectre.Console;
using TalksBot.Extraction;
using TalksBot.Training;

const string Usage = "Usage: train --data FOLDER [--model FILE] | evaluate --data FOLDER [--model FILE] | evaluate-times --data FOLDER";
const int Epochs = 8;
const int TreebankCopies = 3;
const int MostWeights = 1_150_000;

var folder = Option("--data");
var modelPath = Option("--model") ?? Path.Combine("src", "TalksBot.Extraction", "Models", "tagger.bin");
switch (args)
{
    case ["train", ..] when folder is not null:
        Train();
        return Evaluate();
    case ["evaluate", ..] when folder is not null:
        return Evaluate();
    case ["evaluate-times", ..] when folder is not null:
        return EvaluateTimes();
    default:
        await Console.Error.WriteLineAsync(Usage);
        return 2;
}

string? Option(string name)
{
    var index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}

void Train()
{
    AnsiConsole.Progress().Start(context =>
    {
        var reading = context.AddTask("Reading", maxValue: 1);
        var treebank = Corpora.ReadConllu(Path.Combine(folder, "ud", "en_ewt-ud-train.conllu")).ToList();
        var news = Corpora.ReadArticles(Path.Combine(folder, "polnear", "train")).ToList();
        List<TaggedSentence> sentences = [.. Enumerable.Repeat(treebank, TreebankCopies).SelectMany(copy => copy), .. news];
        reading.Value = 1;

        var training = context.AddTask("Training", maxValue: 1);
        var trainer = new TaggerTrainer();
        trainer.Train(sentences, Epochs, done => training.Value = done);
        using var file = File.Create(modelPath);
        trainer.Write(file, MostWeights, LemmaLearner.Learn(treebank.Concat(news)));
    });
    AnsiConsole.MarkupLineInterpolated($"{modelPath}: {new FileInfo(modelPath).Length:N0} bytes");
}

int Evaluate()
{
    using var file = File.OpenRead(modelPath);
    var model = TaggerModel.Read(file);
    Report("EWT dev", Corpora.ReadConllu(Path.Combine(folder, "ud", "en_ewt-ud-dev.conllu")));
    Report("PolNeAR dev", Corpora.ReadArticles(Path.Combine(folder, "polnear", "dev")));
    return 0;

    void Report(string name, IEnumerable<TaggedSentence> sentences)
    {
        var (tags, lemmas, unknown, confusions) = TaggerEvaluation.Measure(model, sentences);
        AnsiConsole.MarkupLineInterpolated($"{name}: tags {tags:P2}, of unknown words {unknown:P2}, lemmas {lemmas:P2}");
        AnsiConsole.MarkupLineInterpolated($"  {string.Join("; ", confusions)}");
    }
}

int EvaluateTimes()
{
    var (developed, heldBack) = TimeEvaluation.Measure(Path.Combine(folder, "timex"));
    AnsiConsole.WriteLine($"Developed on: {developed}");
    AnsiConsole.WriteLine($"Held back:    {heldBack}");
    return 0;
}
