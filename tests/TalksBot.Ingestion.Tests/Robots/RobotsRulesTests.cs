using System.Text;
using CsCheck;
using TalksBot.Testing;

namespace TalksBot.Ingestion.Tests.Robots;

/// <summary>RFC 9309, with its own examples where it has some.</summary>
public class RobotsRulesTests
{
    [Theory]
    [InlineData("/fish", "/fish", false)]
    [InlineData("/fish", "/fish.html", false)]
    [InlineData("/fish", "/Fish.asp", true)]
    [InlineData("/fish", "/catfish", true)]
    [InlineData("/fish*", "/fishheads/yummy.html", false)]
    [InlineData("/fish/", "/fish", true)]
    [InlineData("/*.php", "/folder/filename.php?parameters", false)]
    [InlineData("/*.php", "/windows.PHP", true)]
    [InlineData("/*.php$", "/filename.php", false)]
    [InlineData("/*.php$", "/filename.php?parameters", true)]
    [InlineData("/fish*.php", "/fishheads/catfish.php?parameters", false)]
    [InlineData("/*/a*b*c$", "/x/aabbc", false)]
    [InlineData("/*/a*b*c$", "/x/aabbcd", true)]
    [InlineData("/$", "/", false)]
    [InlineData("/$", "/a", true)]
    [InlineData("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar", false)]
    [InlineData("/foo/bar/ツ", "/foo/bar/%E3%83%84", false)]
    [InlineData("/foo/bar/%62%61%7A", "/foo/bar/baz", false)]
    [InlineData("", "/anything", true)]
    [InlineData("/robots.txt", "/robots.txt", true)]
    public void A_pattern_matches_from_the_start_with_stars_and_an_end(string pattern, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, Of($"User-agent: *\nDisallow: {pattern}").Allows(new Uri("https://example.org" + path)));

    [Theory]
    [InlineData("Allow: /p\nDisallow: /", "/page", true)]
    [InlineData("Allow: /folder\nDisallow: /folder", "/folder/page", true)]
    [InlineData("Allow: /page\nDisallow: /*.htm", "/page.htm", false)]
    [InlineData("Allow: /$\nDisallow: /", "/", true)]
    [InlineData("Allow: /$\nDisallow: /", "/page.htm", false)]
    [InlineData("Disallow: /a\nAllow: /a/b\nDisallow: /a/b/c", "/a/b/c/d", false)]
    public void The_longest_rule_decides_and_of_two_as_long_the_kinder(string rules, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, Of($"User-agent: *\n{rules}").Allows(new Uri("https://example.org" + path)));

    [Theory]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: TalksBot\nDisallow: /private", true)]
    [InlineData("User-agent: talksbot/1.0\nDisallow: /\nUser-agent: *\nAllow: /", false)]
    [InlineData("User-agent: Other\nDisallow: /", true)]
    [InlineData("User-agent: Other\nUser-agent: TalksBot\nDisallow: /", false)]
    [InlineData("User-agent: TalksBot\nDisallow: /a\nUser-agent: Other\nDisallow: /b\nUser-agent: TalksBot\nDisallow: /page", false)]
    [InlineData("User-agent: TalksBotter\nDisallow: /", true)]
    [InlineData("Disallow: /\nUser-agent: *\nAllow: /", true)]
    [InlineData("\uFEFFUser-agent: *\r\nDisallow: / # all of it\r\n", false)]
    [InlineData("USER-AGENT:*\nDISALLOW:/page", false)]
    [InlineData("User-agent: *\nSitemap: /x\nDisallow: /page\nNonsense", false)]
    [InlineData("<html>not found</html>", true)]
    public void Our_own_groups_count_else_those_for_everybody(string text, bool isAllowed) =>
        Assert.Equal(isAllowed, Of(text).Allows(new Uri("https://example.org/page")));

    [Fact]
    public void Any_bytes_are_read_and_rules_before_them_hold() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        byte[] text = [.. "User-agent: TalksBot\nDisallow: /page$\nUser-agent: other\n"u8, .. bytes.Select(b => b is (byte)':' ? (byte)';' : b)];
        return !RobotsRules.Parse(text, "TalksBot").Allows(new Uri("https://example.org/page"));
    });

    [Fact]
    public void Many_stars_cost_little()
    {
        var text = "User-agent: *\n" + string.Concat(Enumerable.Repeat($"Disallow: /{string.Concat(Enumerable.Repeat("*a", 140))}$\n", 10_000));

        Assert.True(Of(text).Allows(new Uri("https://example.org/" + new string('a', 1_900) + "b")));
    }

    [Fact]
    public async Task A_site_without_robots_is_open_and_one_in_trouble_is_not_asked_for_more()
    {
        foreach (var (status, isOpen) in ((int, bool)[])[(404, true), (401, true), (410, true), (500, false), (503, false), (429, false)])
        {
            using var server = new LoopbackServer(request => request.Path == "/robots.txt" ? LoopbackAnswer.Of(status) : LoopbackAnswer.Text("x"));

            var outcome = await Fetching.FetchAsync($"{server.Root}/page");

            Assert.Equal((status, isOpen), (status, outcome is FetchOutcome.Fetched));
            Assert.Equal((status, isOpen ? 1 : 0), (status, server.Paths.Count));
        }
    }

    [Fact]
    public async Task Pages_that_are_not_wanted_fetched_are_not_also_behind_a_redirect()
    {
        using var server = new LoopbackServer(request => request.Path switch
        {
            "/robots.txt" => LoopbackAnswer.Text("User-agent: *\nDisallow: /private", "text/plain"),
            "/in" => LoopbackAnswer.Redirect(302, "/private/page"),
            _ => LoopbackAnswer.Text("x"),
        });
        using var fetcher = Fetching.Fetcher();

        foreach (var path in (string[])["/private/page", "/in"])
        {
            var outcome = await fetcher.FetchAsync(new FetchRequest(new Uri(server.Root + path)), TestContext.Current.CancellationToken);
            Assert.Contains("robots.txt", outcome.Message(FetchFailure.Robots), StringComparison.Ordinal);
        }

        Assert.Equal(["/in"], server.Paths);
        Assert.Equal(2, server.Requests.Count); // robots.txt once
    }

    [Fact]
    public async Task Of_a_robots_file_without_end_the_beginning_counts()
    {
        using var server = new LoopbackServer(request => request.Path == "/robots.txt"
            ? LoopbackAnswer.Text("User-agent: *\nDisallow: /private\n" + string.Concat(Enumerable.Repeat("# filler\n", 200_000)) + "Disallow: /open\n", "text/plain")
            : LoopbackAnswer.Text("x"));

        (await Fetching.FetchAsync($"{server.Root}/open")).Fetched();
        (await Fetching.FetchAsync($"{server.Root}/private")).Message(FetchFailure.Robots);
    }

    private static RobotsRules Of(string text) => RobotsRules.Parse(Encoding.UTF8.GetBytes(text), "TalksBot");
}
