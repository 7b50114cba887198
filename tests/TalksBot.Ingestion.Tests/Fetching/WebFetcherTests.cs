using Microsoft.Extensions.Time.Testing;
using TalksBot.Testing;

namespace TalksBot.Ingestion.Tests.Fetches;

public class WebFetcherTests
{
    [Fact]
    public async Task An_answer_comes_with_what_is_kept_of_it()
    {
        using var server = Serving(_ => LoopbackAnswer.Text("<rss/>", "application/rss+xml; charset=\"iso-8859-1\"") with
        {
            Headers = new Dictionary<string, string> { ["ETag"] = "W/\"abc\"", ["Last-Modified"] = "Sat, 15 Mar 2025 21:04:00 GMT", ["Cache-Control"] = "public, max-age=300" },
        });

        var fetched = (await Fetching.FetchAsync($"{server.Root}/feed")).Fetched();

        Assert.Equal(("application/rss+xml", "iso-8859-1", "W/\"abc\"", "Sat, 15 Mar 2025 21:04:00 GMT"), (fetched.MediaType, fetched.Charset, fetched.EntityTag, fetched.LastModified));
        Assert.Equal(TimeSpan.FromMinutes(5), fetched.FreshFor);
        Assert.Null(fetched.MovedTo);
    }

    [Fact]
    public async Task What_is_known_is_asked_for_conditionally()
    {
        using var server = Serving(request => request.Headers.ContainsKey("If-None-Match") ? LoopbackAnswer.Of(304) : LoopbackAnswer.Text("new"));
        using var fetcher = Fetching.Fetcher();

        var outcome = await fetcher.FetchAsync(
            new FetchRequest(new Uri(server.Root)) { EntityTag = "\"1\"", LastModified = "Sat, 15 Mar 2025 21:04:00 GMT" }, TestContext.Current.CancellationToken);

        Assert.IsType<FetchOutcome.NotModified>(outcome);
        Assert.Equal("\"1\"", server.Requests[^1].Headers["If-None-Match"]);
        Assert.Equal("Sat, 15 Mar 2025 21:04:00 GMT", server.Requests[^1].Headers["If-Modified-Since"]);
    }

    [Fact]
    public async Task A_site_learns_who_asks_and_no_cookies_are_kept()
    {
        using var server = Serving(_ => LoopbackAnswer.Text("x") with { Headers = new Dictionary<string, string> { ["Set-Cookie"] = "a=b" } });
        using var fetcher = Fetching.Fetcher(Fetching.Options with { Contact = "https://example.org/bot" });

        await fetcher.FetchAsync(new FetchRequest(new Uri(server.Root)), TestContext.Current.CancellationToken);
        await fetcher.FetchAsync(new FetchRequest(new Uri(server.Root)), TestContext.Current.CancellationToken);

        Assert.Matches(@"^TalksBot/[0-9.]+ \(\+https://example\.org/bot\)$", server.Requests[^1].Headers["User-Agent"]);
        Assert.DoesNotContain("Cookie", server.Requests[^1].Headers.Keys);
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(308, true)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    [InlineData(307, false)]
    public async Task A_move_for_good_is_told_and_a_passing_one_is_not(int status, bool isForGood)
    {
        using var server = Serving(request => request.Path == "/old" ? LoopbackAnswer.Redirect(status, "/new") : LoopbackAnswer.Text("x"));

        var fetched = (await Fetching.FetchAsync($"{server.Root}/old")).Fetched();

        Assert.Equal($"{server.Root}/new", fetched.Address.AbsoluteUri);
        Assert.Equal(isForGood ? $"{server.Root}/new" : null, fetched.MovedTo?.AbsoluteUri);
    }

    [Fact]
    public async Task A_passing_redirect_behind_a_move_is_not_where_it_moved()
    {
        using var server = Serving(request => request.Path switch
        {
            "/a" => LoopbackAnswer.Redirect(301, "/b"),
            "/b" => LoopbackAnswer.Redirect(302, "/c"),
            "/c" => LoopbackAnswer.Redirect(301, "/d"),
            _ => LoopbackAnswer.Text("x"),
        });

        var fetched = (await Fetching.FetchAsync($"{server.Root}/a")).Fetched();

        Assert.Equal(("/d", "/b"), (fetched.Address.AbsolutePath, fetched.MovedTo?.AbsolutePath));
    }

    [Theory]
    [InlineData(404, FetchFailure.Refused)]
    [InlineData(403, FetchFailure.Refused)]
    [InlineData(410, FetchFailure.Gone)]
    [InlineData(429, FetchFailure.Busy)]
    [InlineData(500, FetchFailure.Busy)]
    [InlineData(503, FetchFailure.Busy)]
    [InlineData(206, FetchFailure.Malformed)]
    public async Task A_status_is_told_in_words(int status, FetchFailure reason)
    {
        using var server = Serving(_ => LoopbackAnswer.Of(status) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "120" } });

        var outcome = await Fetching.FetchAsync($"{server.Root}/x");

        Assert.Contains(status.ToString(), outcome.Message(reason), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(2), ((FetchOutcome.Failed)outcome).RetryAfter);
    }

    [Fact]
    public async Task A_host_is_asked_one_thing_at_a_time_with_a_gap()
    {
        var time = new FakeTimeProvider();
        using var server = Serving(_ => LoopbackAnswer.Text("x"));
        using var fetcher = Fetching.Fetcher(Fetching.Options with { HostGap = TimeSpan.FromSeconds(2), HeaderTime = TimeSpan.FromDays(1), BodyTime = TimeSpan.FromDays(1), IdleTime = TimeSpan.FromDays(1), ConnectTime = TimeSpan.FromDays(1), LeastRate = 0 }, time);
        var start = time.GetUtcNow();

        var fetches = Task.WhenAll(Enumerable.Range(0, 4).Select(i => fetcher.FetchAsync(new FetchRequest(new Uri($"{server.Root}/{i}")), TestContext.Current.CancellationToken)));
        while (!fetches.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.All(await fetches, outcome => outcome.Fetched());
        Assert.Equal(1, server.MostOpen);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(8), TimeSpan.MaxValue); // robots.txt and three pages before the last
    }

    [Fact]
    public async Task A_stop_ends_a_fetch_at_once()
    {
        using var stop = new CancellationTokenSource();
        using var server = new LoopbackServer(_ => LoopbackAnswer.Never);
        using var fetcher = Fetching.Fetcher();

        var fetching = fetcher.FetchAsync(new FetchRequest(new Uri(server.Root)), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }

    private static LoopbackServer Serving(Func<LoopbackRequest, LoopbackAnswer> answer) =>
        new(request => request.Path == "/robots.txt" ? LoopbackAnswer.Of(404) : answer(request));
}
