using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <summary>The bot, connected to a <see cref="LoopbackSlack"/>.</summary>
internal sealed class Bot : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    private Bot(LoopbackSlack slack, SlackClient client, SlackPlatform platform, FakeDesk desk, CapturedLogs logs)
    {
        (Slack, Client, Platform, Desk, Logs) = (slack, client, platform, desk, logs);
    }

    public LoopbackSlack Slack { get; }

    public SlackClient Client { get; }

    public SlackPlatform Platform { get; }

    public FakeDesk Desk { get; }

    public CapturedLogs Logs { get; }

    /// <summary>Done when the platform has ended.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public static Bot Make(LoopbackSlack slack, TimeProvider time, SlackTiming? timing = null, SlackMode mode = SlackMode.Socket, int connections = 1, FakeDesk? desk = null, bool hasOAuth = false, IInstallationStore? store = null)
    {
        var options = new SlackOptions
        {
            BotToken = hasOAuth ? null : LoopbackSlack.BotToken,
            AppToken = LoopbackSlack.AppToken,
            SigningSecret = LoopbackSlack.SigningSecret,
            ClientId = hasOAuth ? LoopbackSlack.ClientId : null,
            ClientSecret = hasOAuth ? LoopbackSlack.ClientSecret : null,
            ApiBaseUrl = slack.ApiBaseUrl,
            Client = slack.Kind == ClientKind.SlackNet ? SlackClients.SlackNet : SlackClients.BuiltIn,
            Mode = mode,
            Connections = connections,
            Timing = timing ?? new SlackTiming(),
        };
        Assert.Empty(SlackOptions.Validate(options));
        var logs = new CapturedLogs();
        var client = SlackClients.Make(options, store, store is null ? null : new XorProtector(), time, new Random(1), logs);
        desk ??= new FakeDesk();
        return new Bot(slack, client, new SlackPlatform(client, desk, new SlackIdentity("1.2.3"), options.Timing, time, logs), desk, logs);
    }

    public Bot Start()
    {
        Running = Platform.RunAsync(_stopping.Token);
        return this;
    }

    /// <summary>Starts, and waits for the first connection.</summary>
    public async Task<LoopbackSocket> ConnectAsync()
    {
        Start();
        return await Slack.Sockets.NextAsync();
    }

    /// <summary>The endpoint's answer to a call.</summary>
    public Task<CallbackReply> CallAsync(string method, string path, CallbackCall call)
    {
        var route = Platform.Callbacks.Single(route => route.Method == method && route.Path == path);
        return route.HandleAsync(call, CancellationToken.None).Soon();
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Running.Soon();
    }

    /// <summary>Stops, and asserts that no rule was broken and no secret logged.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Running.Soon().ContinueWith(_ => { }, TaskScheduler.Default);
        await Platform.DisposeAsync();
        _stopping.Dispose();
        Assert.Empty(Slack.Violations);
        foreach (var secret in Secrets)
        {
            Assert.DoesNotContain(Logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    private IEnumerable<string> Secrets =>
        [.. Slack.BotTokens.Keys, LoopbackSlack.AppToken, LoopbackSlack.SigningSecret, LoopbackSlack.ClientSecret, "/respond/", "ticket="];

    /// <summary>Makes bytes unreadable, as an encryption does, so that a test sees when plain text is kept.</summary>
    internal sealed class XorProtector : ITokenProtector
    {
        public byte[] Protect(byte[] plain) => [.. plain.Select(value => (byte)(value ^ 0x5A))];

        public byte[]? Unprotect(byte[] encrypted) => Protect(encrypted);
    }
}
