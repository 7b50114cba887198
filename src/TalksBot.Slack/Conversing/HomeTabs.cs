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
    private readonly Lock _lock = new();
    private readonly HashSet<(string Workspace, string User)> _published = [];
    private long _removals;

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
        long removals;
        lock (_lock)
        {
            if (home.Metadata == _version || (home.Hash is null && _published.Contains(key)))
            {
                return;
            }

            removals = _removals;
        }

        var outcome = await _client.PublishHomeAsync(home.Workspace, home.UserId, home.Hash, _view, cancellationToken);
        lock (_lock)
        {
            // What was published while the app was being removed may have been cleared with the rest.
            if (!outcome.IsDone || removals != _removals)
            {
                return;
            }

            if (_published.Count >= Capacity)
            {
                _published.Clear();
            }

            _published.Add(key);
        }
    }

    /// <summary>The app was removed from a workspace, and Slack cleared its tabs there.</summary>
    public void Forget(SlackWorkspace workspace)
    {
        lock (_lock)
        {
            _removals++;
            _published.RemoveWhere(key => key.Workspace == workspace.Key);
        }
    }
}
