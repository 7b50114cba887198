using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>Takes Slack's events to the desk and its answers back.</summary>
internal sealed partial class SlackConversation : ISlackListener
{
    private const int MaxSuggestions = 100;
    private const int MaxProblemLength = 300;

    private static readonly SlackMessage Defect =
        SlackRenderer.Notice("Sorry, something went wrong on this side. Try other words; if it happens again, tell whoever runs this bot.");

    private readonly ISlackClient _client;
    private readonly IChatDesk _desk;
    private readonly SlackTiming _timing;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly UserDirectory _users;
    private readonly HomeTabs _homes;
    private readonly OpenForms _forms = new();
    private readonly SlackUpdates _updates;

    public SlackConversation(ISlackClient client, IChatDesk desk, SlackIdentity identity, SlackTiming timing, TimeProvider time, ILogger logger, SlackUpdates updates)
    {
        _updates = updates;
        _client = client;
        _desk = desk;
        _timing = timing;
        _time = time;
        _logger = logger;
        _users = new UserDirectory(client, timing.UserWait, time, logger);
        _homes = new HomeTabs(client, identity);
    }

    /// <inheritdoc />
    public Task HandleAsync(SlackEvent slackEvent, CancellationToken cancellationToken) => slackEvent switch
    {
        SlackEvent.CommandTyped command => HandleAsync(command, cancellationToken),
        SlackEvent.ButtonPressed button => HandleAsync(button, cancellationToken),
        SlackEvent.MessageChosen chosen => HandleAsync(chosen, cancellationToken),
        SlackEvent.Mentioned mention => HandleAsync(mention, cancellationToken),
        SlackEvent.DirectMessage direct => HandleAsync(direct, cancellationToken),
        SlackEvent.HomeOpened home => _homes.ShowAsync(home, cancellationToken),
        SlackEvent.ChannelOpened opened => OpenAsync(opened),
        SlackEvent.Removed removed => ForgetAsync(removed, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <inheritdoc />
    public async Task<ImmutableArray<SlackOption>> SuggestAsync(SlackEvent.OptionsWanted wanted, CancellationToken cancellationToken)
    {
        if (CommandModal.FieldOf(wanted.ActionId) is not var (command, option))
        {
            return [];
        }

        var place = PlaceOf(wanted.Workspace, wanted.UserId, _forms.Find(wanted.Metadata).ChannelId ?? wanted.UserId, isDirect: false, _users.Known(wanted.Workspace, wanted.UserId));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var values = await _desk.CompleteAsync(place, command.Name, option.Name, TypedText.Plain(wanted.Typed), limit.Token).WaitAsync(_timing.Suggestions, _time, cancellationToken);
            return [.. values.Select(CommandModal.Choice).OfType<SlackOption>().DistinctBy(choice => choice.Value, StringComparer.Ordinal).Take(MaxSuggestions)];
        }
        catch (TimeoutException)
        {
            await limit.CancelAsync();
            LogSuggestionsLate();
            return [];
        }
    }

    /// <inheritdoc />
    public FormVerdict Receive(SlackEvent.FormSent form)
    {
        if (CommandModal.CommandOf(form.CallbackId) is not { } command)
        {
            return new FormVerdict(null, null);
        }

        var (channel, response) = _forms.Find(form.Metadata);
        var place = PlaceOf(form.Workspace, form.UserId, channel ?? form.UserId, isDirect: false, _users.Known(form.Workspace, form.UserId));
        var values = form.Fields.DistinctBy(field => field.BlockId, StringComparer.Ordinal).ToImmutableDictionary(field => field.BlockId, field => TypedText.Plain(field.Value), StringComparer.Ordinal);
        var call = new ChatCall.Named(place, command.Name, values);
        ChatTask task;
        try
        {
            task = _desk.Receive(call);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // The form closes, and the person is told where the answer would have come.
            var failure = ExceptionDispatchInfo.Capture(failed);
            return new FormVerdict(null, async cancellationToken =>
            {
                await RouteOf(new ChatTask(call, IsPrivate: true, AnswerPlacement.New)).ShowNoticeAsync(Defect, cancellationToken);
                failure.Throw();
            });
        }

        if (task.Ready is { Kind: AnswerKind.Problem } problem)
        {
            var text = problem.Reply.Lead ?? problem.Reply.Title;
            var option = command.Options.FirstOrDefault(option => text.Contains($"“{option.Name}”", StringComparison.Ordinal)) ?? command.Options[0];
            return new FormVerdict((option.Name, text.Length > MaxProblemLength ? text[..MaxProblemLength] : text), null);
        }

        return new FormVerdict(null, cancellationToken => AnswerAsync(task, RouteOf(task), cancellationToken));

        AnswerRoute RouteOf(ChatTask task) => response is not null ? new ResponseRoute(_client, form.Workspace, response, task.IsPrivate, isReplacement: false, threadTs: null)
            : channel is not null ? new EphemeralRoute(_client, form.Workspace, channel, form.UserId)
            : new PostRoute(_client, form.Workspace, form.UserId, threadTs: null, isDirect: true);
    }

    private async Task HandleAsync(SlackEvent.CommandTyped command, CancellationToken cancellationToken)
    {
        var typed = TypedLine.OfCommand(command.Command, command.Text);
        if (typed.Bare is { } bare && command.TriggerId is { } trigger)
        {
            // The trigger lasts 3 s: the form comes before any look-up. It is made of the declaration alone, so it needs no loading view in front.
            var form = CommandModal.Of(bare, _forms.Open(command.ChannelId, command.Response));
            var outcome = await _client.OpenViewAsync(command.Workspace, trigger, form, cancellationToken);
            if (outcome.Failure is not { } failure)
            {
                _users.Known(command.Workspace, command.UserId);
                return;
            }

            LogNotShown("form", failure.Error);
        }

        var user = await _users.FindAsync(command.Workspace, command.UserId, cancellationToken);
        var place = PlaceOf(command.Workspace, command.UserId, command.ChannelId, isDirect: false, user);
        await AnswerAsync(new ChatCall.Line(place, typed.Line, IsPublic: false), task => RouteOf(command.Workspace, command.ChannelId, command.UserId, command.Response, task, threadTs: null), cancellationToken);
    }

    private async Task HandleAsync(SlackEvent.ButtonPressed button, CancellationToken cancellationToken)
    {
        if (button.ChannelId is not { } channel)
        {
            return;
        }

        var isDirect = channel.StartsWith('D') && !button.IsEphemeral;
        var user = await _users.FindAsync(button.Workspace, button.UserId, cancellationToken);
        var thread = button.ThreadTs is { } ts && ts != button.MessageTs ? ts : null;
        await AnswerAsync(new ChatCall.Press(PlaceOf(button.Workspace, button.UserId, channel, isDirect, user), button.ActionId), task => RouteOf(button.Workspace, channel, button.UserId, button.Response, task, thread), cancellationToken);
    }

    private async Task HandleAsync(SlackEvent.MessageChosen chosen, CancellationToken cancellationToken)
    {
        var user = await _users.FindAsync(chosen.Workspace, chosen.UserId, cancellationToken);
        var place = PlaceOf(chosen.Workspace, chosen.UserId, chosen.ChannelId, isDirect: false, user);
        await AnswerAsync(new ChatCall.WhoSaidThis(place, TypedText.Plain(chosen.Text)), task => RouteOf(chosen.Workspace, chosen.ChannelId, chosen.UserId, chosen.Response, task, threadTs: null), cancellationToken);
    }

    private async Task HandleAsync(SlackEvent.Mentioned mention, CancellationToken cancellationToken)
    {
        var user = await _users.FindAsync(mention.Workspace, mention.UserId, cancellationToken);
        var place = PlaceOf(mention.Workspace, mention.UserId, mention.ChannelId, isDirect: false, user);
        await AnswerAsync(new ChatCall.Line(place, TypedLine.OfMessage(mention.Text), IsPublic: true), _ => new PostRoute(_client, mention.Workspace, mention.ChannelId, mention.ThreadTs ?? mention.Ts, isDirect: false), cancellationToken);
    }

    private async Task HandleAsync(SlackEvent.DirectMessage direct, CancellationToken cancellationToken)
    {
        var user = await _users.FindAsync(direct.Workspace, direct.UserId, cancellationToken);
        var place = PlaceOf(direct.Workspace, direct.UserId, direct.ChannelId, isDirect: true, user);
        await AnswerAsync(new ChatCall.Line(place, TypedLine.OfMessage(direct.Text), IsPublic: false), _ => new PostRoute(_client, direct.Workspace, direct.ChannelId, direct.ThreadTs, isDirect: true), cancellationToken);
    }

    private async Task AnswerAsync(ChatCall call, Func<ChatTask, AnswerRoute> routeOf, CancellationToken cancellationToken)
    {
        // What holds until the call is understood.
        var task = new ChatTask(call, IsPrivate: true, AnswerPlacement.New);
        try
        {
            task = _desk.Receive(call);
        }
        catch
        {
            await routeOf(task).ShowNoticeAsync(Defect, cancellationToken);
            throw;
        }

        await AnswerAsync(task, routeOf(task), cancellationToken);
    }

    private async Task AnswerAsync(ChatTask task, AnswerRoute route, CancellationToken cancellationToken)
    {
        try
        {
            await ShowAnswerAsync(task, route, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // We stop, and the answer was not ready: silence would leave the person waiting.
            await route.ShowNoticeAsync(SlackRenderer.Notice("I am being restarted and could not finish this. Ask again in a minute."), CancellationToken.None);
        }
        catch
        {
            // A defect, for the log; the person is told in plain words.
            await route.ShowNoticeAsync(Defect, cancellationToken);
            throw;
        }
    }

    private async Task ShowAnswerAsync(ChatTask task, AnswerRoute route, CancellationToken cancellationToken)
    {
        var answering = task.Ready is { } ready ? Task.FromResult(ready) : _desk.AnswerAsync(task, cancellationToken);
        ChatAnswer answer;
        try
        {
            answer = await answering.WaitAsync(_timing.Patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            await route.ShowLookingAsync(cancellationToken);
            answer = await answering;
        }

        // A page that cannot be turned leaves the one that is there.
        var message = SlackRenderer.Render(answer);
        var outcome = answer.Kind == AnswerKind.Problem ? await route.ShowNoticeAsync(message, cancellationToken) : await route.ShowAsync(message, cancellationToken);
        if (outcome.Failure is { } failure)
        {
            LogNotShown("answer", failure.Error);
        }
    }

    private Task OpenAsync(SlackEvent.ChannelOpened opened)
    {
        _updates.Open(opened.Workspace, opened.ChannelId);
        return Task.CompletedTask;
    }

    // No token is kept, and nothing of what the workspace's channels chose.
    private async Task ForgetAsync(SlackEvent.Removed removed, CancellationToken cancellationToken)
    {
        var isRemoved = true;
        try
        {
            isRemoved = await _client.ForgetAsync(removed.Workspace, removed.At, cancellationToken);
        }
        finally
        {
            if (isRemoved)
            {
                _homes.Forget(removed.Workspace);
                await _desk.ForgetServerAsync("slack", removed.Workspace.ServerId, cancellationToken);
            }
        }
    }

    // Commands, buttons and shortcuts come with the right to answer; should one come without, the channel is written to.
    private AnswerRoute RouteOf(SlackWorkspace workspace, string channelId, string userId, ResponseHandle? response, ChatTask task, string? threadTs) =>
        response is not null ? new ResponseRoute(_client, workspace, response, task.IsPrivate, task.Placement == AnswerPlacement.Replace, threadTs)
        : task.IsPrivate ? new EphemeralRoute(_client, workspace, channelId, userId)
        : new PostRoute(_client, workspace, channelId, threadTs, isDirect: false);

    private static ChatPlace PlaceOf(SlackWorkspace workspace, string userId, string channelId, bool isDirect, SlackUser? user) => new()
    {
        Platform = "slack",
        ServerId = workspace.ServerId,
        ChannelId = channelId,
        UserId = userId,
        IsDirect = isDirect,
        MayManage = isDirect || user?.IsAdmin == true,
        Locale = user?.Locale,
        TimeZone = user?.TimeZone,
    };

    [LoggerMessage(EventId = 6071, Level = LogLevel.Warning, Message = "A Slack {What} could not be shown: {Error}")]
    private partial void LogNotShown(string what, string error);

    [LoggerMessage(EventId = 6072, Level = LogLevel.Warning, Message = "Suggestions took too long; an empty list was sent")]
    private partial void LogSuggestionsLate();
}
