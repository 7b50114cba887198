namespace TalksBot.Chat.Tests;

public class WebAddressTests
{
    [Theory]
    [InlineData("https://example.org/a?id=2#part", "https://example.org/a?id=2")]
    [InlineData("https://user:pass@Example.org:443/a", "https://example.org/a")]
    [InlineData("http://example.org:8080/", "http://example.org:8080/")]
    [InlineData("https://example.org/?api_key=1&id=2&access_token=3&sig=4&sessionId=5&X-Amz-Signature=6", "https://example.org/?id=2")]
    [InlineData("https://example.org/?keyword=truce", "https://example.org/?keyword=truce")]
    [InlineData("https://пример.example/ä", "https://xn--e1afmkfd.example/%C3%A4")]
    [InlineData("https://example.org/a)](http://evil.example)", "https://example.org/a%29%5D%28http://evil.example%29")]
    [InlineData("https://example.org/a|b>c<d", "https://example.org/a%7Cb%3Ec%3Cd")]
    [InlineData("https://example.org/@everyone", "https://example.org/%40everyone")]
    public void An_address_is_shown_without_secrets_and_cannot_end_a_link(string text, string expected) => Assert.Equal(expected, WebAddress.TryClean(text, 500));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ftp://example.org/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//example.org")]
    [InlineData("example.org")]
    [InlineData("https://exa\nmple.org")]
    public void What_is_no_web_address_is_not_linked(string? text) => Assert.Null(WebAddress.TryClean(text, 500));

    [Fact]
    public void An_address_that_is_too_long_is_not_cut() => Assert.Null(WebAddress.TryClean("https://example.org/" + new string('a', 500), 500));
}
