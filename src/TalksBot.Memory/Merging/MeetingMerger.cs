using System.Collections.Frozen;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Recognises a meeting that another article tells of, also when it was moved in between.</summary>
/// <remarks>
/// A meeting that moved bears the id of the one whose date it had; one of the same day and the same people, or that calls off the
/// only one that is awaited of these people, bears the id that is stored. So both articles are cited, the newest says when it is, and the earlier text stays readable. Where two stored meetings
/// would fit, none is taken.
/// </remarks>
internal sealed class MeetingMerger(IFactReader reader)
{
    private const int MaxParticipants = 4;
    private const int MaxStored = 50;

    // A summit of some days is one meeting; a week may hold two.
    private const int MaxDays = 5;

    private static readonly FrozenSet<string> Calls =
        FrozenSet.Create(StringComparer.Ordinal, "call", "phone call", "telephone call", "video call", "conversation", "phone conversation");

    /// <summary>The facts, with the ids of such meetings replaced.</summary>
    internal async Task<ArticleFacts> MergeAsync(Article article, ArticleFacts facts, CancellationToken cancellationToken)
    {
        var taken = facts.Meetings.Select(meeting => meeting.Id).ToHashSet(StringComparer.Ordinal);
        var meetings = facts.Meetings.ToBuilder();
        for (var i = 0; i < meetings.Count; i++)
        {
            var stored = await FindSameAsync(article, meetings[i], cancellationToken);
            if (stored is not null && taken.Add(stored))
            {
                meetings[i] = meetings[i] with { Id = stored };
            }
        }

        return facts with { Meetings = meetings.ToImmutable() };
    }

    private async Task<string?> FindSameAsync(Article article, Meeting meeting, CancellationToken cancellationToken)
    {
        var isCalledOff = meeting.Status is MeetingStatus.Cancelled or MeetingStatus.Postponed;
        if (meeting.Participants.IsEmpty || (meeting.When is null && meeting.Previously is null && !isCalledOff))
        {
            return null;
        }

        var stored = await ReadStoredAsync(article, meeting, cancellationToken);
        if (meeting.When is null && meeting.Previously is null)
        {
            return Only(stored.Where(other => IsAwaited(other, article.PublishedOn) && IsSameMeeting(meeting, other)));
        }

        return Only(stored.Where(other => HasMoved(from: other, to: meeting)))
            ?? Only(stored.Where(other => HasMoved(from: meeting, to: other)))
            ?? Only(stored.Where(other => IsSameDay(meeting, other)));
    }

    // Meetings of other articles from the earliest day that this one names on, by its participants.
    private async Task<List<Meeting>> ReadStoredAsync(Article article, Meeting meeting, CancellationToken cancellationToken)
    {
        var from = new[] { meeting.When, meeting.Previously }
            .Select(value => value is { } time && time.TryGetDays(out var first, out _) ? first : DateOnly.MaxValue)
            .Min();
        from = from == DateOnly.MaxValue ? article.PublishedOn : from;
        var stored = new Dictionary<string, Meeting>(StringComparer.Ordinal);
        foreach (var participant in meeting.Participants.Take(MaxParticipants))
        {
            var query = new MeetingQuery { With = [participant], From = from, Limit = MaxStored };
            await AddAsync(query);
        }

        // "officers of both countries" are called otherwise elsewhere.
        if (Group(meeting) is not null && meeting.When is { } when && when.TryGetDays(out var first, out var last))
        {
            await AddAsync(new MeetingQuery { From = first, To = last, Limit = MaxStored });
        }

        async Task AddAsync(MeetingQuery query)
        {
            foreach (var found in await reader.FindMeetingsAsync(query, cancellationToken))
            {
                if (found.Fact.Id != meeting.Id && found.Citations.Any(citation => citation.Article.Id != article.Id))
                {
                    stored[found.Fact.Id] = found.Fact;
                }
            }
        }

        return [.. stored.Values.OrderBy(other => other.Id, StringComparer.Ordinal)];
    }

    private static string? Only(IEnumerable<Meeting> meetings)
    {
        var first = meetings.Take(2).ToArray();
        return first.Length == 1 ? first[0].Id : null;
    }

    private static bool HasMoved(Meeting from, Meeting to) =>
        from.When is { } when && to.Previously is { } previously && IsSameTime(when, previously)
        && from.Status is not MeetingStatus.Held
        && IsCompatible(from, to) && SharesParticipants(from, to);

    // Days are needed, for two meetings of one month may be two.
    private static bool IsSameDay(Meeting one, Meeting other) =>
        IsDays(one.When) && IsSameTime(one.When!.Value, other.When ?? default) && (IsSameMeeting(one, other) || IsSameGroup(one, other)); // IsDays saw it

    // "Senior officers" and "officers of thirty countries" at one place on one day.
    private static bool IsSameGroup(Meeting one, Meeting other) =>
        IsCompatible(one, other) && one.Where is not null && other.Where is not null && IsSamePlace(one.Where, other.Where)
        && Group(one) is { } group && group == Group(other);

    // The noun for those who meet, where no name is told: "officers"; null else.
    private static string? Group(Meeting meeting)
    {
        if (meeting.Participants is not [var only])
        {
            return null;
        }

        var end = only.IndexOf(" of ", StringComparison.Ordinal) is var of and > 0 ? of : only.IndexOf(" from ", StringComparison.Ordinal) is var from and > 0 ? from : only.Length;
        var noun = only[..end];
        noun = noun[(noun.LastIndexOf(' ') + 1)..];
        return noun.EndsWith('s') && (char.IsLower(noun[0]) || end < only.Length) ? NameFolding.Fold(noun) : null;
    }

    private static bool IsDays(TimeValue? when) =>
        when is { } value && value.TryGetDays(out var first, out var last) && last.DayNumber - first.DayNumber < MaxDays;

    // What is called off without its date is what these people were to do next.
    private static bool IsAwaited(Meeting meeting, DateOnly from) =>
        meeting.Status is MeetingStatus.Planned or MeetingStatus.Postponed
        && meeting.When is { } when && when.TryGetDays(out _, out var last) && last >= from;

    // The people of one must all be among those of the other.
    private static bool IsSameMeeting(Meeting one, Meeting other) =>
        IsCompatible(one, other) && IsSamePlace(one.Where, other.Where)
        && one.Participants.Intersect(other.Participants, StringComparer.Ordinal).Count() is var common && common >= 2
        && common == Math.Min(one.Participants.Distinct().Count(), other.Participants.Distinct().Count());

    private static bool IsSameTime(TimeValue one, TimeValue other) =>
        one.TryGetDays(out var first, out var last) && other.TryGetDays(out var otherFirst, out var otherLast)
        && first == otherFirst && last == otherLast;

    private static bool SharesParticipants(Meeting one, Meeting other)
    {
        var common = one.Participants.Intersect(other.Participants, StringComparer.Ordinal).Count();
        return common >= Math.Min(2, Math.Min(one.Participants.Length, other.Participants.Length)) && common > 0;
    }

    private static bool IsCompatible(Meeting one, Meeting other) =>
        (one.Medium == other.Medium || one.Medium is MeetingMedium.Unknown || other.Medium is MeetingMedium.Unknown)
        && IsCall(one) == IsCall(other);

    private static bool IsCall(Meeting meeting) =>
        meeting.Medium is MeetingMedium.Phone || Calls.Contains(NameFolding.Fold(meeting.Kind));

    private static bool IsSamePlace(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return true;
        }

        var (a, b) = (NameFolding.Fold(one), NameFolding.Fold(other));
        return a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal);
    }
}
