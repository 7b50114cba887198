using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>When an item that could not be read is tried again.</summary>
internal static class ItemRetry
{
    private const int MostTries = 8;
    private const int MostTriesWhenRefused = 4;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The item after one more failure: it waits, or is given up.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="fingerprint">Its fingerprint now.</param>
    /// <param name="known">What is known of it, or null.</param>
    /// <param name="failure">Why its page could not be fetched.</param>
    /// <param name="now">When.</param>
    internal static FeedItem After(string key, string fingerprint, FeedItem? known, FetchOutcome.Failed failure, DateTimeOffset now)
    {
        var failures = (known is { Outcome: FeedItemOutcome.Waiting } && known.Fingerprint == fingerprint ? known.Failures : 0) + 1;
        var most = failure.Reason switch
        {
            FetchFailure.Address or FetchFailure.Gone or FetchFailure.TooLarge => 1,
            FetchFailure.Robots => 1,
            FetchFailure.Refused or FetchFailure.Malformed => MostTriesWhenRefused,
            _ => MostTries,
        };
        return new FeedItem
        {
            Key = key,
            Fingerprint = fingerprint,
            Outcome = failures >= most ? FeedItemOutcome.GivenUp : FeedItemOutcome.Waiting,
            Failures = failures,
            RetryAt = failures >= most ? null : now + Delay(failures, failure.RetryAfter),
            SeenAt = now,
        };
    }

    private static TimeSpan Delay(int failures, TimeSpan? asked)
    {
        var delay = First * Math.Pow(2, failures - 1);
        delay = asked > delay ? asked.Value : delay;
        return delay < Longest ? delay : Longest;
    }
}
