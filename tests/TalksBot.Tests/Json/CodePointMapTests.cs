using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Tests.Json;

public class CodePointMapTests
{
    [Fact]
    public void Pairs_before_an_offset_count_once()
    {
        const string Text = "a😀b🇺🇦c";
        var map = new CodePointMap(Text);

        var c = Text.IndexOf('c', StringComparison.Ordinal);

        Assert.Equal([2, 3], map.Bounds(new TextSpan(Text.IndexOf('b', StringComparison.Ordinal), 1)));
        Assert.Equal(5, map.CodePoints(c));
        Assert.Equal(0, map.CodePoints(0));
        Assert.Equal(6, map.CodePoints(Text.Length));
    }

    [Fact]
    public void Any_text_counts_as_its_runes_do() => Gen.String.Sample(text =>
    {
        var map = new CodePointMap(text);
        var units = 0;
        var points = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            Assert.Equal(points, map.CodePoints(units));
            units += rune.Utf16SequenceLength;
            points++;
        }
    });
}
