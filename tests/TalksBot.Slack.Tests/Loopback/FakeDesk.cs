using System.Collections.Immutable;
using System.Threading.Channels;
using TalksBot.Answers;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <summary>A desk that answers as it is told, and tells what it was asked.</summary>
internal sealed class FakeDesk : IChatDesk
{
    private readonly Channel<ChatCall> _calls = Channel.CreateUnbounded<ChatCall>();

    private readonly Channel<string> _forgotten = Channel.CreateUnbounded<string>();

    public ChannelReader<ChatCall> Calls => _calls.Reader;

    /// <summary>Workspaces that were forgotten.</summary>
    public ChannelReader<string> Forgotten => _forgotten.Reader;

    public int CallCount { get; private set; }

    /// <summary>What becomes of a call.</summary>
    public Func<ChatCall, ChatTask> Understand { get; set; } = call => call switch
    {
        ChatCall.Line { Text: "/help" } => new ChatTask(call, IsPrivate: true, AnswerPlacement.New) { Ready = Text("What can be asked", AnswerKind.Help) },
        ChatCall.Line line => new ChatTask(call, IsPrivate: !line.IsPublic, AnswerPlacement.New),
        ChatCall.Press => new ChatTask(call, IsPrivate: true, AnswerPlacement.Replace),
        _ => new ChatTask(call, IsPrivate: true, AnswerPlacement.New),
    };

    /// <summary>The answer to a task.</summary>
    public Func<ChatTask, CancellationToken, Task<ChatAnswer>> Answer { get; set; } = (_, _) => Task.FromResult(Text("An answer"));

    /// <summary>Suggestions for what was typed.</summary>
    public Func<string, Task<ImmutableArray<string>>> Complete { get; set; } = _ => Task.FromResult<ImmutableArray<string>>(["Edda Roth", "Hilde Vennor"]);

    public static ChatAnswer Text(string title, AnswerKind kind = AnswerKind.Answer, params ReadOnlySpan<ChatButton> buttons) =>
        new(kind, new Reply { Title = title, Kind = ReplyKind.None, Lead = $"{title}, in a sentence." }) { Buttons = [.. buttons] };

    public ChatTask Receive(ChatCall call)
    {
        CallCount++;
        _calls.Writer.TryWrite(call);
        return Understand(call);
    }

    public Task<ChatAnswer> AnswerAsync(ChatTask task, CancellationToken cancellationToken) => Answer(task, cancellationToken);

    public Task<ImmutableArray<string>> CompleteAsync(ChatPlace place, string command, string option, string typed, CancellationToken cancellationToken) => Complete(typed);

    public Task ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken)
    {
        _forgotten.Writer.TryWrite(serverId);
        return Task.CompletedTask;
    }
}
