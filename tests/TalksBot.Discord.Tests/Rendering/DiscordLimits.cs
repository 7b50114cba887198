using System.Text.Json;
using System.Text.RegularExpressions;
using TalksBot.Discord.Tests.Schemas;

namespace TalksBot.Discord.Tests.Rendering;

/// <summary>What the published schemas do not check of a message.</summary>
internal static partial class DiscordLimits
{
    /// <summary>Fails where a message breaks a rule of the platform or lets foreign text do something.</summary>
    public static void AssertKept(DiscordMessage message)
    {
        var body = JsonSerializer.SerializeToElement(message, DiscordJson.Default.DiscordMessage);
        Assert.Empty(DiscordSchemas.Check("post", "/channels/{channel_id}/messages", body));
        Assert.Empty(DiscordSchemas.Check("patch", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", body));
        Assert.Equal(0, body.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength());
        Assert.InRange(message.Content.Length, 0, 2000);
        Assert.InRange(message.Embeds.Sum(Length), message.Content.Length > 0 ? 0 : 1, 6000);
        Assert.All(message.Embeds, embed => Assert.InRange(embed.Title?.Length ?? 1, 1, 256));
        AssertComponents(message);
        AssertEscaped(message.Content);
        Assert.All(Strings(body), AssertHarmless);
        Assert.All(message.Embeds, embed =>
        {
            AssertEscaped(embed.Title ?? "");
            AssertEscaped(embed.Description ?? "");
        });
    }

    /// <summary>The text with escapes taken as one sign each: what is left of formatting is ours.</summary>
    public static string WithoutEscapes(string markdown) => Escape().Replace(markdown, "·");

    private static void AssertComponents(DiscordMessage message)
    {
        Assert.InRange(message.Components.Length, 0, 5);
        Assert.All(message.Components, row => Assert.InRange(row.Components.Length, 1, 5));
        var buttons = message.Components.SelectMany(row => row.Components).Cast<DiscordButton>().ToList();
        Assert.All(buttons, button =>
        {
            Assert.InRange(button.Label.Trim().Length, 1, 80);
            Assert.InRange(button.CustomId?.Length ?? 0, 1, 100);
        });
        Assert.Equal(buttons.Count, buttons.Select(button => button.CustomId).Distinct().Count());
    }

    private static void AssertHarmless(string text)
    {
        // Our own moments are the only thing in angle brackets.
        var foreign = Moment().Replace(text, "");
        Assert.DoesNotMatch(Ping(), foreign);
        Assert.DoesNotContain(text, sign => (char.IsControl(sign) && sign != '\n') || sign is '\u202A' or '\u202B' or '\u202D' or '\u202E' or '\u2066' or '\u2067' or '\uFEFF' or '\u2028');
        Assert.Equal(text, text.EnumerateRunes().Aggregate(new System.Text.StringBuilder(), (all, rune) => all.Append(rune)).ToString());
        Assert.Equal(text.Count(sign => sign == '\u2068'), text.Count(sign => sign == '\u2069'));
    }

    private static void AssertEscaped(string markdown)
    {
        var left = Moment().Replace(Code().Replace(Link().Replace(WithoutEscapes(markdown), "link"), "code"), "moment");
        foreach (var line in left.Split('\n'))
        {
            // What remains: a bold head, a quotation, small letters.
            var rest = line.StartsWith("> ", StringComparison.Ordinal) || line.StartsWith("-# ", StringComparison.Ordinal) ? line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..] : line;
            rest = rest.StartsWith("**", StringComparison.Ordinal) && rest.EndsWith("**", StringComparison.Ordinal) && rest.Length > 4 ? rest[2..^2] : rest;
            Assert.DoesNotMatch(Mark(), rest);
        }
    }

    private static int Length(DiscordEmbed embed) => (embed.Title?.Length ?? 0) + (embed.Description?.Length ?? 0) + (embed.Footer?.Text.Length ?? 0)
        + (embed.Fields ?? []).Sum(field => field.Name.Length + field.Value.Length);

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString() ?? ""],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };

    [GeneratedRegex(@"\\[^0-9A-Za-z\s]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Escape();

    [GeneratedRegex("<t:[0-9]+:f>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Moment();

    [GeneratedRegex("`[^`\n]+`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"\[[^\[\]\n]+\]\(https?://[^()\s<>]+\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"[*_~`|\[\]()<>\\]|^\s*(#|-|\+|[0-9]+\.) |https?://", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();

    [GeneratedRegex("@everyone|@here|<[@#/:a-zA-Z]|discord\\.gg/", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Ping();
}
