using System.Collections.Immutable;
using System.Text.Json;

namespace TalksBot.Ingestion;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org).</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>What the text holds.</summary>
    /// <param name="text">That begins with a brace.</param>
    /// <param name="from">What its links are relative to.</param>
    /// <exception cref="FeedFormatException">It is no JSON, or no feed.</exception>
    internal static ParsedFeed Read(string text, Uri from)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Options);
            var root = json.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("items", out var items) || items.ValueKind is not JsonValueKind.Array)
            {
                throw new FeedFormatException("it is JSON, but no feed (it has no \"items\")");
            }

            var entries = items.EnumerateArray().Take(ParsedFeed.MaxEntries).Where(item => item.ValueKind is JsonValueKind.Object).Select(item => Entry(item, from)).ToImmutableArray();
            return new ParsedFeed(FeedFormat.Json, HtmlFragment.ToLine(Text(root, "title")), entries)
            {
                Problem = items.GetArrayLength() > ParsedFeed.MaxEntries ? $"it has {items.GetArrayLength()} items; the first {ParsedFeed.MaxEntries} were read" : null,
            };
        }
        catch (JsonException exception)
        {
            throw new FeedFormatException($"its JSON is broken in line {(exception.LineNumber ?? 0) + 1}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // Half a surrogate pair in a string.
            throw new FeedFormatException("its JSON holds text that is none", exception);
        }
    }

    private static FeedEntry Entry(JsonElement item, Uri from) => new()
    {
        Id = Text(item, "id"),
        Address = FetchAddress.TryParse(Text(item, "url"), from) ?? FetchAddress.TryParse(Text(item, "external_url"), from) ?? FetchAddress.TryParse(Text(item, "id"), from: null),
        Title = HtmlFragment.ToLine(Text(item, "title")),
        Byline = HtmlFragment.ToLine(Author(item)),
        Published = Text(item, "date_published") ?? Text(item, "date_modified"),
        Updated = Text(item, "date_modified"),
        Summary = Text(item, "summary"),
        Content = Text(item, "content_html") ?? (Text(item, "content_text") is { } plain ? ToHtml(plain) : null),
    };

    private static string? Author(JsonElement item) =>
        item.TryGetProperty("authors", out var authors) && authors.ValueKind is JsonValueKind.Array && authors.GetArrayLength() > 0 && authors[0].ValueKind is JsonValueKind.Object
            ? Text(authors[0], "name")
            : item.TryGetProperty("author", out var author) && author.ValueKind is JsonValueKind.Object ? Text(author, "name") : null;

    private static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : value.ValueKind is JsonValueKind.Number ? value.GetRawText()
        : null;

    private static string ToHtml(string plain) => string.Concat(
        plain.ReplaceLineEndings("\n").Split("\n\n").Select(paragraph => $"<p>{System.Net.WebUtility.HtmlEncode(paragraph)}</p>"));
}
