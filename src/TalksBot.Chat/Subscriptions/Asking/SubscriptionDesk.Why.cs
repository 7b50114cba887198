using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <content>Why something was or was not sent.</content>
public sealed partial class SubscriptionDesk
{
    private const int ShownChanges = 3;
    private const int ShownSubscriptions = 8;
    private const int MostChanges = 20_000;
    private const int LongestWords = 120;

    private async Task<ChatAnswer> WhyAsync(ChatPlace place, string words, CancellationToken cancellationToken)
    {
        var stems = Topic.Stems(words);
        if (stems.IsEmpty)
        {
            return Problem(place, $"“{Listing.Short(words)}” has no word to look for; type some words of the item.");
        }

        var now = _time.GetUtcNow();
        var scope = await _dossiers.ScopeAsync(place, cancellationToken);
        var known = await _subscriptions.ListSubscriptionsAsync(KeyOf(place), withEnded: true, cancellationToken);
        if (known.IsEmpty)
        {
            return Told(place, "Why", $"{Here(place)} has no subscription, so nothing is sent here. /subscribe makes one.");
        }

        // What the channel may not see is not spoken of, be it as what was not sent.
        var visible = scope with { Dossier = null };
        var recent = await _changes.ListChangesAsync(now - _options.KeptFor, now.AddSeconds(1), MostChanges, cancellationToken);
        var found = recent
            .Where(change => visible.Shows(change.Dossiers) && Fits(stems, change))
            // Whose own words they are goes before what stands in the same sentence.
            .OrderBy(change => Topic.TextStems(change.Words) is var own && stems.All(own.Contains) ? 0 : 1)
            .DistinctBy(change => (change.Fact, change.Kind))
            .Take(ShownChanges)
            .ToList();
        if (found.Count == 0)
        {
            // A busy store holds more than is looked through: then it says how far back it looked.
            var span = recent.Length < MostChanges ? $"the last {(int)_options.KeptFor.TotalDays} days" : $"what came since {DatePhrasing.Day(DateOnly.FromDateTime(recent[^1].RecordedAt.UtcDateTime))}";
            return Told(place, "Why", $"Nothing of {span} has the words “{Listing.Short(words)}”, so there was nothing to send. Try fewer words, or ask /who-said.");
        }

        var cursor = await _outbox.GetCursorAsync(cancellationToken);
        var still = await FactSet.LoadAsync(_reader, visible, [.. found.Select(change => change.Fact)], cancellationToken);
        var lines = new List<string>();
        foreach (var change in found)
        {
            // What was found wrong, or is not said any more, is not repeated.
            var told = still.ItemOf(change.Fact) is null ? "An item that is not told any more" : $"“{TextCut.AtSentence(QuotationMarks.Bare(change.Words), LongestWords)}”";
            lines.Add($"{told} ({KindWords.Plural(change.Fact.Kind)[..^1]}{KindOf(change)}, article of {DatePhrasing.Day(change.PublishedOn)}):");
            foreach (var subscription in known.OrderBy(subscription => subscription.State == SubscriptionState.Ended).Take(ShownSubscriptions))
            {
                var items = await _outbox.ListItemsAsync(subscription.Id, [change.Fact], cancellationToken);
                var owed = items.Where(pair => pair.Item.Change == change.Sequence).Concat(items).Cast<(OwedItem, Delivery)?>().FirstOrDefault();
                var reason = WhyNot.Of(subscription, change, DossierVisibility.ScopeOf(_chat, subscription), owed, cursor, _options);
                lines.Add($"{subscription.Id} ({FilterWords.Print(subscription)}): {reason}.");
            }
        }

        return Told(place, "Why it was or was not sent", string.Join('\n', lines));
    }

    private static string KindOf(Change change) => change.Kind switch
    {
        ChangeKind.Corrected => ", corrected",
        ChangeKind.Moved => ", changed",
        ChangeKind.Withdrawn => ", withdrawn",
        _ => "",
    };

    private static bool Fits(ImmutableArray<string> stems, Change change)
    {
        var text = Topic.TextStems($"{change.Text} {change.Words} {string.Join(' ', change.Actors)}");
        return stems.All(text.Contains);
    }

    private async Task<ChatAnswer> WhyThisAsync(ChatPlace place, string key, long id, CancellationToken cancellationToken)
    {
        if (await FindDeliveryAsync(place, key, id, cancellationToken) is not { } delivery)
        {
            return Told(place, "Why this", $"This message is older than the {(int)_options.KeptFor.TotalDays} days for which that is known. /subscriptions shows what {Here(place).ToLowerInvariant()} is told.");
        }

        var known = await BehindAsync(delivery, cancellationToken);
        var lines = known.Select(subscription => $"{ConfirmationText.Line(subscription, _time.GetUtcNow())}");
        return Told(place, "Why this", known.IsEmpty
            ? "The subscription that brought this has ended."
            : $"It was sent for {(known.Length == 1 ? "this subscription" : "these subscriptions")}:\n{string.Join('\n', lines)}\nEnd one with /unsubscribe and its id; /subscribe with the same filter and another “how” changes when it speaks.");
    }

    private async Task<ChatAnswer> StopTheseAsync(ChatPlace place, string key, long id, CancellationToken cancellationToken)
    {
        if (await FindDeliveryAsync(place, key, id, cancellationToken) is not { } delivery)
        {
            return Told(place, "Subscriptions", "This message is too old to tell what brought it. /subscriptions shows what there is, /unsubscribe ends one.");
        }

        var known = (await BehindAsync(delivery, cancellationToken)).RemoveAll(subscription => subscription.State == SubscriptionState.Ended);
        if (known.IsEmpty)
        {
            return Told(place, "Subscriptions", "The subscription that brought this has ended already.");
        }

        if (known is [var only])
        {
            return await UnsubscribeAsync(place, only.Id, cancellationToken);
        }

        // Several brought it: which of them is to end is for the person to say.
        return Told(place, "Which one?", $"Several subscriptions brought this:\n{string.Join('\n', known.Select(subscription => ConfirmationText.Line(subscription, _time.GetUtcNow())))}") with
        {
            Buttons = [.. known.Take(MostButtons).Select(subscription => new ChatButton(ButtonKind.Suggestion, $"End {subscription.Id}", UpdateButtons.OfSubscription(subscription.Id)))],
        };
    }

    private const int MostButtons = 5;

    // A key that was made up, or brought from another channel, finds nothing.
    private async Task<Delivery?> FindDeliveryAsync(ChatPlace place, string key, long id, CancellationToken cancellationToken) =>
        await _outbox.FindDeliveryAsync(id, cancellationToken) is { } delivery && delivery.Key == key && delivery.Channel == KeyOf(place) ? delivery : null;

    private async Task<ImmutableArray<Subscription>> BehindAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var ids = delivery.Items.Select(item => item.SubscriptionId).ToHashSet(StringComparer.Ordinal);
        return [.. (await _subscriptions.ListSubscriptionsAsync(delivery.Channel, withEnded: true, cancellationToken)).Where(subscription => ids.Contains(subscription.Id))];
    }
}
