using System.Text;
using TalksBot.Domain;

namespace TalksBot.Ingestion.Tests;

/// <summary>Reads from a folder of its own, as the command line would.</summary>
internal static class Reading
{
    public static async Task<ReadOutcome> FileAsync(string name, byte[] bytes, ReadSettings? settings = null)
    {
        using var folder = new TempFolder();
        return Assert.Single(await AllAsync([folder.Write(name, bytes)], settings));
    }

    public static Task<ReadOutcome> FileAsync(string name, string text, ReadSettings? settings = null) =>
        FileAsync(name, Encoding.UTF8.GetBytes(text), settings);

    public static async Task<List<ReadOutcome>> AllAsync(IEnumerable<string> arguments, ReadSettings? settings = null, byte[]? standardInput = null)
    {
        var inputs = ArticleFinder.Find(arguments, TestContext.Current.CancellationToken);
        var reader = new ArticleReader(settings ?? new ReadSettings(), TimeProvider.System, () => new MemoryStream(standardInput ?? []));
        var outcomes = new List<ReadOutcome>();
        await foreach (var outcome in reader.ReadAllAsync(inputs.Inputs, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    public static Article Article(this ReadOutcome outcome) => Assert.IsType<ReadOutcome.Read>(outcome).Article;

    public static string Message(this ReadOutcome outcome, RefusalReason reason)
    {
        var refused = Assert.IsType<ReadOutcome.Refused>(outcome);
        Assert.Equal(reason, refused.Reason);
        Assert.DoesNotContain('\n', refused.Message);
        return refused.Message;
    }
}
