namespace TalksBot.Ingestion.Tests;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("HTTPS://Example.ORG", "https://example.org/")]
    [InlineData("http://example.org:80/A/b", "http://example.org/A/b")]
    [InlineData("https://example.org:8443/a", "https://example.org:8443/a")]
    [InlineData("https://me:secret@example.org/a#part", "https://example.org/a")]
    [InlineData("https://example.org/a?b=1&utm_medium=x&UTM_source=y&gclid=z&a=2", "https://example.org/a?b=1&a=2")]
    [InlineData("https://example.org/a?access_token=s3cret", "https://example.org/a")]
    [InlineData("https://müller.example/a", "https://xn--mller-kva.example/a")]
    [InlineData("https://[::1]:81/a", "https://[::1]:81/a")]
    public void An_address_is_made_canonical(string text, string expected)
    {
        Assert.Equal(expected, CanonicalUrl.TryParse(text));
        Assert.Equal(expected, CanonicalUrl.TryParse(expected));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("example.org/a")]
    [InlineData("/a")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a")]
    [InlineData("https://exam\u0007ple.org/")]
    [InlineData("https://")]
    public void What_is_no_web_address_is_none(string? text) => Assert.Null(CanonicalUrl.TryParse(text));
}
