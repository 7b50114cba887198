using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TalksBot.Discord;

/// <content>Events, as they come from connections.</content>
public sealed partial class DiscordClient : IGatewayObserver
{
    // Ids hold their time of making in milliseconds since 2015 (API Reference, "Snowflakes").
    private const long Epoch = 1_420_070_400_000;

    private static readonly TimeSpan AnswerableFor = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan BelievableSkew = TimeSpan.FromSeconds(60);

    void IGatewayObserver.OnHeard() => _health.Hear();

    void IGatewayObserver.OnFault(Exception exception) => LogFault(exception.GetType().Name, exception);

    void IGatewayObserver.OnLost(int shard, GatewayEnd end) => _health.Lose(shard, $"The connection was lost ({end.Reason}, close code {end.CloseCode?.ToString(CultureInfo.InvariantCulture) ?? "none"}).");

    void IGatewayObserver.OnEstablished(int shard, bool isResumed)
    {
        _health.Establish(shard);
        LogEstablished(shard, isResumed ? "resumed" : "began");
        if (!isResumed)
        {
            Dispatch((listener, hurry) => listener.OnReadyAsync(hurry));
        }
    }

    void IGatewayObserver.OnDispatch(GatewaySession session, string eventName, ReadOnlySpan<byte> data, TimeSpan? lostFor)
    {
        try
        {
            switch (eventName)
            {
                case GatewayEvents.InteractionCreate:
                    TakeInteraction(data, lostFor);
                    break;
                case GatewayEvents.MessageCreate:
                    TakeMessage(data, session);
                    break;
                case GatewayEvents.GuildCreate:
                    TakeGuild(data, session);
                    break;
                case GatewayEvents.GuildDelete:
                    LoseGuild(data, session);
                    break;
                case GatewayEvents.ChannelUpdate or GatewayEvents.GuildRoleUpdate:
                    TakeChange(data, isChannel: eventName == GatewayEvents.ChannelUpdate);
                    break;
            }
        }
        catch (JsonException)
        {
            // One event that is not as documented; the ones after it may be.
            LogUnreadable(eventName);
        }
    }

    /// <summary>Takes an interaction that came by HTTP.</summary>
    internal TakenCall Take(WireInteraction wire, TaskCompletionSource<ReadOnlyMemory<byte>> firstAnswer)
    {
        if (InteractionReader.Read(wire, firstAnswer) is not { } interaction)
        {
            return TakenCall.Unreadable;
        }

        if (!_seen.TryAdd(interaction.Id))
        {
            return TakenCall.Repeated;
        }

        if (Dispatch((listener, hurry) => listener.OnInteractionAsync(interaction, hurry)))
        {
            return TakenCall.Taken;
        }

        _seen.Remove(interaction.Id);
        return TakenCall.Unanswerable;
    }

    /// <summary>Discord was heard of by a call of its own.</summary>
    internal void HearCall() => _health.Hear();

    private void TakeInteraction(ReadOnlySpan<byte> data, TimeSpan? lostFor)
    {
        var wire = JsonSerializer.Deserialize(data, DiscordJson.Default.WireInteraction);
        if (wire is null || InteractionReader.Read(wire, firstAnswer: null) is not { } interaction)
        {
            LogUnreadable(GatewayEvents.InteractionCreate);
            return;
        }

        if (!_seen.TryAdd(interaction.Id) || (lostFor is { } lost && IsTooLate(interaction.Id, lost)))
        {
            return;
        }

        Dispatch((listener, hurry) => listener.OnInteractionAsync(interaction, hurry));
    }

    /// <summary>
    /// Whether a replayed interaction is past its 3 seconds. Its id tells when it was made, by Discord's clock; that is believed only where it falls into the
    /// time in which nothing was heard, so that neither a wrong clock here nor ids that hold no time make us deaf.
    /// </summary>
    private bool IsTooLate(string id, TimeSpan lostFor)
    {
        if (lostFor <= AnswerableFor)
        {
            return false;
        }

        var made = DateTimeOffset.FromUnixTimeMilliseconds((long)(ulong.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture) >> 22) + Epoch);
        var age = _clock.Provider.GetUtcNow() + _rest.Skew - made;
        return age > AnswerableFor && age < lostFor + BelievableSkew;
    }

    private void TakeMessage(ReadOnlySpan<byte> data, GatewaySession session)
    {
        var wire = JsonSerializer.Deserialize(data, DiscordJson.Default.WireMessage);
        if (wire is not null && InteractionReader.Read(wire, session.OwnUserId ?? "") is { } message && _seen.TryAdd(message.Id))
        {
            Dispatch((listener, hurry) => listener.OnMessageAsync(message, hurry));
        }
    }

    private void TakeGuild(ReadOnlySpan<byte> data, GatewaySession session)
    {
        if (JsonSerializer.Deserialize(data, DiscordJson.Default.WireGuild) is { Id: { } id, Unavailable: not "true" } && session.AddGuild(id))
        {
            Dispatch((listener, hurry) => listener.OnGuildJoinedAsync(id, hurry));
        }
    }

    private void LoseGuild(ReadOnlySpan<byte> data, GatewaySession session)
    {
        // With "unavailable" it is an outage of Discord's, not our removal.
        if (JsonSerializer.Deserialize(data, DiscordJson.Default.WireGuild) is { Id: { } id, Unavailable: not "true" })
        {
            session.RemoveGuild(id);
            Dispatch((listener, hurry) => listener.OnGuildLeftAsync(id, hurry));
        }
    }

    private void TakeChange(ReadOnlySpan<byte> data, bool isChannel)
    {
        if (JsonSerializer.Deserialize(data, DiscordJson.Default.WirePlace) is { GuildId: { } guildId, Id: var id })
        {
            Dispatch((listener, hurry) => listener.OnPermissionsChangedAsync(guildId, isChannel ? id : null, hurry));
        }
    }

    [LoggerMessage(EventId = 5031, Level = LogLevel.Information, Message = "Shard {Shard} {Outcome} its session")]
    private partial void LogEstablished(int shard, string outcome);

    [LoggerMessage(EventId = 5033, Level = LogLevel.Error, Message = "Reading a frame failed with {Fault}")]
    private partial void LogFault(string fault, Exception exception);

    [LoggerMessage(EventId = 5032, Level = LogLevel.Warning, Message = "An event {EventName} could not be read")]
    private partial void LogUnreadable(string eventName);
}
