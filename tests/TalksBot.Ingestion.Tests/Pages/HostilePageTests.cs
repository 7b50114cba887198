namespace TalksBot.Ingestion.Tests.Pages;

/// <summary>Pages and feeds that hide how deep or long they are.</summary>
public sealed class HostilePageTests
{
    private static readonly string Deep = string.Concat(Enumerable.Repeat("<div>", 100_000));

    [Theory]
    [InlineData("<!-- <script> -->")]
    [InlineData("<!--> <script> -->")]
    [InlineData("<div title=\"<script>\">")]
    [InlineData("<div title='<style>'>")]
    [InlineData("<div =\"><script>\">")]
    [InlineData("<script>")]
    [InlineData("<svg><style>")]
    public void A_depth_that_is_hidden_is_seen(string front) => Assert.NotNull(PageBounds.FindExcess(front + Deep));

    [Theory]
    [InlineData("<div><!--</div>-->")]
    [InlineData("<div title=\"</div>\">")]
    public void An_end_that_is_none_closes_nothing(string part) => Assert.NotNull(PageBounds.FindExcess(string.Concat(Enumerable.Repeat(part, 5000))));

    [Theory]
    [InlineData("<script>if (a < b) { x = '<div><div><div>'; }</script>")]
    [InlineData("<!-- <div><div> -->")]
    [InlineData("<p title=\"<div>\">words</p>")]
    [InlineData("<style>a > b { content: '<div>' }</style>")]
    public void What_only_looks_like_elements_counts_for_nothing(string part) => Assert.Null(PageBounds.FindExcess(string.Concat(Enumerable.Repeat(part, 2000))));

    [Theory]
    [InlineData("<script>")]
    [InlineData("<!-- a -->")]
    [InlineData("<a href=\"")]
    public void A_long_page_of_them_is_looked_through_once(string part) =>
        Assert.True((PageBounds.FindExcess(string.Concat(Enumerable.Repeat(part, 39_000)) + new string('x', 5_000_000)) ?? "").Length >= 0);

    [Fact]
    public void Openers_without_an_end_are_read_once()
    {
        var xml = "<rss>" + string.Concat(Enumerable.Repeat("<!--<?<![CDATA[", 400_000));

        // Six million characters: reading on to the end from each opener would take hours.
        Assert.NotEmpty(FeedText.Repair(xml));
    }

    [Theory]
    [InlineData("https://example.org/a\ud83d")]
    [InlineData("https://üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü.example/")]
    [InlineData("https://℀.example/")]
    public void An_address_whose_host_has_no_form_is_none_and_throws_nothing(string address)
    {
        var parsed = CanonicalUrl.TryParse(address);

        Assert.True(parsed is null || Uri.IsWellFormedUriString(parsed, UriKind.Absolute) || parsed.Length > 0);
    }
}
