using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>What is said of a subscription when it is made, changed or listed.</summary>
internal static class ConfirmationText
{
    /// <summary>The confirmation, a paragraph a line.</summary>
    /// <param name="subscription">As it is now.</param>
    /// <param name="before">As it was, where it was changed; else null.</param>
    /// <param name="forecast">The last seven days.</param>
    /// <param name="isPreview">Whether nothing was saved.</param>
    /// <param name="isDirect">Whether it is a conversation with one person.</param>
    /// <param name="now">The time.</param>
    public static string Of(Subscription subscription, Subscription? before, Forecast forecast, bool isPreview, bool isDirect, DateTimeOffset now)
    {
        var here = isDirect ? "This conversation" : "This channel";
        var cadence = subscription.Cadence;
        var lines = new List<string>
        {
            $"{here} {(isPreview ? "would get" : "gets")} {FilterWords.Print(subscription)}{Followed(subscription)}, {When(cadence)}{Reminders(subscription)}.",
        };
        lines.Add(cadence.IsAtOnce
            ? $"{(isPreview ? "It would speak" : "It speaks next")} as soon as an article brings something{(subscription.Reminders.IsEmpty ? "" : $"; where only the day of a meeting is known, reminders come at {cadence.At.ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture)} {ZoneNames.Print(cadence.TimeZone)}")}."
            : $"The next digest {(isPreview ? "would come" : "comes")} on {WhyNot.Moment(CadenceClock.Next(cadence, now), subscription)}, unless there is nothing to tell.");
        lines.Add(Lately(forecast));
        if (before is not null)
        {
            lines.Add(before.Cadence == cadence && before.Reminders.SequenceEqual(subscription.Reminders)
                ? "That is how it was before."
                : $"Before, it spoke {CadencePhrase.PrintShort(before.Cadence)}, reminders: {ReminderPhrase.Print(before.Reminders)}. To go back, for example: {FilterWords.Command(before)}");
        }
        else
        {
            lines.Add(isPreview ? $"To have it, for example: {FilterWords.Command(subscription)}" : $"/unsubscribe ends it, with its id {subscription.Id}; /subscriptions lists all.");
        }

        return string.Join('\n', lines);
    }

    /// <summary>One line of a list: "s4k9t2mw: new statements with Ukraine, daily at 8:30 Kyiv time; next on …".</summary>
    public static string Line(Subscription subscription, DateTimeOffset now)
    {
        var next = subscription.State switch
        {
            SubscriptionState.Paused => $"paused because {subscription.StateReason}",
            SubscriptionState.Ended => $"ended because {subscription.StateReason}",
            _ => subscription.Cadence.IsAtOnce ? "next when an article brings something" : $"next on {WhyNot.Moment(CadenceClock.Next(subscription.Cadence, now), subscription)}",
        };
        return $"{subscription.Id}: {FilterWords.Print(subscription)}{Followed(subscription)}, {When(subscription.Cadence)}{RemindersOf(subscription)}; {next}.";
    }

    private static string When(Cadence cadence) => cadence.IsAtOnce ? "at once" : $"as a digest {CadencePhrase.Print(cadence)}";

    private static string Followed(Subscription subscription) => subscription.Dossier is { } dossier ? $" in {dossier}" : "";

    private static string Reminders(Subscription subscription) => !FilterWords.HasMeetings(subscription) ? ""
        : subscription.Reminders.IsEmpty ? ", without reminders of meetings"
        : $", and is reminded of meetings {ReminderPhrase.Print(subscription.Reminders)}";

    private static string RemindersOf(Subscription subscription) => FilterWords.HasMeetings(subscription) && !subscription.Reminders.IsEmpty
        ? $", reminders of meetings {ReminderPhrase.Print(subscription.Reminders)}"
        : "";

    private static string Lately(Forecast forecast)
    {
        var week = forecast.ByFactsUntil is { } until
            ? $"In the seven days up to {DatePhrasing.Day(until)}, going by the dates of the stored articles, it would have spoken"
            : "In the last seven days it would have spoken";
        return forecast switch
        {
            { Messages: 0, Items: 0, ByFactsUntil: null } => "In the last seven days it would not have spoken.",
            { Messages: 0, Items: 0 } => $"{week[..^"have spoken".Length]}not have spoken.",
            { Messages: 0 } => $"{week[..^"have spoken".Length]}not have spoken yet, with {Items(forecast.Items)} waiting for the next digest.",
            _ => $"{week} {Times(forecast.Messages)}, with {Items(forecast.Items)}.",
        };
    }

    private static string Times(int count) => count switch { 1 => "once", 2 => "twice", _ => $"{count} times" };

    private static string Items(int count) => count == 1 ? "1 item" : $"{count} items";
}
