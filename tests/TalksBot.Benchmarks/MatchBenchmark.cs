using System.Diagnostics;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot.Benchmarks;

/// <summary>Times matching of one change against many subscriptions: the index, and a loop that asks each in turn.</summary>
internal static class MatchBenchmark
{
    private const int ActorCount = 2_000;
    private const int WordCount = 20_000;
    private const int Channels = 10_000;
    private const int WordsInText = 60;

    /// <summary>Prints the figures, milliseconds a change.</summary>
    /// <param name="count">Subscriptions.</param>
    /// <param name="times">Changes.</param>
    public static void Run(int count, int times)
    {
        var random = new Random(7);
        var actors = new Zipf(ActorCount, 1.0, 2.7);
        var words = new Zipf(WordCount, 1.0, 2.7);
        var options = new ChatOptions { Dossiers = [.. Enumerable.Range(0, 10).Select(index => new Dossier { Name = $"d{index}", Title = $"D{index}", VisibleTo = index < 7 ? [] : ["discord:1"] })] };
        var subscriptions = Enumerable.Range(0, count).Select(index => Subscription(index)).ToList();
        var changes = Enumerable.Range(1, times).Select(index => Change(index)).ToList();

        var built = Stopwatch.StartNew();
        var matcher = new SubscriptionMatcher(subscriptions, options);
        Console.WriteLine($"index of {count} subscriptions: {built.Elapsed.TotalMilliseconds:F0} ms, {GC.GetTotalMemory(forceFullCollection: true) / 1048576} MB in all");
        foreach (var change in changes.Take(20))
        {
            matcher.Match(change);
        }

        var matched = 0L;
        var latencies = new List<double>();
        foreach (var change in changes)
        {
            // The best of three: the machine may have other things to do.
            var best = double.MaxValue;
            for (var i = 0; i < 3; i++)
            {
                var watch = Stopwatch.GetTimestamp();
                matched += matcher.Match(change).Count;
                best = Math.Min(best, Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            }

            latencies.Add(best);
        }

        latencies.Sort();
        Console.WriteLine($"index (best of three): median {latencies[latencies.Count / 2]:F3} ms, 99th {latencies[(int)(latencies.Count * 0.99)]:F3} ms, worst {latencies[^1]:F3} ms; {matched / times / 3} matched of each");
        var looped = Stopwatch.StartNew();
        var plain = 0L;
        var sample = changes.Take(Math.Min(5, times)).ToList();
        foreach (var change in sample)
        {
            plain += subscriptions.LongCount(subscription => change.IsNewsTo(ScopeOf(subscription)) && SubscriptionMatcher.Fits(subscription, change));
        }

        var loop = looped.Elapsed.TotalMilliseconds / sample.Count;
        var same = sample.Sum(change => (long)matcher.Match(change).Count) == plain;
        Console.WriteLine($"plain loop: {loop:F0} ms a change, {loop / latencies.Average():F0} times the index; {(same ? "the same subscriptions" : "OTHER SUBSCRIPTIONS")}");

        // A third follow everything of a kind, half an actor or two, the rest subjects; as people do, most of them the same few.
        Subscription Subscription(int index)
        {
            var kind = random.Next(100);
            return new Subscription
            {
                Id = $"s{index}",
                Channel = new ChannelKey("discord", $"{2 + (index % Channels)}", $"{index % Channels}"),
                Dossier = random.Next(3) == 0 ? $"d{random.Next(7)}" : null,
                Actors = kind < 60 ? [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"Actor {actors.Next(random)}").Distinct()] : [],
                Topics = kind is >= 50 and < 90 ? [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"word{words.Next(random)} word{words.Next(random)}").Distinct()] : [],
                Kinds = random.Next(3) == 0 ? [(FactKind)random.Next(4)] : [],
                Cadence = new Cadence(Weekdays.None, new TimeOnly(8, 0), "UTC"),
                CreatedBy = "1",
                CreatedAt = default,
                After = 0,
            };
        }

        Change Change(int index) => new()
        {
            Sequence = index,
            Kind = ChangeKind.New,
            Fact = new ChangedFact((FactKind)random.Next(4), $"f{index}"),
            Article = new ArticleId($"a{index}"),
            PublishedOn = new DateOnly(2026, 5, 13),
            RecordedAt = default,
            Dossiers = [$"d{random.Next(10)}"],
            Actors = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"Actor {actors.Next(random)}").Distinct()],
            Text = string.Join(' ', Enumerable.Range(0, WordsInText).Select(_ => $"word{words.Next(random)}")),
            Words = "",
        };

        static FactScope ScopeOf(Subscription subscription) => new(subscription.Dossier) { Hidden = ["d7", "d8", "d9"] };
    }
}
