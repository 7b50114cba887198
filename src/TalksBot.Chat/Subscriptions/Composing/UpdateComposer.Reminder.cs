using System.Globalization;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <content>A meeting is near.</content>
public sealed partial class UpdateComposer
{
    private async Task<Reply?> ReminderAsync(Delivery delivery, Dictionary<string, Subscription> subscriptions, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (now > delivery.DueAt + _options.ReminderLateness)
        {
            return null;
        }

        var told = await GatherAsync(delivery.Items, subscriptions, isAlive: true, cancellationToken);
        var near = new List<(string Begins, ReplyItem Item)>();
        foreach (var fact in told)
        {
            // What it was when it was owed may be past: called off, or moved without a change that was read yet.
            if (fact.Set.Meeting(fact.Fact.Id) is not { } found || !IsStillDue(found.Fact, fact, delivery.DueAt))
            {
                continue;
            }

            var instant = MeetingReminders.FindInstant(found.Fact);
            var item = FactPhrasing.Meeting(found);
            item = instant is { } at ? item with { When = new TimeValue(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)) } : item;
            if (await _guard.CheckAsync([item], cancellationToken) is [var sound])
            {
                near.Add((Begins(found.Fact, instant, fact.Subscription, now), Shorten(sound, LongQuote)));
            }
        }

        return near.Count == 0 ? null : new Reply
        {
            Title = near is [var only] ? $"Reminder: {only.Begins}" : $"Reminder: {near.Count} meetings, the first {near[0].Begins}",
            Kind = ReplyKind.Meeting,
            Items = [.. near.Select(meeting => near.Count == 1 ? meeting.Item : meeting.Item with { Details = meeting.Item.Details.Insert(0, $"It is {meeting.Begins}.") })],
            Note = DossierOf(told.Select(fact => fact.Subscription)).TrimEnd(' ', ':') is { Length: > 0 } dossier ? dossier : null,
        };
    }

    // A newer article may tell the hour, or leave it out, without the meeting being another day's: then what was owed still reminds of it.
    private static bool IsStillDue(Meeting meeting, ToldFact told, DateTimeOffset dueAt)
    {
        if (MeetingReminders.Of(meeting, told.Subscription).Any(IsDue))
        {
            return true;
        }

        if (MeetingReminders.FindInstant(meeting) is { } at)
        {
            return dueAt < at && MeetingReminders.Of(meeting with { When = DayOf(meeting), Clock = null }, told.Subscription).Any(IsDue);
        }

        var zone = ZoneNames.Get(told.Subscription.Cadence.TimeZone);
        return MeetingReminders.IsToCome(meeting) && meeting.When is { IsDay: true } when && when.TryGetDays(out var day, out _)
            && told.Subscription.Reminders.Any(before => IsOn(day, dueAt + before, zone) || IsOn(day, dueAt + before, TimeZoneInfo.Utc));

        bool IsDue(DateTimeOffset instant) => Math.Abs((instant - dueAt).TotalMinutes) < 1;
    }

    private static TimeValue? DayOf(Meeting meeting) => meeting.When is { } when && when.TryGetDays(out var day, out _) ? TimeValue.Of(day) : null;

    private static bool IsOn(DateOnly day, DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime) == day;

    // "tomorrow", "today", "in an hour", "in 2 days".
    private static string Begins(Meeting meeting, DateTimeOffset? instant, Subscription subscription, DateTimeOffset now)
    {
        if (instant is { } at)
        {
            // To five minutes, and never "in 0 minutes".
            var minutes = Math.Max(5, Math.Round((at - now).TotalMinutes / 5) * 5);
            var left = TimeSpan.FromMinutes(minutes);
            return $"in {ReminderPhrase.Print(left.TotalHours >= 2 ? TimeSpan.FromHours(Math.Round(left.TotalHours)) : left)}";
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, ZoneNames.Get(subscription.Cadence.TimeZone)).DateTime);
        var days = meeting.When is { } when && when.TryGetDays(out var first, out _) ? first.DayNumber - today.DayNumber : 0;
        return days switch
        {
            <= 0 => "today",
            1 => "tomorrow",
            _ => $"in {days} days",
        };
    }
}
