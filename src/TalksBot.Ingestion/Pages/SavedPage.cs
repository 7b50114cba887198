using AngleSharp.Html.Parser;
using SmartReader;

namespace TalksBot.Ingestion;

/// <summary>A saved web page.</summary>
internal static class SavedPage
{
    // The reader wants an address to resolve links with; none is followed.
    private const string NoAddress = "https://saved-page.invalid/";

    /// <summary>Finds the article in a page and what the page says about it.</summary>
    internal static PageOutcome Parse(string html)
    {
        if (PageBounds.FindExcess(html) is { } excess)
        {
            return new PageOutcome.Failed(excess);
        }

        using var page = new HtmlParser().ParseDocument(html);
        var exact = PageHeaders.Of(page);
        using var reader = new Reader(exact.Url is { } url && CanonicalUrl.TryParse(url) is { } address ? address : NoAddress, page)
        {
            CharThreshold = 200,
        };
        string body = "";
        reader.AddCustomOperationEnd(element => body = PageText.Of(element));
        var article = reader.GetArticle();
        if (!article.Completed || string.IsNullOrWhiteSpace(body))
        {
            return new PageOutcome.Failed("no article was found in this page; save its text as .txt");
        }

        return new PageOutcome.Parsed(
            exact with
            {
                Title = article.Title,
                Outlet = article.SiteName,
                Byline = article.Byline ?? article.Author,
                Date = exact.Date ?? article.PublicationDate?.ToString("yyyy-MM-dd"),
            },
            body);
    }
}

/// <summary>What a page is.</summary>
internal abstract record PageOutcome
{
    private PageOutcome()
    {
    }

    /// <summary>It holds an article.</summary>
    internal sealed record Parsed(Headers Headers, string Body) : PageOutcome;

    /// <summary>It does not.</summary>
    /// <param name="Message">Continues "FILE: " and says what to do.</param>
    internal sealed record Failed(string Message) : PageOutcome;
}
