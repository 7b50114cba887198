using System.Globalization;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot;

/// <summary>The words that stand for values in the JSON; they are an interface and never change.</summary>
internal static class JsonWords
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(Manner manner) => manner switch
    {
        Manner.Direct => "direct",
        Manner.Mixed => "mixed",
        Manner.Indirect => "indirect",
        _ => throw new ArgumentOutOfRangeException(nameof(manner), manner, null),
    };

    public static string Of(Polarity polarity) => polarity switch
    {
        Polarity.Said => "said",
        Polarity.Denied => "denied",
        Polarity.Declined => "declined",
        _ => throw new ArgumentOutOfRangeException(nameof(polarity), polarity, null),
    };

    public static string Of(ProposalKind kind) => kind switch
    {
        ProposalKind.Offer => "offer",
        ProposalKind.Demand => "demand",
        ProposalKind.Plan => "plan",
        ProposalKind.Call => "call",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(ResponseKind kind) => kind switch
    {
        ResponseKind.Accepted => "accepted",
        ResponseKind.AcceptedInPrinciple => "accepted-in-principle",
        ResponseKind.Refused => "refused",
        ResponseKind.Conditions => "conditions",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    // Null where the text does not say.
    public static string? Of(MeetingMedium medium) => medium switch
    {
        MeetingMedium.Unknown => null,
        MeetingMedium.InPerson => "in person",
        MeetingMedium.Phone => "phone",
        MeetingMedium.Video => "video",
        _ => throw new ArgumentOutOfRangeException(nameof(medium), medium, null),
    };

    public static string Of(MeetingStatus status) => status switch
    {
        MeetingStatus.Planned => "planned",
        MeetingStatus.Held => "held",
        MeetingStatus.Postponed => "postponed",
        MeetingStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Of(TimeType type) => type switch
    {
        TimeType.Date => "DATE",
        TimeType.Time => "TIME",
        TimeType.Duration => "DURATION",
        TimeType.Set => "SET",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static string Of(ActorKind kind) => kind switch
    {
        ActorKind.Person => "person",
        ActorKind.Government => "government",
        ActorKind.Organisation => "organisation",
        ActorKind.Group => "group",
        ActorKind.Document => "document",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(ReplyKind kind) => kind switch
    {
        ReplyKind.None => "none",
        ReplyKind.Statement => "statement",
        ReplyKind.Proposal => "proposal",
        ReplyKind.Meeting => "meeting",
        ReplyKind.Position => "position",
        ReplyKind.Timeline => "timeline",
        ReplyKind.Passage => "passage",
        ReplyKind.Sources => "sources",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
