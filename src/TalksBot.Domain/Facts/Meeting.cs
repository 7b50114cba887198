using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>What became of a meeting.</summary>
public enum MeetingStatus
{
    /// <summary>To come.</summary>
    Planned,

    /// <summary>Took place.</summary>
    Held,

    /// <summary>Put off; <see cref="Meeting.When"/> is the new date or null.</summary>
    Postponed,

    /// <summary>Called off.</summary>
    Cancelled,
}

/// <summary>How the participants meet.</summary>
public enum MeetingMedium
{
    /// <summary>The text does not say.</summary>
    Unknown,

    /// <summary>Face to face.</summary>
    InPerson,

    /// <summary>A call.</summary>
    Phone,

    /// <summary>A video conference or virtual summit.</summary>
    Video,
}

/// <summary>Talks, a call, a summit, a visit, a session.</summary>
public sealed record Meeting
{
    /// <summary>Derived from participants, date, place and the words that name it.</summary>
    public required string Id { get; init; }

    /// <summary>What the text calls it: "talks", "summit", "call", "session".</summary>
    public required string Kind { get; init; }

    /// <summary>Canonical names; groups as the text names them; empty when not stated.</summary>
    public ImmutableArray<string> Participants { get; init; } = [];

    /// <summary>Canonical name of the host or organiser, or null.</summary>
    public string? Organiser { get; init; }

    /// <summary>The day or range, or null when no date is known.</summary>
    public TimeValue? When { get; init; }

    /// <summary>Clock times as the text gives them ("at 10.00 local time (09.00 in Kolm)"), or null.</summary>
    public AnchoredText? Clock { get; init; }

    /// <summary>Whether the text says that no date is fixed or announced.</summary>
    public bool IsDateUnannounced { get; init; }

    /// <summary>Whether the text says that it is not confirmed.</summary>
    public bool IsUnconfirmed { get; init; }

    /// <summary>Place as the text names it, or null.</summary>
    public string? Where { get; init; }

    /// <summary>In person, phone, video or unknown.</summary>
    public MeetingMedium Medium { get; init; }

    /// <summary>Planned, held, postponed or cancelled.</summary>
    public MeetingStatus Status { get; init; }

    /// <summary>The date it had before it was moved, or null.</summary>
    public TimeValue? Previously { get; init; }

    /// <summary>Why it was moved or called off, in the text's words, or null.</summary>
    public AnchoredText? Reason { get; init; }

    /// <summary>What it was about, in the text's words, or null.</summary>
    public AnchoredText? Topic { get; init; }

    /// <summary>The whole sentences that tell of it, in reading order.</summary>
    public required ImmutableArray<TextSpan> Evidence { get; init; }
}
