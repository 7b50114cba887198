namespace TalksBot.Tests.CommandLine;

public class LiteralWordsTests
{
    [Theory]
    [InlineData("ask @file", "ask -- @file")]
    [InlineData("ask -5 --json", "ask --json -- -5")]
    [InlineData("ask --json --now 2026-05-13 /who-said -x", "ask --json --now 2026-05-13 -- /who-said -x")]
    [InlineData("ask --data d -- --json", "ask --data d -- --json")]
    [InlineData("--data d ask --anything", "--data d ask -- --anything")]
    [InlineData("ask --batch=b.jsonl", "ask --batch=b.jsonl")]
    [InlineData("ask --batch -", "ask --batch -")]
    [InlineData("ask --now", "ask --now")]
    [InlineData("ingest @file --odd", "ingest @file --odd")]
    [InlineData("", "")]
    public void Words_of_a_question_stand_after_the_options(string given, string expected) =>
        Assert.Equal(expected.Split(' '), LiteralWords.Protect(given.Split(' ')));

    [Theory]
    [InlineData("--jsn")]
    [InlineData("--josn")]
    [InlineData("--nwo")]
    [InlineData("--batchs")]
    public void A_slip_in_an_option_is_named(string word) =>
        Assert.Contains("did you mean", Assert.Throws<CommandFailedException>(() => LiteralWords.Protect(["ask", word, "who?"])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("-- who said it")]
    [InlineData("--json is what?")]
    [InlineData("--no")]
    [InlineData("--ceasefire")]
    [InlineData("--help-me")]
    public void Other_words_are_words(string word) => Assert.Equal(["ask", "--", word], LiteralWords.Protect(["ask", word]));
}
