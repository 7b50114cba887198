using Spectre.Console;
using TalksBot.Extraction;
using TalksBot.Training;

const string Usage = "Usage: train --data FOLDER [--models FOLDER] [--only tagger|attribution] | "
    + "evaluate --data FOLDER [--models FOLDER] [--only tagger|attribution|pronouns|coreference|entities] [--list] | evaluate-times --data FOLDER";

var folder = Option("--data");
var models = Option("--models") ?? Path.Combine("src", "TalksBot.Extraction", "Models");
var taggerPath = Path.Combine(models, "tagger.bin");
var attributionPath = Path.Combine(models, "attribution.bin");
var only = Option("--only");
if (args is ["evaluate-times", ..] && folder is not null)
{
    var (developed, heldBack) = TimeEvaluation.Measure(Path.Combine(folder, "timex"));
    AnsiConsole.WriteLine($"Developed on: {developed}");
    AnsiConsole.WriteLine($"Held back:    {heldBack}");
    return 0;
}

var isTraining = args is ["train", ..];
if (args is not ["train" or "evaluate", ..] || folder is null
    || !(only is null or "tagger" or "attribution" || (!isTraining && only is "pronouns" or "coreference" or "entities")))
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

if (isTraining)
{
    AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).Start(Train);
}

if (only is null or "tagger")
{
    EvaluateTagger();
}

if (only is null or "attribution")
{
    EvaluateAttribution();
}

if (!isTraining && only is not ("tagger" or "attribution"))
{
    new ActorReport(folder, ReadTagger(), ReadAttribution()).Print(only, args.Contains("--list", StringComparer.Ordinal));
}

return 0;

string? Option(string name)
{
    var index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}

void Train(ProgressContext context)
{
    if (only != "attribution")
    {
        var task = context.AddTask("tagger", maxValue: 1);
        TaggerTraining.Run(folder, taggerPath, done => task.Value = done);
    }

    if (only != "tagger")
    {
        var tasks = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
        AttributionTraining.Run(folder, ReadTagger(), attributionPath, Report);

        void Report(string name, double done)
        {
            lock (tasks)
            {
                if (!tasks.TryGetValue(name, out var task))
                {
                    tasks[name] = task = context.AddTask("attribution, " + name, maxValue: 1);
                }

                task.Value = done;
            }
        }
    }
}

TaggerModel ReadTagger()
{
    using var file = File.OpenRead(taggerPath);
    return TaggerModel.Read(file);
}

AttributionModels ReadAttribution()
{
    using var file = File.OpenRead(attributionPath);
    return AttributionModels.Read(file);
}

void EvaluateTagger()
{
    var model = ReadTagger();
    var universal = new UniversalTags(Corpora.ReadConllu(Path.Combine(folder, "ud", "en_ewt-ud-train.conllu")));
    Report("EWT dev", Corpora.ReadConllu(Path.Combine(folder, "ud", "en_ewt-ud-dev.conllu")));
    Report("GUM dev", Corpora.ReadConllu(Path.Combine(folder, "ud", "en_gum-ud-dev.conllu")));
    Report("PolNeAR dev", Corpora.ReadArticles(Path.Combine(folder, "polnear", "dev")));

    void Report(string name, IEnumerable<TaggedSentence> sentences)
    {
        var score = new TaggerEvaluation(model, universal).Add(sentences);
        AnsiConsole.MarkupLineInterpolated($"{name}: tags {score.Tags:P2}, of unknown words {score.Unknown:P2}, lemmas {score.Lemmas:P2}{(double.IsNaN(score.Universal) ? "" : $", UPOS {score.Universal:P2}")}");
        AnsiConsole.MarkupLineInterpolated($"  {string.Join("; ", score.Confusions)}");
    }
}

void EvaluateAttribution()
{
    var score = AttributionEvaluation.Measure(AnnotatedArticle.ReadAll(Path.Combine(folder, "polnear", "dev"), ReadTagger()), ReadAttribution());
    var table = new Table().AddColumn("PolNeAR dev").AddColumn("precision").AddColumn("recall").AddColumn("F1");
    foreach (var (name, precision, recall, f1) in score.Rows)
    {
        table.AddRow(name, $"{precision * 100:F1}", $"{recall * 100:F1}", $"{f1 * 100:F1}");
    }

    table.AddRow("any content, right source, at recall 40", $"{score.PrecisionAtRecall * 100:F1}", "40.0", "");
    AnsiConsole.Write(table);
}
