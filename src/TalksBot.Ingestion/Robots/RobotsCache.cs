using System.Collections.Concurrent;

namespace TalksBot.Ingestion;

/// <summary>Knows what the robots.txt of each site says, for a day at the most.</summary>
/// <param name="fetch">Fetches one.</param>
/// <param name="time">The clock.</param>
internal sealed class RobotsCache(Func<Uri, CancellationToken, Task<FetchOutcome>> fetch, TimeProvider time)
{
    // RFC 9309, section 2.5: at least 500 KiB are read.
    private const int MaxBytes = 500 * 1024;
    private const int MaxSites = 1_000;

    // Section 2.4: no longer than 24 hours.
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    // A site that could not say is asked again soon.
    private static readonly TimeSpan LifeOfTrouble = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Entry> _sites = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The request for the robots.txt at <paramref name="address"/>.</summary>
    internal static FetchRequest RequestFor(Uri address) => new(address) { MaxBytes = MaxBytes, IsBeginningEnough = true, Accept = "text/plain, */*;q=0.1" };

    /// <summary>Why the address may not be fetched now, or null.</summary>
    internal async Task<FetchOutcome.Failed?> FindObjectionAsync(Uri address, CancellationToken cancellationToken)
    {
        var site = address.GetLeftPart(UriPartial.Authority);
        if (!_sites.TryGetValue(site, out var entry) || entry.Until <= time.GetUtcNow())
        {
            entry = Read(await fetch(new Uri($"{site}/robots.txt"), cancellationToken));
            Forget();
            _sites[site] = entry;
        }

        return entry.Trouble ?? (entry.Rules.Allows(address)
            ? null
            : new FetchOutcome.Failed(FetchFailure.Robots, "its site's robots.txt does not want it fetched"));
    }

    // Section 2.3.1: absent (400 to 499) means allowed; a server in trouble, or none, means not now.
    private Entry Read(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Fetched fetched => new Entry(RobotsRules.Parse(fetched.Body, WebFetcher.ProductToken), Trouble: null, time.GetUtcNow() + Life),
        FetchOutcome.Failed { Status: >= 400 and < 500 and not 429 } => new Entry(RobotsRules.AllowAll, Trouble: null, time.GetUtcNow() + Life),
        FetchOutcome.Failed { Status: not null } failed => new Entry(
            RobotsRules.AllowAll, failed with { Message = $"{failed.Message} (asked for its robots.txt)" }, time.GetUtcNow() + LifeOfTrouble),
        // No connection at all: as true of the page, and over when it is.
        FetchOutcome.Failed failed => new Entry(RobotsRules.AllowAll, failed, time.GetUtcNow()),
        _ => new Entry(RobotsRules.AllowAll, Trouble: null, time.GetUtcNow() + LifeOfTrouble),
    };

    private void Forget()
    {
        if (_sites.Count < MaxSites)
        {
            return;
        }

        foreach (var (site, _) in _sites.OrderBy(pair => pair.Value.Until).Take(MaxSites / 2).ToList())
        {
            _sites.TryRemove(site, out _);
        }
    }

    private sealed record Entry(RobotsRules Rules, FetchOutcome.Failed? Trouble, DateTimeOffset Until);
}
