using System.Collections.Immutable;
using CsCheck;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Conversations;

public sealed class ChatDeskTests : IDisposable
{
    private readonly DeskBuilder _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Options_that_came_apart_become_the_request_that_a_line_becomes()
    {
        var values = ImmutableDictionary<string, string>.Empty.Add("words", "the ball: is in their court").Add("speaker", "Rut Almqvist").Add("since", "11 March");

        await _desk.AnswerAsync(new ChatCall.Named(DeskBuilder.APlace(), "who-said", values));
        await _desk.AskAsync("/who-said \"the ball: is in their court\" speaker:\"Rut Almqvist\" since:\"11 March\"");

        Assert.Equal(_desk.Answerer.Asked[0], _desk.Answerer.Asked[1]);
        Assert.Equal(new DateOnly(2026, 3, 11), Assert.IsType<WhoSaidRequest>(_desk.Answerer.Asked[0]).Since);
    }

    [Theory]
    [InlineData("/who-sayd x")]
    [InlineData("/who-said")]
    [InlineData("/meetings when:never")]
    public void What_cannot_be_understood_is_told_at_once_and_privately(string line)
    {
        var task = _desk.Desk.Receive(new ChatCall.Line(DeskBuilder.APlace(), line, IsPublic: false));

        Assert.Equal(AnswerKind.Problem, Assert.IsType<ChatAnswer>(task.Ready).Kind);
        Assert.True(task.IsPrivate);
    }

    [Theory]
    [InlineData(false, false, "", true)]
    [InlineData(true, false, "", false)]
    [InlineData(false, true, "", false)]
    [InlineData(false, false, "all", false)]
    [InlineData(false, false, "discord:S1", false)]
    [InlineData(false, false, "slack:S1", true)]
    public void An_answer_is_private_unless_its_place_is_public(bool isDirect, bool isMention, string publicIn, bool isPrivate)
    {
        using var desk = new DeskBuilder { Options = new ChatOptions { PublicIn = publicIn.Length == 0 ? [] : [publicIn] } };

        var task = desk.Desk.Receive(new ChatCall.Line(DeskBuilder.APlace() with { IsDirect = isDirect }, "/meetings", isMention));

        Assert.Null(task.Ready);
        Assert.Equal(isPrivate, task.IsPrivate);
    }

    [Theory]
    [InlineData("America/New_York", "2026-05-13")]
    [InlineData("Asia/Tokyo", "2026-05-14")]
    [InlineData(null, "2026-05-13")]
    [InlineData("Atlantis/Main", "2026-05-13")]
    public async Task Today_is_the_askers_own(string? zone, string today)
    {
        await _desk.AskAsync("/meetings", DeskBuilder.APlace() with { TimeZone = zone });

        Assert.Equal(DateOnly.Parse(today), Assert.Single(_desk.Answerer.Asked).Today);
    }

    [Fact]
    public async Task Pages_are_turned_by_buttons_and_end_at_the_ends()
    {
        var first = await _desk.AskAsync("/who-said quay");
        var next = _desk.Desk.Receive(new ChatCall.Press(DeskBuilder.APlace(), Button(first, ButtonKind.Next).Key));
        var second = await _desk.Desk.AnswerAsync(next, TestContext.Current.CancellationToken);
        var third = await _desk.AnswerAsync(new ChatCall.Press(DeskBuilder.APlace(), Button(second, ButtonKind.Next).Key));

        Assert.False(Button(first, ButtonKind.Previous).IsEnabled);
        Assert.Equal(AnswerPlacement.Replace, next.Placement);
        Assert.True(next.IsPrivate);
        Assert.Equal(1, second.Reply.Page);
        Assert.True(Button(second, ButtonKind.Previous).IsEnabled);
        Assert.False(Button(third, ButtonKind.Next).IsEnabled);
        Assert.All((ChatAnswer[])[first, second, third], answer => Assert.Equal(answer.Buttons.Length, answer.Buttons.DistinctBy(button => button.Key).Count()));
        Assert.All(first.Buttons, button => Assert.Matches("^[A-Za-z0-9._-]{1,40}$", button.Key));
    }

    [Fact]
    public async Task Its_asker_shows_a_private_answer_to_the_channel()
    {
        var answer = await _desk.AskAsync("/who-said quay");

        var shown = _desk.Desk.Receive(new ChatCall.Press(DeskBuilder.APlace(), Button(answer, ButtonKind.Show).Key));
        var again = await _desk.Desk.AnswerAsync(shown, TestContext.Current.CancellationToken);

        Assert.False(shown.IsPrivate);
        Assert.Equal(AnswerPlacement.New, shown.Placement);
        Assert.Equal(answer.Reply.Items[0].Head, again.Reply.Items[0].Head);
        Assert.DoesNotContain(again.Buttons, button => button.Kind == ButtonKind.Show);
    }

    [Theory]
    [InlineData("S1", "C1", "U2")]
    [InlineData("S1", "C2", "U1")]
    [InlineData("S2", "C1", "U1")]
    public async Task Nobody_else_and_no_other_place_uses_the_buttons_of_a_private_answer(string server, string channel, string user)
    {
        var answer = await _desk.AskAsync("/who-said quay");

        var task = _desk.Desk.Receive(new ChatCall.Press(DeskBuilder.APlace(server, channel, user), Button(answer, ButtonKind.Show).Key));

        Assert.Equal(AnswerKind.Problem, Assert.IsType<ChatAnswer>(task.Ready).Kind);
        Assert.True(task.IsPrivate);
        Assert.Equal(AnswerPlacement.New, task.Placement);
    }

    [Fact]
    public async Task A_suggestion_takes_the_place_of_the_private_answer_that_found_nothing()
    {
        using var desk = new DeskBuilder { Answerer = new ScriptedAnswerer(request => Task.FromResult(ScriptedAnswerer.Refusal())) };
        var answer = await desk.AskAsync("/meetings");

        var task = desk.Desk.Receive(new ChatCall.Press(DeskBuilder.APlace(), Button(answer, ButtonKind.Suggestion).Key));
        await desk.Desk.AnswerAsync(task, TestContext.Current.CancellationToken);

        Assert.Equal((AnswerPlacement.Replace, true), (task.Placement, task.IsPrivate));
        Assert.Equal(MeetingWindow.All, Assert.IsType<MeetingsRequest>(desk.Answerer.Asked[^1]).When);
        Assert.DoesNotContain(answer.Buttons, button => button.Kind == ButtonKind.Show);
    }

    [Fact]
    public async Task A_forged_or_broken_key_gets_a_polite_notice()
    {
        var answer = await _desk.AskAsync("/who-said quay");
        var key = Button(answer, ButtonKind.Next).Key;
        string[] forged = ["", ".", "x", "x.p1", key[1..], key[..^2], key + "0000000000", key.Replace(".p", ".q", StringComparison.Ordinal), key.Replace(".p1", ".p-1", StringComparison.Ordinal), key.Replace(".p1", ".a7", StringComparison.Ordinal), new string('a', 5000)];

        Assert.All(forged, text => Assert.Equal(AnswerKind.Problem, _desk.Desk.Receive(new ChatCall.Press(DeskBuilder.APlace(), text)).Ready?.Kind));
        Gen.String.Sample(text => _desk.Desk.Receive(new ChatCall.Press(DeskBuilder.APlace(), text)).Ready is { Kind: AnswerKind.Problem });
    }

    [Fact]
    public void Nothing_that_people_type_throws() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((name, option, value) =>
        {
            _desk.Desk.Receive(new ChatCall.Line(DeskBuilder.APlace(), name + " " + value, IsPublic: true));
            _desk.Desk.Receive(new ChatCall.WhoSaidThis(DeskBuilder.APlace(), value));
            _desk.Desk.Receive(new ChatCall.Named(DeskBuilder.APlace(), "who-said", ImmutableDictionary<string, string>.Empty.Add("words", value).SetItem(option, value)));
        });

    [Fact]
    public async Task The_words_of_a_message_are_looked_up_for_its_reader_alone()
    {
        var task = _desk.Desk.Receive(new ChatCall.WhoSaidThis(DeskBuilder.APlace(), "the quay stays open"));
        await _desk.Desk.AnswerAsync(task, TestContext.Current.CancellationToken);

        Assert.True(task.IsPrivate);
        Assert.Equal("the quay stays open", Assert.IsType<WhoSaidRequest>(Assert.Single(_desk.Answerer.Asked)).Words);
    }

    [Fact]
    public async Task A_store_that_fails_is_apologised_for()
    {
        using var desk = new DeskBuilder { Answerer = new ScriptedAnswerer(_ => throw new StoreUnavailableException("disk of /var/lib is gone")) };

        var answer = await desk.AskAsync("/meetings");

        Assert.Equal(AnswerKind.Problem, answer.Kind);
        Assert.Contains("cannot be read at the moment", answer.Reply.Lead, StringComparison.Ordinal);
        Assert.DoesNotContain("/var/lib", answer.Reply.Lead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_hangs_is_given_up()
    {
        using var asked = new SemaphoreSlim(0);
        using var desk = new DeskBuilder
        {
            Answerer = new ScriptedAnswerer(async _ =>
            {
                asked.Release();
                await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
                return ScriptedAnswerer.Refusal();
            }),
        };

        var answering = desk.AskAsync("/meetings");
        await asked.WaitAsync(TestContext.Current.CancellationToken);
        desk.Time.Advance(desk.Options.AnswerTimeout);

        Assert.Contains("took too long", (await answering).Reply.Lead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_that_the_store_holds_does_not_hold_completion_for_ever()
    {
        using var release = new ManualResetEventSlim();
        using var held = new SemaphoreSlim(0);
        using var desk = new DeskBuilder
        {
            Options = new ChatOptions { LookupThreads = 2 },
            Answerer = new ScriptedAnswerer(request =>
            {
                held.Release();
                release.Wait(TestContext.Current.CancellationToken);
                return Task.FromResult(ScriptedAnswerer.Pages(request, 1));
            }),
        };

        var slow = desk.AskAsync("/meetings");
        await held.WaitAsync(TestContext.Current.CancellationToken);
        var completed = await desk.Desk.CompleteAsync(DeskBuilder.APlace(), "position", "actor", "al", TestContext.Current.CancellationToken);
        release.Set();

        Assert.Empty(completed);
        Assert.Equal(AnswerKind.Answer, (await slow).Kind);
    }

    private static ChatButton Button(ChatAnswer answer, ButtonKind kind) => Assert.Single(answer.Buttons, button => button.Kind == kind);
}
