using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>How deliveries fare.</summary>
/// <param name="Outbox">Counts by state.</param>
/// <param name="Due">How many are due and not sent, and since when the oldest is; null for none.</param>
/// <param name="Active">Subscriptions that speak.</param>
/// <param name="Paused">Subscriptions whose channel cannot be reached.</param>
public sealed record DeliveryReport(OutboxSummary Outbox, DateTimeOffset? Due, int Active, int Paused);

/// <summary>Tells how deliveries fare, at most so often that asking costs nothing.</summary>
/// <param name="outbox">What is owed.</param>
/// <param name="subscriptions">Who waits.</param>
/// <param name="time">The clock.</param>
public sealed class DeliveryHealth(IOutbox outbox, ISubscriptionStore subscriptions, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private (DeliveryReport Report, long At)? _last;

    /// <summary>How they fare, as of the last seconds.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<DeliveryReport> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_last is { } last && time.GetElapsedTime(last.At) < GoodFor)
            {
                return last.Report;
            }

            var now = time.GetUtcNow();
            var summary = await outbox.GetOutboxSummaryAsync(now, cancellationToken).ConfigureAwait(false);
            var all = await subscriptions.ListSubscriptionsAsync(cancellationToken).ConfigureAwait(false);
            var paused = all.Count(subscription => subscription.State == SubscriptionState.Paused);
            var report = new DeliveryReport(summary, summary.OldestDueAt <= now ? summary.OldestDueAt : null, all.Length - paused, paused);
            _last = (report, time.GetTimestamp());
            return report;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();
}
