using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Delivering;

/// <summary>A process that is killed at a step of the test's choice: from then on nothing that it began comes back.</summary>
/// <param name="steps">Calls to the store or the platform until the kill.</param>
/// <param name="isDone">Whether the last call is still done.</param>
internal sealed class Life(int steps, bool isDone)
{
    private int _left = steps;

    public bool IsOver => Volatile.Read(ref _left) <= 0;

    public async Task<T> LiveAsync<T>(Func<Task<T>> act)
    {
        var left = Interlocked.Decrement(ref _left);
        if (left < 0 || (left == 0 && !isDone))
        {
            await NeverAsync();
        }

        var result = await act();
        if (IsOver)
        {
            await NeverAsync();
        }

        return result;
    }

    public Task LiveAsync(Func<Task> act) => LiveAsync(async () =>
    {
        await act();
        return true;
    });

    private static Task NeverAsync() => new TaskCompletionSource().Task;
}

/// <summary>The store as a process sees it.</summary>
internal sealed class MortalStore(OutboxInMemory store, Life life) : IOutbox, ISubscriptionStore
{
    public Task<ImmutableArray<Delivery>> ClaimAsync(OutboxClaim claim, CancellationToken cancellationToken) => life.LiveAsync(() => store.ClaimAsync(claim, cancellationToken));

    public Task<DateTimeOffset?> FindNextDueAsync(string platform, CancellationToken cancellationToken) => life.LiveAsync(() => store.FindNextDueAsync(platform, cancellationToken));

    public Task<bool> BeginSendingAsync(long id, DateTimeOffset at, CancellationToken cancellationToken) => life.LiveAsync(() => store.BeginSendingAsync(id, at, cancellationToken));

    public Task FinishAsync(long id, DeliveryState state, DateTimeOffset at, string? messageId, string? problem, CancellationToken cancellationToken) =>
        life.LiveAsync(() => store.FinishAsync(id, state, at, messageId, problem, cancellationToken));

    public Task ReturnAsync(long id, DateTimeOffset retryAt, bool mayBePosted, string? problem, CancellationToken cancellationToken) =>
        life.LiveAsync(() => store.ReturnAsync(id, retryAt, mayBePosted, problem, cancellationToken));

    public Task<int> RecoverAsync(CancellationToken cancellationToken) => life.LiveAsync(() => store.RecoverAsync(cancellationToken));

    public Task<Delivery?> FindDeliveryAsync(long id, CancellationToken cancellationToken) => life.LiveAsync(() => store.FindDeliveryAsync(id, cancellationToken));

    public Task<int> PauseChannelAsync(ChannelKey channel, DateTimeOffset at, string reason, CancellationToken cancellationToken) => life.LiveAsync(() => store.PauseChannelAsync(channel, at, reason, cancellationToken));

    public Task<int> ResumeChannelAsync(ChannelKey channel, CancellationToken cancellationToken) => life.LiveAsync(() => store.ResumeChannelAsync(channel, cancellationToken));

    public Task<ImmutableArray<Subscription>> ListSubscriptionsAsync(CancellationToken cancellationToken) => life.LiveAsync(() => store.ListSubscriptionsAsync(cancellationToken));

    public Task<long> GetCursorAsync(CancellationToken cancellationToken) => store.GetCursorAsync(cancellationToken);

    public Task<bool> CommitAsync(OutboxCommit commit, CancellationToken cancellationToken) => store.CommitAsync(commit, cancellationToken);

    public Task AddAsync(ImmutableArray<DeliveryDraft> drafts, CancellationToken cancellationToken) => store.AddAsync(drafts, cancellationToken);

    public Task<ImmutableArray<Delivery>> FindToldAsync(ChangedFact fact, int limit, CancellationToken cancellationToken) => store.FindToldAsync(fact, limit, cancellationToken);

    public Task<ImmutableArray<(OwedItem Item, Delivery Delivery)>> ListItemsAsync(string subscriptionId, IReadOnlyCollection<ChangedFact> facts, CancellationToken cancellationToken) => store.ListItemsAsync(subscriptionId, facts, cancellationToken);

    public Task<ImmutableArray<Delivery>> ListParkedAsync(int limit, CancellationToken cancellationToken) => store.ListParkedAsync(limit, cancellationToken);

    public Task<int> RetryParkedAsync(CancellationToken cancellationToken) => store.RetryParkedAsync(cancellationToken);

    public Task<int> DropParkedAsync(DateTimeOffset at, CancellationToken cancellationToken) => store.DropParkedAsync(at, cancellationToken);

    public Task<OutboxSummary> GetOutboxSummaryAsync(DateTimeOffset now, CancellationToken cancellationToken) => store.GetOutboxSummaryAsync(now, cancellationToken);

    public Task<int> PruneDeliveriesAsync(DateTimeOffset before, CancellationToken cancellationToken) => store.PruneDeliveriesAsync(before, cancellationToken);

    public Task<SubscribeOutcome> SaveSubscriptionAsync(Subscription subscription, SubscriptionLimits limits, CancellationToken cancellationToken) => store.SaveSubscriptionAsync(subscription, limits, cancellationToken);

    public Task<ImmutableArray<Subscription>> ListSubscriptionsAsync(ChannelKey channel, bool withEnded, CancellationToken cancellationToken) => store.ListSubscriptionsAsync(channel, withEnded, cancellationToken);

    public Task<long> GetSubscriptionsVersionAsync(CancellationToken cancellationToken) => store.GetSubscriptionsVersionAsync(cancellationToken);

    public Task<bool> EndSubscriptionAsync(ChannelKey channel, string id, DateTimeOffset at, string reason, CancellationToken cancellationToken) => store.EndSubscriptionAsync(channel, id, at, reason, cancellationToken);

    public Task<int> EndPausedAsync(DateTimeOffset pausedBefore, DateTimeOffset at, string reason, CancellationToken cancellationToken) => store.EndPausedAsync(pausedBefore, at, reason, cancellationToken);
}

/// <summary>The platform as a process sees it.</summary>
internal sealed class MortalPort(ScriptedPort port, Life life) : IUpdatePort
{
    public event EventHandler<ChannelOpenedEventArgs>? Opened
    {
        add => port.Opened += value;
        remove => port.Opened -= value;
    }

    public TimeSpan RepeatableFor => port.RepeatableFor;

    public Task<PostOutcome> PostAsync(ChannelUpdate update, CancellationToken cancellationToken) => life.LiveAsync(() => port.PostAsync(update, cancellationToken));

    public Task<PostOutcome> EditAsync(ChannelUpdate update, string messageId, CancellationToken cancellationToken) => life.LiveAsync(() => port.EditAsync(update, messageId, cancellationToken));

    public Task<PostedLook> FindPostedAsync(ChannelKey channel, string key, DateTimeOffset since, string? inReplyTo, CancellationToken cancellationToken) =>
        life.LiveAsync(() => port.FindPostedAsync(channel, key, since, inReplyTo, cancellationToken));
}
