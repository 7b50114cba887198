using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>Looks at watched folders and takes in the files that are new or were changed.</summary>
/// <param name="root">The folder that relative ones start from.</param>
/// <param name="store">Keeps what was read.</param>
/// <param name="sink">Takes the articles.</param>
/// <param name="time">The clock.</param>
internal sealed class FolderVisitor(string root, IFeedStore store, IArticleSink sink, TimeProvider time)
{
    // New files of one look; the rest comes with the next one.
    private const int MaxNewFiles = 500;

    private readonly ConcurrentDictionary<(string Dossier, string Feed), Folder> _folders = new();

    /// <summary>One look.</summary>
    /// <param name="feed">A feed with a folder.</param>
    /// <param name="state">Its state.</param>
    /// <param name="cancellationToken">Stops between two files; those before are kept.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read or written; what was taken in before stays.</exception>
    internal async Task<FeedLook> LookAsync(Feed feed, FeedState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var path = Path.GetFullPath(feed.Folder ?? throw new ArgumentException("An address is no folder.", nameof(feed)), root);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new FeedLook(FeedLook.Failed(state, "the folder is not there and cannot be made; check its path and permissions", now));
        }

        var inputs = ArticleFinder.Find([path], cancellationToken).Inputs;
        state = state with { TriedAt = now, SucceededAt = now, Failures = 0 };
        var fault = inputs.OfType<ArticleInput.Unusable>().FirstOrDefault(input => input.Outcome.Reason is not RefusalReason.Empty);
        if (fault is not null && state.Problem != fault.Outcome.Message)
        {
            state = FeedLook.WithProblem(state, fault.Outcome.Message, now);
        }

        var folder = _folders.GetOrAdd((feed.Dossier, feed.Name), _ => new Folder());
        foreach (var (file, key, fingerprint) in await FindReadyAsync(feed, folder, path, inputs, now, cancellationToken))
        {
            if (await TakeAsync(feed, folder, file, key, fingerprint, now, cancellationToken) is { } problem)
            {
                state = FeedLook.WithProblem(state, problem, now);
            }
        }

        return new FeedLook(state);
    }

    // A file is whole when it was the same at the last look, or was last written before it: what is moved in is read at once.
    private async Task<List<(ArticleInput.File File, string Key, string Fingerprint)>> FindReadyAsync(
        Feed feed, Folder folder, string path, ImmutableArray<ArticleInput> inputs, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changed = new List<(ArticleInput.File File, string Key, string Fingerprint)>();
        var growing = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in inputs.OfType<ArticleInput.File>())
        {
            var info = new FileInfo(file.Path);
            if (!info.Exists || changed.Count == MaxNewFiles)
            {
                continue;
            }

            var key = Key(Path.GetRelativePath(path, file.Path));
            var fingerprint = $"{info.Length}-{info.LastWriteTimeUtc.Ticks}";
            if (folder.Known.TryGetValue(key, out var known) && !IsToBeRead(known, fingerprint, now))
            {
                continue;
            }

            if (now.UtcDateTime - info.LastWriteTimeUtc >= feed.Every || folder.Growing.GetValueOrDefault(key) == fingerprint)
            {
                changed.Add((file, key, fingerprint));
            }
            else
            {
                growing[key] = fingerprint;
            }
        }

        folder.Growing = growing;
        var unknown = changed.Where(file => !folder.Known.ContainsKey(file.Key)).Select(file => file.Key).ToList();
        foreach (var (key, item) in unknown.Count == 0 ? ImmutableDictionary<string, FeedItem>.Empty : await store.FindItemsAsync(feed.Dossier, feed.Name, unknown, cancellationToken))
        {
            folder.Known[key] = item;
        }

        return [.. changed.Where(file => !folder.Known.TryGetValue(file.Key, out var known) || IsToBeRead(known, file.Fingerprint, now))];
    }

    private static bool IsToBeRead(FeedItem known, string fingerprint, DateTimeOffset now) =>
        known.Fingerprint != fingerprint || (known.Outcome is FeedItemOutcome.Waiting && known.RetryAt <= now);

    private async Task<string?> TakeAsync(
        Feed feed, Folder folder, ArticleInput.File file, string key, string fingerprint, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = folder.Known.GetValueOrDefault(key);
        var outcome = await new ArticleReader(new ReadSettings { Dossiers = [feed.Dossier] }, time).ReadAsync(file, cancellationToken);
        if (outcome is ReadOutcome.Read read)
        {
            var taken = await sink.TakeAsync(read.Article, mustConcern: false, cancellationToken);
            var item = new FeedItem { Key = key, Fingerprint = fingerprint, Outcome = FeedItemOutcome.Taken, SeenAt = now };
            await KeepAsync(feed, folder, item, counts: known?.Outcome is not FeedItemOutcome.Taken || taken is TakeOutcome.Stored, cancellationToken);
            return null;
        }

        var refused = (ReadOutcome.Refused)outcome;
        if (refused.Reason is RefusalReason.Missing)
        {
            return null; // It was taken away between two steps.
        }

        var failed = refused.Reason is RefusalReason.Unreadable
            ? ItemRetry.After(key, fingerprint, known, new FetchOutcome.Failed(FetchFailure.Unreachable, refused.Message), now)
            : new FeedItem { Key = key, Fingerprint = fingerprint, Outcome = FeedItemOutcome.GivenUp, SeenAt = now };
        await KeepAsync(feed, folder, failed, counts: known?.Outcome is not FeedItemOutcome.GivenUp, cancellationToken);
        return refused.Message;
    }

    private async Task KeepAsync(Feed feed, Folder folder, FeedItem item, bool counts, CancellationToken cancellationToken)
    {
        await store.AddItemAsync(feed.Dossier, feed.Name, item, counts, cancellationToken);
        folder.Known[item.Key] = item;
    }

    // Names on a disk may be no text at all.
    private static string Key(string name) => name.Length <= FeedItem.MaxKeyLength && !name.Any(c => char.IsControl(c) || char.IsSurrogate(c))
        ? name
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(name)));

    /// <summary>What is remembered of a folder between two looks, so that the store is asked for new files alone.</summary>
    private sealed class Folder
    {
        internal Dictionary<string, FeedItem> Known { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, string> Growing { get; set; } = new(StringComparer.Ordinal);
    }
}
