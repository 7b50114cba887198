using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>What came of looking at a feed.</summary>
/// <param name="State">Its state, but for when it is looked at next.</param>
/// <param name="Wait">For how long the server asks to be left alone; null when it does not.</param>
internal sealed record FeedLook(FeedState State, TimeSpan? Wait = null)
{
    private const int MaxProblem = 500;

    /// <summary>The state after a look that failed.</summary>
    internal static FeedState Failed(FeedState state, string problem, DateTimeOffset now) => WithProblem(state, problem, now) with
    {
        TriedAt = now,
        Failures = state.Failures + 1,
    };

    /// <summary>The state with something to say about it.</summary>
    internal static FeedState WithProblem(FeedState state, string problem, DateTimeOffset now) => state with
    {
        Problem = problem.Length <= MaxProblem ? problem : problem[..MaxProblem],
        ProblemAt = now,
    };
}
