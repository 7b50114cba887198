using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>The desk over the store: understands calls, resolves what their place may see, answers, remembers what buttons stand for.</summary>
public sealed partial class ChatDesk : IChatDesk, IDisposable
{
    private const int RememberedAnswers = 5000;
    private const int CompletionLimit = 25;

    private readonly IAnswerer _answerer;
    private readonly Completer _completer;
    private readonly ChannelDossiers _dossiers;
    private readonly ChatOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ChatDesk> _log;
    private readonly LookupThreads _threads;
    private readonly ReplyStates _states = new(RememberedAnswers);
    private readonly AnswerButtons _buttons;
    private readonly SubscriptionDesk? _subscriptions;

    /// <summary>Opens the desk.</summary>
    /// <param name="answerer">Answers requests.</param>
    /// <param name="reader">Completes names.</param>
    /// <param name="channels">Knows which dossier a channel follows.</param>
    /// <param name="options">How to talk.</param>
    /// <param name="time">The clock; decides what today is where a person asks.</param>
    /// <param name="log">Takes failures, with ids and without words.</param>
    /// <param name="subscriptions">Takes what is about subscriptions; null where there are none.</param>
    public ChatDesk(IAnswerer answerer, IFactReader reader, IChannelStore channels, ChatOptions options, TimeProvider time, ILogger<ChatDesk> log, SubscriptionDesk? subscriptions = null)
    {
        _answerer = answerer;
        _completer = new Completer(reader);
        _dossiers = new ChannelDossiers(options, channels, time);
        _options = options;
        _time = time;
        _log = log;
        _threads = new LookupThreads(options.LookupThreads);
        _buttons = new AnswerButtons(_states);
        _subscriptions = subscriptions;
    }

    /// <summary>What becomes of a server's subscriptions when it sends us away; null where there are none.</summary>
    public ServerRemoval? Removal { get; init; }

    /// <inheritdoc/>
    public void Dispose() => _threads.Dispose();

    /// <inheritdoc/>
    public ChatTask Receive(ChatCall call)
    {
        var place = call.Place;
        switch (call)
        {
            case ChatCall.Named named:
                return TaskFor(call, ChatGrammar.Parse(named.Command, named.Values, ContextOf(place)), isPublic: false);
            case ChatCall.Line line:
                return TaskFor(call, ChatGrammar.Parse(line.Text, ContextOf(place)), line.IsPublic);
            case ChatCall.WhoSaidThis message:
                return TaskFor(call, WhoSaid(message), isPublic: false) with { IsPrivate = !place.IsDirect };
            case ChatCall.Press press:
                return Pressed(press);
            default:
                throw new ArgumentException($"{call.GetType().Name} is no known call.", nameof(call));
        }
    }

    /// <inheritdoc/>
    public async Task<ChatAnswer> AnswerAsync(ChatTask task, CancellationToken cancellationToken)
    {
        if (task.Ready is { } ready)
        {
            return ready;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await _threads.RunAsync(isUrgent: false, () => LookUpAsync(task, stop.Token), stop.Token)
                .WaitAsync(_options.AnswerTimeout, _time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (LookupsExhaustedException)
        {
            return Apology(task, "So many questions are waiting that yours would take minutes. Ask again in a moment.");
        }
        catch (TimeoutException)
        {
            await stop.CancelAsync();
            var reference = NewReference();
            LogTimedOut(task.Call.Place.Platform, reference, _options.AnswerTimeout.TotalSeconds);
            return Apology(task, $"That took too long, so I gave up. Try again in a minute; if it happens again, tell whoever runs this bot (reference {reference}).");
        }
        catch (StoreUnavailableException failure)
        {
            var reference = NewReference();
            LogStoreFailed(failure, task.Call.Place.Platform, reference);
            return Apology(task, $"Sorry, the stored articles cannot be read at the moment. Try again in a few minutes; if it lasts, tell whoever runs this bot (reference {reference}).");
        }
#pragma warning disable CA1031 // A person waits for an answer: whatever broke is logged, and they are told in plain words.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var reference = NewReference();
            LogFailed(failure, task.Call.Place.Platform, reference);
            return Apology(task, $"Sorry, something went wrong on this side. Try other words; if it happens again, tell whoever runs this bot (reference {reference}).");
        }
    }

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A list of suggestions that fails is an empty one; the failure is logged.")]
    public async Task<ImmutableArray<string>> CompleteAsync(ChatPlace place, string command, string option, string typed, CancellationToken cancellationToken)
    {
        if (CommandCatalog.Find(command)?.FindOption(option) is not { } declared || typed.Length > ChatGrammar.MaxLength)
        {
            return [];
        }

        if (declared.Kind == OptionKind.Dossier)
        {
            return [.. _dossiers.Complete(place, typed).Take(CompletionLimit)];
        }

        if (declared.Kind == OptionKind.Subscription && _subscriptions is null)
        {
            return [];
        }

        if (declared.Kind is not (OptionKind.Actor or OptionKind.Subscription))
        {
            return await _completer.ValuesAsync(declared, typed, FactScope.All, cancellationToken);
        }

        try
        {
            return await _threads.RunAsync(
                isUrgent: true,
                async () => declared.Kind == OptionKind.Subscription && _subscriptions is { } subscriptions
                    ? await subscriptions.CompleteAsync(place, typed, CompletionLimit, cancellationToken)
                    : await _completer.ValuesAsync(declared, typed, await _dossiers.ScopeAsync(place, cancellationToken), cancellationToken),
                cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogCompletionFailed(failure, place.Platform);
            return [];
        }
    }

    /// <inheritdoc/>
    public async Task ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken)
    {
        try
        {
            if (Removal is { } removal)
            {
                await removal.RemoveAsync(platform, serverId, cancellationToken);
                return;
            }

            var count = await _threads.RunAsync(isUrgent: false, () => _dossiers.ForgetServerAsync(platform, serverId, cancellationToken), cancellationToken);
            LogForgotten(count, platform);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or LookupsExhaustedException)
        {
            LogNotForgotten(failure, platform, serverId);
        }
    }

    private ChatTask TaskFor(ChatCall call, ChatInput input, bool isPublic)
    {
        var place = call.Place;
        var isPrivate = !place.IsDirect && !isPublic && !IsPublicIn(place);
        var ready = input switch
        {
            ChatInput.Told told => new ChatAnswer(AnswerKind.Help, told.Reply) { Locale = place.Locale },
            ChatInput.Misunderstood misunderstood => ProblemAnswer(place, misunderstood.Message),
            ChatInput.DossierNamed { Name: not null } when !place.MayManage && !place.IsDirect =>
                ProblemAnswer(place, "Only people who may manage this channel can choose what it follows. Ask one of them; /dossier alone shows which talks there are."),
            ChatInput.SubscriptionAsked when _subscriptions is null =>
                ProblemAnswer(place, "This bot was started without updates, so there is nothing to subscribe to. Whoever runs it can switch them on."),
            ChatInput.SubscriptionAsked { Act.NeedsRight: true } when !place.MayManage && !place.IsDirect =>
                ProblemAnswer(place, "Only people who may manage this channel can change what it is told. Ask one of them; /subscriptions shows what there is."),
            _ => null,
        };
        if (ready is not null)
        {
            // Help and problems are between the bot and the asker, unless there is no such thing there (an answer to a mention).
            return new ChatTask(call, !place.IsDirect && !isPublic, AnswerPlacement.New) { Ready = ready };
        }

        return new ChatTask(call, isPrivate || (input is ChatInput.DossierNamed or ChatInput.SubscriptionAsked && !place.IsDirect), AnswerPlacement.New) { Input = input };
    }

    private ChatInput WhoSaid(ChatCall.WhoSaidThis message)
    {
        var words = message.Text.Trim();
        if (words.Length == 0)
        {
            return new ChatInput.Misunderstood("That message has no words of its own, so there is nothing to look for. Try it on a message with text.");
        }

        var today = TodayOf(message.Place);
        return new ChatInput.Asked(new WhoSaidRequest(TextCut.AtSentence(words, ChatGrammar.MaxLength)) { Today = today });
    }

    private ChatTask Pressed(ChatCall.Press press)
    {
        var place = press.Place;
        if (SubscriptionAct.OfButton(press.Key) is { } act)
        {
            // It says itself what it stands for; what it may do is looked up where it was pressed.
            return TaskFor(press, new ChatInput.SubscriptionAsked(act), isPublic: false) with { IsPrivate = !place.IsDirect };
        }

        if (!ButtonKey.TryParse(press.Key, out var key) || _states.Find(key.State) is not { } state || !IsSamePlace(state.Place, place))
        {
            return Refused(press, "These buttons have expired. Run the command again for fresh ones.");
        }

        if (state.IsPrivate && state.Place.UserId != place.UserId)
        {
            return Refused(press, "Only the person who asked can use the buttons of a private answer. Ask for yourself with the same command.");
        }

        var request = state.Request with { Today = TodayOf(place) };
        switch (key.Kind)
        {
            case ButtonKey.Page when key.Number <= MaxPage:
                return new ChatTask(press, state.IsPrivate, AnswerPlacement.Replace) { Input = new ChatInput.Asked(request with { Page = key.Number }) };
            case ButtonKey.Show when state.IsPrivate:
                return new ChatTask(press, IsPrivate: false, AnswerPlacement.New) { Input = new ChatInput.Asked(request) };
            case ButtonKey.Suggestion when key.Number < state.Suggestions.Length:
                var task = TaskFor(press, ChatGrammar.Parse(state.Suggestions[key.Number], ContextOf(place)), isPublic: false);
                // A private answer makes room for the one that was meant; what everybody reads stays.
                return state.IsPrivate || place.IsDirect ? task with { IsPrivate = state.IsPrivate, Placement = AnswerPlacement.Replace } : task;
            default:
                return Refused(press, "That button does nothing any more. Run the command again.");
        }
    }

    private const int MaxPage = 100_000;

    private static ChatTask Refused(ChatCall.Press press, string message) =>
        new(press, !press.Place.IsDirect, AnswerPlacement.New) { Ready = ProblemAnswer(press.Place, message) };

    private static bool IsSamePlace(ChatPlace a, ChatPlace b) => a.Platform == b.Platform && a.ServerId == b.ServerId && a.ChannelId == b.ChannelId;

    private async Task<ChatAnswer> LookUpAsync(ChatTask task, CancellationToken cancellationToken)
    {
        var place = task.Call.Place;
        switch (task.Input)
        {
            case ChatInput.DossierNamed named:
                return new ChatAnswer(AnswerKind.Help, await _dossiers.ChooseAsync(place, named.Name, cancellationToken)) { Locale = place.Locale };
            case ChatInput.SubscriptionAsked { Act: var act } when _subscriptions is { } subscriptions:
                return await subscriptions.AnswerAsync(place, act, cancellationToken);
            case ChatInput.Asked asked:
                var request = asked.Request with { Scope = await _dossiers.ScopeAsync(place, cancellationToken) };
                var reply = await _answerer.AnswerAsync(request, cancellationToken);
                return new ChatAnswer(AnswerKind.Answer, reply) { Locale = place.Locale, Buttons = _buttons.For(task, request, reply) };
            default:
                throw new InvalidOperationException($"{task.Input?.GetType().Name ?? "nothing"} cannot be looked up.");
        }
    }

    private bool IsPublicIn(ChatPlace place) =>
        _options.PublicIn.Contains(ChatOptions.Everywhere)
        || (place.ServerId is { } server && _options.PublicIn.Contains($"{place.Platform}:{server}", StringComparer.Ordinal));

    private ChatContext ContextOf(ChatPlace place) => new(FactScope.All, TodayOf(place));

    private DateOnly TodayOf(ChatPlace place)
    {
        var zone = place.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_time.GetUtcNow(), zone).DateTime);
    }

    private static ChatAnswer ProblemAnswer(ChatPlace place, string message) =>
        new(AnswerKind.Problem, new Reply { Title = "That did not work", Kind = ReplyKind.None, Lead = message }) { Locale = place.Locale };

    private static ChatAnswer Apology(ChatTask task, string message) => ProblemAnswer(task.Call.Place, message);

    // Long enough to be told apart in a log, short enough to be read out.
    private static string NewReference() => Guid.NewGuid().ToString("N")[..8];

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Gave up an answer on {Platform} after {Seconds} s (reference {Reference})")]
    private partial void LogTimedOut(string platform, string reference, double seconds);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Critical, Message = "The store failed during an answer on {Platform} (reference {Reference})")]
    private partial void LogStoreFailed(Exception failure, string platform, string reference);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "An answer on {Platform} failed (reference {Reference})")]
    private partial void LogFailed(Exception failure, string platform, string reference);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Error, Message = "A completion on {Platform} failed")]
    private partial void LogCompletionFailed(Exception failure, string platform);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Information, Message = "Forgot what {Count} channels of a server on {Platform} had chosen")]
    private partial void LogForgotten(int count, string platform);

    [LoggerMessage(EventId = 3006, Level = LogLevel.Critical, Message = "What is kept of server {ServerId} on {Platform} could not be deleted")]
    private partial void LogNotForgotten(Exception failure, string platform, string serverId);
}
