using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Delivering;

/// <summary>An outbox and subscriptions in memory, which fail the test when a delivery takes a step that is not allowed.</summary>
internal sealed class OutboxInMemory : IOutbox, ISubscriptionStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Delivery> _deliveries = [];
    private readonly Dictionary<ChannelKey, (DateTimeOffset Since, string Reason)> _paused = [];

    /// <summary>Steps that are not allowed.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>While true, every call fails.</summary>
    public bool IsBroken { get; set; }

    public ImmutableArray<Delivery> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _deliveries.Values];
            }
        }
    }

    public IReadOnlyDictionary<ChannelKey, (DateTimeOffset Since, string Reason)> Paused
    {
        get
        {
            lock (_lock)
            {
                return _paused.ToDictionary();
            }
        }
    }

    public Delivery Owe(ChannelKey channel, DateTimeOffset dueAt, DeliveryKind kind = DeliveryKind.Update, long? amends = null)
    {
        lock (_lock)
        {
            var id = _deliveries.Count + 1;
            var delivery = new Delivery { Id = id, Key = $"key{id}", Kind = kind, Channel = channel, Group = $"{id}", DueAt = dueAt, Amends = amends };
            _deliveries.Add(id, delivery);
            return delivery;
        }
    }

    /// <summary>Puts a delivery into some state, for a test to begin with.</summary>
    public void Set(Delivery delivery)
    {
        lock (_lock)
        {
            _deliveries[delivery.Id] = delivery;
        }
    }

    public Delivery Get(long id)
    {
        lock (_lock)
        {
            return _deliveries[id];
        }
    }

    public Task<ImmutableArray<Delivery>> ClaimAsync(OutboxClaim claim, CancellationToken cancellationToken) => Do(() =>
    {
        var claimed = ImmutableArray.CreateBuilder<Delivery>();
        var open = _deliveries.Values.Where(delivery => delivery.Channel.Platform == claim.Platform && delivery.State is DeliveryState.Owed or DeliveryState.Claimed or DeliveryState.Sending);
        foreach (var channel in open.GroupBy(delivery => delivery.Channel).ToList())
        {
            var first = channel.OrderBy(delivery => delivery.DueAt).ThenBy(delivery => delivery.Id).First();
            if (claimed.Count < claim.Limit && !claim.Except.Contains(channel.Key) && !_paused.ContainsKey(channel.Key)
                && channel.All(delivery => delivery.State == DeliveryState.Owed) && first.DueAt <= claim.Now && !(first.RetryAt > claim.Now))
            {
                claimed.Add(_deliveries[first.Id] = first with { State = DeliveryState.Claimed });
            }
        }

        return claimed.ToImmutable();
    });

    public Task<DateTimeOffset?> FindNextDueAsync(string platform, CancellationToken cancellationToken) => Do(() =>
        _deliveries.Values.Where(delivery => delivery.State == DeliveryState.Owed && delivery.Channel.Platform == platform)
            .Select(delivery => (DateTimeOffset?)(delivery.RetryAt ?? delivery.DueAt)).Min());

    public Task<bool> BeginSendingAsync(long id, DateTimeOffset at, CancellationToken cancellationToken) => Do(() =>
    {
        var delivery = _deliveries[id];
        if (delivery.State != DeliveryState.Claimed)
        {
            return false;
        }

        _deliveries[id] = delivery with { State = DeliveryState.Sending, SendingAt = delivery.SendingAt ?? at, Attempts = delivery.Attempts + 1 };
        return true;
    });

    public Task FinishAsync(long id, DeliveryState state, DateTimeOffset at, string? messageId, string? problem, CancellationToken cancellationToken) => Do(() =>
    {
        var delivery = Step(id, state);
        Require(state != DeliveryState.Confirmed || messageId is not null, id, "is confirmed without a message");
        Require(state == DeliveryState.Confirmed || problem is { Length: > 0 }, id, $"is {state} for no reason");
        _deliveries[id] = delivery with { State = state, MessageId = messageId, Problem = problem, ConfirmedAt = state == DeliveryState.Confirmed ? at : null };
        return true;
    });

    public Task ReturnAsync(long id, DateTimeOffset retryAt, bool mayBePosted, string? problem, CancellationToken cancellationToken) => Do(() =>
    {
        _deliveries[id] = Step(id, DeliveryState.Owed) with { State = DeliveryState.Owed, RetryAt = retryAt, MayBePosted = mayBePosted, Problem = problem };
        return true;
    });

    public Task<int> RecoverAsync(CancellationToken cancellationToken) => Do(() =>
    {
        var left = _deliveries.Values.Where(delivery => delivery.State is DeliveryState.Claimed or DeliveryState.Sending).ToList();
        left.ForEach(delivery => _deliveries[delivery.Id] = delivery with
        {
            State = DeliveryState.Owed,
            MayBePosted = delivery.MayBePosted || delivery.State == DeliveryState.Sending,
            RetryAt = null,
        });
        return left.Count;
    });

    public Task<Delivery?> FindDeliveryAsync(long id, CancellationToken cancellationToken) => Do(() => _deliveries.GetValueOrDefault(id));

    public Task<int> PauseChannelAsync(ChannelKey channel, DateTimeOffset at, string reason, CancellationToken cancellationToken) => Do(() => _paused.TryAdd(channel, (at, reason)) ? 1 : 0);

    public Task<int> ResumeChannelAsync(ChannelKey channel, CancellationToken cancellationToken) => Do(() =>
    {
        var open = _paused.Keys.Where(key => channel.ChannelId.Length == 0 ? key.ServerId == channel.ServerId : key == channel).ToList();
        open.ForEach(key => _paused.Remove(key));
        return open.Count;
    });

    public Task<ImmutableArray<Subscription>> ListSubscriptionsAsync(CancellationToken cancellationToken) => Do(() =>
        _deliveries.Values.Select(delivery => delivery.Channel).Distinct().Select((channel, number) => new Subscription
        {
            Id = $"s{number}",
            Channel = channel,
            Cadence = new Cadence(Weekdays.None, TimeOnly.MinValue, "UTC"),
            CreatedBy = "1",
            CreatedAt = DateTimeOffset.UnixEpoch,
            After = 0,
            State = _paused.ContainsKey(channel) ? SubscriptionState.Paused : SubscriptionState.Active,
            StateSince = _paused.TryGetValue(channel, out var pause) ? pause.Since : null,
            StateReason = _paused.TryGetValue(channel, out var why) ? why.Reason : null,
        }).ToImmutableArray());

    public Task<long> GetCursorAsync(CancellationToken cancellationToken) => throw Unused();

    public Task<bool> CommitAsync(OutboxCommit commit, CancellationToken cancellationToken) => throw Unused();

    public Task AddAsync(ImmutableArray<DeliveryDraft> drafts, CancellationToken cancellationToken) => throw Unused();

    public Task<ImmutableArray<Delivery>> FindToldAsync(ChangedFact fact, int limit, CancellationToken cancellationToken) => throw Unused();

    public Task<ImmutableArray<(OwedItem Item, Delivery Delivery)>> ListItemsAsync(string subscriptionId, IReadOnlyCollection<ChangedFact> facts, CancellationToken cancellationToken) => throw Unused();

    public Task<ImmutableArray<Delivery>> ListParkedAsync(int limit, CancellationToken cancellationToken) => throw Unused();

    public Task<int> RetryParkedAsync(CancellationToken cancellationToken) => throw Unused();

    public Task<int> DropParkedAsync(DateTimeOffset at, CancellationToken cancellationToken) => throw Unused();

    public Task<OutboxSummary> GetOutboxSummaryAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw Unused();

    public Task<int> PruneDeliveriesAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw Unused();

    public Task<SubscribeOutcome> SaveSubscriptionAsync(Subscription subscription, SubscriptionLimits limits, CancellationToken cancellationToken) => throw Unused();

    public Task<ImmutableArray<Subscription>> ListSubscriptionsAsync(ChannelKey channel, bool withEnded, CancellationToken cancellationToken) => throw Unused();

    public Task<long> GetSubscriptionsVersionAsync(CancellationToken cancellationToken) => throw Unused();

    public Task<bool> EndSubscriptionAsync(ChannelKey channel, string id, DateTimeOffset at, string reason, CancellationToken cancellationToken) => throw Unused();

    public Task<int> EndPausedAsync(DateTimeOffset pausedBefore, DateTimeOffset at, string reason, CancellationToken cancellationToken) => throw Unused();

    private static NotSupportedException Unused() => new("A dispatcher has no use for it.");

    private Delivery Step(long id, DeliveryState to)
    {
        var delivery = _deliveries[id];
        Require(delivery.State is DeliveryState.Claimed or DeliveryState.Sending, id, $"goes from {delivery.State} to {to}");
        return delivery;
    }

    private void Require(bool isKept, long id, string what)
    {
        if (!isKept)
        {
            Faults.Add($"Delivery {id} {what}.");
        }
    }

    private Task<T> Do<T>(Func<T> act)
    {
        lock (_lock)
        {
            return IsBroken ? Task.FromException<T>(new StoreUnavailableException("The store is broken for the test.")) : Task.FromResult(act());
        }
    }
}
