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

    // Tokens that end live 12 hours; renewing two hours before leaves room for outages.
    private static readonly TimeSpan RenewBefore = TimeSpan.FromHours(2);
    private static readonly TimeSpan CacheTime = TimeSpan.FromMinutes(5);

    private readonly SlackOptions _options;
    private readonly IInstallationStore? _store;
    private readonly ITokenProtector? _protector;
    private readonly OAuthClient _oauth;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, Cached> _cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _removed = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _renewing = new(1, 1);

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

    /// <summary>The token for calls in <paramref name="workspace"/>, or null when nothing may be sent there.</summary>
    public async ValueTask<string?> FindTokenAsync(SlackWorkspace workspace, CancellationToken cancellationToken)
    {
        if (_removed.ContainsKey(workspace.Key))
        {
            return null;
        }

        if (await FindAsync(workspace.Key, cancellationToken) is { } installation)
        {
            return NeedsRenewal(installation) ? (await RenewAsync(workspace.Key, isEnded: false, cancellationToken))?.AccessToken : installation.AccessToken;
        }

        // With OAuth other workspaces have tokens of their own, and this one's is not to be used there.
        var isOwn = !_options.HasOAuth || OwnTeamId is null || OwnTeamId == workspace.TeamId;
        return isOwn && !string.IsNullOrWhiteSpace(_options.BotToken) ? _options.BotToken : null;
    }

    /// <summary>Whether the app was removed from the workspace, so that nothing at all is sent there.</summary>
    public bool IsRemoved(SlackWorkspace workspace) => _removed.ContainsKey(workspace.Key);

    /// <summary>Keeps a new installation, in place of an earlier one.</summary>
    public async Task SaveAsync(SlackInstallation installation, CancellationToken cancellationToken)
    {
        var key = installation.Workspace.Key;
        if (_store is not null && _protector is not null)
        {
            var plain = JsonSerializer.SerializeToUtf8Bytes(installation, SlackJson.Default.SlackInstallation);
            await _store.SaveAsync(new StoredInstallation(key, _protector.Protect(plain), _time.GetUtcNow()), cancellationToken);
        }

        Remember(key, installation);
        _removed.TryRemove(key, out _);
        LogSaved(key);
    }

    /// <summary>The app was removed from a workspace, or its token there revoked: ends sending and deletes the installation. Done twice, the second does nothing.</summary>
    public async Task RemoveAsync(SlackWorkspace workspace, string reason, CancellationToken cancellationToken)
    {
        if (_removed.Count < CacheCapacity && !_removed.TryAdd(workspace.Key, 0))
        {
            return;
        }

        _cache.TryRemove(workspace.Key, out _);
        LogRemoved(workspace.Key, reason);
        if (_store is not null)
        {
            await _store.DeleteAsync(workspace.Key, cancellationToken);
        }
    }

    /// <summary>A call was refused for its token: an ended one is renewed, a revoked one ends sending there.</summary>
    /// <returns>Whether there is a new token to try again with.</returns>
    public async Task<bool> OnRefusedAsync(SlackWorkspace workspace, SlackFailure failure, CancellationToken cancellationToken)
    {
        if (failure.Error == "token_expired")
        {
            return await RenewAsync(workspace.Key, isEnded: true, cancellationToken) is not null;
        }

        if (failure.Error is "token_revoked" or "account_inactive" or "invalid_auth" or "not_authed" or "team_not_found")
        {
            await RemoveAsync(workspace, failure.Error, cancellationToken);
        }

        return false;
    }

    /// <summary>Frees what it holds.</summary>
    public void Dispose() => _renewing.Dispose();

    private bool NeedsRenewal(SlackInstallation installation) =>
        installation is { ExpiresAt: { } end, RefreshToken: not null } && end - _time.GetUtcNow() < RenewBefore;

    private async ValueTask<SlackInstallation?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (_store is null || _protector is null)
        {
            return null;
        }

        if (_cache.TryGetValue(key, out var cached) && _time.GetElapsedTime(cached.At) < CacheTime)
        {
            return cached.Installation;
        }

        var installation = await _store.FindAsync(key, cancellationToken) is { } stored ? Open(stored) : null;
        Remember(key, installation);
        return installation;
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

    // One at a time: of two renewals with one refresh token the second fails.
    private async Task<SlackInstallation?> RenewAsync(string key, bool isEnded, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken);
        try
        {
            var installation = await FindAsync(key, cancellationToken);
            if (installation is null || !(isEnded || NeedsRenewal(installation)) || installation.RefreshToken is not { } refreshToken)
            {
                return isEnded ? null : installation;
            }

            var (renewed, failure) = await _oauth.RefreshAsync(refreshToken, cancellationToken);
            if (renewed is null)
            {
                LogNotRenewed(key, failure?.Error ?? "unknown_error");
                return !isEnded && installation.ExpiresAt > _time.GetUtcNow() ? installation : null;
            }

            var kept = new SlackInstallation
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
            };
            await SaveAsync(kept, cancellationToken);
            return kept;
        }
        finally
        {
            _renewing.Release();
        }
    }

    private void Remember(string key, SlackInstallation? installation)
    {
        if (_cache.Count >= CacheCapacity)
        {
            _cache.Clear();
        }

        _cache[key] = new Cached(installation, _time.GetTimestamp());
    }

    private sealed record Cached(SlackInstallation? Installation, long At);

    [LoggerMessage(EventId = 6010, Level = LogLevel.Information, Message = "Installed in Slack workspace {Workspace}")]
    private partial void LogSaved(string workspace);

    [LoggerMessage(EventId = 6011, Level = LogLevel.Warning, Message = "Removed from Slack workspace {Workspace} ({Reason}); nothing more is sent there until the app is installed again")]
    private partial void LogRemoved(string workspace, string reason);

    [LoggerMessage(EventId = 6012, Level = LogLevel.Error, Message = "The stored installation of Slack workspace {Workspace} cannot be decrypted; was the key ring moved? The app has to be installed there again")]
    private partial void LogUnreadable(string workspace);

    [LoggerMessage(EventId = 6013, Level = LogLevel.Error, Message = "The token of Slack workspace {Workspace} could not be renewed: {Error}")]
    private partial void LogNotRenewed(string workspace, string error);
}
