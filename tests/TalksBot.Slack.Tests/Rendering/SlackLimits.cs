using System.Text.Json;
using System.Text.RegularExpressions;

namespace TalksBot.Slack.Tests;

/// <summary>What the published schemas do not check of a message.</summary>
internal static partial class SlackLimits
{
    /// <summary>Fails where a message breaks a rule of the platform or lets foreign text do something.</summary>
    public static void AssertKept(SlackMessage message)
    {
        var body = JsonSerializer.SerializeToElement(message, SlackJson.Default.SlackMessage);
        Assert.Empty(SlackSchemas.CheckBlocks(body.GetProperty("blocks")));
        Assert.False(body.GetProperty("unfurl_links").GetBoolean());
        Assert.False(body.GetProperty("unfurl_media").GetBoolean());
        Assert.InRange(message.Text.Trim().Length, 1, 4000);
        Assert.InRange(message.Blocks.Length, 1, 50);
        Assert.InRange(Strings(body.GetProperty("blocks")).Sum(text => text.Length), 1, 12_000);
        AssertMrkdwn(message.Text);
        AssertTexts(body.GetProperty("blocks"));
        Assert.All(Strings(body), AssertHarmless);
        var ids = message.Blocks.OfType<SlackActions>().SelectMany(block => block.Elements).Select(element => element.ActionId).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    /// <summary>All strings of a value.</summary>
    public static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString() ?? ""],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };

    private static void AssertTexts(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            Assert.All(element.EnumerateArray(), AssertTexts);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            switch (element.TryGetProperty("type", out var type) ? type.GetString() : null)
            {
                case "mrkdwn":
                    AssertMrkdwn(element.GetProperty("text").GetString() ?? "");
                    Assert.True(element.GetProperty("verbatim").GetBoolean());
                    break;
                case "plain_text":
                    Assert.DoesNotMatch(Raw(), element.GetProperty("text").GetString() ?? "");
                    Assert.False(element.GetProperty("emoji").GetBoolean());
                    break;
                case "text":
                    Assert.NotEmpty(element.GetProperty("text").GetString() ?? "");
                    break;
                default:
                    Assert.All(element.EnumerateObject(), property => AssertTexts(property.Value));
                    break;
            }
        }
    }

    // Links of ours, and nothing else that Slack reads.
    private static void AssertMrkdwn(string text)
    {
        var rest = Link().Replace(text, "link");
        Assert.DoesNotMatch(Raw(), rest);
        Assert.DoesNotMatch(Mark(), rest);
        Assert.DoesNotContain("://", rest, StringComparison.Ordinal);
    }

    private static void AssertHarmless(string text)
    {
        Assert.DoesNotMatch(Ping(), text);
        Assert.DoesNotContain(text, sign => (char.IsControl(sign) && sign != '\n') || sign is '\u202A' or '\u202B' or '\u202D' or '\u202E' or '\u2066' or '\u2067' or '\uFEFF' or '\u2028');
        Assert.Equal(text, text.EnumerateRunes().Aggregate(new System.Text.StringBuilder(), (all, rune) => all.Append(rune)).ToString());
        Assert.Equal(text.Count(sign => sign == '\u2068'), text.Count(sign => sign == '\u2069'));
    }

    [GeneratedRegex(@"<https?://[^\s<>|]+\|[^<>|\n]+>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("[<>]|&([^agl]|a[^m]|[gl][^t]|am[^p]|[gl]t[^;]|amp[^;]|$)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Raw();

    [GeneratedRegex("(^|[^\u200B])[*_~`]|[*_~`]($|[^\u200B])", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();

    [GeneratedRegex("<[!@#]|@here|@channel|@everyone", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Ping();
}
