using System.Globalization;
using System.Runtime.CompilerServices;
using Spectre.Console;
using TalksBot.Domain;
using TalksBot.Ingestion;
using TalksBot.Memory;

namespace TalksBot;

/// <summary><c>talksbot ingest</c>: reads articles, extracts their facts, stores them, prints what it found.</summary>
internal sealed class IngestCommand(HostConsole console, Workshop workshop)
{
    // Fewer take no time worth a bar.
    private const int BarFrom = 10;

    private readonly List<string> _results = [];
    private readonly List<string> _problems = [];
    private bool _isBarShown;
    private int _refused;

    /// <summary>Takes the articles in.</summary>
    /// <param name="arguments">Files, folders, addresses and <c>-</c>.</param>
    /// <param name="reading">How they are read.</param>
    /// <param name="cancellationToken">Stops between two articles; those before are stored.</param>
    /// <returns>0; 1 when one of them was not taken in, the others were.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be written; what was printed is stored.</exception>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, ReadSettings reading, CancellationToken cancellationToken)
    {
        var inputs = ArticleFinder.Find(arguments, cancellationToken);
        var total = new IngestTotal();
        _isBarShown = console.IsErrorTerminal && (inputs.Inputs.Length >= BarFrom || inputs.Inputs.Any(input => input is ArticleInput.Address));
        if (_isBarShown)
        {
            await WithBarAsync(inputs, reading, total, cancellationToken);
            await PrintAsync(cancellationToken);
        }
        else
        {
            await RememberAsync(inputs, reading, total, _ => { }, () => { }, cancellationToken);
        }

        if (total.Articles > 1)
        {
            console.Output.Write(total + "\n");
        }

        return _refused == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    // The bar and the lines would write over each other on one screen, so the lines wait.
    private Task WithBarAsync(ArticleInputs inputs, ReadSettings reading, IngestTotal total, CancellationToken cancellationToken)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return screen.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var bar = progress.AddTask("Reading articles", maxValue: inputs.Inputs.Length);
            await RememberAsync(inputs, reading, total, more => bar.MaxValue += more, () => bar.Increment(1), cancellationToken);
        });
    }

    private async Task RememberAsync(ArticleInputs inputs, ReadSettings reading, IngestTotal total, Action<int> grow, Action step, CancellationToken cancellationToken)
    {
        await foreach (var remembered in workshop.Memory.RememberAllAsync(ReadAsync(inputs, reading, grow, step, cancellationToken), progress: null, cancellationToken))
        {
            step();
            total.Add(remembered);
            _problems.AddRange(remembered.Warnings.Select(warning => $"{remembered.Article.Stem}: {warning}"));
            _results.Add(Describe(remembered));
            if (!_isBarShown)
            {
                await PrintAsync(cancellationToken);
            }
        }

        if (!_isBarShown)
        {
            await PrintAsync(cancellationToken);
        }
    }

    private async IAsyncEnumerable<Article> ReadAsync(
        ArticleInputs inputs, ReadSettings reading, Action<int> grow, Action step, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var outcome in OutcomesAsync(inputs, reading, grow, cancellationToken))
        {
            switch (outcome)
            {
                case ReadOutcome.Read read:
                    _problems.AddRange(read.Warnings.Select(warning => $"{read.Name}: {warning}"));
                    yield return read.Article;
                    break;
                case ReadOutcome.Refused refused:
                    _problems.Add(refused.Message);
                    _refused++;
                    step();
                    break;
                default:
                    throw new InvalidOperationException(outcome.GetType().Name);
            }
        }
    }

    // One address may be a feed of many articles.
    private async IAsyncEnumerable<ReadOutcome> OutcomesAsync(
        ArticleInputs inputs, ReadSettings reading, Action<int> grow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = new ArticleReader(reading, console.Time, () => console.Input);
        foreach (var input in inputs.Inputs)
        {
            if (input is not ArticleInput.Address address)
            {
                yield return await files.ReadAsync(input, cancellationToken);
                continue;
            }

            await foreach (var outcome in new AddressReader(workshop.Web, reading, console.Time).ReadAsync(address, count => grow(count - 1), cancellationToken))
            {
                yield return outcome;
            }
        }
    }

    private async Task PrintAsync(CancellationToken cancellationToken)
    {
        foreach (var problem in _problems)
        {
            await console.Error.WriteLineAsync($"talksbot: {Printable.Line(problem)}");
        }

        foreach (var result in _results)
        {
            console.Output.Write(Printable.Line(result) + "\n");
        }

        _problems.Clear();
        _results.Clear();
        await console.Output.FlushAsync(cancellationToken);
    }

    private static string Describe(Remembered remembered)
    {
        var stem = remembered.Article.Stem;
        if (remembered.Outcome == StoreOutcome.Unchanged)
        {
            return $"{stem}: known already, unchanged";
        }

        var what = remembered.Outcome switch
        {
            StoreOutcome.Added => "new",
            StoreOutcome.Revised => "a new revision; its facts replace the old ones",
            _ => "known already; its facts were made anew",
        };
        var published = remembered.Article.PublishedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{stem}: {what}; published {published}; "
            + $"{IngestTotal.Count(remembered.StatementCount, "statement")}, {IngestTotal.Count(remembered.ProposalCount, "proposal")}, {IngestTotal.Count(remembered.MeetingCount, "meeting")}";
    }
}
