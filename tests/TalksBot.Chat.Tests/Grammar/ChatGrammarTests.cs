using CsCheck;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Grammar;

public class ChatGrammarTests
{
    private static readonly ChatContext Context = new(new FactScope("harbour"), new DateOnly(2026, 5, 13));

    [Fact]
    public void A_line_without_a_slash_is_a_question_word_for_word()
    {
        var ask = Assert.IsType<AskRequest>(Parse("  Who said speaker:nobody \"wait\"?  "));

        Assert.Equal("Who said speaker:nobody \"wait\"?", ask.Question);
        Assert.Equal(Context.Today, ask.Today);
        Assert.Equal("harbour", ask.Scope.Dossier);
    }

    [Theory]
    [InlineData("/who-said the quay is closed")]
    [InlineData("/who-said \"the quay is closed\"")]
    [InlineData("/who-said “the quay is closed”")]
    [InlineData("/who-said «the quay is closed»")]
    [InlineData("/who-said 'the quay is closed'")]
    [InlineData("/WHO-SAID words:\"the quay is closed\"")]
    [InlineData("/who-said words:the quay is closed")]
    public void Bare_text_with_or_without_marks_fills_the_first_option(string line) =>
        Assert.Equal("the quay is closed", Assert.IsType<WhoSaidRequest>(Parse(line)).Words);

    [Theory]
    [InlineData("/who-said closed speaker:Almqvist")]
    [InlineData("/who-said speaker:Almqvist closed")]
    [InlineData("/who-said \"closed\" Speaker: Almqvist")]
    [InlineData("/who-said speaker:\"Almqvist\" closed")]
    public void Options_stand_before_or_after_the_bare_text(string line)
    {
        var request = Assert.IsType<WhoSaidRequest>(Parse(line));

        Assert.Equal(("closed", "Almqvist"), (request.Words, request.Speaker));
    }

    [Fact]
    public void A_name_of_two_words_after_the_bare_text_needs_no_marks()
    {
        var request = Assert.IsType<WhoSaidRequest>(Parse("/who-said quay speaker:Rut Almqvist since:11 March until:last week"));

        Assert.Equal(("quay", "Rut Almqvist"), (request.Words, request.Speaker));
        Assert.Equal((new DateOnly(2026, 3, 11), new DateOnly(2026, 5, 10)), (request.Since, request.Until));
    }

    [Fact]
    public void A_date_takes_the_words_of_a_day_and_no_more()
    {
        var request = Assert.IsType<WhoSaidRequest>(Parse("/who-said since:11 March 2025 tugs stay moored"));

        Assert.Equal(("tugs stay moored", new DateOnly(2025, 3, 11)), (request.Words, request.Since));
    }

    [Theory]
    [InlineData("/meetings upcoming", null, MeetingWindow.Upcoming)]
    [InlineData("/meetings", null, null)]
    [InlineData("/meetings Almqvist past", "Almqvist", MeetingWindow.Past)]
    [InlineData("/meetings all \"Rut Almqvist\"", "Rut Almqvist", MeetingWindow.All)]
    [InlineData("/meetings with Almqvist", "Almqvist", null)]
    [InlineData("/meetings with:Rut Almqvist when:past", "Rut Almqvist", MeetingWindow.Past)]
    [InlineData("/meetings with:Almqvist all", "Almqvist", MeetingWindow.All)]
    public void Meetings_understand_a_window_and_a_name(string line, string? with, MeetingWindow? when)
    {
        var request = Assert.IsType<MeetingsRequest>(Parse(line));

        Assert.Equal((with, when), (request.With, request.When));
    }

    [Theory]
    [InlineData("/position Almqvist on the tugs", "Almqvist", "the tugs")]
    [InlineData("/position Rut Almqvist on:tugs", "Rut Almqvist", "tugs")]
    [InlineData("/position \"Committee on Tugs\"", "Committee on Tugs", null)]
    [InlineData("/position Committee on Tugs", "Committee on Tugs", null)]
    public void A_position_may_name_its_subject_in_plain_words(string line, string actor, string? on)
    {
        var request = Assert.IsType<PositionRequest>(Parse(line));

        Assert.Equal((actor, on), (request.Actor, request.On));
    }

    [Fact]
    public void Other_commands_map_to_their_requests()
    {
        Assert.Equal(("", "Port Union"), (Assert.IsType<WhoProposedRequest>(Parse("/who-proposed by Port Union")).What, ((WhoProposedRequest)Parse("/who-proposed by Port Union")).By));
        Assert.Equal("a truce", Assert.IsType<WhoProposedRequest>(Parse("/who-proposed a truce")).What);
        Assert.Equal(new DateOnly(2026, 5, 12), Assert.IsType<BriefRequest>(Parse("/brief yesterday")).Since);
        Assert.Null(Assert.IsType<BriefRequest>(Parse("/brief")).Since);
        Assert.Equal("Port Union", Assert.IsType<TimelineRequest>(Parse("/timeline Port Union")).Actor);
        Assert.Equal(new DateOnly(2026, 3, 11), Assert.IsType<TimelineRequest>(Parse("/timeline since 11 March")).Since);
        Assert.Equal("what: is this", Assert.IsType<AskRequest>(Parse("/ask what: is this")).Question);
        Assert.IsType<SourcesRequest>(Parse("/sources"));
    }

    [Theory]
    [InlineData("/who-said the note reads https://example.org/a at 10:30")]
    [InlineData("/who-said \"speaker:nobody\"")]
    [InlineData("/who-said note: tugs")]
    public void Colons_in_words_are_words(string line) => Assert.Null(Assert.IsType<WhoSaidRequest>(Parse(line)).Speaker);

    [Theory]
    [InlineData("/who-sad tugs", "/who-said")]
    [InlineData("/meeting", "/meetings")]
    [InlineData("/xyzzy", "/help")]
    [InlineData("/who-said tugs speeker:Almqvist", "speaker:")]
    [InlineData("/sources by:me", "no options")]
    [InlineData("/sources now", "no words")]
    [InlineData("/who-said", "for example")]
    [InlineData("/who-said tugs since:someday", "2025-03-11")]
    [InlineData("/meetings when:never", "upcoming, past or all")]
    [InlineData("/who-said tugs speaker:Ann speaker:Bo", "twice")]
    [InlineData("/who-said tugs speaker:", "empty")]
    [InlineData("   ", "/help")]
    public void What_is_wrong_is_said_in_one_line_with_the_nearest(string line, string expected)
    {
        var message = Assert.IsType<ChatInput.Misunderstood>(ChatGrammar.Parse(line, Context)).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_line_past_the_bound_gets_a_clear_error() =>
        Assert.Contains("too long", Assert.IsType<ChatInput.Misunderstood>(ChatGrammar.Parse(new string('a', 4001), Context)).Message, StringComparison.Ordinal);

    [Fact]
    public void Help_lists_every_command_and_explains_one()
    {
        var all = Assert.IsType<ChatInput.Told>(ChatGrammar.Parse("/help", Context)).Reply.Lead;
        var one = Assert.IsType<ChatInput.Told>(ChatGrammar.Parse("/help /meetings", Context)).Reply.Lead;

        Assert.All(CommandCatalog.All, command => Assert.Contains("/" + command.Name, all, StringComparison.Ordinal));
        Assert.Contains("[when:upcoming|past|all]", one, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_makes_the_grammar_throw()
    {
        string[] commands = [.. CommandCatalog.All.Select(command => "/" + command.Name), "/", ""];
        string[] joints = [" speaker:", " \"", " since:", "“", ":", " on ", "\ud800", "\u202e"];

        Gen.Select(Gen.Int[0, commands.Length - 1], Gen.String, Gen.Int[0, joints.Length - 1], Gen.String)
            .Sample((command, before, joint, after) =>
                Assert.NotNull(ChatGrammar.Parse($"{commands[command]} {before}{joints[joint]}{after}", Context)));
    }

    private static Request Parse(string line) => Assert.IsType<ChatInput.Asked>(ChatGrammar.Parse(line, Context)).Request;
}
