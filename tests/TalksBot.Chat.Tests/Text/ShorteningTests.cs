using CsCheck;

namespace TalksBot.Chat.Tests;

public class ShorteningTests
{
    [Theory]
    [InlineData("One two three.", 20, "One two three.")]
    [InlineData("One two. Three four five.", 18, "One two. …")]
    [InlineData("One two, three four five", 18, "One two, three…")]
    [InlineData("At 3.5 per cent of it all", 14, "At 3.5 per…")]
    [InlineData("“So it is.” And more words", 16, "“So it is.” …")]
    [InlineData("日本語。日本語日本語", 8, "日本語。 …")]
    [InlineData("word", 0, "")]
    public void Text_is_cut_where_a_reader_would_pause(string text, int length, string expected) => Assert.Equal(expected, Shortening.Cut(text, length));

    [Fact]
    public void No_character_is_cut_in_two()
    {
        var cut = Shortening.Cut(string.Concat(Enumerable.Repeat(HostileAnswers.Family, 10)), 40);

        Assert.Equal(string.Concat(Enumerable.Repeat(HostileAnswers.Family, 3)) + "…", cut);
    }

    [Fact]
    public void A_cut_is_no_longer_than_asked_and_begins_as_the_text_does() =>
        Gen.Select(Gen.OneOf(Gen.String, HostileAnswers.OneOf(HostileAnswers.Texts)), Gen.Int[0, 300]).Sample((text, length) =>
        {
            var clean = ForeignText.Clean(text);

            var cut = Shortening.Cut(clean, length);

            Assert.InRange(cut.Length, 0, Math.Max(length, 0));
            Assert.True(cut == clean || cut.Length == 0 || clean.StartsWith(cut[..^1].TrimEnd(), StringComparison.Ordinal));
            Assert.All(Enumerable.Range(0, cut.Length), at => Assert.True(!char.IsHighSurrogate(cut[at]) || char.IsLowSurrogate(cut[at + 1])));
        });

    [Fact]
    public void What_is_written_fits_however_much_escaping_adds() =>
        Gen.Select(HostileAnswers.OneOf(HostileAnswers.Texts), Gen.Int[0, 500]).Sample((text, length) =>
            Assert.InRange(Shortening.Fit(ForeignText.Clean(text), length, words => string.Concat(words.Select(sign => $"\\{sign}"))).Length, 0, length));

    [Theory]
    [InlineData(new[] { 10, 20, 30 }, 100, int.MaxValue)]
    [InlineData(new[] { 10, 200, 300 }, 110, 50)]
    [InlineData(new[] { 100, 100 }, 60, 30)]
    public void Those_that_want_little_get_it_whole(int[] wanted, int total, int expected) => Assert.Equal(expected, Shortening.FairShare(wanted, total));
}
