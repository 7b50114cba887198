using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace TalksBot.Slack;

/// <summary>Shows people their Home tab, and publishes it only when what they see is not what it should be.</summary>
internal sealed class HomeTabs
{
    private const int Capacity = 20_000;

    private readonly ISlackClient _client;
    private readonly SlackHome _view;
    private readonly string _version;
    private readonly ConcurrentDictionary<(string Workspace, string User), byte> _published = new();

    public HomeTabs(ISlackClient client, SlackIdentity identity)
    {
        _client = client;
        SlackView plain = HomeTab.Of(identity.Version, identity.PrivacyPolicy);
        _version = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plain, SlackJson.Default.SlackView)).AsSpan(0, 8));

        // The view carries what it was made of, so that also after a restart it is known to be current.
        _view = HomeTab.Of(identity.Version, identity.PrivacyPolicy) with { PrivateMetadata = _version };
    }

    /// <summary>Publishes the tab of the person who opened it, unless it is there already.</summary>
    public async Task ShowAsync(SlackEvent.HomeOpened home, CancellationToken cancellationToken)
    {
        var key = (home.Workspace.Key, home.UserId);
        if (home.Metadata == _version || (home.Hash is null && _published.ContainsKey(key)))
        {
            return;
        }

        var outcome = await _client.PublishHomeAsync(home.Workspace, home.UserId, home.Hash, _view, cancellationToken);
        if (outcome.IsDone)
        {
            if (_published.Count >= Capacity)
            {
                _published.Clear();
            }

            _published[key] = 0;
        }
    }

    /// <summary>The app was removed from a workspace, and Slack cleared its tabs there.</summary>
    public void Forget(SlackWorkspace workspace)
    {
        foreach (var key in _published.Keys.Where(key => key.Workspace == workspace.Key))
        {
            _published.TryRemove(key, out _);
        }
    }
}
