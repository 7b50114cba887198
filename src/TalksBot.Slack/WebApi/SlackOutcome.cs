namespace TalksBot.Slack;

/// <summary>How a call ended.</summary>
/// <param name="Failure">Why it failed, or null when it succeeded.</param>
/// <param name="Id">Of what was made: a message's <c>ts</c>, a view's id; null when there is none.</param>
public readonly record struct SlackOutcome(SlackFailure? Failure, string? Id = null)
{
    /// <summary>Whether the call succeeded.</summary>
    public bool IsDone => Failure is null;
}
