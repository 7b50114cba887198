using System.Net;
using System.Net.Sockets;
using TalksBot.Testing;

namespace TalksBot.Ingestion.Tests.Fetches;

public class AddressGuardTests
{
    private static readonly FetchOptions Strict = new() { HostGap = TimeSpan.Zero };

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.1.2.3:8080/")]
    [InlineData("https://192.168.0.1/")]
    public async Task An_address_that_is_not_public_is_refused_and_never_connected_to(string url)
    {
        var dialled = 0;
        using var fetcher = Fetching.Fetcher(Strict, dial: (_, _) =>
        {
            dialled++;
            throw new SocketException((int)SocketError.ConnectionRefused);
        });

        var outcome = await fetcher.FetchAsync(new FetchRequest(new Uri(url)), TestContext.Current.CancellationToken);

        Assert.Contains("Ingestion:AllowHosts", outcome.Message(FetchFailure.Address), StringComparison.Ordinal);
        Assert.Equal(0, dialled);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::1]:1/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://2130706433:1/")]
    [InlineData("http://0177.0.0.1:1/")]
    [InlineData("//10.0.0.7/")]
    public async Task A_redirect_to_one_is_refused_too(string target)
    {
        // Only this server's own port is allowed.
        using var server = new LoopbackServer(request => request.Path == "/robots.txt" ? LoopbackAnswer.Of(404) : LoopbackAnswer.Redirect(302, target));

        var outcome = await Fetching.FetchAsync($"{server.Root}/", Strict with { AllowHosts = Fetching.Hosts($"127.0.0.1:{server.Port}") });

        Assert.Contains("no public address", outcome.Message(FetchFailure.Address), StringComparison.Ordinal);
        Assert.Equal(["/"], server.Paths);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/")]
    [InlineData("gopher://example.org/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task A_redirect_to_another_scheme_or_to_nowhere_is_refused(string target)
    {
        using var server = new LoopbackServer(request => request.Path == "/robots.txt" ? LoopbackAnswer.Of(404) : LoopbackAnswer.Redirect(301, target));

        var outcome = await Fetching.FetchAsync($"{server.Root}/", Fetching.Options);

        Assert.Contains("no http or https address", outcome.Message(FetchFailure.Address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_name_in_an_address_is_refused_also_after_a_redirect()
    {
        using var server = new LoopbackServer(request => request.Path == "/robots.txt" ? LoopbackAnswer.Of(404) : LoopbackAnswer.Redirect(301, $"http://me:secret@127.0.0.1:1/"));

        var message = (await Fetching.FetchAsync($"{server.Root}/")).Message(FetchFailure.Address);

        Assert.Contains("user name", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_addresses_only_the_public_ones_are_connected_to()
    {
        var dialled = new List<IPAddress>();
        using var fetcher = Fetching.Fetcher(
            Strict,
            resolver: new ScriptedResolver(["10.0.0.1", "93.184.216.34", "127.0.0.1", "93.184.216.35"]),
            dial: (endPoint, _) =>
            {
                dialled.Add(endPoint.Address);
                throw new SocketException((int)SocketError.ConnectionRefused);
            });

        var outcome = await fetcher.FetchAsync(new FetchRequest(new Uri("http://news.example/")), TestContext.Current.CancellationToken);

        outcome.Message(FetchFailure.Unreachable);
        Assert.Equal([IPAddress.Parse("93.184.216.34"), IPAddress.Parse("93.184.216.35")], dialled);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_is_checked_for_each_connection_and_asked_once_for_it()
    {
        using var server = new LoopbackServer(request => request.Path == "/robots.txt" ? LoopbackAnswer.Of(404) : LoopbackAnswer.Text("fine"));
        var resolver = new ScriptedResolver(["93.184.216.34"], ["93.184.216.34"], ["127.0.0.1"]);
        var dialled = new List<string>();
        using var fetcher = Fetching.Fetcher(Strict, resolver: resolver, dial: async (endPoint, token) =>
        {
            // The public address is played by the loopback server, which closes each connection.
            dialled.Add(endPoint.Address.ToString());
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, server.Port, token);
            return new NetworkStream(socket, ownsSocket: true);
        });
        var request = new FetchRequest(new Uri("http://news.example/"));

        (await fetcher.FetchAsync(request, TestContext.Current.CancellationToken)).Fetched();
        Assert.Equal((2, 2), (resolver.Asked, dialled.Count)); // robots.txt and the page

        var outcome = await fetcher.FetchAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains("news.example has no public address (it is 127.0.0.1)", outcome.Message(FetchFailure.Address), StringComparison.Ordinal);
        Assert.Equal(["93.184.216.34", "93.184.216.34"], dialled);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", 80, true)]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 8080, true)]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 80, false)]
    [InlineData("intranet, Feeds.Local:81", "feeds.local", 81, true)]
    [InlineData("[::1]", "::1", 5, true)]
    [InlineData("[::1]:5", "[::1]", 5, true)]
    [InlineData("[::1]:5", "::1", 6, false)]
    [InlineData("local", "evil.local", 80, false)]
    [InlineData("", "127.0.0.1", 80, false)]
    public void A_host_is_allowed_with_all_its_ports_or_with_one(string list, string host, int port, bool isAllowed) =>
        Assert.Equal(isAllowed, Fetching.Hosts(list).Contains(host, port));

    [Theory]
    [InlineData("http://a")]
    [InlineData("a/b")]
    [InlineData("me@a")]
    [InlineData("a, b c")]
    [InlineData("a:99999")]
    public void What_is_no_host_is_named(string list) => Assert.NotNull(AllowedHosts.TryParse(list, out _));
}
