using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>Remembers people's time zones and languages. Slack does not send them with what people type, and no answer waits long for them.</summary>
internal sealed partial class UserDirectory
{
    private const int Capacity = 20_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptUnknown = TimeSpan.FromMinutes(2);

    private readonly ISlackClient _client;
    private readonly TimeSpan _wait;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Workspace, string User), Entry> _users = [];

    public UserDirectory(ISlackClient client, TimeSpan wait, TimeProvider time, ILogger logger)
    {
        _client = client;
        _wait = wait;
        _time = time;
        _logger = logger;
    }

    /// <summary>What is known now; null when nothing is. Begins to look the person up when it is time to.</summary>
    public SlackUser? Known(SlackWorkspace workspace, string userId)
    {
        var fetch = Fetch(workspace, userId);
        return fetch.IsCompletedSuccessfully ? fetch.Result : null;
    }

    /// <summary>The person, or null when Slack does not say in a moment.</summary>
    public async ValueTask<SlackUser?> FindAsync(SlackWorkspace workspace, string userId, CancellationToken cancellationToken)
    {
        var fetch = Fetch(workspace, userId);
        if (fetch.IsCompleted)
        {
            return await fetch;
        }

        try
        {
            return await fetch.WaitAsync(_wait, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Task<SlackUser?> Fetch(SlackWorkspace workspace, string userId)
    {
        var key = (workspace.Key, userId);
        lock (_lock)
        {
            // Of a burst of questions the first asks Slack, and all wait for the same answer.
            if (_users.TryGetValue(key, out var entry) && !IsOld(entry))
            {
                return entry.User;
            }

            if (_users.Count >= Capacity)
            {
                _users.Clear();
            }

            var fresh = new Entry(Task.Run(() => FetchAsync(workspace, userId)), _time.GetTimestamp());
            _users[key] = fresh;
            return fresh.User;
        }
    }

    private bool IsOld(Entry entry)
    {
        var isUnknown = entry.User.IsCompletedSuccessfully && entry.User.Result is null;
        return _time.GetElapsedTime(entry.At) > (isUnknown ? KeptUnknown : Kept);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A time zone is a nicety; an answer must not fail for it.")]
    private async Task<SlackUser?> FetchAsync(SlackWorkspace workspace, string userId)
    {
        try
        {
            return await _client.FindUserAsync(workspace, userId, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogFailed(failure);
            return null;
        }
    }

    private sealed record Entry(Task<SlackUser?> User, long At);

    [LoggerMessage(EventId = 6070, Level = LogLevel.Debug, Message = "A person could not be looked up in Slack")]
    private partial void LogFailed(Exception failure);
}
