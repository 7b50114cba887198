using System.Text.Json;

namespace TalksBot.Discord.Tests.Schemas;

/// <summary>The checks that other tests rely on can fail.</summary>
public class DiscordSchemaTests
{
    private const string Callback = "/interactions/{interaction_id}/{interaction_token}/callback";

    [Theory]
    [InlineData("""{"type":5,"data":{"flags":64}}""")]
    [InlineData("""{"type":6}""")]
    [InlineData("""{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]}}}""")]
    [InlineData("""{"type":8,"data":{"choices":[{"name":"a","value":"a"}]}}""")]
    public void An_ordinary_callback_is_accepted(string body) => Assert.Empty(DiscordSchemas.Check("post", Callback, Parse(body)));

    [Theory]
    [InlineData("""{"type":99}""")]
    [InlineData("""{"type":4,"data":{"content":5}}""")]
    [InlineData("""{"type":4,"data":{"embeds":[{"fields":[{"name":"x"}]}]}}""")]
    [InlineData("""{"data":{}}""")]
    public void A_callback_that_breaks_the_description_is_refused(string body) => Assert.NotEmpty(DiscordSchemas.Check("post", Callback, Parse(body)));

    [Theory]
    [InlineData(2000, true)]
    [InlineData(2001, false)]
    public void Content_is_counted_in_code_points(int length, bool isAccepted)
    {
        var body = JsonSerializer.SerializeToElement(new { type = 4, data = new { content = string.Concat(Enumerable.Repeat("🕊", length)) } });

        Assert.Equal(isAccepted, DiscordSchemas.Check("post", Callback, body).Count == 0);
    }

    [Fact]
    public void A_fault_names_its_place()
    {
        var fault = DiscordSchemas.Check("post", "/channels/{channel_id}/messages", Parse("""{"content":"x","allowed_mentions":{"parse":["nobody"]}}"""));

        Assert.Contains(fault, found => found.Path.StartsWith("/allowed_mentions", StringComparison.Ordinal));
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
