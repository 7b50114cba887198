using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TalksBot.Discord;

/// <content>What the client does for its users.</content>
public sealed partial class DiscordClient
{
    // Discord counts 3 s from its own sending of the interaction.
    private static readonly TimeSpan CallbackPatience = TimeSpan.FromSeconds(3);

    // What follows may overtake a first answer that is on its way as the response to Discord's own call.
    private const int RetriesAfterCall = 4;

    private static readonly ReadOnlyMemory<byte> Deferred = """{"type":5}"""u8.ToArray();
    private static readonly ReadOnlyMemory<byte> DeferredPrivately = """{"type":5,"data":{"flags":64}}"""u8.ToArray();
    private static readonly ReadOnlyMemory<byte> DeferredUpdate = """{"type":6}"""u8.ToArray();

    /// <inheritdoc/>
    public Task DeferAsync(DiscordInteraction interaction, bool isPrivate, CancellationToken cancellationToken) =>
        AnswerFirstAsync(interaction, isPrivate ? DeferredPrivately : Deferred, cancellationToken);

    /// <inheritdoc/>
    public Task DeferUpdateAsync(DiscordInteraction interaction, CancellationToken cancellationToken) =>
        AnswerFirstAsync(interaction, DeferredUpdate, cancellationToken);

    /// <inheritdoc/>
    public Task RespondAsync(DiscordInteraction interaction, DiscordMessage message, bool isPrivate, CancellationToken cancellationToken) =>
        AnswerFirstAsync(interaction, WriteCallback(4, message with { Flags = WithPrivacy(message.Flags, isPrivate) }), cancellationToken);

    /// <inheritdoc/>
    public Task UpdateAsync(DiscordInteraction interaction, DiscordMessage message, CancellationToken cancellationToken) =>
        AnswerFirstAsync(interaction, WriteCallback(7, message with { Flags = WithPrivacy(message.Flags, isPrivate: false) }), cancellationToken);

    /// <inheritdoc/>
    public Task CompleteAsync(DiscordInteraction interaction, ImmutableArray<DiscordCommandChoice> choices, CancellationToken cancellationToken) =>
        AnswerFirstAsync(
            interaction,
            JsonSerializer.SerializeToUtf8Bytes(new WireChoicesCallback(8, new WireChoices(choices)), DiscordJson.Default.WireChoicesCallback),
            cancellationToken);

    /// <inheritdoc/>
    public Task EditOriginalAsync(DiscordInteraction interaction, DiscordMessage message, CancellationToken cancellationToken)
    {
        var handle = HandleOf(interaction);
        return _rest.SendAsync(
            new DiscordRequest(RequestKind.FollowUp, HttpMethod.Patch, "/webhooks/{application}/{token}/messages/@original", $"webhooks/{handle.ApplicationId}/{handle.Token}/messages/@original")
            {
                Major = handle.Token,
                Body = Write(message with { Flags = WithPrivacy(message.Flags, isPrivate: false) }),
                IsRepeatable = true,
                RetriesWhenUnknown = handle.FirstAnswer is null ? 0 : RetriesAfterCall,
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task FollowUpAsync(DiscordInteraction interaction, DiscordMessage message, bool isPrivate, CancellationToken cancellationToken)
    {
        var handle = HandleOf(interaction);
        return _rest.SendAsync(
            new DiscordRequest(RequestKind.FollowUp, HttpMethod.Post, "/webhooks/{application}/{token}", $"webhooks/{handle.ApplicationId}/{handle.Token}")
            {
                Major = handle.Token,
                Body = Write(message with { Flags = WithPrivacy(message.Flags, isPrivate) }),
                RetriesWhenUnknown = handle.FirstAnswer is null ? 0 : RetriesAfterCall,
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> PostAsync(string channelId, DiscordMessage message, CancellationToken cancellationToken)
    {
        RequireId(channelId, "channel");
        var response = await _rest.SendAsync(
            new DiscordRequest(RequestKind.Bot, HttpMethod.Post, "/channels/{channel}/messages", $"channels/{channelId}/messages")
            {
                Major = channelId,
                Body = Write(message),
                IsRepeatable = message is { Nonce.Length: > 0, EnforceNonce: true },
                FinishesOnWire = true,
            },
            cancellationToken).ConfigureAwait(false);
        return Read(response, DiscordJson.Default.WirePostedMessage)?.Id
            ?? throw new DiscordException(DiscordErrorKind.Transient, "Discord's answer to a post names no message.") { MayBeDone = true };
    }

    /// <inheritdoc/>
    public Task EditMessageAsync(string channelId, string messageId, DiscordMessage message, CancellationToken cancellationToken)
    {
        RequireId(channelId, "channel");
        RequireId(messageId, "message");
        return _rest.SendAsync(
            new DiscordRequest(RequestKind.Bot, HttpMethod.Patch, "/channels/{channel}/messages/{message}", $"channels/{channelId}/messages/{messageId}")
            {
                Major = channelId,
                Body = Write(message with { Nonce = null, EnforceNonce = null, MessageReference = null }),
                IsRepeatable = true,
                FinishesOnWire = true,
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<DiscordPostedMessage>> ListMessagesAsync(string channelId, string? afterId, int limit, CancellationToken cancellationToken)
    {
        RequireId(channelId, "channel");
        var after = afterId is null ? "" : $"&after={afterId}";
        var response = await _rest.SendAsync(
            new DiscordRequest(RequestKind.Bot, HttpMethod.Get, "/channels/{channel}/messages", $"channels/{channelId}/messages?limit={limit}{after}")
            {
                Major = channelId,
                IsRepeatable = true,
            },
            cancellationToken).ConfigureAwait(false);

        // Newest first on the wire; ids count up with time.
        return
        [
            .. (Read(response, DiscordJson.Default.WirePostedMessageArray) ?? [])
                .Where(message => message is { Id: not null } && ulong.TryParse(message.Id, out _))
                .OrderBy(message => ulong.Parse(message?.Id ?? "", NumberStyles.None, CultureInfo.InvariantCulture))
                .Select(message => new DiscordPostedMessage(message?.Id ?? "", message?.Nonce, [.. message?.CustomIds() ?? []])),
        ];
    }

    private static void RequireId(string id, string what)
    {
        if (!ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new DiscordException(DiscordErrorKind.Gone, $"A {what}'s id must be a number.");
        }
    }

    private static T? Read<T>(DiscordResponse response, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(response.Body.Span, type);
        }
        catch (JsonException)
        {
            throw new DiscordException(DiscordErrorKind.Transient, "Discord's answer could not be read.") { MayBeDone = true };
        }
    }

    private async Task AnswerFirstAsync(DiscordInteraction interaction, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var handle = HandleOf(interaction);
        if (handle.FirstAnswer is { } response)
        {
            if (!response.TrySetResult(body))
            {
                throw new DiscordException(DiscordErrorKind.Expired, "The call that brought the interaction was answered already, or has ended.");
            }

            return;
        }

        await _rest.SendAsync(
            new DiscordRequest(RequestKind.Callback, HttpMethod.Post, "/interactions/{id}/{token}/callback", $"interactions/{interaction.Id}/{handle.Token}/callback")
            {
                Body = body,
                Patience = CallbackPatience,
            },
            cancellationToken).ConfigureAwait(false);
    }

    // Only the first answer and follow-ups say who sees them; the flag has no meaning in an edit.
    private static int? WithPrivacy(int? flags, bool isPrivate)
    {
        var kept = (flags ?? 0) & ~DiscordMessageFlags.Ephemeral;
        var all = isPrivate ? kept | DiscordMessageFlags.Ephemeral : kept;
        return all == 0 ? null : all;
    }

    private static byte[] WriteCallback(int type, DiscordMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(new WireMessageCallback(type, message), DiscordJson.Default.WireMessageCallback);

    private static byte[] Write(DiscordMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, DiscordJson.Default.DiscordMessage);

    private static InteractionHandle HandleOf(DiscordInteraction interaction) =>
        interaction.Handle as InteractionHandle ?? throw new ArgumentException("The interaction is of another client.", nameof(interaction));
}
