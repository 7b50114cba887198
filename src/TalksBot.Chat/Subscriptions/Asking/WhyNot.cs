using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Why an item was or was not sent, for one subscription.</summary>
internal static class WhyNot
{
    private const int ShownItems = 10;

    /// <summary>What became of a change for a subscription, a clause without end mark.</summary>
    /// <param name="subscription">For which.</param>
    /// <param name="change">The change.</param>
    /// <param name="scope">What the subscription may tell of.</param>
    /// <param name="owed">Its item with the delivery, or null when none was owed.</param>
    /// <param name="cursor">Up to which change was matched.</param>
    /// <param name="options">Ages.</param>
    public static string Of(Subscription subscription, Change change, FactScope scope, (OwedItem Item, Delivery Delivery)? owed, long cursor, UpdateOptions options)
    {
        if (owed is var (item, delivery))
        {
            return Sent(subscription, item, delivery);
        }

        if (change.Sequence <= subscription.After)
        {
            return "not sent: it came before this subscription began";
        }

        if (subscription is { State: SubscriptionState.Ended, StateSince: { } endedAt } && endedAt <= change.RecordedAt)
        {
            return "not sent: this subscription had ended";
        }

        if (!scope.Shows(change.Dossiers))
        {
            return subscription.Dossier is { } dossier ? $"not sent: its article does not belong to {dossier}, which this subscription follows" : "not sent: its article belongs to talks that are not visible here";
        }

        if (Misses(subscription, change) is { } missed)
        {
            return $"not sent: {missed}";
        }

        if (!change.IsNewsTo(scope))
        {
            return "not sent: an article had told it here before";
        }

        if (MatchBatch.IsOld(change, options))
        {
            return $"not sent: its article is of {Answers.DatePhrasing.Day(change.PublishedOn)}, more than {(int)options.MaxAge.TotalDays} days before it was read";
        }

        return change.Sequence > cursor ? "not sent yet: it was read a moment ago" : "not sent: it had been taken back by the time";
    }

    private static string Sent(Subscription subscription, OwedItem item, Delivery delivery)
    {
        var many = delivery.Items.Select(owed => owed.Fact).Distinct().Count() > ShownItems
            ? $" in a message that had more than {ShownItems} items, so it may only have been counted there" : "";
        var what = ItemMarks.IsReminder(item.Mark) ? " as a reminder" : delivery.Kind switch
        {
            DeliveryKind.Digest => " in a digest",
            DeliveryKind.Amendment => " as a correction",
            _ => "",
        };
        return delivery.State switch
        {
            DeliveryState.Confirmed => $"sent{what} on {Moment(delivery.ConfirmedAt ?? delivery.DueAt, subscription)}{many}{Link(delivery)}",
            DeliveryState.Unclear => $"sent{what} on {Moment(delivery.SendingAt ?? delivery.DueAt, subscription)}, but the platform never confirmed it",
            DeliveryState.Parked => $"not sent{what}: the platform refused the message; whoever runs this bot sees it in “talksbot doctor”",
            DeliveryState.Dropped => $"not sent{what}: by the time it was due, its facts were taken back, its subscription had ended, or its time had passed",
            _ when subscription.State == SubscriptionState.Paused => $"waiting{what}: this subscription is paused because {subscription.StateReason}",
            _ => $"to be sent{what} on {Moment(delivery.RetryAt ?? delivery.DueAt, subscription)}",
        };
    }

    // What of the filter does not fit, the first of them.
    private static string? Misses(Subscription subscription, Change change)
    {
        var (kind, actor, topic) = SubscriptionMatcher.Misses(subscription, change);
        if (kind)
        {
            return $"it is one of the {KindWords.Plural(change.Fact.Kind)}, which this subscription leaves out";
        }

        if (actor)
        {
            return change.Actors.IsEmpty
                ? $"nobody is named who acts in it, so {Listing.Or(subscription.Actors)} does not"
                : $"{Listing.Or(subscription.Actors)} does not act in it; {Listing.And([.. change.Actors.Take(4)])} {(change.Actors.Length == 1 ? "does" : "do")}";
        }

        if (!topic)
        {
            return null;
        }

        var stems = Topic.TextStems(change.Text);
        var absent = subscription.Topics.SelectMany(words => words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(word => Topic.Stems(word).Any(stem => !stems.Contains(stem))).Distinct(StringComparer.OrdinalIgnoreCase).Take(4).Select(word => $"“{word}”").ToList();
        return $"its sentences do not have the words {Listing.Or(absent)}";
    }

    /// <summary>"14 March 2025 at 8:30 Kyiv time", in the subscription's zone.</summary>
    public static string Moment(DateTimeOffset at, Subscription subscription)
    {
        var local = TimeZoneInfo.ConvertTime(at, ZoneNames.Get(subscription.Cadence.TimeZone));
        return $"{Answers.DatePhrasing.LongDay(DateOnly.FromDateTime(local.DateTime))} at {local.ToString("H:mm", CultureInfo.InvariantCulture)} {ZoneNames.Print(subscription.Cadence.TimeZone)}";
    }

    // Discord's messages have addresses that can be made; Slack's have not.
    private static string Link(Delivery delivery) => delivery is { Channel: { Platform: "discord", ChannelId: var channel } key, MessageId: { } message } && message.All(char.IsAsciiDigit)
        ? $": https://discord.com/channels/{key.ServerId ?? "@me"}/{channel}/{message}"
        : "";
}
