namespace TalksBot.Discord;

/// <summary>
/// Lets first answers go before what follows them: in a burst, looking things up for those who were acknowledged takes the processor and the connections
/// from those who were not yet, and only they have a deadline.
/// </summary>
/// <param name="timeProvider">Time.</param>
internal sealed class FirstAnswers(TimeProvider timeProvider)
{
    // Fewer are no burst. Measured on two cores with 50 at once: without the wait the last acknowledgement comes about a third later.
    private const int Burst = 3;

    // No longer than a person would notice.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private int _underWay;
    private TaskCompletionSource? _calm;

    /// <summary>Somebody waits for a first answer.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _underWay++;
        }
    }

    /// <summary>It was given, or will never be.</summary>
    public void End()
    {
        TaskCompletionSource? calm = null;
        lock (_lock)
        {
            if (--_underWay < Burst)
            {
                (calm, _calm) = (_calm, null);
            }
        }

        calm?.TrySetResult();
    }

    /// <summary>Waits for a burst to pass, not for long.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_underWay < Burst)
            {
                return Task.CompletedTask;
            }

            _calm ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return PassAsync(_calm.Task.WaitAsync(Patience, timeProvider, cancellationToken));
        }
    }

    private static async Task PassAsync(Task calm) => await calm.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
