using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Delivering;

/// <summary>What the platform of a test does with one post or edit.</summary>
/// <param name="Outcome">What it answers; null for the normal answer.</param>
/// <param name="IsDone">Whether it is done all the same.</param>
internal sealed record Act(PostOutcome? Outcome, bool IsDone)
{
    public static Act Normal { get; } = new(null, IsDone: true);

    public static Act Instead(PostOutcome outcome) => new(outcome, IsDone: false);

    public static Act LoseReply { get; } = new(new PostOutcome.Unclear("The reply was lost."), IsDone: true);

    public static Act LoseRequest { get; } = new(new PostOutcome.Unclear("The reply was lost."), IsDone: false);
}

/// <summary>A message that stands in a channel.</summary>
internal sealed record Standing(string Id, ChannelKey Channel, string Key, string Text, string? InReplyTo, DateTimeOffset At);

/// <summary>A platform that does what a test says, and remembers keys for three minutes if it is told to.</summary>
internal sealed class ScriptedPort(TimeProvider time, bool knowsKeys) : IUpdatePort
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(3);

    private readonly Lock _lock = new();
    private readonly List<Standing> _messages = [];

    public event EventHandler<ChannelOpenedEventArgs>? Opened;

    public TimeSpan RepeatableFor => knowsKeys ? TimeSpan.FromMinutes(2) : TimeSpan.Zero;

    /// <summary>What is done with a post; the number counts posts of that key from 1.</summary>
    public Func<ChannelUpdate, int, Act> OnPost { get; set; } = (_, _) => Act.Normal;

    public Func<ChannelUpdate, string, Act> OnEdit { get; set; } = (_, _) => Act.Normal;

    /// <summary>What a look says instead of the truth, or null.</summary>
    public Func<string, PostedLook?> OnLook { get; set; } = _ => null;

    /// <summary>Waited for before anything is posted.</summary>
    public Func<ChannelUpdate, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public Dictionary<string, int> Posts { get; } = [];

    public List<(string Key, string MessageId)> Edits { get; } = [];

    public List<(string Key, string? InReplyTo)> Looks { get; } = [];

    public List<Standing> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    public void Open(ChannelKey channel) => Opened?.Invoke(this, new ChannelOpenedEventArgs(channel));

    public async Task<PostOutcome> PostAsync(ChannelUpdate update, CancellationToken cancellationToken)
    {
        await Before(update, cancellationToken);
        lock (_lock)
        {
            var number = Posts[update.Key] = Posts.GetValueOrDefault(update.Key) + 1;
            var act = OnPost(update, number);
            var id = "";
            if (act.IsDone)
            {
                var now = time.GetUtcNow();
                var before = knowsKeys ? _messages.Find(message => message.Key == update.Key && now - message.At < Memory) : null;
                if (before is null)
                {
                    before = new Standing($"m{_messages.Count + 1}", update.Channel, update.Key, update.Answer.Reply.Title, update.InReplyTo, now);
                    _messages.Add(before);
                }

                id = before.Id;
            }

            return act.Outcome ?? new PostOutcome.Posted(id);
        }
    }

    public Task<PostOutcome> EditAsync(ChannelUpdate update, string messageId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Edits.Add((update.Key, messageId));
            var act = OnEdit(update, messageId);
            var at = _messages.FindIndex(message => message.Id == messageId);
            if (act.IsDone && at >= 0)
            {
                _messages[at] = _messages[at] with { Text = update.Answer.Reply.Title };
            }

            return Task.FromResult(act.Outcome ?? (at >= 0 ? new PostOutcome.Posted(messageId) : new PostOutcome.Gone(IsMessage: true, "The message is gone.")));
        }
    }

    public Task<PostedLook> FindPostedAsync(ChannelKey channel, string key, DateTimeOffset since, string? inReplyTo, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Looks.Add((key, inReplyTo));
            return Task.FromResult(OnLook(key)
                ?? (_messages.Find(message => message.Channel == channel && message.Key == key && message.InReplyTo == inReplyTo) is { } found
                    ? new PostedLook.Found(found.Id)
                    : new PostedLook.Absent()));
        }
    }
}
