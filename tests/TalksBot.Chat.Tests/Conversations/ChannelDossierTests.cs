using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Conversations;

public sealed class ChannelDossierTests : IDisposable
{
    private static readonly Dossier Harbour = new() { Name = "harbour", Title = "Harbour talks" };
    private static readonly Dossier Rail = new() { Name = "rail", Title = "Rail talks", VisibleTo = ["discord:S2", "slack:S3"] };

    private readonly DeskBuilder _desk = new() { Options = new ChatOptions { Dossiers = [Harbour, Rail] } };
    private readonly ChatPlace _manager = DeskBuilder.APlace() with { MayManage = true };

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("S1", "rail")]
    [InlineData("S2", "")]
    [InlineData("S3", "rail")]
    public async Task A_dossier_for_some_is_hidden_from_all_others(string server, string hidden)
    {
        await _desk.AskAsync("/meetings", DeskBuilder.APlace(server));

        Assert.Equal(hidden, string.Join(',', Assert.Single(_desk.Answerer.Asked).Scope.Hidden));
    }

    [Fact]
    public async Task A_channel_follows_what_it_chose_and_no_other_channel_does()
    {
        var chosen = await _desk.AskAsync("/dossier harbour", _manager);
        await _desk.AskAsync("/meetings");
        await _desk.AskAsync("/meetings", DeskBuilder.APlace(channel: "C2"));
        await _desk.AskAsync("/dossier all", _manager);
        await _desk.AskAsync("/meetings");

        Assert.Contains("Harbour talks", chosen.Reply.Lead, StringComparison.Ordinal);
        Assert.Equal(["harbour", null, null], _desk.Answerer.Asked.Select(request => request.Scope.Dossier));
    }

    [Fact]
    public void Only_who_manages_the_channel_chooses()
    {
        var task = _desk.Desk.Receive(new ChatCall.Line(DeskBuilder.APlace(), "/dossier harbour", IsPublic: false));

        Assert.Contains("may manage this channel", task.Ready?.Reply.Lead, StringComparison.Ordinal);
        Assert.True(task.IsPrivate);
    }

    [Theory]
    [InlineData("/dossier rail", "No talks called “rail” are visible here; there is harbour or all.")]
    [InlineData("/dossier harbor", "did you mean harbour?")]
    [InlineData("/dossier", "This channel follows all of these:\nharbour: Harbour talks\n")]
    public async Task What_is_hidden_cannot_be_chosen_nor_seen(string line, string expected)
    {
        var answer = await _desk.AskAsync(line, _manager);

        Assert.Contains(expected, answer.Reply.Lead, StringComparison.Ordinal);
        Assert.DoesNotContain("Rail talks", answer.Reply.Lead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_that_was_hidden_since_is_none()
    {
        await _desk.Channels.SetDossierAsync(new ChannelKey("discord", "S1", "C1"), "rail", "U1", _desk.Time.GetUtcNow(), TestContext.Current.CancellationToken);

        await _desk.AskAsync("/meetings");

        Assert.Null(Assert.Single(_desk.Answerer.Asked).Scope.Dossier);
    }

    [Theory]
    [InlineData("S1", "harbour,all")]
    [InlineData("S2", "harbour,rail,all")]
    public async Task Completion_offers_what_is_visible(string server, string expected) =>
        Assert.Equal(expected, string.Join(',', await _desk.Desk.CompleteAsync(DeskBuilder.APlace(server), "dossier", "name", "", TestContext.Current.CancellationToken)));

    [Fact]
    public async Task A_server_that_sent_us_away_leaves_no_choice_behind()
    {
        await _desk.AskAsync("/dossier harbour", _manager);

        await _desk.Desk.ForgetServerAsync("discord", "S1", TestContext.Current.CancellationToken);

        Assert.Null(await _desk.Channels.FindDossierAsync(new ChannelKey("discord", "S1", "C1"), TestContext.Current.CancellationToken));
    }
}
