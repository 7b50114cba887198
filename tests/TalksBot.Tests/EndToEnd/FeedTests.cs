using TalksBot.Slack.Tests;
using TalksBot.Testing;
using TalksBot.Tests.Worker;

namespace TalksBot.Tests.EndToEnd;

/// <summary>Addresses on the command line, and feeds in the worker.</summary>
public class FeedTests
{
    private const string Html =
        """
        <p>The tug crews and the port of Sandvik returned to the table on Tuesday, after a week in which no ship had left the harbour.</p>
        <p>“The quay stays shut until the tugs are back,” harbour minister Rut Almqvist told reporters in Sandvik. “Nobody is above the rules.”</p>
        <p>The Tug Union proposed a pause of ten days if the port drops its fines. Almqvist rejected the proposal.</p>
        """;

    private static readonly DateOnly Day = new(2026, 5, 12);

    [Fact]
    public async Task A_feed_and_a_page_are_ingested_by_their_addresses()
    {
        using var site = new LoopbackFeeds("Harbour Post");
        site.Add("wire", new LoopbackItem("harbour", "Harbour talks resume", Html, Day));
        site.Add("wire", new LoopbackItem("gone", "Gone", Html, Day) { Trouble = LoopbackTrouble.NotFound });
        using var call = Over(site);

        var feed = await call.RunAsync("ingest", site.Url("wire") + "?token=s3cret");
        var page = await call.RunAsync("ingest", site.PageUrl("harbour"));
        var answer = Articles.Json((await call.RunAsync("ask", "--json", "Who said “The quay stays shut”?")).Output);

        Assert.Equal(ExitCode.Failed, feed.ExitCode);
        Assert.StartsWith($"{site.PageUrl("harbour")}: new; published 2026-05-12; ", Assert.Single(feed.Lines), StringComparison.Ordinal);
        Assert.Equal($"talksbot: {site.PageUrl("gone")}: it was not found (404)\n", feed.Error);
        Assert.Equal((ExitCode.Done, $"{site.PageUrl("harbour")}: known already, unchanged\n"), (page.ExitCode, page.Output));
        Assert.Contains("Rut Almqvist", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Equal(site.PageUrl("harbour"), answer.GetProperty("citations")[0].GetProperty("article").GetString());
        Assert.Equal("Harbour Post", answer.GetProperty("citations")[0].GetProperty("outlet").GetString());
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_refused_in_one_line()
    {
        using var site = new LoopbackFeeds();
        using var call = new Call();

        var result = await call.RunAsync("ingest", site.Url("wire"));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("Ingestion:AllowHosts", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(site.Server.Requests);
    }

    [Fact]
    public async Task Feeds_are_listed_before_they_were_ever_looked_at()
    {
        using var call = new Call();
        call.File("config/dossiers/harbour.yaml", "name: harbour\ntitle: Harbour talks\nfeeds:\n  - { url: \"https://example.org/rss?key=abc\" }\n  - { folder: inbox }\n");

        var result = await call.RunAsync("sources");

        Assert.Equal(["feed of harbour  folder inbox: not looked at yet.", "feed of harbour  https://example.org/rss: not looked at yet."], result.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_worker_follows_feeds_and_tells_how_they_fare()
    {
        using var site = new LoopbackFeeds("Harbour Post");
        site.Add("wire", new LoopbackItem("cake", "Cakes", string.Concat(Enumerable.Repeat("<p>This is the recipe for the cake that everybody in the village of Ulm has liked for a hundred years.</p>", 5)), Day));
        site.Add("wire", new LoopbackItem("harbour", "Harbour talks resume", Html, Day));
        await using var slack = await LoopbackSlack.StartAsync(TimeProvider.System);
        using var folder = new DossierFolder($"name: harbour\ntitle: Harbour talks\nkeywords: [harbour]\nactors:\n  - {{ name: Rut Almqvist, kind: person, aliases: [Almqvist] }}\nfeeds:\n  - {{ url: \"{site.Url("wire")}\", every: 1s }}\n");
        await using var worker = await RunningWorker.StartAsync(
            ("SLACK_BOT_TOKEN", LoopbackSlack.BotToken),
            ("SLACK_APP_TOKEN", LoopbackSlack.AppToken),
            ("SLACK_API_URL", slack.ApiBaseUrl),
            ("TALKSBOT_Dossiers__Folder", folder.Path),
            ("TALKSBOT_Ingestion__AllowHosts", site.Host),
            ("TALKSBOT_Ingestion__HostGap", "0"));
        var socket = await slack.Sockets.NextAsync();
        await worker.LoggedAsync("Following 1 feeds");
        await site.NotModifiedAsync("wire"); // Everything was taken in before it is asked for again.

        await socket.CommandAsync("/sources", "").Soon();
        var answer = await slack.Responses.NextAsync(response => response.Text.Contains("left out", StringComparison.Ordinal));

        Assert.Contains("1 article, 1 left out as not of these talks", answer.Text, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await worker.StopAsync().Soon());
    }

    private static Call Over(LoopbackFeeds site)
    {
        var call = new Call();
        call.Variables["TALKSBOT_Ingestion__AllowHosts"] = site.Host;
        call.Variables["TALKSBOT_Ingestion__HostGap"] = "0";
        return call;
    }

    private sealed class DossierFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talksbot-dossiers-");

        public DossierFolder(string yaml) => File.WriteAllText(System.IO.Path.Combine(Path, "harbour.yaml"), yaml);

        public string Path => _folder.FullName;

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
