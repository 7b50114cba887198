using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>
/// Which token is used in which workspace. Stored installations come first, then the configured bot token; where the app was removed nothing is sent until it
/// is installed again.
/// </summary>
internal sealed partial class InstallationDirectory : IDisposable
{
    private const int CacheCapacity = 10_000;
    private const string Uninstalled = "uninstalled";

    // Tokens that end live 12 hours; renewing two hours before leaves room for outages.
    private static readonly TimeSpan RenewBefore = TimeSpan.FromHours(2);
    private static readonly TimeSpan CacheTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan KeepAgainAfter = TimeSpan.FromMinutes(1);

    private readonly SlackOptions _options;
    private readonly IInstallationStore? _store;
    private readonly ITokenProtector? _protector;
    private readonly OAuthClient _oauth;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, Cached> _cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _removed = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _renewing = new(1, 1);

    // Held while an installation is kept or removed, so that what is removed is what was looked at. May be taken within _renewing, never around it.
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly TaskCompletionSource<string> _ownRefused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InstallationDirectory(SlackOptions options, IInstallationStore? store, ITokenProtector? protector, OAuthClient oauth, TimeProvider time, ILogger logger)
    {
        _options = options;
        _store = store;
        _protector = protector;
        _oauth = oauth;
        _time = time;
        _logger = logger;
    }

    /// <summary>The workspace of the configured bot token once it is known, else null.</summary>
    public string? OwnTeamId { get; set; }

    /// <summary>The app was installed somewhere.</summary>
    public event EventHandler<SlackInstalledEventArgs>? Saved;

    /// <summary>Done when the configured bot token is of no use any more and nothing can take its place, with Slack's word for it.</summary>
    public Task<string> OwnRefused => _ownRefused.Task;

    /// <summary>The token for calls in <paramref name="workspace"/>, or null when nothing may be sent there.</summary>
    public async ValueTask<string?> FindTokenAsync(SlackWorkspace workspace, CancellationToken cancellationToken)
    {
        if (_removed.ContainsKey(workspace.Key))
        {
            return null;
        }

        var found = await LookUpAsync(workspace.Key, isFresh: false, cancellationToken);
        if (found.Installation is not { } installation)
        {
            return OwnToken(workspace);
        }

        if (NeedsRenewal(installation))
        {
            return (await RenewAsync(workspace.Key, endedToken: null, cancellationToken))?.AccessToken;
        }

        if (!found.IsKept && _time.GetElapsedTime(found.At) >= KeepAgainAfter)
        {
            await KeepAgainAsync(workspace.Key, found);
        }

        return installation.AccessToken;
    }

    /// <summary>Whether the app was removed from the workspace, so that nothing at all is sent there.</summary>
    public bool IsRemoved(SlackWorkspace workspace) => _removed.ContainsKey(workspace.Key);

    /// <summary>Keeps a new installation, in place of an earlier one.</summary>
    public async Task SaveAsync(SlackInstallation installation, CancellationToken cancellationToken)
    {
        var key = installation.Workspace.Key;
        await _changing.WaitAsync(cancellationToken);
        try
        {
            var savedAt = await StoreAsync(key, installation, cancellationToken);
            Remember(key, new Cached(installation, savedAt, IsKept: true, _time.GetTimestamp()));
            _removed.TryRemove(key, out _);
        }
        finally
        {
            _changing.Release();
        }

        LogSaved(key);
        Saved?.Invoke(this, new SlackInstalledEventArgs(installation.Workspace));
    }

    /// <summary>The app was removed from a workspace: ends sending there and deletes the installation. Done again, it deletes what an earlier time could not.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="removedAt">When, by Slack's clock in whole seconds; null when Slack did not say. A removal before the installation that is kept is an old one, and passed over.</param>
    /// <param name="cancellationToken">Ends waiting; sending has ended by then or was never to end.</param>
    /// <returns>Whether the app is removed there now; false for an old removal.</returns>
    public async Task<bool> RemoveAsync(SlackWorkspace workspace, DateTimeOffset? removedAt, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            // Slack repeats an event that was not acknowledged for an hour; meanwhile the app may have been installed anew.
            var savedAt = (await TryLookUpAsync(workspace.Key, cancellationToken))?.SavedAt;
            if (removedAt?.AddSeconds(1) <= savedAt)
            {
                LogOutdated(workspace.Key);
                return false;
            }

            if (!_options.HasOAuth && (OwnTeamId is null || OwnTeamId == workspace.TeamId))
            {
                _ownRefused.TrySetResult(Uninstalled);
            }

            await EndAsync(workspace.Key, Uninstalled, cancellationToken);
            return true;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>A call was refused for its token: an ended one is renewed, a revoked one ends sending there.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="token">That was refused; when it is not the workspace's any more nothing ends.</param>
    /// <param name="failure">Slack's word.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Whether there is a new token to try again with.</returns>
    public async Task<bool> OnRefusedAsync(SlackWorkspace workspace, string token, SlackFailure failure, CancellationToken cancellationToken)
    {
        if (failure.Error == "token_expired")
        {
            return await RenewAsync(workspace.Key, token, cancellationToken) is not null;
        }

        if (failure.Error is not ("token_revoked" or "account_inactive" or "invalid_auth" or "not_authed" or "team_not_found"))
        {
            return false;
        }

        await _changing.WaitAsync(cancellationToken);
        try
        {
            var current = (await TryLookUpAsync(workspace.Key, cancellationToken))?.Installation?.AccessToken ?? OwnToken(workspace);
            if (current is not null && current != token)
            {
                LogOutdated(workspace.Key);
                return true;
            }

            if (!_options.HasOAuth && token == _options.BotToken)
            {
                _ownRefused.TrySetResult(failure.Error);
            }

            await EndAsync(workspace.Key, failure.Error, cancellationToken);
            return false;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Frees what it holds.</summary>
    public void Dispose()
    {
        _renewing.Dispose();
        _changing.Dispose();
    }

    // With OAuth other workspaces have tokens of their own, and this one's is not to be used there.
    private string? OwnToken(SlackWorkspace workspace) =>
        (!_options.HasOAuth || OwnTeamId is null || OwnTeamId == workspace.TeamId) && !string.IsNullOrWhiteSpace(_options.BotToken) ? _options.BotToken : null;

    // The store is asked each time: an earlier deletion may have failed.
    private async Task EndAsync(string key, string reason, CancellationToken cancellationToken)
    {
        if (_removed.Count < CacheCapacity && _removed.TryAdd(key, 0))
        {
            LogRemoved(key, reason);
        }

        _cache.TryRemove(key, out _);
        if (_store is not null)
        {
            await _store.DeleteAsync(key, cancellationToken);
        }
    }

    private bool NeedsRenewal(SlackInstallation installation) =>
        installation is { ExpiresAt: { } end, RefreshToken: not null } && end - _time.GetUtcNow() < RenewBefore;

    // What is not in the store yet comes before what is there; what is known before nothing, when the store fails.
    private async ValueTask<Cached> LookUpAsync(string key, bool isFresh, CancellationToken cancellationToken)
    {
        if (_store is null || _protector is null)
        {
            return new Cached(null, null, IsKept: true, 0);
        }

        _cache.TryGetValue(key, out var cached);
        if (cached is not null && (!cached.IsKept || (!isFresh && _time.GetElapsedTime(cached.At) < CacheTime)))
        {
            return cached;
        }

        Cached found;
        try
        {
            var stored = await _store.FindAsync(key, cancellationToken);
            found = new Cached(stored is null ? null : Open(stored), stored?.SavedAt, IsKept: true, _time.GetTimestamp());
        }
        catch (Exception failed) when (cached is not null && failed is not OperationCanceledException)
        {
            LogStoreFailed(failed, key);
            found = cached with { At = _time.GetTimestamp() };
        }

        // What was kept or removed while the store was asked is newer than its answer.
        if (cached is null ? !_cache.TryAdd(key, found) : !_cache.TryUpdate(key, found, cached))
        {
            return _cache.GetValueOrDefault(key, found);
        }

        return found;
    }

    // Null when the store fails and nothing is known.
    private async Task<Cached?> TryLookUpAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await LookUpAsync(key, isFresh: true, cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogStoreFailed(failed, key);
            return null;
        }
    }

    private SlackInstallation? Open(StoredInstallation stored)
    {
        try
        {
            if (_protector?.Unprotect(stored.Sealed.ToArray()) is { } plain)
            {
                return JsonSerializer.Deserialize(plain, SlackJson.Default.SlackInstallation);
            }
        }
        catch (JsonException)
        {
            // Said below: whatever the reason, the installation cannot be used.
        }

        LogUnreadable(stored.Key);
        return null;
    }

    // One at a time: of two renewals with one refresh token the second fails. A token that ended (null: that soon will) is renewed unless that was done meanwhile.
    private async Task<SlackInstallation?> RenewAsync(string key, string? endedToken, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken);
        try
        {
            var installation = (await LookUpAsync(key, isFresh: false, cancellationToken)).Installation;
            var isEnded = endedToken is not null && installation?.AccessToken == endedToken;
            if (installation is null || !(isEnded || NeedsRenewal(installation)) || installation.RefreshToken is not { } refreshToken)
            {
                return isEnded ? null : installation;
            }

            // From here on whoever asked may not cut it off: the refresh token serves once, and what it gives must be kept.
            var (renewed, failure) = await _oauth.RefreshAsync(refreshToken, CancellationToken.None);
            if (renewed is null)
            {
                LogNotRenewed(key, failure?.Error ?? "unknown_error");
                return !isEnded && installation.ExpiresAt > _time.GetUtcNow() ? installation : null;
            }

            return await TakeRenewedAsync(key, installation, new SlackInstallation
            {
                EnterpriseId = installation.EnterpriseId,
                TeamId = installation.TeamId,
                TeamName = installation.TeamName,
                IsEnterpriseInstall = installation.IsEnterpriseInstall,
                AccessToken = renewed.AccessToken,
                RefreshToken = renewed.RefreshToken ?? refreshToken,
                ExpiresAt = renewed.ExpiresAt,
                BotUserId = renewed.BotUserId ?? installation.BotUserId,
                Scope = renewed.Scope ?? installation.Scope,
                AppId = installation.AppId,
                InstalledBy = installation.InstalledBy,
            });
        }
        finally
        {
            _renewing.Release();
        }
    }

    // Used from now on, whether or not the store takes it; unless the app was removed or installed anew in the meantime.
    private async Task<SlackInstallation?> TakeRenewedAsync(string key, SlackInstallation old, SlackInstallation renewed)
    {
        await _changing.WaitAsync(CancellationToken.None);
        try
        {
            if (_removed.ContainsKey(key))
            {
                return null;
            }

            if (_cache.TryGetValue(key, out var now) && now.Installation is { } other && other.AccessToken != old.AccessToken)
            {
                return other;
            }

            Remember(key, new Cached(renewed, _time.GetUtcNow(), IsKept: false, _time.GetTimestamp()));
            await TryKeepAsync(key, renewed);
            return renewed;
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task KeepAgainAsync(string key, Cached found)
    {
        await _changing.WaitAsync(CancellationToken.None);
        try
        {
            if (found.Installation is { } installation && _cache.TryUpdate(key, found with { At = _time.GetTimestamp() }, found))
            {
                await TryKeepAsync(key, installation);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task TryKeepAsync(string key, SlackInstallation installation)
    {
        try
        {
            var savedAt = await StoreAsync(key, installation, CancellationToken.None);
            Remember(key, new Cached(installation, savedAt, IsKept: true, _time.GetTimestamp()));
            LogRenewed(key);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            LogStoreFailed(failed, key);
        }
    }

    private async Task<DateTimeOffset> StoreAsync(string key, SlackInstallation installation, CancellationToken cancellationToken)
    {
        var savedAt = _time.GetUtcNow();
        if (_store is not null && _protector is not null)
        {
            var plain = JsonSerializer.SerializeToUtf8Bytes(installation, SlackJson.Default.SlackInstallation);
            await _store.SaveAsync(new StoredInstallation(key, _protector.Protect(plain), savedAt), cancellationToken);
        }

        return savedAt;
    }

    private void Remember(string key, Cached cached)
    {
        if (_cache.Count >= CacheCapacity)
        {
            foreach (var kept in _cache.Where(entry => entry.Value.IsKept))
            {
                _cache.TryRemove(kept);
            }
        }

        _cache[key] = cached;
    }

    // Installation and SavedAt are null where there is none; IsKept is false for a renewed one that the store has not taken.
    private sealed record Cached(SlackInstallation? Installation, DateTimeOffset? SavedAt, bool IsKept, long At);

    [LoggerMessage(EventId = 6010, Level = LogLevel.Information, Message = "Installed in Slack workspace {Workspace}")]
    private partial void LogSaved(string workspace);

    [LoggerMessage(EventId = 6011, Level = LogLevel.Warning, Message = "Removed from Slack workspace {Workspace} ({Reason}); nothing more is sent there until the app is installed again")]
    private partial void LogRemoved(string workspace, string reason);

    [LoggerMessage(EventId = 6012, Level = LogLevel.Error, Message = "The stored installation of Slack workspace {Workspace} cannot be decrypted; was the key ring moved? The app has to be installed there again")]
    private partial void LogUnreadable(string workspace);

    [LoggerMessage(EventId = 6013, Level = LogLevel.Error, Message = "The token of Slack workspace {Workspace} could not be renewed: {Error}")]
    private partial void LogNotRenewed(string workspace, string error);

    [LoggerMessage(EventId = 6014, Level = LogLevel.Warning, Message = "The store failed over the installation of Slack workspace {Workspace}; what is known of it is used")]
    private partial void LogStoreFailed(Exception failure, string workspace);

    [LoggerMessage(EventId = 6015, Level = LogLevel.Information, Message = "An old removal from Slack workspace {Workspace} was passed over; the app was installed there since")]
    private partial void LogOutdated(string workspace);

    [LoggerMessage(EventId = 6016, Level = LogLevel.Information, Message = "The token of Slack workspace {Workspace} was renewed")]
    private partial void LogRenewed(string workspace);
}
