using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TalksBot.Previews;

/// <summary>Messages as Discord's own client shows them, nearly.</summary>
/// <param name="theme">"dark" or "light".</param>
internal sealed partial class DiscordPage(string theme)
{
    public string Draw(IEnumerable<(string Asked, JsonElement Message)> messages)
    {
        var html = new StringBuilder($"<!doctype html><meta charset=utf-8><title>Discord</title><style>{File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Styles", "discord.css"))}</style><body class={theme}>");
        foreach (var (asked, message) in messages)
        {
            html.Append($"<div class=message><div class=used><b>jo</b> used <span class=command>{WebUtility.HtmlEncode(asked)}</span></div><div class=avatar>T</div><div class=body><div class=name>TalksBot <span class=app>APP</span> <span class=time>Today at 18:00</span></div>");
            if (message.GetProperty("content").GetString() is { Length: > 0 } content)
            {
                html.Append($"<div class=content>{Lines(content)}</div>");
            }

            foreach (var embed in message.GetProperty("embeds").EnumerateArray())
            {
                Embed(html, embed);
            }

            foreach (var row in message.GetProperty("components").EnumerateArray())
            {
                html.Append("<div class=row>");
                foreach (var button in row.GetProperty("components").EnumerateArray())
                {
                    html.Append($"<span class='button style{button.GetProperty("style").GetInt32()}{(button.TryGetProperty("disabled", out _) ? " disabled" : "")}'>{WebUtility.HtmlEncode(button.GetProperty("label").GetString())}</span>");
                }

                html.Append("</div>");
            }

            if (message.TryGetProperty("flags", out var flags) && (flags.GetInt32() & 64) != 0)
            {
                html.Append("<div class=only>Only you can see this · <a>Dismiss message</a></div>");
            }

            html.Append("</div></div>");
        }

        return html.ToString();
    }

    private static void Embed(StringBuilder html, JsonElement embed)
    {
        var color = embed.TryGetProperty("color", out var value) ? $"#{value.GetInt32():x6}" : "#202225";
        html.Append(CultureInfo.InvariantCulture, $"<div class=embed style='border-left-color:{color}'>");
        if (embed.TryGetProperty("title", out var title))
        {
            html.Append($"<div class=title>{Inline(title.GetString() ?? "")}</div>");
        }

        if (embed.TryGetProperty("description", out var description))
        {
            html.Append($"<div class=description>{Lines(description.GetString() ?? "")}</div>");
        }

        if (embed.TryGetProperty("footer", out var footer))
        {
            html.Append($"<div class=footer>{WebUtility.HtmlEncode(footer.GetProperty("text").GetString())}</div>");
        }

        html.Append("</div>");
    }

    private static string Lines(string markdown)
    {
        var html = new StringBuilder();
        var isQuoted = false;
        foreach (var line in markdown.Split('\n'))
        {
            var quoted = line.StartsWith("> ", StringComparison.Ordinal);
            if (quoted != isQuoted)
            {
                html.Append(quoted ? "<blockquote>" : "</blockquote>");
                isQuoted = quoted;
            }

            var text = quoted ? line[2..] : line;
            var (kind, rest) = text switch
            {
                _ when text.StartsWith("-# ", StringComparison.Ordinal) => ("small", text[3..]),
                _ when text.StartsWith("### ", StringComparison.Ordinal) => ("subheading", text[4..]),
                _ when text.StartsWith("# ", StringComparison.Ordinal) => ("heading", text[2..]),
                _ when text.StartsWith("- ", StringComparison.Ordinal) || text.StartsWith("* ", StringComparison.Ordinal) => ("item", text[2..]),
                _ => ("line", text),
            };
            html.Append($"<div class={kind}>{(rest.Length == 0 ? "&nbsp;" : Inline(rest))}</div>");
        }

        return html.Append(isQuoted ? "</blockquote>" : "").ToString();
    }

    private static string Inline(string markdown)
    {
        var html = new StringBuilder();
        var start = 0;
        foreach (Match match in Token().Matches(markdown))
        {
            html.Append(WebUtility.HtmlEncode(markdown[start..match.Index]));
            start = match.Index + match.Length;
            html.Append(Written(match));
        }

        return html.Append(WebUtility.HtmlEncode(markdown[start..])).ToString();
    }

    private static string Written(Match match)
    {
        foreach (var (group, tag) in new[] { ("bold", "b"), ("under", "u"), ("italic", "i"), ("struck", "s") })
        {
            if (match.Groups[group].Success)
            {
                return $"<{tag}>{Inline(match.Groups[group].Value)}</{tag}>";
            }
        }

        if (match.Groups["label"].Success)
        {
            return $"<a title='{WebUtility.HtmlEncode(match.Groups["url"].Value)}'>{Inline(match.Groups["label"].Value)}</a>";
        }

        if (match.Groups["moment"].Success)
        {
            var moment = DateTimeOffset.FromUnixTimeSeconds(long.Parse(match.Groups["moment"].Value, CultureInfo.InvariantCulture));
            return $"<span class=moment>{moment.ToString("d MMMM yyyy HH:mm", CultureInfo.InvariantCulture)}</span>";
        }

        return match.Groups["escaped"].Success ? WebUtility.HtmlEncode(match.Groups["escaped"].Value)
            : match.Groups["code"].Success ? $"<code>{WebUtility.HtmlEncode(match.Groups["code"].Value)}</code>"
            : match.Groups["hidden"].Success ? $"<span class=spoiler>{Inline(match.Groups["hidden"].Value)}</span>"
            : match.Groups["ping"].Success ? $"<span class=ping>{WebUtility.HtmlEncode(match.Value)}</span>"
            : $"<a class=bare>{WebUtility.HtmlEncode(match.Value)}</a>";
    }

    [GeneratedRegex(
        @"\\(?<escaped>[^0-9A-Za-z\s])|`(?<code>[^`]+)`|\*\*(?<bold>(\\.|[^\\])+?)\*\*|__(?<under>(\\.|[^\\])+?)__|\*(?<italic>(\\.|[^\\*])+?)\*|_(?<italic>(\\.|[^\\_])+?)_|~~(?<struck>(\\.|[^\\])+?)~~"
        + @"|\|\|(?<hidden>(\\.|[^\\])+?)\|\||\[(?<label>(\\.|[^\\\[\]])+)\]\((?<url>https?://[^\s)]+)\)|<t:(?<moment>\d+):f>|(?<ping>@everyone|@here|<[@#:/][^>]*>|<t:[^>]*>)|https?://[^\s>]+",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Token();
}
