using AngleSharp.Html.Parser;

namespace TalksBot.Ingestion;

/// <summary>HTML as feeds carry it in their fields.</summary>
internal static class HtmlFragment
{
    /// <summary>Its text in paragraphs; null where it is too costly to take apart.</summary>
    internal static string? ToText(string html)
    {
        if (PageBounds.FindExcess(html) is not null)
        {
            return null;
        }

        using var page = new HtmlParser().ParseDocument(html);
        return page.Body is { } body ? PageText.Of(body) : "";
    }

    /// <summary>Its words in one line.</summary>
    internal static string? ToLine(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var plain = text.AsSpan().IndexOfAny('<', '&') < 0 ? text : ToText(text) ?? "";
        var line = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line;
    }
}
