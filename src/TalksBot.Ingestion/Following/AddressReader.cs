using System.Runtime.CompilerServices;

namespace TalksBot.Ingestion;

/// <summary>Reads what an address given on the command line holds: a page, or the items of a feed or sitemap. Once; nothing is remembered of the feed.</summary>
/// <param name="web">Fetches.</param>
/// <param name="settings">Bounds and defaults.</param>
/// <param name="time">Tells today.</param>
public sealed class AddressReader(WebFetcher web, ReadSettings settings, TimeProvider time)
{
    private readonly FeedFetcher _fetcher = new(web, time);

    /// <summary>One outcome for a page or for each item, in the feed's order; a bad one does not keep the others out.</summary>
    /// <param name="address">What to read.</param>
    /// <param name="counted">Told how many outcomes there will be, before the first.</param>
    /// <param name="cancellationToken">Stops between two items.</param>
    public async IAsyncEnumerable<ReadOutcome> ReadAsync(ArticleInput.Address address, Action<int> counted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(counted);
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        switch (await _fetcher.FetchFeedAsync(new Uri(address.Url), entityTag: null, lastModified: null, cancellationToken))
        {
            case FeedFetch.Failed failed:
                counted(1);
                yield return Refuse(address.Name, failed.Outcome.Message);
                break;
            case FeedFetch.Broken broken:
                counted(1);
                yield return Refuse(address.Name, broken.Message);
                break;
            case FeedFetch.Read { Feed.Format: FeedFormat.Page } page:
                counted(1);
                yield return new EntryArticle(settings).FromPage(page.Fetched, entry: null, feedTitle: null, today);
                break;
            case FeedFetch.Read read:
                counted(read.Feed.Entries.Length + (read.Feed.Problem is null ? 0 : 1));
                if (read.Feed.Problem is { } problem)
                {
                    yield return Refuse(address.Name, problem);
                }

                foreach (var entry in read.Feed.Entries)
                {
                    yield return await ReadAsync(address.Name, read.Fetched.Address, entry, read.Feed.Title, today, cancellationToken);
                }

                break;
            default:
                throw new InvalidOperationException("Nothing conditional was asked.");
        }
    }

    private async Task<ReadOutcome> ReadAsync(string feed, Uri origin, FeedEntry entry, string? feedTitle, DateOnly today, CancellationToken cancellationToken)
    {
        if (entry.Address is not { } address)
        {
            return Refuse(feed, "an item has no link");
        }

        var reading = new EntryArticle(settings);
        return reading.FromContent(entry, origin, feedTitle, today) ?? await _fetcher.FetchPageAsync(address, cancellationToken) switch
        {
            FetchOutcome.Fetched page => reading.FromPage(page, entry, feedTitle, today),
            FetchOutcome.Failed failed => Refuse(FetchAddress.Show(address), failed.Message),
            _ => throw new InvalidOperationException("Nothing conditional was asked."),
        };
    }

    private static ReadOutcome.Refused Refuse(string name, string message) => new(name, RefusalReason.WebAddress, $"{name}: {message}");
}
