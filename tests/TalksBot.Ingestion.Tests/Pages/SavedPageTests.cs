using System.Diagnostics;
using System.Text;

namespace TalksBot.Ingestion.Tests;

public sealed class SavedPageTests
{
    private const string First = "The ferry talks between Port Selm and Ostrava Bay will resume on Monday, the harbour board said after a long night of meetings in the old customs house.";
    private const string Second = "“We have agreed on the timetable, but not on the fares,” said Ada Wren, who leads the delegation of Port Selm and has done so since the spring of last year.";
    private const string Third = "No date was announced for the signing, and the board’s spokesman gave none when he was asked about it by reporters who had waited outside all night.";

    [Fact]
    public async Task The_article_is_found_with_its_paragraphs_and_without_what_surrounds_it()
    {
        var article = (await Reading.FileAsync("ferry.html", Page())).Article();

        Assert.Equal($"{First}\n\n{Second}\n\nWhat comes next\n\n{Third}", article.Body);
        Assert.Equal("Ferry talks to resume on Monday", article.Title);
        Assert.Equal("The Selm Gazette", article.Outlet);
        Assert.Equal("Bo Lark", article.Byline);
        Assert.Equal("https://gazette.example.org/ferry", article.Url);
        Assert.Equal("https://gazette.example.org/ferry", article.Id.Value);
        Assert.Equal(new DateOnly(2025, 3, 15), article.PublishedOn);
        Assert.False(article.IsPublishedAssumed);
        Assert.Equal("ferry", article.Stem);
    }

    [Fact]
    public async Task A_page_is_known_by_its_first_words_too()
    {
        var outcome = Assert.Single(await Reading.AllAsync(["-"], standardInput: Encoding.UTF8.GetBytes(Page())));

        Assert.StartsWith(First, outcome.Article().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_date_may_stand_in_linked_data()
    {
        var page = Page(date: """
            <script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","datePublished":"2025-03-14T23:30:00-05:00"}]}</script>
            """);

        Assert.Equal(new DateOnly(2025, 3, 14), (await Reading.FileAsync("a.html", page)).Article().PublishedOn);
    }

    [Fact]
    public async Task Broken_linked_data_and_a_date_that_is_none_do_not_keep_a_page_out()
    {
        var page = Page(date: """<script type="application/ld+json">{"datePublished":</script><meta name="date" content="last week">""");

        var read = Assert.IsType<ReadOutcome.Read>(await Reading.FileAsync("a.html", page, new ReadSettings { PublishedOn = new DateOnly(2025, 3, 16) }));

        Assert.Equal(new DateOnly(2025, 3, 16), read.Article.PublishedOn);
        Assert.Contains("\"last week\"", Assert.Single(read.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_the_encoding_that_it_declares_is_read()
    {
        var page = Page().Replace("utf-8", "windows-1252", StringComparison.Ordinal).Replace("Ostrava Bay", "Østrava Bay", StringComparison.Ordinal);
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(page); // The framework has it.

        var article = (await Reading.FileAsync("a.html", bytes)).Article();

        Assert.Contains("Østrava Bay", article.Body, StringComparison.Ordinal);
        Assert.Contains("“We have agreed", article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_UTF_16_with_its_mark_is_read()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Page())];

        Assert.StartsWith(First, (await Reading.FileAsync("a.html", bytes)).Article().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", "not UTF-8 (byte ")]
    [InlineData("shift_jis", "declares charset \"shift_jis\"")]
    public async Task A_page_that_is_not_in_an_encoding_that_is_read_is_refused(string declared, string what)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Page().Replace("utf-8", declared, StringComparison.Ordinal)), 0xE9, .. "</html>"u8];

        Assert.Contains(what, (await Reading.FileAsync("a.html", bytes)).Message(RefusalReason.NotUtf8), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body><p></p></body></html>")]
    [InlineData("<html><head><script>var a = 'The talks went on and on for the whole day.';</script></head></html>")]
    public async Task A_page_without_an_article_is_refused(string page) =>
        Assert.Contains("save its text as .txt", (await Reading.FileAsync("a.html", page)).Message(RefusalReason.Page), StringComparison.Ordinal);

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<a href=x>")]
    [InlineData("<table>")]
    [InlineData("<svg>")]
    public async Task A_page_of_elements_that_never_close_is_refused_at_once(string tag)
    {
        var clock = Stopwatch.StartNew();

        var page = string.Concat(Enumerable.Repeat(tag, 300_000)) + "x";
        (await Reading.FileAsync("a.html", page)).Message(RefusalReason.Page);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("<p>")]
    [InlineData("<li>")]
    [InlineData("<td>")]
    [InlineData("<tr>")]
    [InlineData("<p>The talks will go on, said the board, and so did the other one.")]
    [InlineData("<p><b></p></b>")]
    [InlineData("<i></b><p>")]
    [InlineData("<div></div>")]
    [InlineData("<div></p>")]
    [InlineData("</p>")]
    [InlineData("<br>")]
    [InlineData("x<!-- ")]
    [InlineData("<")]
    [InlineData("&amp;")]
    [InlineData("<option>")]
    [InlineData("<script>")]
    [InlineData("<ruby><rt>")]
    public async Task A_page_of_one_thing_over_and_over_ends(string part)
    {
        var clock = Stopwatch.StartNew();

        await Reading.FileAsync("a.html", "<html>" + string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed}");
    }

    private static string Page(string date = """<meta property="article:published_time" content="2025-03-15T21:04:00+01:00">""") => $$"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Ferry talks to resume on Monday</title>
        <meta property="og:title" content="Ferry talks to resume on Monday"><meta property="og:site_name" content="The Selm Gazette">
        <meta name="author" content="Bo Lark"><link rel="canonical" href="https://gazette.example.org/ferry?utm_source=x#top">
        {{date}}
        <style>p { color: red }</style></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <article><h1>Ferry talks to resume on Monday</h1>
        <p>{{First.Replace("resume", "<a href=\"/x\"><em>resume</em></a>", StringComparison.Ordinal)}}</p>
        <script>alert("gotcha");</script><figure><img src="a.png"><figcaption>The old customs house</figcaption></figure>
        <p>{{Second.Replace(" said", "\n      said", StringComparison.Ordinal)}}</p>
        <h2>What comes next</h2>
        <p>{{Third}}</p></article>
        <aside><p>Subscribe to our newsletter and never miss a story again.</p></aside>
        <footer><p>All rights reserved.</p></footer></body></html>
        """;
}
