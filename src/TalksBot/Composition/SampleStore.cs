using TalksBot.Ingestion;

namespace TalksBot;

/// <summary>The bundled samples in a store of their own, gone when the chat ends.</summary>
internal sealed class SampleStore : IAsyncDisposable
{
    private readonly string _folder;

    private SampleStore(string folder, Workshop workshop)
    {
        _folder = folder;
        Workshop = workshop;
    }

    /// <summary>The parts over the samples.</summary>
    public Workshop Workshop { get; }

    /// <summary>The day of the newest sample, which counts as today.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>Reads the samples in.</summary>
    /// <param name="console">The program's folder holds them.</param>
    /// <param name="settings">Of the call; only the dossiers are taken from them.</param>
    /// <param name="cancellationToken">Stops between two articles; the folder is removed.</param>
    /// <exception cref="CommandFailedException">There are no samples beside the program.</exception>
    public static async Task<SampleStore> OpenAsync(HostConsole console, HostSettings settings, CancellationToken cancellationToken)
    {
        var articles = Path.Combine(console.ApplicationFolder, "config", "articles");
        var files = Directory.Exists(articles) ? Directory.GetFiles(articles, "*.txt") : [];
        if (files.Length == 0)
        {
            throw CommandFailedException.Failure($"nothing is stored yet, and there are no samples in {articles}; add articles with: talksbot ingest FILE…");
        }

        var folder = Directory.CreateTempSubdirectory("talksbot-samples-").FullName;
        var samples = new SampleStore(folder, new Workshop(settings with
        {
            DataFolder = folder,
            StorePath = Path.Combine(folder, "samples.db"),
            DossiersFolder = Path.Combine(console.ApplicationFolder, "config", "dossiers"),
            Dossier = null,
        }, console.Time));
        try
        {
            await samples.FillAsync(console, files.Order(StringComparer.Ordinal), cancellationToken);
            return samples;
        }
        catch
        {
            await samples.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Workshop.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task FillAsync(HostConsole console, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var reader = new ArticleReader(new ReadSettings(), console.Time, () => Stream.Null);
        var outcomes = reader.ReadAllAsync(ArticleFinder.Find(files, cancellationToken).Inputs, cancellationToken);
        var articles = outcomes.Select(outcome => outcome is ReadOutcome.Read read
            ? read.Article
            : throw CommandFailedException.Failure($"a bundled sample cannot be read ({outcome.Name}); install the program again."));
        await foreach (var remembered in Workshop.Memory.RememberAllAsync(articles, progress: null, cancellationToken))
        {
            Today = remembered.Article.PublishedOn > Today ? remembered.Article.PublishedOn : Today;
        }
    }
}
