using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using global::Discord.Rest;
using global::Discord.WebSocket;
using TalksBot.Chat;
using Net = global::Discord;

namespace TalksBot.Discord;

/// <content>What the client does for its users.</content>
public sealed partial class DiscordNetClient
{
    // Discord counts 3 s from its own sending of the interaction.
    private const int CallbackMilliseconds = 3_000;
    private const int MaxRepeats = 3;

    /// <inheritdoc/>
    public Task DeferAsync(DiscordInteraction interaction, bool isPrivate, CancellationToken cancellationToken) =>
        AnswerFirstAsync(interaction, (handle, options) => handle is SocketMessageComponent component ? component.DeferLoadingAsync(isPrivate, options) : handle.DeferAsync(isPrivate, options), cancellationToken);

    /// <inheritdoc/>
    public Task DeferUpdateAsync(DiscordInteraction interaction, CancellationToken cancellationToken) =>
        AnswerFirstAsync(interaction, (handle, options) => handle.DeferAsync(ephemeral: false, options), cancellationToken);

    /// <inheritdoc/>
    public Task RespondAsync(DiscordInteraction interaction, DiscordMessage message, bool isPrivate, CancellationToken cancellationToken) => AnswerFirstAsync(
        interaction,
        (handle, options) => handle.RespondAsync(
            message.Content, PackageMessages.Embeds(message), ephemeral: isPrivate, allowedMentions: PackageMessages.Nobody, components: PackageMessages.Components(message), options: options),
        cancellationToken);

    /// <inheritdoc/>
    public Task UpdateAsync(DiscordInteraction interaction, DiscordMessage message, CancellationToken cancellationToken) => AnswerFirstAsync(
        interaction,
        (handle, options) => handle is SocketMessageComponent component
            ? component.UpdateAsync(PackageMessages.Edit(message), options)
            : throw new InvalidOperationException("Only the message of a component can be updated."),
        cancellationToken);

    /// <inheritdoc/>
    public Task CompleteAsync(DiscordInteraction interaction, ImmutableArray<DiscordCommandChoice> choices, CancellationToken cancellationToken) => AnswerFirstAsync(
        interaction,
        (handle, options) => handle is SocketAutocompleteInteraction typing
            ? typing.RespondAsync(PackageMessages.Choices(choices), options)
            : throw new InvalidOperationException("Only a completion takes suggestions."),
        cancellationToken);

    /// <inheritdoc/>
    public Task EditOriginalAsync(DiscordInteraction interaction, DiscordMessage message, CancellationToken cancellationToken) => RepeatAsync(
        () => HandleOf(interaction).ModifyOriginalResponseAsync(PackageMessages.Edit(message), Options(cancellationToken)), "an edit of an answer", RequestKind.FollowUp, MaxRepeats, cancellationToken);

    /// <inheritdoc/>
    public Task FollowUpAsync(DiscordInteraction interaction, DiscordMessage message, bool isPrivate, CancellationToken cancellationToken) => RepeatAsync(
        () => HandleOf(interaction).FollowupAsync(
            message.Content,
            PackageMessages.Embeds(message),
            ephemeral: isPrivate,
            allowedMentions: PackageMessages.Nobody,
            components: PackageMessages.Components(message),
            options: Options(cancellationToken)),
        "a further answer",
        RequestKind.FollowUp,
        times: 1,
        cancellationToken);

    /// <inheritdoc/>
    public Task<string> PostAsync(string channelId, DiscordMessage message, CancellationToken cancellationToken) => RepeatAsync(
        () => PackageTransport.WithNonceAsync(
            message.EnforceNonce == true ? message.Nonce : null,
            async () => PackageEvents.Id((await (await ChannelAsync(channelId, cancellationToken).ConfigureAwait(false)).SendMessageAsync(
                message.Content,
                options: Options(cancellationToken),
                allowedMentions: PackageMessages.Nobody,
                messageReference: message.MessageReference is { } reference ? new Net.MessageReference(IdOf(reference.MessageId, "message"), failIfNotExists: reference.FailIfNotExists) : null,
                components: PackageMessages.Components(message),
                embeds: PackageMessages.Embeds(message),
                flags: PackageMessages.Flags(message)).ConfigureAwait(false)).Id)),
        "a post",
        RequestKind.Bot,
        message is { Nonce.Length: > 0, EnforceNonce: true } ? MaxRepeats : 1,
        cancellationToken);

    /// <inheritdoc/>
    public Task EditMessageAsync(string channelId, string messageId, DiscordMessage message, CancellationToken cancellationToken) => RepeatAsync(
        async () => await (await ChannelAsync(channelId, cancellationToken).ConfigureAwait(false))
            .ModifyMessageAsync(IdOf(messageId, "message"), PackageMessages.Edit(message), Options(cancellationToken)).ConfigureAwait(false),
        "an edit of a post",
        RequestKind.Bot,
        MaxRepeats,
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<DiscordPostedMessage>> ListMessagesAsync(string channelId, string? afterId, int limit, CancellationToken cancellationToken) => RepeatAsync(
        async () =>
        {
            var channel = await ChannelAsync(channelId, cancellationToken).ConfigureAwait(false);
            var pages = afterId is null
                ? channel.GetMessagesAsync(limit, options: Options(cancellationToken))
                : channel.GetMessagesAsync(IdOf(afterId, "message"), Net.Direction.After, limit, options: Options(cancellationToken));
            var messages = new List<Net.IMessage>();
            await foreach (var page in pages.ConfigureAwait(false))
            {
                messages.AddRange(page);
            }

            return messages.OrderBy(message => message.Id).Select(PackageMessages.Posted).ToImmutableArray();
        },
        "a look at a channel",
        RequestKind.Bot,
        MaxRepeats,
        cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> RegisterCommandsAsync(ImmutableArray<DiscordCommand> commands, CancellationToken cancellationToken)
    {
        var held = (await RepeatAsync(() => HeldCommandsAsync(cancellationToken), "a look at the commands", RequestKind.Bot, MaxRepeats, cancellationToken).ConfigureAwait(false))
            .Select(PackageCommands.Of).ToImmutableArray();
        if (CommandComparer.AreSame(Write(held), Write(commands)))
        {
            return false;
        }

        Net.ApplicationCommandProperties[] wanted = [.. commands.Select(PackageCommands.Of)];
        await RepeatAsync(
            async () => _options.GuildId.Length > 0
                ? (object)await Rest.BulkOverwriteGuildCommands(wanted, Guild, Options(cancellationToken)).ConfigureAwait(false)
                : await Rest.BulkOverwriteGlobalCommands(wanted, Options(cancellationToken)).ConfigureAwait(false),
            "a registration of commands",
            RequestKind.Bot,
            MaxRepeats,
            cancellationToken).ConfigureAwait(false);
        return true;

        static byte[] Write(ImmutableArray<DiscordCommand> list) => JsonSerializer.SerializeToUtf8Bytes(list, DiscordJson.Default.ImmutableArrayDiscordCommand);
    }

    /// <inheritdoc/>
    /// <remarks>Looks at settings, token and application, which are the same for every client: the built-in one asks.</remarks>
    public async Task<ImmutableArray<PlatformFinding>> CheckAsync(ImmutableArray<DiscordCommand> commands, CancellationToken cancellationToken)
    {
        await using var builtIn = new DiscordClient(_options, _clock.Provider, _random, _loggerFactory);
        return await builtIn.CheckAsync(commands, cancellationToken).ConfigureAwait(false);
    }

    private DiscordSocketRestClient Rest => _client.Rest ?? throw new DiscordException(DiscordErrorKind.Transient, "Discord.Net is not logged in.");

    private ulong Guild => ulong.Parse(_options.GuildId, CultureInfo.InvariantCulture);

    private static SocketInteraction HandleOf(DiscordInteraction interaction) =>
        interaction.Handle as SocketInteraction ?? throw new ArgumentException("The interaction is of another client.", nameof(interaction));

    private static Net.RequestOptions Options(CancellationToken cancellationToken) => new()
    {
        CancelToken = cancellationToken,

        // Left out is the package's repeating after 502, which has no pause in it.
        RetryMode = Net.RetryMode.RetryRatelimit,
    };

    private async Task AnswerFirstAsync(DiscordInteraction interaction, Func<SocketInteraction, Net.RequestOptions, Task> answer, CancellationToken cancellationToken)
    {
        var handle = HandleOf(interaction);
        var options = Options(cancellationToken);
        options.Timeout = CallbackMilliseconds;
        await RepeatAsync(
            async () =>
            {
                await answer(handle, options).ConfigureAwait(false);
                return true;
            },
            "a first answer",
            RequestKind.Callback,
            times: 1,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does what may be done more than once as often as given, while its reply is lost.</summary>
    private async Task<T> RepeatAsync<T>(Func<Task<T>> act, string what, RequestKind kind, int times, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_random);
        var mayBeDone = false;
        while (true)
        {
            if (_refused.Task.IsCompleted)
            {
                throw new DiscordException(DiscordErrorKind.Refused, "Nothing is sent to Discord any more: it refused the token.");
            }

            DiscordException failure;
            try
            {
                await BeLoggedInAsync(cancellationToken).ConfigureAwait(false);
                return await act().ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && PackageErrors.Translate(exception, what, kind) is { } translated)
            {
                failure = translated;
            }

            failure.MayBeDone = mayBeDone |= failure.MayBeDone;
            NoteRefusal(failure);

            if (failure.Kind != DiscordErrorKind.Transient || --times == 0)
            {
                throw failure;
            }

            await _clock.DelayAsync(backoff.Next(), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                // Whoever asked has to know that it may stand.
                throw failure;
            }
        }
    }

    private static ulong IdOf(string id, string what) => ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new DiscordException(DiscordErrorKind.Gone, $"A {what}'s id must be a number.");

    private async Task<Net.IMessageChannel> ChannelAsync(string channelId, CancellationToken cancellationToken)
    {
        var id = IdOf(channelId, "channel");

        // A channel that no session told of yet is asked for: the first posts may come before the servers do.
        var rest = Rest;
        return _client.GetChannel(id) as Net.IMessageChannel
            ?? await rest.GetChannelAsync(id, Options(cancellationToken)).ConfigureAwait(false) as Net.IMessageChannel
            ?? throw new DiscordException(DiscordErrorKind.Gone, "There is no such channel, or nothing can be posted in it.");
    }

    private async Task<IReadOnlyCollection<RestApplicationCommand>> HeldCommandsAsync(CancellationToken cancellationToken) => _options.GuildId.Length > 0
        ? await Rest.GetGuildApplicationCommands(Guild, withLocalizations: true, options: Options(cancellationToken)).ConfigureAwait(false)
        : await Rest.GetGlobalApplicationCommands(withLocalizations: true, options: Options(cancellationToken)).ConfigureAwait(false);
}
