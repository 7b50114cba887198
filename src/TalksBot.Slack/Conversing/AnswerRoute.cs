namespace TalksBot.Slack;

/// <summary>The way an answer takes back to the person: where it is shown, who sees it, and how work in progress is shown.</summary>
internal abstract class AnswerRoute
{
    private static readonly SlackMessage Looking = new("Looking…") { Blocks = [new SlackContext([new SlackPlainText("Looking…")])] };

    /// <summary>Shows that work goes on.</summary>
    public Task<SlackOutcome> ShowLookingAsync(CancellationToken cancellationToken) => SendLookingAsync(Looking, cancellationToken);

    /// <summary>Shows the answer, in place of what showed that work goes on.</summary>
    public Task<SlackOutcome> ShowAsync(SlackMessage message, CancellationToken cancellationToken) => ShowAsync(message, isNotice: false, cancellationToken);

    /// <summary>Says why there is no answer. It takes no earlier answer's place, and where it would have, the asker alone sees it.</summary>
    public Task<SlackOutcome> ShowNoticeAsync(SlackMessage notice, CancellationToken cancellationToken) => ShowAsync(notice, isNotice: true, cancellationToken);

    /// <summary>Sends the sign that work goes on.</summary>
    protected abstract Task<SlackOutcome> SendLookingAsync(SlackMessage looking, CancellationToken cancellationToken);

    /// <summary>Sends the answer, or the notice that there is none.</summary>
    protected abstract Task<SlackOutcome> SendAsync(SlackMessage message, bool isNotice, CancellationToken cancellationToken);

    private async Task<SlackOutcome> ShowAsync(SlackMessage message, bool isNotice, CancellationToken cancellationToken)
    {
        var outcome = await SendAsync(message, isNotice, cancellationToken);
        if (outcome.Failure is { Kind: SlackFailureKind.Ours } failure && failure != SlackFailure.UsedUp && IsAboutContent(failure.Error))
        {
            // A defect of ours must not leave the person without the answer: its words alone.
            await SendAsync(message with { Blocks = [] }, isNotice, cancellationToken);
        }

        return outcome;
    }

    private static bool IsAboutContent(string error) =>
        error is "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" or "msg_too_long" or "invalid_arguments" or "invalid_attachments";
}

/// <summary>By the <c>response_url</c> of a command, button, shortcut or form.</summary>
internal sealed class ResponseRoute : AnswerRoute
{
    private readonly ISlackClient _client;
    private readonly SlackWorkspace _workspace;
    private readonly ResponseHandle _handle;
    private readonly bool _isPrivate;
    private readonly bool _isReplacement;
    private readonly string? _threadTs;
    private bool _isLookingShown;

    /// <summary>A way back.</summary>
    /// <param name="client">Sends.</param>
    /// <param name="workspace">Where.</param>
    /// <param name="handle">The right to answer.</param>
    /// <param name="isPrivate">Whether only the asker sees it.</param>
    /// <param name="isReplacement">Whether it takes the place of the message whose button was pressed.</param>
    /// <param name="threadTs">The thread that a fresh answer goes into, or null.</param>
    public ResponseRoute(ISlackClient client, SlackWorkspace workspace, ResponseHandle handle, bool isPrivate, bool isReplacement, string? threadTs)
    {
        _client = client;
        _workspace = workspace;
        _handle = handle;
        _isPrivate = isPrivate;
        _isReplacement = isReplacement;
        _threadTs = threadTs;
    }

    /// <inheritdoc />
    protected override async Task<SlackOutcome> SendLookingAsync(SlackMessage looking, CancellationToken cancellationToken)
    {
        if (_isReplacement)
        {
            // The old page stands until the new one takes its place.
            return default;
        }

        var outcome = await _client.RespondAsync(
            _workspace, _handle, looking with { ResponseType = SlackResponseType.Ephemeral, ReplaceOriginal = false, ThreadTs = _threadTs }, cancellationToken);
        _isLookingShown = outcome.IsDone;
        return outcome;
    }

    /// <inheritdoc />
    protected override async Task<SlackOutcome> SendAsync(SlackMessage message, bool isNotice, CancellationToken cancellationToken)
    {
        // An ephemeral message can be replaced, but by nothing that everybody sees.
        var turnsPage = _isReplacement && !isNotice;
        var replaces = turnsPage || (_isLookingShown && _isPrivate);
        var outcome = await _client.RespondAsync(
            _workspace,
            _handle,
            message with
            {
                ResponseType = _isPrivate || (_isReplacement && isNotice) ? SlackResponseType.Ephemeral : SlackResponseType.InChannel,
                ReplaceOriginal = replaces,
                ThreadTs = turnsPage ? null : _threadTs,
            },
            cancellationToken);
        if (_isLookingShown && !_isPrivate && outcome.IsDone)
        {
            await _client.RespondAsync(_workspace, _handle, new SlackMessage("Answered in the channel.") { DeleteOriginal = true }, cancellationToken);
        }

        return outcome;
    }
}

/// <summary>By posting to the conversation: mentions and direct messages.</summary>
internal sealed class PostRoute : AnswerRoute
{
    private readonly ISlackClient _client;
    private readonly SlackWorkspace _workspace;
    private readonly string _channelId;
    private readonly string? _threadTs;
    private readonly bool _isDirect;
    private string? _lookingTs;

    /// <summary>A way back.</summary>
    /// <param name="client">Sends.</param>
    /// <param name="workspace">Where.</param>
    /// <param name="channelId">The conversation.</param>
    /// <param name="threadTs">The thread, or null.</param>
    /// <param name="isDirect">Whether nobody else reads there.</param>
    public PostRoute(ISlackClient client, SlackWorkspace workspace, string channelId, string? threadTs, bool isDirect)
    {
        _client = client;
        _workspace = workspace;
        _channelId = channelId;
        _threadTs = threadTs;
        _isDirect = isDirect;
    }

    /// <inheritdoc />
    protected override async Task<SlackOutcome> SendLookingAsync(SlackMessage looking, CancellationToken cancellationToken)
    {
        var outcome = await _client.PostAsync(_workspace, looking with { Channel = _channelId, ThreadTs = _threadTs }, mayRepeat: false, cancellationToken);
        _lookingTs = outcome.Id;
        return outcome;
    }

    /// <inheritdoc />
    protected override Task<SlackOutcome> SendAsync(SlackMessage message, bool isNotice, CancellationToken cancellationToken) =>
        _lookingTs is { } ts
            ? _client.UpdateAsync(_workspace, message with { Channel = _channelId, Ts = ts }, cancellationToken)
            // Before everybody an answer twice is worse than none; one person bears it.
            : _client.PostAsync(_workspace, message with { Channel = _channelId, ThreadTs = _threadTs }, mayRepeat: _isDirect, cancellationToken);
}

/// <summary>By a message that the asker alone sees, where the right to answer is gone: a form sent after half an hour, or after a restart.</summary>
internal sealed class EphemeralRoute : AnswerRoute
{
    private readonly ISlackClient _client;
    private readonly SlackWorkspace _workspace;
    private readonly string _channelId;
    private readonly string _userId;

    public EphemeralRoute(ISlackClient client, SlackWorkspace workspace, string channelId, string userId)
    {
        _client = client;
        _workspace = workspace;
        _channelId = channelId;
        _userId = userId;
    }

    /// <inheritdoc />
    protected override Task<SlackOutcome> SendLookingAsync(SlackMessage looking, CancellationToken cancellationToken) => Task.FromResult<SlackOutcome>(default);

    /// <inheritdoc />
    protected override Task<SlackOutcome> SendAsync(SlackMessage message, bool isNotice, CancellationToken cancellationToken) =>
        _client.PostEphemeralAsync(_workspace, message with { Channel = _channelId, User = _userId }, cancellationToken);
}
