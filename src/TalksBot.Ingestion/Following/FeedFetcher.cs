using System.Collections.Immutable;
using System.Globalization;

namespace TalksBot.Ingestion;

/// <summary>What is at the address of a feed.</summary>
internal abstract record FeedFetch
{
    private FeedFetch()
    {
    }

    /// <summary>A feed with items, or a page.</summary>
    internal sealed record Read(ParsedFeed Feed, FetchOutcome.Fetched Fetched) : FeedFetch;

    /// <summary>The same as before.</summary>
    internal sealed record NotModified(TimeSpan? FreshFor, Uri? MovedTo) : FeedFetch;

    /// <summary>It could not be fetched.</summary>
    internal sealed record Failed(FetchOutcome.Failed Outcome) : FeedFetch;

    /// <summary>It was fetched and cannot be read.</summary>
    /// <param name="Message">In plain words, one line.</param>
    internal sealed record Broken(string Message) : FeedFetch;
}

/// <summary>Fetches feeds with the sitemaps that they list, and pages.</summary>
internal sealed class FeedFetcher(WebFetcher web, TimeProvider time)
{
    private const int MaxFeedBytes = 10 * 1024 * 1024;
    private const int MaxSitemaps = 10;

    // A sitemap lists everything that a site ever published.
    private const int SitemapDays = 30;

    private const string FeedKinds =
        "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.1";

    private const string PageKinds = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5, */*;q=0.1";

    /// <summary>Fetches a page.</summary>
    internal Task<FetchOutcome> FetchPageAsync(Uri address, CancellationToken cancellationToken) =>
        web.FetchAsync(new FetchRequest(address) { MaxBytes = ReadSettings.DefaultMaxBytes, Accept = PageKinds }, cancellationToken);

    /// <summary>Fetches what a dossier or the command line names.</summary>
    /// <param name="address">Of a feed, a sitemap or a page.</param>
    /// <param name="entityTag">Of what is known, or null.</param>
    /// <param name="lastModified">Of what is known, or null.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    internal async Task<FeedFetch> FetchFeedAsync(Uri address, string? entityTag, string? lastModified, CancellationToken cancellationToken)
    {
        var request = new FetchRequest(address) { MaxBytes = MaxFeedBytes, Accept = FeedKinds, EntityTag = entityTag, LastModified = lastModified };
        switch (await web.FetchAsync(request, cancellationToken))
        {
            case FetchOutcome.NotModified unchanged:
                return new FeedFetch.NotModified(unchanged.FreshFor, unchanged.MovedTo);
            case FetchOutcome.Failed failed:
                return new FeedFetch.Failed(failed);
            case FetchOutcome.Fetched fetched:
                try
                {
                    var feed = FeedReading.Read(fetched);
                    return feed.Format is FeedFormat.SitemapIndex
                        // Its lists change without it.
                        ? new FeedFetch.Read(await FollowAsync(feed, cancellationToken), fetched with { EntityTag = null, LastModified = null })
                        : new FeedFetch.Read(feed.Format is FeedFormat.Sitemap ? feed with { Entries = Recent(feed.Entries) } : feed, fetched);
                }
                catch (FeedFormatException exception)
                {
                    return new FeedFetch.Broken(exception.Message);
                }

            default:
                throw new InvalidOperationException("There are three outcomes.");
        }
    }

    private async Task<ParsedFeed> FollowAsync(ParsedFeed index, CancellationToken cancellationToken)
    {
        var entries = ImmutableArray.CreateBuilder<FeedEntry>();
        var problem = index.Sitemaps.Length > MaxSitemaps ? $"it lists {index.Sitemaps.Length} sitemaps; the {MaxSitemaps} that changed last were read" : null;
        foreach (var sitemap in index.Sitemaps.Take(MaxSitemaps))
        {
            switch (await FetchSitemapAsync(sitemap, cancellationToken))
            {
                case (null, var fault):
                    problem = $"the sitemap {FetchAddress.Show(sitemap)} could not be read: {fault}";
                    break;
                case ({ } feed, _):
                    entries.AddRange(feed.Entries);
                    break;
            }
        }

        return index with { Format = FeedFormat.Sitemap, Entries = Recent([.. entries]), Problem = problem };
    }

    private async Task<(ParsedFeed? Feed, string? Fault)> FetchSitemapAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await web.FetchAsync(new FetchRequest(address) { MaxBytes = MaxFeedBytes, Accept = FeedKinds }, cancellationToken) switch
            {
                FetchOutcome.Fetched fetched => FeedReading.Read(fetched) is { Format: FeedFormat.Sitemap } feed ? (feed, null) : (null, "it is no sitemap"),
                FetchOutcome.Failed failed => (null, failed.Message),
                _ => throw new InvalidOperationException("Nothing conditional was asked."),
            };
        }
        catch (FeedFormatException exception)
        {
            return (null, exception.Message);
        }
    }

    // Pages without a date come last, in their order.
    private ImmutableArray<FeedEntry> Recent(ImmutableArray<FeedEntry> entries)
    {
        var first = time.GetUtcNow().AddDays(-SitemapDays);
        return
        [
            .. entries
                .Select(entry => (Entry: entry, ChangedAt: Instant(entry.Updated) ?? Instant(entry.Published)))
                .Where(pair => pair.ChangedAt is null || pair.ChangedAt >= first)
                .OrderByDescending(pair => pair.ChangedAt ?? DateTimeOffset.MinValue)
                .Take(ParsedFeed.MaxEntries)
                .Select(pair => pair.Entry),
        ];
    }

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
}
