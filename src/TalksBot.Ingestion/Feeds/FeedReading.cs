namespace TalksBot.Ingestion;

/// <summary>Tells what was fetched from an address, and takes it apart.</summary>
/// <remarks>
/// Own readers over the platform's XML and JSON: the libraries there are parse dates and links strictly, so that one lying item fails its feed, know
/// one family of formats each, and cannot be bounded by items, depth or fields.
/// </remarks>
internal static class FeedReading
{
    /// <summary>The feed, or a page without items.</summary>
    /// <exception cref="FeedFormatException">It is a feed that cannot be read.</exception>
    internal static ParsedFeed Read(FetchOutcome.Fetched fetched)
    {
        var text = FeedText.Decode(fetched.Body, fetched.Charset);
        var start = text.AsSpan().TrimStart(" \t\r\n\uFEFF");
        if (start.StartsWith("{"))
        {
            return JsonFeedReader.Read(start.ToString(), fetched.Address);
        }

        if (XmlFeedReader.Read(FeedText.Repair(text), fetched.Address) is { } feed)
        {
            return feed;
        }

        return fetched.MediaType is { } type && type.Contains("xml", StringComparison.Ordinal) && !type.Contains("html", StringComparison.Ordinal)
            ? throw new FeedFormatException("it is XML, but neither RSS nor Atom nor a sitemap")
            : Page;
    }

    private static ParsedFeed Page => new(FeedFormat.Page, Title: null, Entries: []);
}
