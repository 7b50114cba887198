using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Chat;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>A desk that does what a test says; by itself it looks everything up and answers at once.</summary>
internal sealed class ScriptedDesk : IChatDesk
{
    public EventLog<ChatCall> Calls { get; } = new("calls to the desk");

    public EventLog<ChatPlace> Completions { get; } = new("completions");

    public EventLog<string> Forgotten { get; } = new("servers that were forgotten");

    public Func<ChatCall, ChatTask> OnReceive { get; set; } = call => new ChatTask(call, IsPrivate: false, AnswerPlacement.New);

    public Func<ChatTask, CancellationToken, Task<ChatAnswer>> OnAnswer { get; set; } = (_, _) => Task.FromResult(Answer("Found."));

    public Func<string, string, CancellationToken, Task<ImmutableArray<string>>> OnComplete { get; set; } = (_, typed, _) => Task.FromResult(ImmutableArray.Create($"{typed}ia", $"{typed}ina"));

    public static ChatAnswer Answer(string title, AnswerKind kind = AnswerKind.Answer) => new(kind, new Reply { Title = title, Kind = ReplyKind.None });

    public ChatTask Receive(ChatCall call)
    {
        Calls.Add(call);
        return OnReceive(call);
    }

    public Task<ChatAnswer> AnswerAsync(ChatTask task, CancellationToken cancellationToken) => OnAnswer(task, cancellationToken);

    public Task<ImmutableArray<string>> CompleteAsync(ChatPlace place, string command, string option, string typed, CancellationToken cancellationToken)
    {
        Completions.Add(place);
        return OnComplete(option, typed, cancellationToken);
    }

    public Task ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken)
    {
        Forgotten.Add(serverId);
        return Task.CompletedTask;
    }
}
