using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Chat.Tests.Conversations;

/// <summary>A desk with defaults for what does not matter.</summary>
internal sealed class DeskBuilder : IDisposable
{
    private readonly Lazy<ChatDesk> _desk;

    public DeskBuilder() => _desk = new(() => new ChatDesk(Answerer, Reader, Channels, Options, Time, NullLogger<ChatDesk>.Instance));

    public ScriptedAnswerer Answerer { get; init; } = new();

    public IFactReader Reader { get; init; } = new InMemoryFactStore();

    public InMemoryChannelStore Channels { get; } = new();

    public ChatOptions Options { get; init; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 13, 23, 30, 0, TimeSpan.Zero));

    public ChatDesk Desk => _desk.Value;

    public static ChatPlace APlace(string server = "S1", string channel = "C1", string user = "U1") =>
        new() { Platform = "discord", ServerId = server, ChannelId = channel, UserId = user };

    public Task<ChatAnswer> AnswerAsync(ChatCall call) => Desk.AnswerAsync(Desk.Receive(call), TestContext.Current.CancellationToken);

    public Task<ChatAnswer> AskAsync(string line, ChatPlace? place = null) => AnswerAsync(new ChatCall.Line(place ?? APlace(), line, IsPublic: false));

    public void Dispose()
    {
        if (_desk.IsValueCreated)
        {
            _desk.Value.Dispose();
        }
    }
}
