using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <content>Something that was delivered is not so any more.</content>
public sealed partial class UpdateComposer
{
    // A fact is corrected a few times at the most.
    private const int LongestChain = 8;

    private async Task<Reply?> AmendmentAsync(Delivery delivery, Dictionary<string, Subscription> subscriptions, CancellationToken cancellationToken)
    {
        if (delivery.Amends is not { } id || await _outbox.FindDeliveryAsync(id, cancellationToken) is not { } earlier || earlier.Channel != delivery.Channel
            || earlier.State is not (DeliveryState.Confirmed or DeliveryState.Unclear))
        {
            return null;
        }

        // Items that were not in the earlier message are none of it; the one in hand may not be in the outbox's list yet.
        var items = new List<ReplyItem>();
        var (corrected, withdrawn) = (0, 0);
        foreach (var group in earlier.Items.GroupBy(item => item.Fact))
        {
            if (!subscriptions.TryGetValue(group.First().SubscriptionId, out var subscription))
            {
                continue;
            }

            var (item, fate) = await FateAsync(group.Key, subscription, delivery.Items, cancellationToken);
            if (item is not null)
            {
                items.Add(item);
                corrected += fate == ChangeKind.Corrected ? 1 : 0;
                withdrawn += fate == ChangeKind.Withdrawn ? 1 : 0;
            }
        }

        if (corrected + withdrawn == 0)
        {
            return null;
        }

        var what = new[] { corrected > 0 ? $"{corrected} corrected" : null, withdrawn > 0 ? $"{withdrawn} withdrawn" : null }.OfType<string>().ToList();
        return new Reply
        {
            Title = $"{DossierOf(earlier.Items.Select(item => subscriptions.GetValueOrDefault(item.SubscriptionId)).OfType<Subscription>())}corrected",
            Kind = ReplyKind.Timeline,
            Lead = corrected + withdrawn == 1
                ? withdrawn == 1 ? "One item of this message is withdrawn." : "One item of this message is corrected."
                : $"Of this message, {Listing.And(what)}.",
            // What changed first: it must not be among those left out.
            Items = [.. items.OrderBy(item => item.Head.StartsWith("Withdrawn", StringComparison.Ordinal) || item.Head.StartsWith("Correction", StringComparison.Ordinal) ? 0 : 1)],
            Note = $"Changed on {DatePhrasing.Day(DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime))}.",
        };
    }

    // How an item of the earlier message is to stand: as it was, corrected, or withdrawn.
    private async Task<(ReplyItem? Item, ChangeKind Fate)> FateAsync(ChangedFact fact, Subscription subscription, ImmutableArray<OwedItem> inHand, CancellationToken cancellationToken)
    {
        var scope = DossierVisibility.ScopeOf(_chat, subscription);
        Change? last = null;
        var current = fact;
        for (var i = 0; i < LongestChain && await FindAmendmentAsync(current, subscription, inHand, last?.Sequence ?? 0, cancellationToken) is { } change; i++)
        {
            last = change;
            if (change.Kind == ChangeKind.Withdrawn)
            {
                return (WithdrawnItem(change, scope), ChangeKind.Withdrawn);
            }

            current = change.Fact;
        }

        var set = await FactSet.LoadAsync(_reader, scope, [current], cancellationToken);
        if (set.ItemOf(current) is not { } item || await _guard.CheckAsync([item], cancellationToken) is not [var sound])
        {
            // Corrected, and what it was corrected to is gone as well; or gone without a word (its article was forgotten), and then nothing more is said of it.
            return last is null ? (null, ChangeKind.New) : (WithdrawnItem(last, scope), ChangeKind.Withdrawn);
        }

        return (Shorten(last is null ? sound : sound with { Head = $"Correction: {sound.Head}" }, ShortQuote), last is null ? ChangeKind.New : ChangeKind.Corrected);
    }

    // The change that corrected or withdrew a fact: brought by this amendment or by one before it.
    private async Task<Change?> FindAmendmentAsync(ChangedFact fact, Subscription subscription, ImmutableArray<OwedItem> inHand, long after, CancellationToken cancellationToken)
    {
        var owed = await _outbox.ListItemsAsync(subscription.Id, [fact], cancellationToken);
        var item = inHand.Concat(owed.Select(pair => pair.Item))
            .Where(item => item.Fact == fact && item.SubscriptionId == subscription.Id && item.Change > after && ItemMarks.IsTakenBack(item.Mark))
            .MinBy(item => item.Change);
        return item is null ? null : await FindChangeAsync(item.Change, cancellationToken);
    }

    // A correction's words are not those that were told, and words that the channel may not see are not shown, be it to take them back.
    private static ReplyItem WithdrawnItem(Change change, FactScope scope) => new()
    {
        Kind = ReplyKind.None,
        FactId = change.Fact.Id,
        Head = change.Kind == ChangeKind.Withdrawn && scope.Shows(change.Dossiers) ? $"Withdrawn: “{TextCut.AtSentence(QuotationMarks.Bare(change.Words), 160)}”" : "Withdrawn: an item of this message",
        Details = ["The sources do not say this any more, or it was found to be wrong."],
        // There is nothing left to cite; what is shown is only what is taken back.
        Citations = [],
    };
}
