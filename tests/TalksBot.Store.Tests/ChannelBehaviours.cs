using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>How every store keeps what channels chose.</summary>
public abstract class ChannelBehaviours(StoreFixture store) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2024, 5, 3, 10, 30, 0, TimeSpan.FromHours(3));
    private static readonly ChannelKey Channel = new("discord", "111", "222");

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task A_channel_follows_what_was_chosen_last()
    {
        Assert.Null(await store.Channels.FindDossierAsync(Channel, None));

        await SetAsync(Channel, "fish");
        Assert.Equal("fish", await store.Channels.FindDossierAsync(Channel, None));

        await SetAsync(Channel, "rail");
        Assert.Equal("rail", await store.Channels.FindDossierAsync(Channel, None));

        await SetAsync(Channel, dossier: null);
        Assert.Null(await store.Channels.FindDossierAsync(Channel, None));
    }

    [Theory]
    [InlineData("slack", "111", "222")]
    [InlineData("discord", "112", "222")]
    [InlineData("discord", "111", "223")]
    [InlineData("discord", null, "222")]
    [InlineData("discord", "222", "111")]
    public async Task Channels_that_share_an_id_are_apart(string platform, string? server, string channel)
    {
        var other = new ChannelKey(platform, server, channel);
        await SetAsync(Channel, "fish");

        Assert.Null(await store.Channels.FindDossierAsync(other, None));
        await SetAsync(other, "rail");
        Assert.Equal("fish", await store.Channels.FindDossierAsync(Channel, None));
        Assert.Equal("rail", await store.Channels.FindDossierAsync(other, None));
    }

    [Fact]
    public async Task A_channel_that_is_forgotten_follows_nothing()
    {
        await SetAsync(Channel, "fish");
        await SetAsync(Channel with { ChannelId = "333" }, "rail");

        Assert.True(await store.Channels.ForgetChannelAsync(Channel, None));

        Assert.Null(await store.Channels.FindDossierAsync(Channel, None));
        Assert.Equal("rail", await store.Channels.FindDossierAsync(Channel with { ChannelId = "333" }, None));
        Assert.False(await store.Channels.ForgetChannelAsync(Channel, None));
    }

    [Fact]
    public async Task A_server_that_is_forgotten_takes_its_channels_and_no_others()
    {
        ChannelKey[] others = [new("slack", "111", "222"), new("discord", "9", "222"), new("discord", null, "222")];
        foreach (var channel in others.Append(Channel).Append(Channel with { ChannelId = "333" }))
        {
            await SetAsync(channel, "fish");
        }

        Assert.Equal(2, await store.Channels.ForgetServerAsync("discord", "111", None));

        Assert.Null(await store.Channels.FindDossierAsync(Channel, None));
        foreach (var channel in others)
        {
            Assert.Equal("fish", await store.Channels.FindDossierAsync(channel, None));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => store.Channels.ForgetServerAsync("discord", "", None));
    }

    [Fact]
    public async Task Ids_without_bound_are_refused_and_never_found()
    {
        var endless = Channel with { ChannelId = new string('1', ChannelKey.MaxIdLength + 1) };

        await Assert.ThrowsAsync<ArgumentException>(() => SetAsync(endless, "fish"));
        await Assert.ThrowsAsync<ArgumentException>(() => SetAsync(Channel, new string('f', ChannelKey.MaxIdLength + 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => SetAsync(Channel, ""));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Channels.SetDossierAsync(Channel, "fish", setBy: "", Now, None));

        Assert.Null(await store.Channels.FindDossierAsync(endless, None));
        Assert.Null(await store.Channels.FindDossierAsync(Channel, None));
    }

    private Task SetAsync(ChannelKey channel, string? dossier) => store.Channels.SetDossierAsync(channel, dossier, setBy: "42", Now, None);
}

public sealed class SqliteChannelTests() : ChannelBehaviours(new SqliteFixture());
