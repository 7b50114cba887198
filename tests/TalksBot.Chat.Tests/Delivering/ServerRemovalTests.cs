using Microsoft.Extensions.Time.Testing;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Delivering;

/// <summary>What becomes of a server that sends the bot away.</summary>
public class ServerRemovalTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private readonly OutboxInMemory _store = new();
    private readonly List<string> _forgotten = [];

    [Fact]
    public async Task A_server_without_subscriptions_is_forgotten_at_once()
    {
        _store.Owe(new ChannelKey("discord", "200", "1"), _time.GetUtcNow());

        await Removal().RemoveAsync("discord", "100", CancellationToken.None);

        Assert.Equal(["discord:100"], _forgotten);
        Assert.Empty(_store.Paused);
    }

    [Fact]
    public async Task Subscriptions_wait_for_a_week_and_are_forgotten_then()
    {
        _store.Owe(new ChannelKey("discord", "100", "1"), _time.GetUtcNow());
        _store.Owe(new ChannelKey("discord", "100", "2"), _time.GetUtcNow());
        _store.Owe(new ChannelKey("slack", "100", "1"), _time.GetUtcNow());

        await Removal().RemoveAsync("discord", "100", CancellationToken.None);

        Assert.Equal(2, _store.Paused.Count);
        _time.Advance(TimeSpan.FromDays(6.9));
        Assert.Equal(0, await Removal().ForgetLostAsync(CancellationToken.None));
        _time.Advance(TimeSpan.FromDays(0.2));
        Assert.Equal(1, await Removal().ForgetLostAsync(CancellationToken.None));
        Assert.Equal(["discord:100"], _forgotten);
    }

    [Fact]
    public async Task A_server_that_adds_the_bot_again_keeps_all()
    {
        _store.Owe(new ChannelKey("discord", "100", "1"), _time.GetUtcNow());
        await Removal().RemoveAsync("discord", "100", CancellationToken.None);

        await _store.ResumeChannelAsync(new ChannelKey("discord", "100", ""), CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(30));

        Assert.Equal(0, await Removal().ForgetLostAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Channels_that_are_closed_for_other_reasons_are_not_forgotten()
    {
        var channel = new ChannelKey("discord", "100", "1");
        _store.Owe(channel, _time.GetUtcNow());
        await _store.PauseChannelAsync(channel, _time.GetUtcNow(), "The channel is gone.", CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(30));

        Assert.Equal(0, await Removal().ForgetLostAsync(CancellationToken.None));
    }

    private ServerRemoval Removal() => new(
        _store,
        (platform, server, _) =>
        {
            _forgotten.Add($"{platform}:{server}");
            return Task.FromResult(1);
        },
        _time);
}
