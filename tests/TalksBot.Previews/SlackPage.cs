using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TalksBot.Previews;

/// <summary>Messages and views as Slack's own client shows them, nearly.</summary>
internal static partial class SlackPage
{
    public static string Draw(IEnumerable<(string Asked, JsonElement Message)> messages, IEnumerable<JsonElement> views)
    {
        var html = new StringBuilder($"<!doctype html><meta charset=utf-8><title>Slack</title><style>{File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Styles", "slack.css"))}</style><body>");
        foreach (var (asked, message) in messages)
        {
            html.Append($"<div class=asked>{WebUtility.HtmlEncode(asked)}</div><div class=message><div class=avatar>T</div><div class=body><div class=only>Only visible to you</div><div class=name>TalksBot <span class=app>APP</span> <span class=time>6:00 PM</span></div>");
            Blocks(html, message.GetProperty("blocks"));
            html.Append($"<div class=gist title=text>{WebUtility.HtmlEncode(message.GetProperty("text").GetString())}</div></div></div>");
        }

        foreach (var view in views)
        {
            var title = view.TryGetProperty("title", out var text) ? Text(text) : "Home";
            html.Append($"<div class='view {view.GetProperty("type").GetString()}'><div class=viewtitle>{title}</div>");
            Blocks(html, view.GetProperty("blocks"));
            html.Append(view.TryGetProperty("submit", out var submit) ? $"<div class=viewend><span class=button>{Text(view.GetProperty("close"))}</span> <span class='button primary'>{Text(submit)}</span></div></div>" : "</div>");
        }

        return html.ToString();
    }

    private static void Blocks(StringBuilder html, JsonElement blocks)
    {
        foreach (var block in blocks.EnumerateArray())
        {
            switch (block.GetProperty("type").GetString())
            {
                case "header":
                    html.Append($"<div class=header>{Text(block.GetProperty("text"))}</div>");
                    break;
                case "section":
                    html.Append($"<div class=section>{Text(block.GetProperty("text"))}</div>");
                    break;
                case "context":
                    html.Append($"<div class=context>{string.Join(' ', block.GetProperty("elements").EnumerateArray().Select(Text))}</div>");
                    break;
                case "divider":
                    html.Append("<hr>");
                    break;
                case "actions":
                    html.Append($"<div class=actions>{string.Join(' ', block.GetProperty("elements").EnumerateArray().Select(Element))}</div>");
                    break;
                case "rich_text":
                    html.Append($"<div class=rich>{string.Concat(block.GetProperty("elements").EnumerateArray().Select(Part))}</div>");
                    break;
                case "input":
                    html.Append($"<div class=input><b>{Text(block.GetProperty("label"))}</b>{(block.GetProperty("optional").GetBoolean() ? " <span class=optional>(optional)</span>" : "")}{Element(block.GetProperty("element"))}<div class=hint>{Text(block.GetProperty("hint"))}</div></div>");
                    break;
                default:
                    throw new InvalidOperationException($"A {block.GetProperty("type")} cannot be drawn.");
            }
        }
    }

    private static string Part(JsonElement part) => part.GetProperty("type").GetString() switch
    {
        "rich_text_quote" => $"<blockquote>{Runs(part)}</blockquote>",
        "rich_text_list" => $"<ul>{string.Concat(part.GetProperty("elements").EnumerateArray().Select(item => $"<li>{Runs(item)}</li>"))}</ul>",
        _ => $"<div>{Runs(part)}</div>",
    };

    private static string Runs(JsonElement part) => string.Concat(part.GetProperty("elements").EnumerateArray().Select(Run));

    private static string Run(JsonElement run)
    {
        var html = run.GetProperty("type").GetString() switch
        {
            "link" => $"<a>{WebUtility.HtmlEncode(run.GetProperty("text").GetString())}</a>",
            "date" => $"<span class=moment>{DateTimeOffset.FromUnixTimeSeconds(run.GetProperty("timestamp").GetInt64()).ToString("MMMM d, yyyy h:mm tt", CultureInfo.InvariantCulture)}</span>",
            _ => WebUtility.HtmlEncode(run.GetProperty("text").GetString())?.Replace("\n", "<br>", StringComparison.Ordinal) ?? "",
        };
        if (run.TryGetProperty("style", out var style))
        {
            html = style.TryGetProperty("bold", out _) ? $"<b>{html}</b>" : style.TryGetProperty("code", out _) ? $"<code>{html}</code>" : $"<i>{html}</i>";
        }

        return html;
    }

    private static string Element(JsonElement element) => element.GetProperty("type").GetString() switch
    {
        "button" => $"<span class='button {(element.TryGetProperty("style", out var style) ? style.GetString() : "")}'>{Text(element.GetProperty("text"))}</span>",
        _ => $"<div class=field>{(element.TryGetProperty("placeholder", out var placeholder) ? Text(placeholder) : "")}</div>",
    };

    // What Slack does with text objects: entities, and in mrkdwn links and marks.
    private static string Text(JsonElement text)
    {
        var words = text.GetProperty("text").GetString() ?? "";
        return text.GetProperty("type").GetString() == "plain_text" ? WebUtility.HtmlEncode(WebUtility.HtmlDecode(words)) ?? "" : Mrkdwn(words);
    }

    private static string Mrkdwn(string text)
    {
        var html = new StringBuilder();
        var start = 0;
        foreach (Match match in Token().Matches(text))
        {
            html.Append(WebUtility.HtmlEncode(WebUtility.HtmlDecode(text[start..match.Index])));
            start = match.Index + match.Length;
            html.Append(match.Groups["label"].Success ? $"<a title='{WebUtility.HtmlEncode(match.Groups["url"].Value)}'>{WebUtility.HtmlEncode(WebUtility.HtmlDecode(match.Groups["label"].Value))}</a>"
                : match.Groups["bold"].Success ? $"<b>{Mrkdwn(match.Groups["bold"].Value)}</b>"
                : match.Groups["code"].Success ? $"<code>{WebUtility.HtmlEncode(WebUtility.HtmlDecode(match.Groups["code"].Value))}</code>"
                : $"<span class=ping>{WebUtility.HtmlEncode(match.Value)}</span>");
        }

        return html.Append(WebUtility.HtmlEncode(WebUtility.HtmlDecode(text[start..]))).ToString().Replace("\n", "<br>", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<(?<url>https?://[^|>]+)\|(?<label>[^>]+)>|<[^>]+>|(?<!\w)\*(?<bold>[^\s*\u200B][^*\n]*)\*(?!\w)|`(?<code>[^`\u200B][^`\n]*)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Token();
}
