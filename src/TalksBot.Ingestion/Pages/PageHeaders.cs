using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace TalksBot.Ingestion;

/// <summary>What a page says about itself in its head: address and date, which have to be exact.</summary>
internal static class PageHeaders
{
    private static readonly string[] DateKeys =
    [
        "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
        "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "date",
    ];

    /// <summary>Date of publication and address; the other headers stay null.</summary>
    internal static Headers Of(IHtmlDocument page)
    {
        var linked = LinkedData(page);
        return new Headers
        {
            Date = DateKeys.Select(key => Meta(page, key)).FirstOrDefault(value => value is not null)
                ?? linked.Date
                ?? Attribute(page, "[itemprop=datePublished]", "content")
                ?? Attribute(page, "[itemprop=datePublished][datetime], time[pubdate][datetime], article time[datetime], header time[datetime]", "datetime"),
            Url = Attribute(page, "link[rel=canonical]", "href") ?? Meta(page, "og:url") ?? linked.Url,
        };
    }

    private static string? Meta(IHtmlDocument page, string key) =>
        page.QuerySelectorAll("meta[content]")
            .Where(meta => Is(meta, "property", key) || Is(meta, "name", key) || Is(meta, "itemprop", key))
            .Select(meta => NotBlank(meta.GetAttribute("content")))
            .FirstOrDefault(value => value is not null);

    private static bool Is(IElement element, string attribute, string key) =>
        string.Equals(element.GetAttribute(attribute), key, StringComparison.OrdinalIgnoreCase);

    private static string? Attribute(IHtmlDocument page, string selector, string attribute) =>
        NotBlank(page.QuerySelector(selector)?.GetAttribute(attribute));

    // schema.org's Article and its kinds, as JSON-LD; a page has a handful of blocks at the most.
    private static (string? Date, string? Url) LinkedData(IHtmlDocument page)
    {
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']").Take(20))
        {
            try
            {
                using var json = JsonDocument.Parse(script.TextContent);
                if (FindArticle(json.RootElement) is { } article)
                {
                    return (Text(article, "datePublished"), Text(article, "url"));
                }
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException)
            {
                // Outlets print broken blocks too; the page is read without this one.
            }
        }

        return (null, null);
    }

    // System.Text.Json bounds the depth of what it parses at 64.
    private static JsonElement? FindArticle(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Array)
        {
            return element.EnumerateArray().Select(FindArticle).FirstOrDefault(found => found is not null);
        }

        if (element.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        if (Text(element, "datePublished") is not null)
        {
            return element;
        }

        return element.TryGetProperty("@graph", out var graph) ? FindArticle(graph) : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? NotBlank(value.GetString()) : null;

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
