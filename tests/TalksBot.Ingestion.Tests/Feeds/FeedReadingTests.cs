using System.Text;
using CsCheck;

namespace TalksBot.Ingestion.Tests.Feeds;

public class FeedReadingTests
{
    private const string From = "https://news.example/feeds/all.xml";

    [Fact]
    public void RSS_2_is_read_with_its_extensions()
    {
        var feed = Read("""
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
            <channel><title>Harbour &amp; Sea</title><link>https://news.example/</link>
            <item><title>Talks <![CDATA[<b>resume</b>]]></title><link>/a?x=1</link><guid isPermaLink="false">g1</guid>
              <pubDate>Tue, 12 May 2026 10:00:00 +0000</pubDate><dc:creator>Ann Lee</dc:creator><description>Short</description>
              <content:encoded><![CDATA[<p>Long</p>]]></content:encoded><media:title>Picture</media:title><media:content url="x"/><source url="https://wire.example/">The Wire</source></item>
            <item><guid>https://news.example/b</guid></item>
            </channel></rss>
            """);

        Assert.Equal((FeedFormat.Rss, "Harbour & Sea", 2, null), (feed.Format, feed.Title, feed.Entries.Length, feed.Problem));
        var item = feed.Entries[0];
        Assert.Equal(("g1", "https://news.example/a?x=1", "Talks resume", "Ann Lee"), (item.Id, item.Address?.AbsoluteUri, item.Title, item.Byline));
        Assert.Equal(("Tue, 12 May 2026 10:00:00 +0000", "Short", "<p>Long</p>", "The Wire"), (item.Published, item.Summary, item.Content, item.Outlet));
        Assert.Equal("https://news.example/b", feed.Entries[1].Address?.AbsoluteUri);
    }

    [Fact]
    public void RSS_1_has_its_items_beside_the_channel()
    {
        var feed = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="x"><title>Old style</title></channel>
            <item rdf:about="y"><title>One</title><link>https://news.example/1</link><dc:date>2026-05-12T10:00:00Z</dc:date></item></rdf:RDF>
            """);

        Assert.Equal(("Old style", "One", "https://news.example/1", "2026-05-12T10:00:00Z"), (feed.Title, feed.Entries[0].Title, feed.Entries[0].Address?.AbsoluteUri, feed.Entries[0].Published));
    }

    [Fact]
    public void RSS_091_names_a_document_type_of_its_time()
    {
        var feed = Read("""
            <?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91"><channel><title>t</title><item><title>One</title><link>https://news.example/1</link></item></channel></rss>
            """);

        Assert.Equal("One", Assert.Single(feed.Entries).Title);
    }

    [Fact]
    public void Atom_is_read_with_markup_and_the_link_that_is_meant()
    {
        var feed = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &amp;amp; B</title><link rel="self" href="https://news.example/self"/>
            <entry><id>tag:1</id><title type="html">&lt;i&gt;Talks&lt;/i&gt; on</title><link rel="edit" href="https://news.example/edit"/><link rel="alternate" href="../one"/>
              <published>2026-05-12T10:00:00Z</published><updated>2026-05-13T10:00:00Z</updated><author><name>Ann Lee</name><email>a@b.c</email></author>
              <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words <em>here</em></p></div></content><source><title>The Wire</title></source></entry></feed>
            """);

        var entry = Assert.Single(feed.Entries);
        Assert.Equal(("A & B", "Talks on", "https://news.example/one"), (feed.Title, entry.Title, entry.Address?.AbsoluteUri));
        Assert.Equal(("2026-05-12T10:00:00Z", "2026-05-13T10:00:00Z", "Ann Lee", "The Wire"), (entry.Published, entry.Updated, entry.Byline, entry.Outlet));
        Assert.Contains("<em>here</em>", entry.Content, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_feeds_are_read()
    {
        var feed = Read("""
            {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
              {"id": 7, "url": "/seven", "title": "Seven", "content_html": "<p>x</p>", "date_published": "2026-05-12T10:00:00Z", "authors": [{"name": "Ann"}]},
              "no item", {"id": "https://news.example/8", "content_text": "a < b\n\nnext"}]}
            """, "application/feed+json");

        Assert.Equal((FeedFormat.Json, "J", 2), (feed.Format, feed.Title, feed.Entries.Length));
        Assert.Equal(("7", "https://news.example/seven", "Ann"), (feed.Entries[0].Id, feed.Entries[0].Address?.AbsoluteUri, feed.Entries[0].Byline));
        Assert.Equal(("https://news.example/8", "<p>a &lt; b</p><p>next</p>"), (feed.Entries[1].Address?.AbsoluteUri, feed.Entries[1].Content));
    }

    [Fact]
    public void News_sitemaps_and_lists_of_sitemaps_are_read()
    {
        var sitemap = Read("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
            <url><loc>https://news.example/1</loc><lastmod>2026-05-13</lastmod><news:news><news:publication><news:name>N</news:name></news:publication>
              <news:publication_date>2026-05-12</news:publication_date><news:title>One</news:title></news:news><image:image><image:loc>https://news.example/p.jpg</image:loc></image:image></url></urlset>
            """);
        var index = Read("""
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
            <sitemap><loc>/new.xml</loc><lastmod>2026-05-01</lastmod></sitemap></sitemapindex>
            """);

        var entry = Assert.Single(sitemap.Entries);
        Assert.Equal(("https://news.example/1", "One", "N", "2026-05-12", "2026-05-13"), (entry.Address?.AbsoluteUri, entry.Title, entry.Outlet, entry.Published, entry.Updated));
        Assert.Equal((FeedFormat.SitemapIndex, "/new.xml"), (index.Format, index.Sitemaps[0].AbsolutePath));
    }

    [Theory]
    [InlineData("Caf&eacute; &nbsp;&mdash; R&D &copy; &unknown; A&amp;B &#8217;&#x41;&#0;&#xFFFF;&", "Café — R&D © &unknown; A&B ’A&")]
    [InlineData("be\u0001fore\u000Bafter", "beforeafter")]
    [InlineData("<![CDATA[R&D &eacute; \u0002]]>", "R&D é")]
    [InlineData("@everyone <i>talks</i>", "@everyone talks")]
    [InlineData("@everyone &lt;script>alert(1)&lt;/script>", "@everyone")]
    [InlineData("5 &lt; 6", "5 < 6")]
    public void Faults_of_the_real_world_are_mended(string title, string expected)
    {
        var feed = Read($"\n  junk <rss><channel><item><title>{title}</title><link>https://news.example/1</link></item></channel></rss>");

        Assert.Equal(expected, Assert.Single(feed.Entries).Title);
    }

    [Fact]
    public void Prefixes_that_nobody_declared_are_known()
    {
        var feed = Read("<rss><channel><item><title>T</title><dc:creator>Ann</dc:creator><content:encoded>c</content:encoded></item></channel></rss>");

        Assert.Equal(("Ann", "c"), (feed.Entries[0].Byline, feed.Entries[0].Content));
    }

    [Fact]
    public void What_comes_before_a_fault_is_read_and_the_fault_is_told()
    {
        var feed = Read("<rss><channel><item><title>One</title></item>\n<item><title>Two</title></itm></channel></rss>");

        Assert.Equal("One", Assert.Single(feed.Entries).Title);
        Assert.Contains("broken in line 2", feed.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<rss><channel><item><title>One</tit", "broken in line 1")]
    [InlineData("""<!DOCTYPE lolz [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>""", "entities of its own")]
    [InlineData("""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>""", "entities of its own")]
    [InlineData("{\"items\": 3}", "no \"items\"")]
    [InlineData("{\"items\": [", "JSON is broken")]
    public void What_cannot_be_read_is_told(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<FeedFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = $"<rss><channel><item>{string.Concat(Enumerable.Repeat("<a>", 50_000))}";

        Assert.Contains("nested deeper", Assert.Throws<FeedFormatException>(() => Read(deep)).Message, StringComparison.Ordinal);
        Assert.Contains("JSON", Assert.Throws<FeedFormatException>(() => Read("{\"items\":" + new string('[', 100_000))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, "more than 1000 items")]
    [InlineData(100_000, "more than 1000 items")]
    public void Of_a_hundred_thousand_items_a_thousand_are_read(int count, string? problem)
    {
        var text = new StringBuilder("<rss><channel>");
        for (var i = 0; i < count; i++)
        {
            text.Append($"<item><title>T{i}</title><link>https://news.example/{i}</link></item>");
        }

        var feed = Read(text.Append("</channel></rss>").ToString());

        Assert.Equal((1_000, "T0"), (feed.Entries.Length, feed.Entries[0].Title));
        Assert.Equal(problem is not null, feed.Problem?.Contains(problem ?? "", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("utf-8", null, null)]
    [InlineData("utf-16", null, null)]
    [InlineData("iso-8859-1", "iso-8859-1", null)]
    [InlineData("windows-1251", "windows-1251", null)]
    [InlineData("iso-8859-1", null, "iso-8859-1")]
    [InlineData("windows-1252", null, "windows-1252")]
    public void Charsets_come_from_mark_header_or_declaration(string actual, string? header, string? declared)
    {
        var title = actual == "windows-1251" ? "Переговоры" : "Café Zürich";
        var xml = $"<?xml version=\"1.0\"{(declared is null ? "" : $" encoding=\"{declared}\"")}?><rss><channel><item><title>{title}</title></item></channel></rss>";
        var encoding = actual switch { "utf-8" => Encoding.UTF8, "utf-16" => Encoding.Unicode, _ => CodePagesEncodingProvider.Instance.GetEncoding(actual) ?? Encoding.Latin1 };
        byte[] bytes = [.. actual == "utf-16" ? encoding.GetPreamble() : [], .. encoding.GetBytes(xml)];

        var feed = FeedReading.Read(new FetchOutcome.Fetched(new Uri(From), bytes) { Charset = header });

        Assert.Equal(title, Assert.Single(feed.Entries).Title);
    }

    [Theory]
    [InlineData("<!doctype html><html><head><title>x</title></head><body><p>a &nbsp; b<br></body></html>")]
    [InlineData("<html><body>x</body></html>")]
    [InlineData("Plain words")]
    [InlineData("")]
    public void What_is_no_feed_is_a_page(string text) => Assert.Equal(FeedFormat.Page, Read(text, "text/html").Format);

    [Fact]
    public void Other_XML_is_refused() => Assert.Throws<FeedFormatException>(() => Read("<svg xmlns='http://www.w3.org/2000/svg'/>", "text/xml"));

    [Fact]
    public void Keys_tell_items_apart_and_stay_short_and_without_secrets()
    {
        var feed = Read($"""
            <rss><channel><item><guid>same</guid><link>https://news.example/1?utm_source=rss&amp;token=s3cret</link></item>
            <item><guid>{new string('x', 5_000)}</guid></item><item><title>Neither</title></item></channel></rss>
            """);

        var keys = feed.Entries.Select(entry => entry.Key(isIdShared: false)).ToList();

        Assert.Equal("same", keys[0]);
        Assert.Equal("https://news.example/1", feed.Entries[0].Key(isIdShared: true));
        Assert.All(keys, key => Assert.InRange(key.Length, 1, 200));
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_nothing_else()
    {
        string[] known =
        [
            "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "&amp;", "&x", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>",
            "<content type='xhtml'>", "</content>", "</entry>", "<link href='x'/>", "\u0000", "\uD800", "<!--", "-->", "<?x", "?>", "{\"items\":[", "{}", "]}", "text", "<!DOCTYPE rss>", "<url><loc>", "\"",
        ];
        Gen.Int[0, known.Length - 1].Select(i => known[i]).Array[0, 30].Sample(parts =>
        {
            try
            {
                _ = Read(string.Concat(parts)).Entries.Select(entry => (entry.Key(isIdShared: false), entry.Fingerprint)).ToList();
            }
            catch (FeedFormatException refused)
            {
                return !refused.Message.Contains('\n', StringComparison.Ordinal);
            }

            return true;
        }, iter: 20_000);
    }

    private static ParsedFeed Read(string text, string type = "application/xml") =>
        FeedReading.Read(new FetchOutcome.Fetched(new Uri(From), Encoding.UTF8.GetBytes(text)) { MediaType = type });
}
