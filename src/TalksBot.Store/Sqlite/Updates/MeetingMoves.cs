using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>What holds of a meeting for those who see some articles: what the newest of them says.</summary>
/// <param name="Article">The newest article.</param>
/// <param name="When">Its date, or null.</param>
/// <param name="Where">Its place, or null.</param>
/// <param name="Status">Its status.</param>
/// <param name="Clock">Its clock times in the words of the article, or null.</param>
internal sealed record MeetingState(long Article, TimeValue? When, string? Where, MeetingStatus Status, string? Clock)
{
    /// <summary>The instant at which it begins, or null where that is not told.</summary>
    public DateTimeOffset? Instant => MeetingClock.FindInstant(When, Clock);

    /// <summary>As told by the articles of a dossier, or of all for <see cref="ToldFacts.NoDossier"/>; null when none tells of it.</summary>
    public static MeetingState? Find(SqliteSession session, string id, string dossier)
    {
        // Most meetings stand in few articles; the newest that counts comes first.
        MeetingState? newest = null;
        foreach (var (article, revisionRow, data) in Rows(session, id))
        {
            if (dossier != ToldFacts.NoDossier && !ToldFacts.DossiersOf(session, article).Contains(dossier, StringComparer.Ordinal))
            {
                continue;
            }

            var meeting = SqliteFactStore.Parse(data, StoreJson.Default.StoredMeeting);
            var clock = meeting.Clock is null ? null : Spans.Anchor(meeting.Clock, new RevisionReader(session).Get(revisionRow).Body)?.Text;
            newest ??= new MeetingState(article, Spans.Time(meeting.When), meeting.Where, (MeetingStatus)meeting.Status, clock);

            // A text that leaves the hour out takes nothing back of what was told of that day.
            if (clock is not null || newest.When?.Value != meeting.When)
            {
                return newest with { Clock = newest.When?.Value == meeting.When ? clock : null };
            }
        }

        return newest;
    }

    private static List<(long Article, long RevisionRow, byte[] Data)> Rows(SqliteSession session, string id)
    {
        var rows = new List<(long, long, byte[])>();
        using var reader = session.Query(
            "SELECT r.article, r.revision_row, f.data FROM meetings f CROSS JOIN revisions r ON r.revision_row = f.revision_row WHERE f.id = $1 ORDER BY f.fact_key DESC", id);
        while (reader.Read())
        {
            rows.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        }

        return rows;
    }
}

/// <summary>Tells whether a meeting is another one than before for those who were told of it.</summary>
internal static class MeetingMoves
{
    /// <summary>Whether <paramref name="after"/> is news to those who know <paramref name="before"/>.</summary>
    public static bool HasMoved(MeetingState before, MeetingState after)
    {
        if (before.Status != after.Status)
        {
            // That it was planned is no news once it was held: a late report, or one that looks back.
            return before.Status is not MeetingStatus.Held || after.Status is not MeetingStatus.Planned;
        }

        // Two reports of a meeting that was held may differ; only the one who wrote the first corrects it.
        if (before.Status is MeetingStatus.Held && before.Article != after.Article)
        {
            return false;
        }

        // What was open and is fixed now is news while people wait for it.
        var isAwaited = before.Status is MeetingStatus.Planned or MeetingStatus.Postponed;
        return IsOtherTime(before.When, after.When, isAwaited) || (isAwaited && IsOtherHour(before, after)) || IsOtherPlace(before.Where, after.Where, isAwaited);
    }

    // A text that leaves the date out, or gives it more roughly, takes nothing back.
    private static bool IsOtherTime(TimeValue? before, TimeValue? after, bool isAwaited)
    {
        if (after is not { } now || !now.TryGetDays(out var first, out var last))
        {
            return false;
        }

        if (before is not { } then || !then.TryGetDays(out var oldFirst, out var oldLast))
        {
            return isAwaited;
        }

        if (first == oldFirst && last == oldLast)
        {
            // An hour without its zone being added is no move: reminders go by the day as before.
            return then.Value != now.Value && HasClock(then) && HasClock(now);
        }

        if (first <= oldFirst && last >= oldLast)
        {
            return false;
        }

        return first < oldFirst || last > oldLast || isAwaited;
    }

    // On the same day: what was to begin at some hour begins at another, or at last at a known one, by which it is reminded of.
    private static bool IsOtherHour(MeetingState before, MeetingState after) =>
        before.When is { } then && after.When is { } now
        && then.TryGetDays(out var oldFirst, out var oldLast) && now.TryGetDays(out var first, out var last) && (oldFirst, oldLast) == (first, last)
        && (after.Instant is { } at ? before.Instant != at : before.Instant is null && MeetingClock.IsOtherHour(before.Clock, after.Clock));

    private static bool HasClock(TimeValue value) => value.Value.Contains('T', StringComparison.Ordinal) && value.Value.Contains(':', StringComparison.Ordinal);

    private static bool IsOtherPlace(string? before, string? after, bool isAwaited)
    {
        if (after is null)
        {
            return false;
        }

        if (before is null)
        {
            return isAwaited;
        }

        var (then, now) = (NameFolding.Fold(before), NameFolding.Fold(after));
        return !then.Contains(now, StringComparison.Ordinal) && !now.Contains(then, StringComparison.Ordinal);
    }
}
