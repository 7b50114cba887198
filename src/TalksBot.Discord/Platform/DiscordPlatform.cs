using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>Discord as one of the platforms: its events become calls to the desk, and the desk's answers become messages.</summary>
public sealed partial class DiscordPlatform : IChatPlatform, IDiscordListener, IAsyncDisposable
{
    private const string Apology = "Something went wrong on our side, and there is no answer. Please ask again in a moment.";
    // JSON Error Codes: cannot send an empty message; missing permissions.
    private const int EmptyMessage = 50006;
    private const int MissingPermissions = 50013;
    private const string Leaving = "The bot is being restarted and could not finish this answer. Please ask again in a moment.";

    // Completion helps while it is quick; Discord itself waits for 3 s.
    private static readonly TimeSpan CompletionPatience = TimeSpan.FromSeconds(2);

    // Less than the 15 minutes for which an answer can be changed.
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(3);

    private readonly IDiscordClient _client;
    private readonly IChatDesk _desk;
    private readonly ImmutableArray<DiscordCommand> _commands;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ClosedChannels _closed;
    private readonly FirstAnswers _firstAnswers;
    private readonly DiscordUpdates _updates;
    private volatile CommandRegistration? _registration;
    private long _answered;
    private long _late;

    /// <summary>Connects a client with the desk.</summary>
    /// <param name="client">The way to Discord; is disposed of with this.</param>
    /// <param name="desk">Understands and answers.</param>
    /// <param name="commands">What is registered; none to leave the registered ones alone.</param>
    /// <param name="timeProvider">Time.</param>
    /// <param name="loggerFactory">Logs; neither tokens nor texts get there.</param>
    public DiscordPlatform(IDiscordClient client, IChatDesk desk, ImmutableArray<DiscordCommand> commands, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        _client = client;
        _desk = desk;
        _commands = commands;
        _timeProvider = timeProvider;
        _logger = loggerFactory.CreateLogger<DiscordPlatform>();
        _closed = new ClosedChannels(timeProvider);
        _firstAnswers = new FirstAnswers(timeProvider);
        _updates = new DiscordUpdates(client);
    }

    /// <summary>Discord by the client that the options name, with the commands of the catalog.</summary>
    /// <param name="options">Valid by <see cref="DiscordOptions.Validate"/>.</param>
    /// <param name="desk">Understands and answers.</param>
    /// <param name="timeProvider">Time.</param>
    /// <param name="random">Jitter.</param>
    /// <param name="loggerFactory">Logs; neither tokens nor texts get there.</param>
    public static DiscordPlatform Create(DiscordOptions options, IChatDesk desk, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory) =>
        new(DiscordClients.Create(options, timeProvider, random, loggerFactory), desk, DiscordCommands.All, timeProvider, loggerFactory);

    /// <inheritdoc/>
    public string Name => "discord";

    /// <inheritdoc/>
    public PlatformHealth Health => _client.Health with { Answered = Interlocked.Read(ref _answered), Late = Interlocked.Read(ref _late) };

    /// <inheritdoc/>
    public ImmutableArray<CallbackRoute> Callbacks => _client.Callbacks;

    /// <inheritdoc/>
    public IUpdatePort Updates => _updates;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var registration = new CommandRegistration(_client, _commands, _timeProvider, _logger, ending.Token);
        _registration = registration;
        try
        {
            await _client.RunAsync(this, stopping).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await registration.Ended.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<PlatformFinding>> CheckAsync(CancellationToken cancellationToken) => _client.CheckAsync(_commands, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    /// <inheritdoc/>
    public Task OnInteractionAsync(DiscordInteraction interaction, CancellationToken hurry) =>
        interaction.Kind == DiscordInteractionKind.Completion ? CompleteAsync(interaction, hurry) : AnswerAsync(interaction, hurry);

    /// <inheritdoc/>
    public async Task OnMessageAsync(DiscordIncomingMessage message, CancellationToken hurry)
    {
        if (_closed.Contains(message.ChannelId))
        {
            return;
        }

        var isDirect = message.GuildId is null;
        var place = new ChatPlace
        {
            Platform = Name,
            ServerId = message.GuildId,
            ChannelId = message.ChannelId,
            UserId = message.UserId,
            IsDirect = isDirect,
            MayManage = isDirect,
        };
        var answer = await AskAsync(() => _desk.Receive(new ChatCall.Line(place, message.Text, IsPublic: !isDirect)), hurry).ConfigureAwait(false);
        try
        {
            await ReplyAsync(message, answer).ConfigureAwait(false);
            Interlocked.Increment(ref _answered);
        }
        catch (DiscordException exception)
        {
            LogNotDone("a reply", exception.Kind, exception.Message);
            if (exception.Kind is DiscordErrorKind.Forbidden or DiscordErrorKind.Gone)
            {
                _closed.Add(message.GuildId, message.ChannelId);
                LogClosed(ClosedChannels.ClosedFor.TotalMinutes);
            }
        }
    }

    private async Task ReplyAsync(DiscordIncomingMessage message, ChatAnswer answer)
    {
        try
        {
            await PostAsync(Render(answer)).ConfigureAwait(false);
        }
        catch (DiscordException exception) when (exception.Code is EmptyMessage or MissingPermissions)
        {
            // Perhaps only embeds are not allowed in that channel: Discord drops them and finds nothing left, or refuses them.
            await PostAsync(DiscordRenderer.RenderPlain(answer)).ConfigureAwait(false);
        }

        Task PostAsync(DiscordMessage reply) => _client.PostAsync(
            message.ChannelId,
            reply with
            {
                MessageReference = new DiscordMessageReference(message.Id),

                // A repeated post with the nonce of the question is no second answer.
                Nonce = message.Id,
                EnforceNonce = true,
            },
            CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task OnReadyAsync(CancellationToken hurry)
    {
        Rehearsal.Play();

        // Nobody waits for it: it may take long, and a stop ends it at once.
        _registration?.Begin();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnGuildJoinedAsync(string guildId, CancellationToken hurry)
    {
        _closed.Open(guildId, channelId: null);
        _updates.Open(guildId, channelId: null);
        LogJoined();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnGuildLeftAsync(string guildId, CancellationToken hurry)
    {
        LogLeft();
        return _desk.ForgetServerAsync(Name, guildId, CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task OnPermissionsChangedAsync(string guildId, string? channelId, CancellationToken hurry)
    {
        _updates.Open(guildId, channelId);
        if (_closed.Open(guildId, channelId))
        {
            LogOpened();
        }

        return Task.CompletedTask;
    }

    private async Task AnswerAsync(DiscordInteraction interaction, CancellationToken hurry)
    {
        _firstAnswers.Begin();
        ChatTask? task;
        DiscordErrorKind? failure;
        try
        {
            (task, failure) = await AnswerFirstAsync(interaction).ConfigureAwait(false);
        }
        finally
        {
            _firstAnswers.End();
        }

        // A deferral that was lost on the way may have arrived: then somebody looks at "thinking…" and waits for this.
        if (task is null || failure is not null and not DiscordErrorKind.Transient)
        {
            return;
        }

        await _firstAnswers.WaitAsync(hurry).ConfigureAwait(false);
        var answer = await AskAsync(() => task, hurry).ConfigureAwait(false);

        if (await ShowAsync(answer).ConfigureAwait(false) == DiscordErrorKind.Ours)
        {
            // Something in the answer is not to Discord's liking; the apology is, and nobody waits for 15 minutes.
            await ShowAsync(Sorry(Apology)).ConfigureAwait(false);
        }

        // Where a page is turned, an answer stands that others may be reading: no apology takes its place.
        Task<DiscordErrorKind?> ShowAsync(ChatAnswer shown) => IsReplacing(task, interaction) && shown.Kind == AnswerKind.Problem
            ? TryAsync("a notice", () => _client.FollowUpAsync(interaction, Render(shown), isPrivate: true, CancellationToken.None))
            : TryAsync("an answer", () => _client.EditOriginalAsync(interaction, Render(shown), CancellationToken.None));
    }

    /// <summary>Gives the first answer: all of it where that is known, else a deferral.</summary>
    /// <returns>What is still to be looked up, null for nothing; and why the first answer was not given, null when it was.</returns>
    private async Task<(ChatTask? Left, DiscordErrorKind? Failure)> AnswerFirstAsync(DiscordInteraction interaction)
    {
        var cameAt = _timeProvider.GetTimestamp();
        ChatTask? task = null;
        try
        {
            task = _desk.Receive(CallOf(interaction));
        }
        catch (Exception exception) when (IsSurvivable(exception))
        {
            LogFault(exception.GetType().Name, exception);
        }

        // A problem is told to whoever pressed, beside the answer that stays.
        var isReplacing = IsReplacing(task, interaction);
        var isPrivate = task?.IsPrivate ?? true;
        DiscordErrorKind? failure;
        if (task is null || task.Ready is not null)
        {
            var ready = Render(task?.Ready);
            failure = await TryAsync("a first answer", () => isReplacing && task?.Ready?.Kind != AnswerKind.Problem
                ? _client.UpdateAsync(interaction, ready, CancellationToken.None)
                : _client.RespondAsync(interaction, ready, isPrivate || isReplacing, CancellationToken.None)).ConfigureAwait(false);
            NoteAnswered(cameAt, failure);
            return (null, failure);
        }

        failure = await TryAsync("a deferral", () => isReplacing
            ? _client.DeferUpdateAsync(interaction, CancellationToken.None)
            : _client.DeferAsync(interaction, isPrivate, CancellationToken.None)).ConfigureAwait(false);
        NoteAnswered(cameAt, failure);
        return (task, failure);
    }

    private async Task CompleteAsync(DiscordInteraction interaction, CancellationToken hurry)
    {
        var cameAt = _timeProvider.GetTimestamp();
        ImmutableArray<string> found = [];
        using var patience = new CancellationTokenSource(CompletionPatience, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hurry, patience.Token);
        if (interaction.FocusedOption is { } option)
        {
            try
            {
                var typed = interaction.Values.GetValueOrDefault(option, "");
                found = await _desk.CompleteAsync(PlaceOf(interaction), interaction.Name, option, typed, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Too slow to be of help.
            }
            catch (Exception exception) when (IsSurvivable(exception))
            {
                LogFault(exception.GetType().Name, exception);
            }
        }

        var failure = await TryAsync("a completion", () => _client.CompleteAsync(interaction, CompletionChoices.Of(found), CancellationToken.None)).ConfigureAwait(false);
        NoteAnswered(cameAt, failure);
    }

    /// <summary>Understands and answers; whatever fails, there is something to tell.</summary>
    private async Task<ChatAnswer> AskAsync(Func<ChatTask> receive, CancellationToken hurry)
    {
        using var patience = new CancellationTokenSource(AnswerPatience, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hurry, patience.Token);
        try
        {
            var task = receive();
            return task.Ready ?? await _desk.AnswerAsync(task, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return Sorry(hurry.IsCancellationRequested ? Leaving : Apology);
        }
        catch (Exception exception) when (IsSurvivable(exception))
        {
            LogFault(exception.GetType().Name, exception);
            return Sorry(Apology);
        }
    }

    private static ChatAnswer Sorry(string sentence) => new(AnswerKind.Problem, new Answers.Reply { Title = sentence, Kind = Answers.ReplyKind.None });

    private DiscordMessage Render(ChatAnswer? answer)
    {
        try
        {
            return answer is null ? DiscordRenderer.Notice(Apology, isPrivate: false) : DiscordRenderer.Render(answer, isPrivate: false);
        }
        catch (Exception exception) when (IsSurvivable(exception))
        {
            LogFault(exception.GetType().Name, exception);
            return DiscordRenderer.Notice(Apology, isPrivate: false);
        }
    }

    /// <summary>Does something on Discord; null when it was done, else why not.</summary>
    private async Task<DiscordErrorKind?> TryAsync(string what, Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
            return null;
        }
        catch (DiscordException exception)
        {
            LogNotDone(what, exception.Kind, exception.Message);
            return exception.Kind;
        }
    }

    private void NoteAnswered(long cameAt, DiscordErrorKind? failure = null)
    {
        if (failure is not null || _timeProvider.GetElapsedTime(cameAt) > InTime)
        {
            Interlocked.Increment(ref _late);
        }
        else
        {
            Interlocked.Increment(ref _answered);
        }
    }

    // Only a message of ours can be replaced, and only by pressing something in it.
    private static bool IsReplacing(ChatTask? task, DiscordInteraction interaction) =>
        task?.Placement == AnswerPlacement.Replace && interaction.Kind == DiscordInteractionKind.Component;

    private ChatCall CallOf(DiscordInteraction interaction) => interaction.Kind switch
    {
        DiscordInteractionKind.MessageMenu => new ChatCall.WhoSaidThis(PlaceOf(interaction), interaction.TargetText ?? ""),
        DiscordInteractionKind.Component => new ChatCall.Press(PlaceOf(interaction), interaction.Name),
        _ => new ChatCall.Named(PlaceOf(interaction), interaction.Name, interaction.Values),
    };

    private ChatPlace PlaceOf(DiscordInteraction interaction) => new()
    {
        Platform = Name,
        ServerId = interaction.GuildId,
        ChannelId = interaction.ChannelId,
        UserId = interaction.UserId,
        IsDirect = interaction.IsDirect,
        MayManage = interaction.IsDirect || (interaction.Permissions & DiscordPermissions.MayManage) != 0,
        Locale = interaction.Locale,
    };

    // What says that the process itself is broken is not for us to go on after.
    private static bool IsSurvivable(Exception exception) => exception is not (OutOfMemoryException or AccessViolationException);

    [LoggerMessage(EventId = 5050, Level = LogLevel.Warning, Message = "Discord did not take {What} ({Kind}): {Reason}")]
    private partial void LogNotDone(string what, DiscordErrorKind kind, string reason);

    [LoggerMessage(EventId = 5053, Level = LogLevel.Information, Message = "The bot was added to a server")]
    private partial void LogJoined();

    [LoggerMessage(EventId = 5054, Level = LogLevel.Information, Message = "The bot was removed from a server")]
    private partial void LogLeft();

    [LoggerMessage(EventId = 5056, Level = LogLevel.Warning, Message = "A channel takes no replies of ours; it is left alone for {Minutes} minutes or until permissions change")]
    private partial void LogClosed(double minutes);

    [LoggerMessage(EventId = 5057, Level = LogLevel.Information, Message = "Permissions changed where replies were refused; they are tried again")]
    private partial void LogOpened();

    [LoggerMessage(EventId = 5055, Level = LogLevel.Error, Message = "An answer failed with {Fault}")]
    private partial void LogFault(string fault, Exception exception);
}
