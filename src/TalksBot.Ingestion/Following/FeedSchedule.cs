using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>When a feed is looked at next.</summary>
/// <param name="random">Spreads what would come at once. Locked, so it may be shared.</param>
internal sealed class FeedSchedule(Random random)
{
    // A feed that fails is asked less and less often, but still within the hour when its outage ends.
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);

    // However fresh a server calls its feed, and whatever it asks: news are not put off for longer.
    private static readonly TimeSpan LongestFreshness = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    private static readonly TimeSpan WhenGone = TimeSpan.FromHours(24);

    /// <summary>When to look at it again.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="look">What came of the last look.</param>
    /// <param name="now">When that ended.</param>
    internal DateTimeOffset Next(Feed feed, FeedLook look, DateTimeOffset now)
    {
        if (look.State.IsGone)
        {
            return now + Longer(WhenGone, feed.Every) * Between(1.0, 1.1);
        }

        if (look.State.Failures == 0)
        {
            var fresh = Shorter(look.Wait ?? TimeSpan.Zero, Shorter(feed.Every * 3, LongestFreshness));
            // A little later rather than earlier: a server may count.
            return now + Longer(feed.Every, fresh) * (feed.Url is null ? 1 : Between(1.0, 1.05));
        }

        var backOff = Shorter(feed.Every * Math.Pow(2, Math.Min(look.State.Failures - 1, 20)), Longer(LongestBackOff, feed.Every)) * Between(0.75, 1.25);
        return now + Longer(Longer(backOff, feed.Every), Shorter(look.Wait ?? TimeSpan.Zero, LongestWait));
    }

    private double Between(double least, double most)
    {
        lock (random)
        {
            return least + (random.NextDouble() * (most - least));
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
