using System.Collections.Immutable;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>
/// What TalksBot needs of Discord, told in events and acts rather than in frames and requests. Every act throws
/// <see cref="DiscordException"/> when Discord does not do it.
/// </summary>
public interface IDiscordClient : IAsyncDisposable
{
    /// <summary>How the connection does; safe to read from any thread. Its counts of answers are zero.</summary>
    PlatformHealth Health { get; }

    /// <summary>Endpoints that Discord calls; empty when the client holds a connection of its own.</summary>
    ImmutableArray<CallbackRoute> Callbacks { get; }

    /// <summary>Connects, brings events to <paramref name="listener"/> and reconnects until told to stop; then lets events that are being handled finish and closes.</summary>
    /// <param name="listener">Is called on many threads at once.</param>
    /// <param name="stopping">Ends it in order, within 5 seconds.</param>
    /// <exception cref="PlatformRefusedException">Discord will not have us; trying again is of no use.</exception>
    Task RunAsync(IDiscordListener listener, CancellationToken stopping);

    /// <summary>First answer: a message will follow by <see cref="EditOriginalAsync"/>.</summary>
    /// <param name="interaction">A command, menu or component.</param>
    /// <param name="isPrivate">Whether only the asker is to see it; cannot change later.</param>
    /// <param name="cancellationToken">Stops waiting for Discord's reply.</param>
    Task DeferAsync(DiscordInteraction interaction, bool isPrivate, CancellationToken cancellationToken);

    /// <summary>First answer to a component: its message will change by <see cref="EditOriginalAsync"/>.</summary>
    Task DeferUpdateAsync(DiscordInteraction interaction, CancellationToken cancellationToken);

    /// <summary>First answer: this message.</summary>
    Task RespondAsync(DiscordInteraction interaction, DiscordMessage message, bool isPrivate, CancellationToken cancellationToken);

    /// <summary>First answer to a component: its message becomes this one.</summary>
    Task UpdateAsync(DiscordInteraction interaction, DiscordMessage message, CancellationToken cancellationToken);

    /// <summary>First and only answer to a completion.</summary>
    /// <param name="interaction">A completion.</param>
    /// <param name="choices">At most 25.</param>
    /// <param name="cancellationToken">Stops waiting for Discord's reply.</param>
    Task CompleteAsync(DiscordInteraction interaction, ImmutableArray<DiscordCommandChoice> choices, CancellationToken cancellationToken);

    /// <summary>Puts the message in the place of the first answer; for 15 minutes.</summary>
    Task EditOriginalAsync(DiscordInteraction interaction, DiscordMessage message, CancellationToken cancellationToken);

    /// <summary>Sends a further message to the first answer; for 15 minutes.</summary>
    Task FollowUpAsync(DiscordInteraction interaction, DiscordMessage message, bool isPrivate, CancellationToken cancellationToken);

    /// <summary>Posts into a channel. With a nonce that is enforced it is repeated when the reply is lost, and still posted once.</summary>
    /// <param name="channelId">The channel.</param>
    /// <param name="message">What is posted.</param>
    /// <param name="cancellationToken">Ends waiting for a turn; what is on the wire is finished.</param>
    /// <returns>The message's id.</returns>
    Task<string> PostAsync(string channelId, DiscordMessage message, CancellationToken cancellationToken);

    /// <summary>Puts another message in the place of one of ours.</summary>
    /// <param name="channelId">The channel.</param>
    /// <param name="messageId">Ours.</param>
    /// <param name="message">Takes its place; nonce and reference are left out.</param>
    /// <param name="cancellationToken">Ends waiting for a turn; what is on the wire is finished.</param>
    Task EditMessageAsync(string channelId, string messageId, DiscordMessage message, CancellationToken cancellationToken);

    /// <summary>The messages of a channel after one, oldest first; none where the history may not be read.</summary>
    /// <param name="channelId">The channel.</param>
    /// <param name="afterId">A message's id, or an id made of a moment; null for the newest messages.</param>
    /// <param name="limit">1 to 100.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<ImmutableArray<DiscordPostedMessage>> ListMessagesAsync(string channelId, string? afterId, int limit, CancellationToken cancellationToken);

    /// <summary>Makes the registered commands these, if they are not yet.</summary>
    /// <returns>Whether anything had to be changed.</returns>
    Task<bool> RegisterCommandsAsync(ImmutableArray<DiscordCommand> commands, CancellationToken cancellationToken);

    /// <summary>Checks token, application and addresses, changing nothing.</summary>
    Task<ImmutableArray<PlatformFinding>> CheckAsync(ImmutableArray<DiscordCommand> commands, CancellationToken cancellationToken);
}

/// <summary>Whom a client tells what happens; called on many threads at once. Must not throw; what it throws is logged and forgotten.</summary>
public interface IDiscordListener
{
    /// <summary>Somebody waits for an answer.</summary>
    /// <param name="interaction">What was done; each comes once.</param>
    /// <param name="hurry">Cancelled when the client is stopping and will not wait much longer.</param>
    Task OnInteractionAsync(DiscordInteraction interaction, CancellationToken hurry);

    /// <summary>A message mentions us or came directly.</summary>
    Task OnMessageAsync(DiscordIncomingMessage message, CancellationToken hurry);

    /// <summary>Events come in from now on; again after each new session.</summary>
    Task OnReadyAsync(CancellationToken hurry);

    /// <summary>The bot was added to a server.</summary>
    Task OnGuildJoinedAsync(string guildId, CancellationToken hurry);

    /// <summary>The bot was removed from a server.</summary>
    Task OnGuildLeftAsync(string guildId, CancellationToken hurry);

    /// <summary>What may be done in a channel may have changed; null: in any channel of the server.</summary>
    Task OnPermissionsChangedAsync(string guildId, string? channelId, CancellationToken hurry);
}
