namespace TalksBot.Discord.Tests.Loopback;

/// <summary>How long a test waits for what must happen before it fails.</summary>
internal static class Guard
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);
}

/// <summary>What happened, in order; tests wait for entries instead of for time.</summary>
/// <param name="name">What the entries are, for messages.</param>
internal sealed class EventLog<T>(string name)
{
    private readonly Lock _lock = new();
    private readonly List<T> _entries = [];
    private readonly List<(Func<T, bool> Match, int Count, TaskCompletionSource<T[]> Done)> _waiting = [];

    /// <summary>Everything so far.</summary>
    public T[] All
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(T entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
            for (var i = _waiting.Count - 1; i >= 0; i--)
            {
                var (match, count, done) = _waiting[i];
                if (match(entry) && _entries.Count(match) >= count)
                {
                    done.TrySetResult([.. _entries.Where(match)]);
                    _waiting.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>Waits for the first entry that fits.</summary>
    public async Task<T> FirstAsync(Func<T, bool> match) => (await CountAsync(match, 1))[0];

    /// <summary>Waits for the entry of that number, counted from 0.</summary>
    public async Task<T> NumberAsync(int index) => (await CountAsync(static _ => true, index + 1))[index];

    /// <summary>Waits until so many entries fit.</summary>
    public async Task<T[]> CountAsync(Func<T, bool> match, int count)
    {
        var done = new TaskCompletionSource<T[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_entries.Count(match) >= count)
            {
                return [.. _entries.Where(match)];
            }

            _waiting.Add((match, count, done));
        }

        try
        {
            return await done.Task.WaitAsync(Guard.Patience);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{count} {name} were awaited; there are {All.Count(match)} of {All.Length}: {string.Join(" | ", All.TakeLast(12))}", exception);
        }
    }
}
