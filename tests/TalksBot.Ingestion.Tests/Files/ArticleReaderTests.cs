using System.Text;

namespace TalksBot.Ingestion.Tests;

public sealed class ArticleReaderTests
{
    private const string Text = "The envoy said on Monday that the ferry talks would resume in Port Selm.\n";

    [Fact]
    public async Task The_text_is_what_follows_the_front_matter_kept_as_read()
    {
        const string Body = "\r\n\r\nCafe\u0301 talks\u00A0resumed.\rThe envoy said so.\r\n";

        var article = (await Reading.FileAsync("a.txt", "\uFEFF---\r\ntitle: Ferry talks\r\n--- \r\n" + Body)).Article();

        Assert.Equal(Body, article.Body);
        Assert.Equal("Ferry talks", article.Title);
    }

    [Fact]
    public async Task A_text_without_front_matter_is_its_own_body_without_the_byte_order_mark()
    {
        var article = (await Reading.FileAsync("harbour.txt", "\uFEFF" + Text)).Article();

        Assert.Equal(Text, article.Body);
        Assert.Equal("harbour", article.Stem);
        Assert.Null(article.Title);
    }

    [Fact]
    public async Task All_headers_are_taken_quoted_or_not()
    {
        const string Head = """
            ---
            title: "Ferry row: \"No deal\", says envoy"
            source: 'The Selm Gazette'
            byline: Ada Wren
            date: 15 March 2025
            url: HTTPS://user:pw@Selm.Example.org:443/ferry?utm_source=x&id=7&fbclid=y#top
            tags:
              - ferry
            ---

            """;

        var article = (await Reading.FileAsync("a.md", Head + Text)).Article();

        Assert.Equal("Ferry row: \"No deal\", says envoy", article.Title);
        Assert.Equal("The Selm Gazette", article.Outlet);
        Assert.Equal("Ada Wren", article.Byline);
        Assert.Equal(new DateOnly(2025, 3, 15), article.PublishedOn);
        Assert.False(article.IsPublishedAssumed);
        Assert.Equal("https://selm.example.org/ferry?id=7", article.Url);
        Assert.Equal(article.Url, article.Id.Value);
    }

    [Fact]
    public async Task A_headline_that_begins_with_quoted_words_keeps_its_quotation_marks()
    {
        var article = (await Reading.FileAsync("a.txt", "---\ntitle: \"No deal\" and \"no talks\"\n---\n" + Text)).Article();

        Assert.Equal("\"No deal\" and \"no talks\"", article.Title);
    }

    [Fact]
    public async Task The_option_dates_what_states_no_date()
    {
        var settings = new ReadSettings { PublishedOn = new DateOnly(2025, 3, 15) };

        var article = (await Reading.FileAsync("a.txt", Text, settings)).Article();

        Assert.Equal(new DateOnly(2025, 3, 15), article.PublishedOn);
        Assert.False(article.IsPublishedAssumed);
    }

    [Fact]
    public async Task The_file_s_own_statement_wins_over_the_option_and_says_so()
    {
        var settings = new ReadSettings { PublishedOn = new DateOnly(2025, 3, 15) };

        var read = Assert.IsType<ReadOutcome.Read>(await Reading.FileAsync("a.txt", "---\ndate: 2025-03-11\n---\n" + Text, settings));

        Assert.Equal(new DateOnly(2025, 3, 11), read.Article.PublishedOn);
        Assert.Contains("2025-03-15 was not used", Assert.Single(read.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_no_date_at_all_the_file_s_own_is_assumed_and_said()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.txt", Text);
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 12, 4, 12, 0, 0, DateTimeKind.Utc));

        var read = Assert.IsType<ReadOutcome.Read>(Assert.Single(await Reading.AllAsync([path])));

        Assert.Equal(new DateOnly(2024, 12, 4), read.Article.PublishedOn);
        Assert.True(read.Article.IsPublishedAssumed);
        Assert.Contains("2024-12-04", Assert.Single(read.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_address_an_article_is_known_by_outlet_and_title_and_else_by_its_path()
    {
        const string Head = "---\ntitle: Ferry talks\noutlet: The Gazette\n---\n";
        using var folder = new TempFolder();
        var path = folder.Write("plain.txt", Text);

        var one = (await Reading.FileAsync("a.txt", Head + Text)).Article();
        var other = (await Reading.FileAsync("b.txt", Head.Replace("The Gazette", "\"the  GAZETTE\"", StringComparison.Ordinal) + "Edited: the envoy left.")).Article();
        var plain = Assert.Single(await Reading.AllAsync([path])).Article();

        Assert.Equal(one.Id, other.Id);
        Assert.EndsWith(path, plain.Id.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_known_by_its_text()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);

        var first = Assert.Single(await Reading.AllAsync(["-"], standardInput: bytes)).Article();
        var again = Assert.Single(await Reading.AllAsync(["-"], standardInput: bytes)).Article();
        var other = Assert.Single(await Reading.AllAsync(["-"], standardInput: [.. bytes, .. "More."u8])).Article();

        Assert.Equal(first.Id, again.Id);
        Assert.NotEqual(first.Id, other.Id);
        Assert.StartsWith("stdin-", first.Stem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_scheme_is_dropped_with_a_warning()
    {
        var settings = new ReadSettings { PublishedOn = new DateOnly(2025, 3, 15) };

        var read = Assert.IsType<ReadOutcome.Read>(await Reading.FileAsync("a.txt", "---\nurl: javascript:alert(1)\n---\n" + Text, settings));

        Assert.Null(read.Article.Url);
        Assert.Contains("javascript:alert(1)", Assert.Single(read.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\u00A0\n")]
    [InlineData("\uFEFF")]
    [InlineData("---\ntitle: Only a head\n---\n\n \n")]
    public async Task A_text_without_words_is_refused(string text)
    {
        var message = (await Reading.FileAsync("a.txt", text)).Message(RefusalReason.Empty);

        Assert.EndsWith("give a file that holds an article", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused_with_their_place()
    {
        var message = (await Reading.FileAsync("a.txt", [.. "Caf"u8, 0xE9, .. " talks"u8])).Message(RefusalReason.NotUtf8);

        Assert.Contains("byte 3 is 0xE9", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_that_is_cut_off_at_the_end_is_refused_with_its_place()
    {
        var message = (await Reading.FileAsync("a.txt", [0xEF, 0xBB, 0xBF, .. "Talks "u8, 0xE2, 0x80])).Message(RefusalReason.NotUtf8);

        Assert.Contains("byte 9 is 0xE2", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Binary_and_office_files_are_refused()
    {
        Assert.Contains("byte 4", (await Reading.FileAsync("a.txt", "abcd\0efg")).Message(RefusalReason.Binary), StringComparison.Ordinal);
        Assert.Contains("PDF", (await Reading.FileAsync("a.pdf", "%PDF-1.7\n...")).Message(RefusalReason.Binary), StringComparison.Ordinal);
        Assert.Contains("UTF-16", (await Reading.FileAsync("a.txt", [0xFF, 0xFE, (byte)'a', 0])).Message(RefusalReason.NotUtf8), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_at_the_bound_is_read_and_one_byte_more_is_refused()
    {
        var line = "The envoy said that the talks would go on and that they were good. ";
        var text = string.Concat(Enumerable.Repeat(line, (ReadSettings.DefaultMaxBytes / line.Length) + 1))[..ReadSettings.DefaultMaxBytes];

        Assert.Equal(ReadSettings.DefaultMaxBytes, (await Reading.FileAsync("a.txt", text)).Article().Body.Length);
        Assert.Contains("5 MB", (await Reading.FileAsync("a.txt", text + ".")).Message(RefusalReason.TooLarge), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_bounded_too()
    {
        var outcome = Assert.Single(await Reading.AllAsync(["-"], new ReadSettings { MaxBytes = 10 }, Encoding.UTF8.GetBytes(Text)));

        Assert.Contains("10 bytes", outcome.Message(RefusalReason.TooLarge), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Front_matter_that_never_ends_is_refused()
    {
        var message = (await Reading.FileAsync("a.txt", "---\ntitle: Ferry talks\ndate: 2025-03-15\n")).Message(RefusalReason.FrontMatter);

        Assert.Contains("never ends", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Front_matter_with_a_line_of_prose_is_refused_with_its_number()
    {
        var message = (await Reading.FileAsync("a.txt", "---\ntitle: Ferry talks\nThe envoy left\n---\n" + Text)).Message(RefusalReason.FrontMatter);

        Assert.Contains("line 3", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_that_is_none_is_refused_and_shown_without_control_characters()
    {
        var message = (await Reading.FileAsync("a.txt", "---\ndate: 31 June\u001b[31m 2025\n---\n" + Text)).Message(RefusalReason.Date);

        Assert.Contains("31 June\uFFFD[31m 2025", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_and_long_lines_stay_in_the_text()
    {
        var body = "The envoy \u001b[2Jsaid \u202Eno\u202C. " + new string('x', 300_000);

        Assert.Equal(body, (await Reading.FileAsync("a.txt", body)).Article().Body);
    }
}
