using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Some changes and what is owed for them; stored as a whole.</summary>
internal sealed class MatchBatch(
    SubscriptionMatcher matcher,
    IOutbox outbox,
    IFactReader reader,
    ChatOptions chat,
    UpdateOptions options,
    Random random,
    Dictionary<ChannelKey, ChannelTurn> turns,
    DateTimeOffset now)
{
    // More messages than channels that one process serves.
    private const int MostTold = 100_000;

    private readonly DraftBook _book = new(random);
    private readonly List<ChangedFact> _withdrawn = [];
    private readonly List<string> _remindersOff = [];
    private readonly Dictionary<(FactScope Scope, string Id), Meeting?> _meetings = [];

    /// <summary>How many items are owed.</summary>
    public int Count => _book.Count;

    /// <summary>Owes what a change brings.</summary>
    /// <exception cref="StoreUnavailableException">The store failed; the batch is to be given up.</exception>
    public async Task TakeAsync(Change change, CancellationToken cancellationToken)
    {
        switch (change.Kind)
        {
            case ChangeKind.New:
                await TakeNewAsync(change, told: [], cancellationToken);
                break;
            case ChangeKind.Corrected:
                await TakeNewAsync(change, await AmendAsync(change, change.ReplacedId ?? change.Fact.Id, cancellationToken), cancellationToken);
                break;
            case ChangeKind.Moved:
                await TakeMovedAsync(change, cancellationToken);
                break;
            case ChangeKind.Withdrawn:
                await AmendAsync(change, change.Fact.Id, cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"{change.Kind} is no known change.");
        }
    }

    /// <summary>What is to be stored, with the cursor.</summary>
    public OutboxCommit ToCommit(long from, long to) => new(from, to)
    {
        Drafts = _book.ToDrafts(),
        Withdrawn = [.. _withdrawn.Distinct()],
        RemindersOff = [.. _remindersOff.Distinct(StringComparer.Ordinal)],
    };

    /// <summary>Whether the change is old news: its article was published too long before it was read.</summary>
    public static bool IsOld(Change change, UpdateOptions options) =>
        change.PublishedOn < DateOnly.FromDateTime(change.RecordedAt.UtcDateTime).AddDays(-(int)options.MaxAge.TotalDays);

    private async Task TakeNewAsync(Change change, HashSet<string> told, CancellationToken cancellationToken)
    {
        var isOld = IsOld(change, options);
        if (isOld && change.Fact.Kind != FactKind.Meeting && change.Kind != ChangeKind.Corrected)
        {
            return;
        }

        foreach (var subscription in matcher.Match(change))
        {
            if (!told.Contains(subscription.Id) && (!isOld || await IsOwedAsync(subscription, change, cancellationToken)))
            {
                Owe(subscription, change, ItemMarks.New, isUrgent: false);
            }

            await RemindAsync(subscription, change, isMoved: false, cancellationToken);
        }
    }

    // What was to be told in a digest is told as it is now, however old its article has become meanwhile.
    private async Task<bool> IsOwedAsync(Subscription subscription, Change change, CancellationToken cancellationToken) =>
        change.ReplacedId is { } replaced
        && (await outbox.ListItemsAsync(subscription.Id, [change.Fact with { Id = replaced }], cancellationToken)).Any(pair => pair.Delivery.State is DeliveryState.Owed or DeliveryState.Claimed);

    private async Task TakeMovedAsync(Change change, CancellationToken cancellationToken)
    {
        _remindersOff.Add(change.Fact.Id);
        var isOld = IsOld(change, options);
        var told = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var delivery in await outbox.FindToldAsync(change.Fact, MostTold, cancellationToken))
        {
            foreach (var item in delivery.Items.Where(item => item.Fact == change.Fact))
            {
                told[item.SubscriptionId] = told.GetValueOrDefault(item.SubscriptionId) || delivery.Kind == DeliveryKind.Reminder;
            }
        }

        var concerned = matcher.Match(change).ToDictionary(subscription => subscription.Id, StringComparer.Ordinal);
        foreach (var id in told.Keys)
        {
            if (matcher.Find(id) is { } subscription && subscription.After < change.Sequence)
            {
                concerned.TryAdd(id, subscription);
            }
        }

        foreach (var (id, subscription) in concerned)
        {
            // Who was reminded is on the way there: that does not wait for a digest. What is old is no news but to those who were told otherwise.
            if (!isOld || told.ContainsKey(id))
            {
                Owe(subscription, change, ItemMarks.Moved(change.Sequence), isUrgent: told.GetValueOrDefault(id));
            }

            await RemindAsync(subscription, change, isMoved: true, cancellationToken);
        }
    }

    // Corrects the messages that told the fact, and takes it out of those that are not sent yet.
    private async Task<HashSet<string>> AmendAsync(Change change, string toldId, CancellationToken cancellationToken)
    {
        var old = change.Fact with { Id = toldId };
        var told = new HashSet<string>(StringComparer.Ordinal);
        _withdrawn.Add(old);
        if (old.Kind == FactKind.Meeting)
        {
            _remindersOff.Add(toldId);
        }

        foreach (var delivery in await outbox.FindToldAsync(old, MostTold, cancellationToken))
        {
            foreach (var item in delivery.Items.Where(item => item.Fact == old))
            {
                if (matcher.Find(item.SubscriptionId) is { } subscription
                    && DossierVisibility.ScopeOf(chat, subscription) is var scope
                    && (!scope.Shows(change.Dossiers) || (!change.StillIn.IsEmpty && !change.IsNewsTo(scope))))
                {
                    // Its article is none that this channel sees; or another one that it sees goes on telling it.
                    continue;
                }

                told.Add(item.SubscriptionId);
                var amended = delivery.Amends ?? delivery.Id;
                if (change.Kind != ChangeKind.Corrected)
                {
                    Amend(delivery, new OwedItem(item.SubscriptionId, change.Fact, ItemMarks.Withdrawn(amended, change.Sequence), change.Sequence));
                    continue;
                }

                // The fact as it was too, so that the way from what was told to what is true can be found, however often it was corrected.
                Amend(delivery, new OwedItem(item.SubscriptionId, change.Fact, ItemMarks.Corrected(amended, change.Sequence), change.Sequence));
                Amend(delivery, new OwedItem(item.SubscriptionId, old, ItemMarks.Replaced(amended, change.Sequence), change.Sequence));
            }
        }

        return told;

        void Amend(Delivery delivery, OwedItem item) =>
            _book.Add(DeliveryKind.Amendment, delivery.Channel, $"amends:{delivery.Amends ?? delivery.Id}", now, item, delivery.Amends ?? delivery.Id);
    }

    private void Owe(Subscription subscription, Change change, string mark, bool isUrgent)
    {
        var item = new OwedItem(subscription.Id, change.Fact, mark, change.Sequence);
        if (subscription.State == SubscriptionState.Paused)
        {
            // Whatever comes while the channel cannot be reached is one message when it can: days of it would be a flood.
            _book.AddWhilePaused(subscription, subscription.Cadence.IsAtOnce || isUrgent ? now : CadenceClock.Next(subscription.Cadence, now), item);
        }
        else if (subscription.Cadence.IsAtOnce || isUrgent)
        {
            if (!turns.TryGetValue(subscription.Channel, out var turn))
            {
                turns[subscription.Channel] = turn = new ChannelTurn();
            }

            var dueAt = turn.Take(change, now, options.MinInterval);
            _book.AddUpdate(subscription.Channel, dueAt, item);
        }
        else
        {
            _book.AddDigest(subscription, CadenceClock.Next(subscription.Cadence, now), item);
        }
    }

    private async Task RemindAsync(Subscription subscription, Change change, bool isMoved, CancellationToken cancellationToken)
    {
        if (change.Fact.Kind != FactKind.Meeting || subscription.Reminders.IsEmpty)
        {
            return;
        }

        var scope = DossierVisibility.ScopeOf(chat, subscription);
        if (!_meetings.TryGetValue((scope, change.Fact.Id), out var meeting))
        {
            var found = await reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, Ids = [change.Fact.Id], Limit = 1 }, cancellationToken);
            _meetings[(scope, change.Fact.Id)] = meeting = found.IsEmpty ? null : found[0].Fact;
        }

        if (meeting is null)
        {
            return;
        }

        foreach (var dueAt in MeetingReminders.Of(meeting, subscription).Where(dueAt => dueAt > now))
        {
            _book.AddReminder(subscription, dueAt, new OwedItem(subscription.Id, change.Fact, MeetingReminders.MarkOf(dueAt, isMoved ? change.Sequence : 0), isMoved ? change.Sequence : 0));
        }
    }
}
