using System.Diagnostics.CodeAnalysis;

namespace TalksBot.Chat;

/// <summary>
/// Threads for look-ups. Reading the embedded store takes a thread for milliseconds; were those the pool's, a burst of questions
/// would hold up the acknowledgements that platforms count in seconds. Completions go before answers.
/// </summary>
internal sealed class LookupThreads : IDisposable
{
    // More than these waiting means minutes of delay; then it is kinder to say so at once.
    private const int MaxWaiting = 2000;

    private readonly Lock _lock = new();
    private readonly Queue<Action> _urgent = new();
    private readonly Queue<Action> _ordinary = new();
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly int _count;
    private volatile bool _isStopped;

    /// <summary>Starts the threads.</summary>
    /// <param name="count">How many; 0 for half of the processors.</param>
    public LookupThreads(int count)
    {
        _count = count > 0 ? count : Math.Max(1, Environment.ProcessorCount / 2);
        for (var i = 0; i < _count; i++)
        {
            new Thread(Work) { IsBackground = true, Name = $"look-up {i + 1}" }.Start();
        }
    }

    /// <summary>Runs <paramref name="work"/> on one of the threads, up to its first real wait.</summary>
    /// <param name="isUrgent">Whether it goes before what is not.</param>
    /// <param name="work">The look-up.</param>
    /// <param name="cancellationToken">Gives up waiting for a thread.</param>
    /// <exception cref="LookupsExhaustedException">Too many wait already.</exception>
    public Task<T> RunAsync<T>(bool isUrgent, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        // The asker goes on on the pool: the thread is for the store.
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_urgent.Count + _ordinary.Count >= MaxWaiting)
            {
                throw new LookupsExhaustedException();
            }

            (isUrgent ? _urgent : _ordinary).Enqueue(() => Start(work, result, cancellationToken));
        }

        _waiting.Release();
        return result.Task;
    }

    /// <summary>Ends the threads when what they do is done; what waits is given up.</summary>
    public void Dispose()
    {
        _isStopped = true;
        _waiting.Release(_count);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is handed to the one who waits.")]
    private static void Start<T>(Func<Task<T>> work, TaskCompletionSource<T> result, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            result.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            _ = work().ContinueWith(
                done => _ = done switch
                {
                    { IsCompletedSuccessfully: true } => result.TrySetResult(done.Result),
                    { IsCanceled: true } => result.TrySetCanceled(cancellationToken),
                    _ => result.TrySetException(done.Exception!.InnerExceptions), // faulted is what is left
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
        catch (Exception failure)
        {
            result.TrySetException(failure);
        }
    }

    private void Work()
    {
        while (true)
        {
            _waiting.Wait(CancellationToken.None);
            if (_isStopped)
            {
                return;
            }

            Action next;
            lock (_lock)
            {
                next = _urgent.Count > 0 ? _urgent.Dequeue() : _ordinary.Dequeue();
            }

            next();
        }
    }
}

/// <summary>So many look-ups wait that another would take minutes.</summary>
internal sealed class LookupsExhaustedException : Exception;
