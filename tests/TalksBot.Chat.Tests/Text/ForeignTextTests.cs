using System.Globalization;
using CsCheck;

namespace TalksBot.Chat.Tests;

public class ForeignTextTests
{
    [Theory]
    [InlineData("Zelensky said “no” – twice", "Zelensky said “no” – twice")]
    [InlineData("  one\r\n two\tthree  ", "one two three")]
    [InlineData("a\u202Eb\u2066c\u2069\u200Ed", "abcd")]
    [InlineData("a\u200Bb\uFEFFc\u00ADd\u2060e\u3164f", "abcdef")]
    [InlineData("bell\u0007 escape\u001B[31m c1\u009B", "bell escape[31m c1")]
    [InlineData("a\u2028b\u0085c", "a b c")]
    [InlineData("thin\u202Fspace", "thin\u202Fspace")]
    [InlineData("\uE000 private", "\uFFFD private")]
    [InlineData("\u0301 alone", "alone")]
    [InlineData("مى‌خواهد", "مى‌خواهد")]
    [InlineData("a\u200Db", "ab")]
    public void What_hides_or_reorders_goes_and_words_stay(string text, string expected) => Assert.Equal(expected, ForeignText.Clean(text));

    [Fact]
    public void Half_a_character_becomes_a_replacement() => Assert.Equal("a\uFFFDb", ForeignText.Clean("a" + (char)0xD800 + "b"));

    [Theory]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("👩🏽‍❤️‍💋‍👨🏿")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("🇺🇦")]
    [InlineData("नमस्ते")]
    [InlineData("Nguyễn Phú Trọng")]
    public void Emoji_and_scripts_that_join_stay_whole(string text) => Assert.Equal(text, ForeignText.Clean(text));

    [Fact]
    public void Marks_do_not_stack_over_other_lines() =>
        Assert.Equal(9, ForeignText.Clean("Z" + new string('\u0301', 200)).Length);

    [Fact]
    public void Tags_hide_nothing_behind_letters() => Assert.Equal("ab", ForeignText.Clean("a\U000E0068\U000E0069b"));

    [Fact]
    public void Text_from_right_to_left_keeps_its_direction_to_itself()
    {
        Assert.Equal("\u2068شكرا\u2069", ForeignText.Isolate("شكرا"));
        Assert.Equal("thanks", ForeignText.Isolate("thanks"));
    }

    [Fact]
    public void Cleaning_twice_is_cleaning_once_and_leaves_one_harmless_line() =>
        Gen.OneOf(Gen.String, HostileAnswers.OneOf(HostileAnswers.Texts)).Sample(text =>
        {
            var clean = ForeignText.Clean(text);

            Assert.Equal(clean, ForeignText.Clean(clean));
            Assert.Equal(clean, clean.Trim());
            Assert.DoesNotContain(clean.EnumerateRunes(), rune => System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);
        });
}
