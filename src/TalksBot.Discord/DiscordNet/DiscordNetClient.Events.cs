using global::Discord.Net;
using global::Discord.WebSocket;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;
using Net = global::Discord;

namespace TalksBot.Discord;

/// <content>Events, as the package raises them.</content>
public sealed partial class DiscordNetClient
{
    private void Subscribe()
    {
        _client.Log += Note;
        _client.ShardConnected += shard => Establish(shard.ShardId);
        _client.ShardDisconnected += (exception, shard) => Lose(exception, shard.ShardId);
        _client.ShardReady += _ => Tell((listener, hurry) => listener.OnReadyAsync(hurry));
        _client.InteractionCreated += Take;
        _client.MessageReceived += Take;
        _client.JoinedGuild += guild => Tell((listener, hurry) => listener.OnGuildJoinedAsync(PackageEvents.Id(guild.Id), hurry));
        _client.LeftGuild += guild => Tell((listener, hurry) => listener.OnGuildLeftAsync(PackageEvents.Id(guild.Id), hurry));
        _client.ChannelUpdated += (_, channel) => channel is SocketGuildChannel inGuild ? Change(inGuild.Guild, PackageEvents.Id(channel.Id)) : Task.CompletedTask;
        _client.RoleUpdated += (_, role) => Change(role.Guild, channelId: null);
    }

    private Task Change(SocketGuild guild, string? channelId) =>
        Tell((listener, hurry) => listener.OnPermissionsChangedAsync(PackageEvents.Id(guild.Id), channelId, hurry));

    private Task Establish(int shard)
    {
        Interlocked.Increment(ref _connected);
        _health.Hear();
        _health.Establish(shard);
        LogEstablished(shard);
        return Task.CompletedTask;
    }

    private Task Lose(Exception? exception, int shard)
    {
        if (Interlocked.Decrement(ref _connected) <= 0)
        {
            _closed?.TrySetResult();
        }

        var code = (exception?.InnerException as WebSocketClosedException ?? exception as WebSocketClosedException)?.CloseCode;
        _health.Lose(shard, $"The connection was lost (close code {(code is { } known ? PackageEvents.Id((ulong)known) : "none")}).");

        // The package would go on trying for ever with most of these.
        if (code is { } last && (last == 4011 || GatewayCloseCode.Next(last) == GatewayNext.Stop))
        {
            _refused.TrySetResult(new PlatformRefusedException(GatewayCloseCode.Explain(last, _options.IntentBits)));
        }

        return Task.CompletedTask;
    }

    private Task Take(SocketInteraction interaction)
    {
        _health.Hear();
        return PackageEvents.Read(interaction) is { } read && _seen.TryAdd(read.Id) ? Tell((listener, hurry) => listener.OnInteractionAsync(read, hurry)) : Task.CompletedTask;
    }

    private Task Take(SocketMessage message)
    {
        _health.Hear();
        return _client.CurrentUser is { } self && PackageEvents.Read(message, self.Id) is { } read && _seen.TryAdd(read.Id)
            ? Tell((listener, hurry) => listener.OnMessageAsync(read, hurry))
            : Task.CompletedTask;
    }

    private Task Tell(Func<IDiscordListener, CancellationToken, Task> handle)
    {
        if (_listener is { } listener && _dispatcher is { } dispatcher)
        {
            dispatcher.TryDispatch(hurry => handle(listener, hurry));
        }

        return Task.CompletedTask;
    }

    // What the package says may hold addresses with an interaction's secret, so its words stay out of the log.
    private Task Note(Net.LogMessage message)
    {
        if (message.Severity <= Net.LogSeverity.Warning && _closed is null)
        {
            LogPackage(message.Severity.ToString(), message.Source ?? "", message.Exception?.GetType().Name ?? "none");
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 5060, Level = LogLevel.Information, Message = "Shard {Shard} is connected by Discord.Net")]
    private partial void LogEstablished(int shard);

    [LoggerMessage(EventId = 5061, Level = LogLevel.Warning, Message = "Discord.Net reported: {Severity} of {Source}, exception {Fault}")]
    private partial void LogPackage(string severity, string source, string fault);
}
