using TalksBot.Extraction;

namespace TalksBot.Training.Tests;

/// <summary>Trains on a few sentences of our own, written as the corpus is.</summary>
public sealed class AttributionTrainerTests : IDisposable
{
    private static readonly string[] People = ["Ann Roe", "Karl Holm", "Ruth Baker", "Erik Lund", "Olaf Berg", "Hanna Falk"];

    private static readonly string[] Claims = ["the dam would hold", "the gate was shut", "nobody had asked her", "the boats lay idle", "it rained for a week", "the price was fair"];

    private readonly string _folder = Directory.CreateTempSubdirectory("talksbot-training").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_data_give_the_same_weights_byte_for_byte()
    {
        WriteCorpus("said");

        var (first, second) = (Train(), Train());

        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Other_data_give_other_weights()
    {
        WriteCorpus("said");
        var first = Train();
        WriteCorpus("feared");

        Assert.NotEqual(first, Train());
    }

    [Fact]
    public void What_was_trained_reads_back_and_finds_what_it_was_shown()
    {
        WriteCorpus("said");
        var models = AttributionModels.Read(new MemoryStream(Train()));

        var score = AttributionEvaluation.Measure(Articles(), models);

        Assert.InRange(score.Rows.First().F1, 0.8, 1);
    }

    [Fact]
    public void The_annotation_is_read_as_it_was_written()
    {
        WriteCorpus("said");

        var article = Articles()[0];

        Assert.Equal(6, article.Gold.Count);
        Assert.Equal("Ann Roe", article.Gold[0].Source[0].Slice(article.Text.Text));
        Assert.Equal("the dam would hold", article.Gold[0].Content[0].Slice(article.Text.Text));
    }

    private List<AnnotatedArticle> Articles() => AnnotatedArticle.ReadAll(_folder, TaggerModel.Default);

    private byte[] Train()
    {
        var path = Path.Combine(_folder, "model.bin");
        var stage = new StagePlan(Bits: 12, LeastCount: 1, new TrainingPlan(Epochs: 4, Rate: 0.1f, Dropout: 0.2f));
        new AttributionTrainer(Articles(), new AttributionPlan(Folds: 2, Runs: 2, Threads: 2, stage, stage, stage), (_, _) => { }).Train(path);
        return File.ReadAllBytes(path);
    }

    // Six articles of six sentences: every person says every claim once.
    private void WriteCorpus(string cue)
    {
        for (var article = 0; article < People.Length; article++)
        {
            var (text, records) = (new System.Text.StringBuilder(), new System.Text.StringBuilder());
            for (var i = 0; i < Claims.Length; i++)
            {
                var (person, claim) = (People[i], Claims[(article + i) % Claims.Length]);
                var start = text.Length;
                text.Append(person).Append(' ').Append(cue).Append(" that ").Append(claim).Append(".\n\n");
                var content = start + person.Length + cue.Length + 7;
                var number = 3 * i;
                records.Append($"T{number + 1}\tSource {start} {start + person.Length}\t{person}\n");
                records.Append($"T{number + 2}\tCue {start + person.Length + 1} {start + person.Length + 1 + cue.Length}\t{cue}\n");
                records.Append($"T{number + 3}\tContent {content} {content + claim.Length}\t{claim}\n");
                records.Append($"E{i + 1}\tAttribution:T{number + 2} Content:T{number + 3} Cue:T{number + 2} Source:T{number + 1}\n");
            }

            File.WriteAllText(Path.Combine(_folder, $"article-{article}.txt"), text.ToString());
            File.WriteAllText(Path.Combine(_folder, $"article-{article}.ann"), records.ToString());
        }
    }
}
