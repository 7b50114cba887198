using TalksBot.Ingestion;

namespace TalksBot;

/// <summary><c>talksbot extract --json</c>: the facts of each article as a JSON line; stores nothing.</summary>
internal sealed class ExtractCommand(HostConsole console, Workshop workshop)
{
    /// <summary>Extracts.</summary>
    /// <param name="arguments">Files, folders and <c>-</c>.</param>
    /// <param name="reading">How they are read.</param>
    /// <param name="cancellationToken">Stops between two articles; lines already printed are whole.</param>
    /// <returns>0; 1 when a file failed, the others were printed.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, ReadSettings reading, CancellationToken cancellationToken)
    {
        var reader = new ArticleReader(reading, console.Time, () => console.Input);
        var inputs = ArticleFinder.Find(arguments, cancellationToken);
        var exitCode = ExitCode.Done;
        await foreach (var outcome in reader.ReadAllAsync(inputs.Inputs, cancellationToken))
        {
            switch (outcome)
            {
                case ReadOutcome.Read read:
                    await ReportAsync(read.Warnings.Select(warning => $"{read.Name}: {warning}"));
                    await PrintAsync(ExtractMapper.Map(read.Article, workshop.Extractor.Extract(read.Article, workshop.Matcher.Match(read.Article).Actors)), cancellationToken);
                    break;
                case ReadOutcome.Refused refused:
                    await ReportAsync([refused.Message]);
                    exitCode = ExitCode.Failed;
                    break;
                default:
                    throw new InvalidOperationException(outcome.GetType().Name);
            }
        }

        return exitCode;
    }

    private async Task ReportAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await console.Error.WriteLineAsync($"talksbot: {Printable.Line(line)}");
        }
    }

    private async Task PrintAsync(ExtractJson line, CancellationToken cancellationToken)
    {
        console.Output.Write(HostJson.Line(line, HostJson.Default.ExtractJson) + "\n");
        await console.Output.FlushAsync(cancellationToken);
    }
}
