using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>What the Home tab says of us.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="PrivacyPolicy">Address of the operator's privacy policy, or null.</param>
public sealed record SlackIdentity(string Version, string? PrivacyPolicy = null);

/// <summary>Slack as a platform of the chat.</summary>
public sealed class SlackPlatform : IChatPlatform, IAsyncDisposable
{
    private readonly ISlackClient _client;
    private readonly SlackConversation _conversation;
    private readonly SlackUpdates _updates;

    /// <summary>Slack by any client.</summary>
    /// <param name="client">Carries events and answers; disposed with this.</param>
    /// <param name="desk">Understands and answers.</param>
    /// <param name="identity">What the Home tab says.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where to log.</param>
    public SlackPlatform(ISlackClient client, IChatDesk desk, SlackIdentity identity, TimeProvider time, ILoggerFactory loggers)
        : this(client, desk, identity, new SlackTiming(), time, loggers)
    {
    }

    internal SlackPlatform(ISlackClient client, IChatDesk desk, SlackIdentity identity, SlackTiming timing, TimeProvider time, ILoggerFactory loggers)
    {
        _client = client;
        _updates = new SlackUpdates(client);
        client.Installed += (_, installed) => _updates.Open(installed.Workspace, channelId: null);
        _conversation = new SlackConversation(client, desk, identity, timing, time, loggers.CreateLogger<SlackPlatform>(), _updates);
    }

    /// <inheritdoc />
    public string Name => "slack";

    /// <inheritdoc />
    public PlatformHealth Health => _client.Health;

    /// <inheritdoc />
    public ImmutableArray<CallbackRoute> Callbacks => _client.Callbacks;

    /// <inheritdoc />
    public IUpdatePort Updates => _updates;

    /// <inheritdoc />
    public Task RunAsync(CancellationToken stopping) => _client.RunAsync(_conversation, stopping);

    /// <inheritdoc />
    public Task<ImmutableArray<PlatformFinding>> CheckAsync(CancellationToken cancellationToken) => _client.CheckAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
