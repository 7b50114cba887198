namespace TalksBot.Chat;

/// <summary>Wakes a loop that waits; a signal that nobody waits for is kept.</summary>
/// <param name="time">The clock.</param>
internal sealed class WakeSignal(TimeProvider time)
{
    private TaskCompletionSource _raised = New();
    private Task? _delay;

    /// <summary>Whether somebody waits and nothing has ended the wait yet; tests move their clock then.</summary>
    public bool IsWaiting => Volatile.Read(ref _delay) is { IsCompleted: false } && !Volatile.Read(ref _raised).Task.IsCompleted;

    /// <summary>Ends the wait of now, or the next one.</summary>
    public void Raise() => Volatile.Read(ref _raised).TrySetResult();

    /// <summary>Waits for a signal, or for so long.</summary>
    /// <exception cref="OperationCanceledException">The loop is to end.</exception>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var raised = Volatile.Read(ref _raised);
        if (atMost > TimeSpan.Zero)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var delay = Task.Delay(atMost, time, ending.Token);
            Volatile.Write(ref _delay, delay);
            await Task.WhenAny(raised.Task, delay).ConfigureAwait(false);
            Volatile.Write(ref _delay, null);
            await ending.CancelAsync().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (raised.Task.IsCompleted)
        {
            Interlocked.CompareExchange(ref _raised, New(), raised);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
