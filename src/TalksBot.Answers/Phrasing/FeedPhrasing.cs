using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>How feeds fare, in sentences.</summary>
public static class FeedPhrasing
{
    private const int MostListed = 10;

    // What went wrong longer ago is over.
    private static readonly TimeSpan ProblemLife = TimeSpan.FromDays(7);

    /// <summary>The feeds, one a line, those in trouble first; at most ten, and how many there are besides.</summary>
    /// <param name="reports">At least one.</param>
    /// <param name="now">The question's.</param>
    public static string List(ImmutableArray<FeedReport> reports, DateTimeOffset now)
    {
        var lines = reports.OrderByDescending(report => report.State?.Failures > 0).Take(MostListed).Select(report => Line(report, now)).ToList();
        var rest = reports.Length - lines.Count;
        return string.Join('\n', rest > 0 ? lines.Append($"… and {Count(rest, "more feed")}.") : lines);
    }

    /// <summary>One feed: when it was last read, what it brought, what is wrong with it, when it is looked at next.</summary>
    public static string Line(FeedReport report, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(report);
        var name = report.Feed.Folder is { } folder ? $"folder {folder}" : report.Feed.Name;
        if (report.State is not { TriedAt: not null } state)
        {
            return $"{name}: not looked at yet.";
        }

        var read = state.SucceededAt is { } succeeded ? $"last read {Ago(succeeded, now)}" : "never read so far";
        var failing = state.Failures > 0 ? $", {Count(state.Failures, "failure")} since" : "";
        var problem = state is { Problem: { } words, ProblemAt: { } at } && (state.Failures > 0 || now - at < ProblemLife) ? $" {Sentence(words)} ({Ago(at, now)})." : "";
        return $"{name}: {read}{failing}; {Brought(state)}.{problem} Next try {Until(state.NextAt, now)}.";
    }

    private static string Brought(FeedState state)
    {
        var parts = new List<string> { Count(state.Articles, "article") };
        if (state.LeftOut > 0)
        {
            parts.Add($"{Number(state.LeftOut)} left out as not of these talks");
        }

        if (state.Waiting > 0)
        {
            parts.Add($"{Number(state.Waiting)} to be tried again");
        }

        if (state.GivenUp > 0)
        {
            parts.Add($"{Number(state.GivenUp)} that could not be read");
        }

        return string.Join(", ", parts);
    }

    private static string Ago(DateTimeOffset at, DateTimeOffset now) => now - at is var passed && passed < TimeSpan.FromMinutes(1) ? "just now" : $"{Span(passed)} ago";

    private static string Until(DateTimeOffset? at, DateTimeOffset now) => at is not { } next || next <= now ? "now" : $"in {Span(next - now)}";

    private static string Span(TimeSpan span) =>
        span < TimeSpan.FromSeconds(90) ? Count(Math.Max(1, (long)Math.Round(span.TotalSeconds)), "second")
        : span < TimeSpan.FromMinutes(90) ? Count((long)Math.Round(span.TotalMinutes), "minute")
        : span < TimeSpan.FromHours(36) ? Count((long)Math.Round(span.TotalHours), "hour")
        : Count((long)Math.Round(span.TotalDays), "day");

    private static string Sentence(string words) => words.Length > 0 ? $"{char.ToUpperInvariant(words[0])}{words[1..].TrimEnd('.')}" : words;

    private static string Count(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Number(long number) => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
