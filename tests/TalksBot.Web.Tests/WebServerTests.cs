using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TalksBot.Chat;
using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;

namespace TalksBot.Web.Tests;

public sealed class WebServerTests : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly List<WebServer> _servers = [];
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_call_reaches_its_route_with_its_raw_body_headers_query_and_cookies()
    {
        CallbackCall? seen = null;
        var root = await ServeAsync(new CallbackRoute("POST", "/slack/events", (call, _) =>
        {
            seen = call;
            return Task.FromResult(new CallbackReply(302) { ContentType = "text/plain", Body = "moved"u8.ToArray(), Headers = [("Location", "/there"), ("Set-Cookie", "a=b; HttpOnly")] });
        }));
        using var request = new HttpRequestMessage(HttpMethod.Post, root + "/slack/events?code=a%20b") { Content = new ByteArrayContent([0, 255, 10]) };
        request.Headers.Add("X-Slack-Signature", "v0=1");
        request.Headers.Add("Cookie", "state=s1");

        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler);
        using var response = await http.SendAsync(request, Stop);

        Assert.Equal([0, 255, 10], seen?.Body.ToArray());
        Assert.Equal(("v0=1", "a b", "s1"), (seen?.Header("x-slack-signature"), seen?.Query["code"], seen?.Cookies["state"]));
        Assert.Equal((HttpStatusCode.Redirect, "moved"), (response.StatusCode, await response.Content.ReadAsStringAsync(Stop)));
        Assert.Equal(["/there"], response.Headers.GetValues("Location"));
        Assert.Equal(["a=b; HttpOnly"], response.Headers.GetValues("Set-Cookie"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_routes_bound_is_refused_and_never_handed_on(bool isLengthTold)
    {
        var called = false;
        var root = await ServeAsync(new CallbackRoute("POST", "/in", (_, _) =>
        {
            called = true;
            return Task.FromResult(new CallbackReply(200));
        })
        { MaxBodyLength = 1000 });
        using var content = isLengthTold ? new ByteArrayContent(new byte[1001]) : (HttpContent)new UntoldContent(1001);

        using var response = await _http.PostAsync(new Uri(root + "/in"), content, Stop);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.False(called);
    }

    [Fact]
    public async Task A_route_that_breaks_answers_500_and_the_next_call_is_served()
    {
        var calls = 0;
        var root = await ServeAsync(new CallbackRoute("GET", "/in", (_, _) => calls++ == 0 ? throw new InvalidOperationException("broken") : Task.FromResult(new CallbackReply(204))));

        using var first = await _http.GetAsync(new Uri(root + "/in"), Stop);
        using var second = await _http.GetAsync(new Uri(root + "/in"), Stop);

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Empty(await first.Content.ReadAsStringAsync(Stop));
    }

    [Theory]
    [InlineData(ConnectionState.Connected, HttpStatusCode.OK)]
    [InlineData(ConnectionState.Reconnecting, HttpStatusCode.ServiceUnavailable)]
    [InlineData(ConnectionState.Refused, HttpStatusCode.ServiceUnavailable)]
    public async Task Health_tells_the_state_of_each_platform(ConnectionState state, HttpStatusCode status)
    {
        var root = await ServeAsync(new CalledPlatform { Health = new PlatformHealth(state, TimeProvider.System.GetUtcNow(), Reconnects: 3, Problem: "no answer") });

        using var response = await _http.GetAsync(new Uri(root + "/health"), Stop);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains($"\"state\":\"{state.ToString().ToLowerInvariant()}\"", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_being_answered_is_finished_by_a_stop()
    {
        var release = new TaskCompletionSource();
        var root = await ServeAsync(new CallbackRoute("GET", "/in", async (_, _) =>
        {
            _entered.SetResult();
            await release.Task;
            return new CallbackReply(200) { ContentType = "text/plain", Body = Encoding.UTF8.GetBytes("done") };
        }));

        var answer = _http.GetStringAsync(new Uri(root + "/in"), Stop);
        await _entered.Task;
        var stopping = _servers[0].StopAsync(Stop);
        release.SetResult();

        Assert.Equal("done", await answer);
        await stopping;
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var failure = await Assert.ThrowsAsync<WebServerException>(() => ServeAtAsync(address, new CalledPlatform()));

        Assert.Contains(address, failure.Message, StringComparison.Ordinal);
        Assert.Contains("choose another port", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_counts_what_is_owed_to_channels()
    {
        var folder = Directory.CreateTempSubdirectory("talksbot-web-");
        try
        {
            using var store = new SqliteFactStore(new StoreOptions { Path = Path.Combine(folder.FullName, "web.db") });
            await store.MigrateAsync(Stop);
            var channel = new ChannelKey("discord", "100", "501");
            var subscription = new Subscription { Id = "s1", Channel = channel, Cadence = new Cadence(Weekdays.None, TimeOnly.MinValue, "UTC"), CreatedBy = "1", CreatedAt = DateTimeOffset.UnixEpoch, After = 0 };
            await store.Subscriptions.SaveSubscriptionAsync(subscription, new SubscriptionLimits(1, 1), Stop);
            var item = new OwedItem("s1", new ChangedFact(FactKind.Statement, "f1"), "new", 1);
            await store.Outbox.AddAsync([new DeliveryDraft("k1", DeliveryKind.Update, channel, "g", TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1), [item])], Stop);
            using var deliveries = new DeliveryHealth(store.Outbox, store.Subscriptions, TimeProvider.System);

            var address = await ServeAtAsync("http://127.0.0.1:0", new CalledPlatform(), deliveries);
            using var json = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"{address}/health"), Stop));

            var updates = json.RootElement.GetProperty("updates");
            Assert.Equal((1, 1, 0, 1, 0), (Count("owed"), Count("due"), Count("parked"), Count("subscriptions"), Count("paused")));
            Assert.InRange(updates.GetProperty("oldest_due_age").GetDouble(), 55, 120);

            int Count(string name) => updates.GetProperty(name).GetInt32();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://0.0.0.0:80", true)]
    [InlineData("https://127.0.0.1:8080", false)]
    [InlineData("127.0.0.1:8080", false)]
    [InlineData("http://127.0.0.1:8080/path", false)]
    public void An_address_to_listen_on_is_checked(string listen, bool isGood) => Assert.Equal(isGood, WebOptions.CheckListen(listen) is null);

    private Task<string> ServeAsync(CallbackRoute route) => ServeAsync(new CalledPlatform(route));

    private Task<string> ServeAsync(CalledPlatform platform) => ServeAtAsync("http://127.0.0.1:0", platform);

    private async Task<string> ServeAtAsync(string listen, CalledPlatform platform, DeliveryHealth? deliveries = null)
    {
        var server = new WebServer(new WebOptions { Listen = listen }, [platform], deliveries, TimeProvider.System, NullLoggerFactory.Instance);
        _servers.Add(server);
        await server.StartAsync(Stop);
        return server.Addresses.Single();
    }

    /// <summary>A body whose length is not told beforehand.</summary>
    private sealed class UntoldContent(int length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) => await stream.WriteAsync(new byte[length]);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
