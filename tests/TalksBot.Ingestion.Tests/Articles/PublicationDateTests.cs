namespace TalksBot.Ingestion.Tests;

public sealed class PublicationDateTests
{
    [Theory]
    [InlineData("2025-03-15")]
    [InlineData(" 2025-03-15 ")]
    [InlineData("2025-03-15T23:30:00-05:00")]
    [InlineData("2025-03-15T21:04:05.1234567Z")]
    [InlineData("2025-03-15 21:04")]
    [InlineData("2025-03-15 21:04:00 +0200")]
    [InlineData("March 15, 2025")]
    [InlineData("Mar. 15, 2025")]
    [InlineData("MARCH 15 2025")]
    [InlineData("Saturday, March 15th, 2025")]
    [InlineData("March 15, 2025 at 5:04 p.m. ET")]
    [InlineData("15 March 2025")]
    [InlineData("15th of March, 2025")]
    [InlineData("15-Mar-2025")]
    [InlineData("Sat, 15 Mar 2025 21:04:00 GMT")]
    [InlineData("Sat, 15 Mar 2025 21:04:00 +0200")]
    [InlineData("15 Mar 2025 21:04 EST")]
    public void A_date_is_read_as_it_is_usually_written(string text)
    {
        Assert.True(PublicationDate.TryParse(text, out var day));
        Assert.Equal(new DateOnly(2025, 3, 15), day);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2025")]
    [InlineData("March 2025")]
    [InlineData("03/04/2025")]
    [InlineData("2025-02-29")]
    [InlineData("2025-13-01")]
    [InlineData("31 June 2025")]
    [InlineData("15 Marching 2025")]
    [InlineData("2025-03-15T99:00")]
    [InlineData("2025-03-15 and later")]
    [InlineData("0001-01-01")]
    public void What_is_no_date_or_an_ambiguous_one_is_not_read(string? text) => Assert.False(PublicationDate.TryParse(text, out _));
}
