using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>What a person asked, whatever the platform.</summary>
public abstract record Request
{
    /// <summary>What the asker may see.</summary>
    public FactScope Scope { get; init; } = FactScope.All;

    /// <summary>The asker's today: decides what is upcoming and what "last week" means in a question; see <see cref="CalendarRange"/>.</summary>
    public required DateOnly Today { get; init => field = CalendarRange.Nearest(value); }

    /// <summary>Which page of the items to show, from 0.</summary>
    public int Page { get; init; }
}

/// <summary>Whose words are these?</summary>
/// <param name="Words">A part of them, verbatim or nearly; or a subject.</param>
public sealed record WhoSaidRequest(string Words) : Request
{
    /// <summary>Only words of this actor, as typed; null for everybody's.</summary>
    public string? Speaker { get; init; }

    /// <summary>Published on or after this day, or null.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Published on or before this day, or null.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Who proposed what, and who accepted or refused?</summary>
/// <param name="What">The subject; empty for all proposals.</param>
public sealed record WhoProposedRequest(string What) : Request
{
    /// <summary>Only proposals of this actor, as typed; null for everybody's.</summary>
    public string? By { get; init; }
}

/// <summary>Which meetings a request is about.</summary>
public enum MeetingWindow
{
    /// <summary>Today or later, and those whose date is not announced.</summary>
    Upcoming,

    /// <summary>Before today.</summary>
    Past,

    /// <summary>Both.</summary>
    All,
}

/// <summary>Which meetings were held or are to come?</summary>
public sealed record MeetingsRequest : Request
{
    /// <summary>Only meetings with this actor, as typed; null for all.</summary>
    public string? With { get; init; }

    /// <summary>Which part of the calendar; null when the person did not say: upcoming ones, and where there are none the latest held.</summary>
    public MeetingWindow? When { get; init; }
}

/// <summary>Where does an actor stand?</summary>
/// <param name="Actor">As typed.</param>
public sealed record PositionRequest(string Actor) : Request
{
    /// <summary>The subject, or null for the actor's latest position on anything.</summary>
    public string? On { get; init; }
}

/// <summary>What happened, in order?</summary>
public sealed record TimelineRequest : Request
{
    /// <summary>On or after this day, or null.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Only events with this actor, as typed; null for all.</summary>
    public string? Actor { get; init; }
}

/// <summary>What is new?</summary>
public sealed record BriefRequest : Request
{
    /// <summary>Published on or after this day; null for the last seven days of what is stored.</summary>
    public DateOnly? Since { get; init; }
}

/// <summary>A question in free words.</summary>
/// <param name="Question">As typed.</param>
public sealed record AskRequest(string Question) : Request;

/// <summary>Which articles are behind the answers?</summary>
public sealed record SourcesRequest : Request;
