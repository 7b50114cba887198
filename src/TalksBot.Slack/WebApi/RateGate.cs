namespace TalksBot.Slack;

/// <summary>Holds back calls of a method in a workspace after Slack said "too many requests"; other methods and workspaces go on.</summary>
internal sealed class RateGate
{
    // Far more than the methods and workspaces that are ever limited at one time.
    private const int Capacity = 1024;

    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Method, string Workspace), DateTimeOffset> _until = [];

    public RateGate(TimeProvider time, Random random)
    {
        _time = time;
        _random = random;
    }

    /// <summary>Counted on the monotonic clock, so that a clock that is set back or forth holds nothing longer or shorter.</summary>
    private DateTimeOffset Now => DateTimeOffset.UnixEpoch + _time.GetElapsedTime(0, _time.GetTimestamp());

    /// <summary>How long the method must still wait in the workspace; zero when it may go.</summary>
    public TimeSpan Remaining(string method, string workspace)
    {
        lock (_lock)
        {
            return _until.TryGetValue((method, workspace), out var until) && until > Now ? until - Now : TimeSpan.Zero;
        }
    }

    /// <summary>Returns when the method may be called in the workspace.</summary>
    public async Task WaitAsync(string method, string workspace, CancellationToken cancellationToken)
    {
        while (Remaining(method, workspace) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    /// <summary>Slack asked for a pause.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="workspace">Where.</param>
    /// <param name="retryAfter">From the header; Slack gives whole seconds, so a little is added.</param>
    public void Hold(string method, string workspace, TimeSpan retryAfter)
    {
        lock (_lock)
        {
            var now = Now;
            if (_until.Count >= Capacity)
            {
                foreach (var past in _until.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToArray())
                {
                    _until.Remove(past);
                }
            }

            var wait = (retryAfter < LeastWait ? LeastWait : retryAfter) + TimeSpan.FromMilliseconds(50 + _random.Next(400));
            if (_until.Count < Capacity || _until.ContainsKey((method, workspace)))
            {
                _until[(method, workspace)] = now + wait;
            }
        }
    }
}
