using System.Text;

namespace TalksBot.Ingestion;

/// <summary>Articles of feeds' items and of pages.</summary>
/// <param name="settings">Dossiers that they are read for, and a day for those that state none.</param>
internal sealed class EntryArticle(ReadSettings settings)
{
    // A teaser is shorter; an agency's flash of one sentence is read from its page.
    private const int LeastFullText = 800;

    private static readonly string[] Teasers = ["…", "...", "[…]", "[...]", "read more", "continue reading", "read the full story", "read full article"];

    /// <summary>The article that an item holds itself, or null where its page has to be read.</summary>
    /// <param name="entry">The item.</param>
    /// <param name="feedAddress">Where the feed was fetched: it speaks for pages of its own site alone, else anybody could write revisions of somebody else's article.</param>
    /// <param name="feedTitle">What the feed calls itself, or null.</param>
    /// <param name="today">The day it was fetched.</param>
    internal ReadOutcome? FromContent(FeedEntry entry, Uri feedAddress, string? feedTitle, DateOnly today)
    {
        if (entry.Address is null || WebHeaders.Site(entry.Address.AbsoluteUri) != WebHeaders.Site(feedAddress.AbsoluteUri) || entry.Content is not { Length: >= LeastFullText } content || HtmlFragment.ToText(content) is not { } text || !IsWhole(text))
        {
            return null;
        }

        var web = Input(entry.Address, isPage: true, entry, feedTitle);
        var warnings = new List<string>();
        var headers = WebHeaders.Of(new Headers(), web, today, warnings);
        return new ArticleBuilder(settings, web, Encoding.UTF8.GetBytes(content), today).BuildFrom(headers, text);
    }

    /// <summary>The article of a page that was fetched.</summary>
    /// <param name="fetched">The page.</param>
    /// <param name="entry">The item that led to it; null for a page that was asked for itself.</param>
    /// <param name="feedTitle">What the feed calls itself, or null.</param>
    /// <param name="today">The day it was fetched.</param>
    internal ReadOutcome FromPage(FetchOutcome.Fetched fetched, FeedEntry? entry, string? feedTitle, DateOnly today)
    {
        var isPage = fetched.MediaType?.Contains("html", StringComparison.Ordinal) ?? true;
        var bytes = fetched.Body;
        if (PageCharset.Of(fetched.Charset) is { } encoding && !System.Text.Unicode.Utf8.IsValid(bytes) && bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
        {
            bytes = Encoding.UTF8.GetBytes(encoding.GetString(bytes));
        }

        return new ArticleBuilder(settings, Input(fetched.Address, isPage || StartsWithTag(bytes), entry ?? new FeedEntry(), feedTitle), bytes, today).Build();
    }

    private static ArticleInput.Web Input(Uri address, bool isPage, FeedEntry entry, string? feedTitle)
    {
        var url = CanonicalUrl.TryParse(address.AbsoluteUri) ?? address.GetLeftPart(UriPartial.Path);
        return new ArticleInput.Web(
            url,
            url,
            isPage,
            new Headers { Title = entry.Title, Outlet = entry.Outlet ?? feedTitle, Byline = entry.Byline, Date = entry.Published });
    }

    private static bool IsWhole(string text)
    {
        var end = text.TrimEnd();
        return end.Length >= LeastFullText && !Array.Exists(Teasers, teaser => end.EndsWith(teaser, StringComparison.OrdinalIgnoreCase));
    }

    private static bool StartsWithTag(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.TrimStart(" \t\r\n"u8);
        return start.Length > 0 && start[0] == '<';
    }
}
