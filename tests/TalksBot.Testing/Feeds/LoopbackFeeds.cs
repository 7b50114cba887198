using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace TalksBot.Testing;

/// <summary>How a feed or a page fails.</summary>
public enum LoopbackTrouble
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>429 with Retry-After.</summary>
    TooMany,

    /// <summary>No answer ever.</summary>
    Hangs,

    /// <summary>The connection is closed without an answer.</summary>
    Breaks,

    /// <summary>XML that ends in the middle of the first item.</summary>
    Malformed,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>410.</summary>
    Gone,
}

/// <summary>In which format a feed is served.</summary>
public enum LoopbackFormat
{
    Rss,
    Atom,
    Json,
    NewsSitemap,
}

/// <summary>An item of a loopback feed with its page.</summary>
/// <param name="Slug">The page's path without the slash; also the item's id.</param>
/// <param name="Title">Headline.</param>
/// <param name="Html">The inside of the page's article: paragraphs.</param>
/// <param name="PublishedOn">As the page states it.</param>
public sealed record LoopbackItem(string Slug, string Title, string Html, DateOnly PublishedOn)
{
    /// <summary>The date in the feed, verbatim; null for the page's. It may lie.</summary>
    public string? FeedDate { get; init; }

    /// <summary>The date in the page, verbatim; null for <see cref="PublishedOn"/>, empty for none.</summary>
    public string? PageDate { get; init; }

    /// <summary>When it was last edited, verbatim; null for never.</summary>
    public string? Updated { get; init; }

    /// <summary>Whether the feed carries the whole text.</summary>
    public bool IsFullInFeed { get; init; }

    /// <summary>How its page fails.</summary>
    public LoopbackTrouble Trouble { get; init; }
}

/// <summary>A news site on 127.0.0.1 whose feeds can be filled, edited, moved and broken while they are followed.</summary>
/// <example>
/// <code>
/// using var site = new LoopbackFeeds();
/// site.Add("wire", new LoopbackItem("talks-1", "Talks open", "&lt;p&gt;…&lt;/p&gt;", day));
/// // in the dossier:  feeds: [{ url: {site.Url("wire")}, every: 60s }],  setting: Ingestion:AllowHosts = 127.0.0.1
/// site.Break("wire", LoopbackTrouble.ServerError);  site.Move("wire", "wire-2");  site.Add("wire", edited with the same slug);
/// </code>
/// </example>
public sealed class LoopbackFeeds : IDisposable
{
    private readonly ConcurrentDictionary<string, Served> _feeds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LoopbackItem> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _moved = new(StringComparer.Ordinal);
    private readonly string _outlet;

    /// <summary>A site that is up.</summary>
    /// <param name="outlet">What its pages and feeds call it.</param>
    public LoopbackFeeds(string outlet = "The Loopback Post")
    {
        _outlet = outlet;
        Server = new LoopbackServer(Answer);
    }

    /// <summary>The server, for what it was asked.</summary>
    public LoopbackServer Server { get; }

    /// <summary>"127.0.0.1:PORT", as the setting Ingestion:AllowHosts takes it.</summary>
    public string Host => $"127.0.0.1:{Server.Port}";

    /// <summary>robots.txt; null for none (404).</summary>
    public string? Robots { get; set; }

    /// <summary>Address of a feed; a feed that has no items yet is served empty.</summary>
    public string Url(string feed) => $"{Server.Root}/feeds/{feed}";

    /// <summary>Address of an item's page.</summary>
    public string PageUrl(string slug) => $"{Server.Root}/{slug}";

    /// <summary>Puts an item in front, or in the place of the one with its slug.</summary>
    public void Add(string feed, LoopbackItem item)
    {
        _pages[item.Slug] = item;
        Of(feed).Change(items => items.FindIndex(other => other.Slug == item.Slug) is >= 0 and var at ? items.Select((old, i) => i == at ? item : old).ToList() : [item, .. items]);
    }

    /// <summary>Lists the item a second time, as sloppy feeds do.</summary>
    public void Repeat(string feed, string slug) => Of(feed).Change(items => [.. items, items.First(item => item.Slug == slug)]);

    /// <summary>Takes an item off the feed; its page stays.</summary>
    public void Remove(string feed, string slug) => Of(feed).Change(items => items.Where(item => item.Slug != slug).ToList());

    /// <summary>Serves the feed in another format.</summary>
    public void Serve(string feed, LoopbackFormat format) => Of(feed).Format = format;

    /// <summary>Lets the feed fail until it is called again with <see cref="LoopbackTrouble.None"/>.</summary>
    public void Break(string feed, LoopbackTrouble trouble) => Of(feed).Trouble = trouble;

    /// <summary>Lets the page of an item fail, or be well again.</summary>
    public void BreakPage(string slug, LoopbackTrouble trouble) => _pages[slug] = _pages[slug] with { Trouble = trouble };

    /// <summary>Moves the feed for good (301); its items come along.</summary>
    public void Move(string feed, string to)
    {
        _feeds[to] = Of(feed);
        _moved[feed] = to;
    }

    /// <summary>How often the feed answered with 304.</summary>
    public int NotModified(string feed) => Of(feed).NotModified;

    /// <summary>Waits until the feed has answered with 304 at least once: whoever asked has taken in what it shows.</summary>
    public Task NotModifiedAsync(string feed) => Of(feed).FirstNotModified.WaitAsync(TimeSpan.FromSeconds(60));

    public void Dispose() => Server.Dispose();

    private Served Of(string feed) => _feeds.GetOrAdd(feed, _ => new Served());

    private LoopbackAnswer Answer(LoopbackRequest request)
    {
        var path = request.Path.Split('?')[0];
        if (path == "/robots.txt")
        {
            return Robots is { } robots ? LoopbackAnswer.Text(robots, "text/plain") : LoopbackAnswer.Of(404);
        }

        if (path.StartsWith("/feeds/", StringComparison.Ordinal))
        {
            var name = path["/feeds/".Length..];
            return _moved.TryGetValue(name, out var to) ? LoopbackAnswer.Redirect(301, $"/feeds/{to}") : Feed(Of(name), request);
        }

        return _pages.TryGetValue(path[1..], out var item) ? Trouble(item.Trouble, "") ?? LoopbackAnswer.Text(Page(item)) : LoopbackAnswer.Of(404);
    }

    private LoopbackAnswer Feed(Served feed, LoopbackRequest request)
    {
        var (items, version) = feed.Now;
        var (body, type) = feed.Format switch
        {
            LoopbackFormat.Atom => (Atom(items), "application/atom+xml"),
            LoopbackFormat.Json => (Json(items), "application/feed+json"),
            LoopbackFormat.NewsSitemap => (Sitemap(items), "application/xml"),
            _ => (Rss(items), "application/rss+xml"),
        };
        if (Trouble(feed.Trouble, body) is { } trouble)
        {
            return trouble;
        }

        var tag = $"\"{feed.Format}-{version}\"";
        if (request.Headers.GetValueOrDefault("If-None-Match") == tag)
        {
            feed.CountNotModified();
            return LoopbackAnswer.Of(304);
        }

        return LoopbackAnswer.Text(body, type) with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["ETag"] = tag } };
    }

    private static LoopbackAnswer? Trouble(LoopbackTrouble trouble, string body) => trouble switch
    {
        LoopbackTrouble.ServerError => LoopbackAnswer.Of(500),
        LoopbackTrouble.TooMany => LoopbackAnswer.Of(429) with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "300" } },
        LoopbackTrouble.Hangs => LoopbackAnswer.Never,
        LoopbackTrouble.Breaks => new LoopbackAnswer { Raw = (_, _) => Task.CompletedTask },
        LoopbackTrouble.Malformed => LoopbackAnswer.Text(body.Length > 40 ? body[..(body.IndexOf("<title>", 80, StringComparison.Ordinal) is > 0 and var cut ? cut + 3 : 40)] : "<rss><channel><item><ti", "application/rss+xml"),
        LoopbackTrouble.NotFound => LoopbackAnswer.Of(404),
        LoopbackTrouble.Gone => LoopbackAnswer.Of(410),
        _ => null,
    };

    private string Page(LoopbackItem item)
    {
        var date = item.PageDate ?? item.PublishedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"""
            <!doctype html><html lang="en"><head><title>{Encode(item.Title)}</title>
            <meta property="og:site_name" content="{Encode(_outlet)}"><meta property="og:title" content="{Encode(item.Title)}">
            {(date.Length > 0 ? $"""<meta property="article:published_time" content="{Encode(date)}">""" : "")}
            <link rel="canonical" href="{PageUrl(item.Slug)}"></head>
            <body><nav><a href="/">Home</a></nav><main><article><h1>{Encode(item.Title)}</h1>{item.Html}</article></main></body></html>
            """;
    }

    private string Rss(IEnumerable<LoopbackItem> items)
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>""");
        text.Append(CultureInfo.InvariantCulture, $"<title>{Encode(_outlet)}</title><link>{Server.Root}/</link><description>News</description>");
        foreach (var item in items)
        {
            text.Append(CultureInfo.InvariantCulture, $"""<item><title>{Encode(item.Title)}</title><link>{PageUrl(item.Slug)}</link><guid isPermaLink="false">{item.Slug}</guid><pubDate>{Encode(DateOf(item, "R"))}</pubDate>""");
            text.Append(item.Updated is null ? "" : $"<atom:updated>{Encode(item.Updated)}</atom:updated>");
            text.Append(item.IsFullInFeed ? $"<content:encoded><![CDATA[{item.Html}]]></content:encoded>" : $"<description>{Encode(item.Title)}</description>").Append("</item>\n");
        }

        return text.Append("</channel></rss>").ToString();
    }

    private string Atom(IEnumerable<LoopbackItem> items)
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">""");
        text.Append(CultureInfo.InvariantCulture, $"<title>{Encode(_outlet)}</title><id>{Server.Root}/</id>");
        foreach (var item in items)
        {
            var date = Encode(DateOf(item, "yyyy-MM-dd'T'HH:mm:ss'Z'"));
            text.Append(CultureInfo.InvariantCulture, $"""<entry><title type="text">{Encode(item.Title)}</title><link rel="alternate" href="{PageUrl(item.Slug)}"/><id>tag:{item.Slug}</id><published>{date}</published><updated>{Encode(item.Updated) ?? date}</updated>""");
            text.Append(item.IsFullInFeed ? $"""<content type="html">{Encode(item.Html)}</content>""" : "").Append("</entry>\n");
        }

        return text.Append("</feed>").ToString();
    }

    private string Json(IEnumerable<LoopbackItem> items) => $$"""
        {"version": "https://jsonfeed.org/version/1.1", "title": {{Quote(_outlet)}}, "items": [{{string.Join(',', items.Select(item =>
            $$"""{"id": {{Quote(item.Slug)}}, "url": {{Quote(PageUrl(item.Slug))}}, "title": {{Quote(item.Title)}}, "date_published": {{Quote(DateOf(item, "yyyy-MM-dd'T'HH:mm:ss'Z'"))}}, "date_modified": {{Quote(item.Updated ?? DateOf(item, "yyyy-MM-dd'T'HH:mm:ss'Z'"))}}{{(item.IsFullInFeed ? $", \"content_html\": {Quote(item.Html)}" : "")}}}"""))}}]}
        """;

    private string Sitemap(IEnumerable<LoopbackItem> items)
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">""");
        foreach (var item in items)
        {
            text.Append(CultureInfo.InvariantCulture, $"<url><loc>{PageUrl(item.Slug)}</loc>{(item.Updated is null ? "" : $"<lastmod>{Encode(item.Updated)}</lastmod>")}<news:news><news:publication><news:name>{Encode(_outlet)}</news:name><news:language>en</news:language></news:publication><news:publication_date>{Encode(DateOf(item, "yyyy-MM-dd"))}</news:publication_date><news:title>{Encode(item.Title)}</news:title></news:news></url>\n");
        }

        return text.Append("</urlset>").ToString();
    }

    private static string DateOf(LoopbackItem item, string format) =>
        item.FeedDate ?? new DateTimeOffset(item.PublishedOn, new TimeOnly(12, 0), TimeSpan.Zero).ToString(format, CultureInfo.InvariantCulture);

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Encode(string? text) => WebUtility.HtmlEncode(text);

    private static string Quote(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";

    private sealed class Served
    {
        private readonly Lock _lock = new();
        private readonly TaskCompletionSource _firstNotModified = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private List<LoopbackItem> _items = [];
        private int _version;
        private int _notModified;

        public LoopbackFormat Format { get; set; }

        public LoopbackTrouble Trouble { get; set; }

        public int NotModified => Volatile.Read(ref _notModified);

        public (List<LoopbackItem> Items, int Version) Now
        {
            get
            {
                lock (_lock)
                {
                    return (_items, _version);
                }
            }
        }

        public Task FirstNotModified => _firstNotModified.Task;

        public void CountNotModified()
        {
            Interlocked.Increment(ref _notModified);
            _firstNotModified.TrySetResult();
        }

        public void Change(Func<List<LoopbackItem>, List<LoopbackItem>> change)
        {
            lock (_lock)
            {
                _items = change(_items);
                _version++;
            }
        }
    }
}
