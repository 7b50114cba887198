using System.Collections.Concurrent;
using System.Text;
using System.Web;
using TalksBot.Chat;

namespace TalksBot.Slack.Tests;

/// <inheritdoc/>
public sealed class BuiltInInstallTests() : InstallTests(ClientKind.BuiltIn);

/// <inheritdoc/>
public sealed class SlackNetInstallTests() : InstallTests(ClientKind.SlackNet);

/// <summary>Statement 56 of the conformance checklist, and tokens that end.</summary>
public abstract class InstallTests(ClientKind kind) : ClientBehaviour(kind)
{
    [Fact]
    public async Task S56_Two_workspaces_get_their_own_tokens_and_they_are_kept_encrypted()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var store = new Store();
        await using var bot = Bot.Make(slack, TimeProvider.System, hasOAuth: true, store: store);
        var socket = await bot.ConnectAsync();

        foreach (var team in new[] { "T1", "T2" })
        {
            slack.BotTokens[$"xoxb-{team}-secret"] = team;
            Grant(slack, $"code-{team}", $"xoxb-{team}-secret", team);
            var (state, cookie) = await BeginAsync(bot);
            var page = await EndAsync(bot, state, cookie, $"code-{team}");
            Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.ContentType));
        }

        await socket.EventAsync(Payloads.Event(new { type = "message", channel_type = "im", user = "U1", text = "harbour", ts = "2.1", channel = "D1" }, team: "T1")).Soon();
        await socket.EventAsync(Payloads.Event(new { type = "message", channel_type = "im", user = "U1", text = "harbour", ts = "2.2", channel = "D2" }, team: "T2")).Soon();
        ApiCall[] calls = [.. new[] { await NextPost(slack), await NextPost(slack) }.OrderBy(call => call.Text("channel"), StringComparer.Ordinal)];

        Assert.Equal(["xoxb-T1-secret", "xoxb-T2-secret"], calls.Select(call => call.Token));
        Assert.Equal(2, store.Kept.Count);
        Assert.All(store.Kept.Values, kept => Assert.DoesNotContain("xoxb", Encoding.UTF8.GetString(kept.Sealed.Span), StringComparison.Ordinal));
        Assert.Equal(["T1", "T2"], new[] { await bot.Desk.Calls.NextAsync(), await bot.Desk.Calls.NextAsync() }.Select(call => call.Place.ServerId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S56_A_state_that_is_wrong_reused_old_or_another_browsers_is_refused()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var slack = await StartAsync(time);
        var store = new Store();
        await using var bot = Bot.Make(slack, time, mode: SlackMode.Http, hasOAuth: true, store: store);
        foreach (var code in new[] { "c1", "c2", "c3", "c4", "c5" })
        {
            Grant(slack, code, "xoxb-1-bottoken", "T1");
        }

        var (state, cookie) = await BeginAsync(bot);
        var (other, otherCookie) = await BeginAsync(bot);
        Assert.Equal(400, (await EndAsync(bot, "forged", cookie, "c1")).Status);
        Assert.Equal(400, (await EndAsync(bot, state, otherCookie, "c1")).Status);
        Assert.Equal(400, (await EndAsync(bot, state, null, "c1")).Status);
        Assert.Equal(400, (await EndAsync(bot, null, cookie, "c1")).Status);
        Assert.Empty(store.Kept);
        Assert.Equal(200, (await EndAsync(bot, state, cookie, "c2")).Status);
        Assert.Equal(400, (await EndAsync(bot, state, cookie, "c3")).Status);
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(400, (await EndAsync(bot, other, otherCookie, "c4")).Status);
        Assert.Equal(["c1", "c3", "c4", "c5"], slack.Codes.Keys.Order(StringComparer.Ordinal));
        Assert.True(state.Length >= 22 && state != other);
    }

    [Fact]
    public async Task S56_The_person_is_sent_to_Slack_with_what_the_app_needs()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, mode: SlackMode.Http, hasOAuth: true, store: new Store());

        var reply = await bot.CallAsync("GET", SlackPaths.Install, new CallbackCall());
        var location = new Uri(reply.Headers.Single(header => header.Name == "Location").Value);
        var query = HttpUtility.ParseQueryString(location.Query);

        Assert.Equal(302, reply.Status);
        Assert.Equal($"{slack.BaseUrl}/oauth/v2/authorize", location.GetLeftPart(UriPartial.Path));
        Assert.Equal(LoopbackSlack.ClientId, query["client_id"]);
        Assert.Equal(string.Join(',', SlackManifest.Scopes), query["scope"]);
        Assert.Contains("HttpOnly", reply.Headers.Single(header => header.Name == "Set-Cookie").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S56_Who_says_no_is_told_that_nothing_was_changed()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, mode: SlackMode.Http, hasOAuth: true, store: new Store());

        var (state, cookie) = await BeginAsync(bot);
        var page = await bot.CallAsync("GET", SlackPaths.OAuth, new CallbackCall { Query = new Dictionary<string, string> { ["state"] = state, ["error"] = "access_denied" }, Cookies = cookie });

        Assert.Equal(200, page.Status);
        Assert.Contains("was not installed", Encoding.UTF8.GetString(page.Body.Span), StringComparison.Ordinal);
        Assert.False(slack.Counts.ContainsKey("oauth.v2.access"));
    }

    [Theory]
    [InlineData("app_uninstalled", "tokens_revoked")]
    [InlineData("tokens_revoked", "app_uninstalled")]
    public async Task S56_Removal_in_either_order_ends_sending_and_deletes_the_installation_until_it_is_made_anew(string first, string second)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var store = new Store();
        await using var bot = Bot.Make(slack, TimeProvider.System, hasOAuth: true, store: store);
        var socket = await bot.ConnectAsync();
        Grant(slack, "c1", LoopbackSlack.BotToken, "T1");
        var (state, cookie) = await BeginAsync(bot);
        await EndAsync(bot, state, cookie, "c1");

        foreach (var type in new[] { first, second })
        {
            await socket.EventAsync(Payloads.Event(type == "tokens_revoked" ? new { type, tokens = new { oauth = Array.Empty<string>(), bot = new[] { "U0BOT" } } } : new { type, tokens = new { oauth = Array.Empty<string>(), bot = Array.Empty<string>() } })).Soon();
            Assert.Equal("T1", await bot.Desk.Forgotten.NextAsync());
        }

        await store.Deleted.Reader.NextAsync();
        Assert.Empty(store.Kept);
        var workspace = new SlackWorkspace(null, "T1", false);
        var handle = new ResponseHandle(new Uri(slack.ResponseUrl("r1")), TimeProvider.System);
        Assert.Equal(SlackFailure.NotInstalled, (await bot.Client.PostAsync(workspace, new SlackMessage("x") { Channel = "C1" }, mayRepeat: false, CancellationToken.None)).Failure);
        Assert.Equal(SlackFailure.NotInstalled, (await bot.Client.RespondAsync(workspace, handle, new SlackMessage("x"), CancellationToken.None)).Failure);
        Assert.False(slack.Counts.ContainsKey("chat.postMessage"));

        Grant(slack, "c2", LoopbackSlack.BotToken, "T1");
        (state, cookie) = await BeginAsync(bot);
        await EndAsync(bot, state, cookie, "c2");
        Assert.True((await bot.Client.PostAsync(workspace, SlackRenderer.Notice("Back.") with { Channel = "C1" }, mayRepeat: false, CancellationToken.None)).IsDone);
    }

    [Fact]
    public async Task S56_A_token_that_Slack_says_is_revoked_is_used_no_more()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        slack.Fail("chat.postMessage", Fault.Of("token_revoked"));
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var workspace = new SlackWorkspace(null, "T1", false);

        await bot.Client.PostAsync(workspace, SlackRenderer.Notice("One.") with { Channel = "C1" }, mayRepeat: false, CancellationToken.None).Soon();
        await bot.Client.PostAsync(workspace, SlackRenderer.Notice("Two.") with { Channel = "C2" }, mayRepeat: false, CancellationToken.None).Soon();

        Assert.Equal(1, slack.Counts["chat.postMessage"]);
    }

    [Theory]
    [InlineData("app_uninstalled")]
    [InlineData("tokens_revoked")]
    public async Task S56_A_removal_that_comes_late_leaves_a_newer_installation_alone(string type)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var store = new Store();
        await using var bot = Bot.Make(slack, TimeProvider.System, hasOAuth: true, store: store);
        var socket = await bot.ConnectAsync();
        await InstallAsync(bot, "c1", LoopbackSlack.BotToken);

        await socket.EventAsync(Payloads.Event(new { type, tokens = new { bot = new[] { "U0BOT" } } }, at: TimeProvider.System.GetUtcNow().AddMinutes(-5))).Soon();
        await bot.StopAsync();

        Assert.Single(store.Kept);
        Assert.False(bot.Desk.Forgotten.TryRead(out _));
        Assert.True((await bot.Client.PostAsync(Workspace, SlackRenderer.Notice("Still here.") with { Channel = "C1" }, mayRepeat: false, CancellationToken.None).Soon()).IsDone);
    }

    [Fact]
    public async Task S56_An_old_token_that_is_refused_late_leaves_a_newer_installation_alone()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var store = new Store();
        var refused = new TaskCompletionSource();
        slack.Fail("views.publish", new Fault { Error = "token_revoked", Until = refused.Task });
        await using var bot = Bot.Make(slack, TimeProvider.System, mode: SlackMode.Http, hasOAuth: true, store: store);
        slack.BotTokens["xoxb-new"] = "T1";
        await InstallAsync(bot, "c1", LoopbackSlack.BotToken);

        var late = bot.Client.PublishHomeAsync(Workspace, "U1", null, HomeTab.Of("1"), CancellationToken.None);
        await InstallAsync(bot, "c2", "xoxb-new");
        refused.SetResult();

        Assert.True((await late.Soon()).IsDone);
        Assert.Equal("xoxb-new", (await slack.Calls.NextAsync(call => call.Method == "views.publish")).Token);
        Assert.Single(store.Kept);
    }

    [Fact]
    public async Task S56_A_removal_while_the_store_is_away_ends_sending_and_the_second_event_deletes()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        var store = new Store();
        await using var bot = Bot.Make(slack, TimeProvider.System, hasOAuth: true, store: store);
        var socket = await bot.ConnectAsync();
        await InstallAsync(bot, "c1", LoopbackSlack.BotToken);

        store.Fails = true;
        await socket.EventAsync(Payloads.Event(new { type = "app_uninstalled" })).Soon();
        Assert.Equal("T1", await bot.Desk.Forgotten.NextAsync());
        Assert.Single(store.Kept);
        store.Fails = false;
        await socket.EventAsync(Payloads.Event(new { type = "tokens_revoked", tokens = new { bot = new[] { "U0BOT" } } })).Soon();

        await store.Deleted.Reader.NextAsync();
        Assert.Empty(store.Kept);
    }

    [Fact]
    public async Task A_renewed_token_is_used_and_kept_though_its_asker_left_and_the_store_was_away()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var slack = await StartAsync(time);
        var store = new Store();
        await using var bot = Bot.Make(slack, time, mode: SlackMode.Http, hasOAuth: true, store: store);
        slack.BotTokens["xoxe.xoxb-first"] = slack.BotTokens["xoxe.xoxb-second"] = "T1";
        slack.Codes["c1"] = Granted("xoxe.xoxb-first", "T1", "refresh-1", 43_200);
        slack.Codes["refresh-1"] = Granted("xoxe.xoxb-second", "T1", "refresh-2", 43_200);
        var (state, cookie) = await BeginAsync(bot);
        await EndAsync(bot, state, cookie, "c1");
        time.Advance(TimeSpan.FromHours(11));
        store.Fails = true;
        var answering = new TaskCompletionSource();
        slack.Fail("oauth.v2.access", new Fault { Until = answering.Task });

        using var leaving = new CancellationTokenSource();
        var left = bot.Client.PublishHomeAsync(Workspace, "U1", null, HomeTab.Of("1"), leaving.Token);
        await leaving.CancelAsync();
        answering.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.Soon());
        await bot.Client.PublishHomeAsync(Workspace, "U2", null, HomeTab.Of("1"), CancellationToken.None).Soon();
        var used = await slack.Calls.NextAsync(call => call.Method == "views.publish");
        store.Fails = false;
        time.Advance(TimeSpan.FromMinutes(2));
        await bot.Client.PublishHomeAsync(Workspace, "U3", null, HomeTab.Of("1"), CancellationToken.None).Soon();

        Assert.Equal("xoxe.xoxb-second", used.Token);
        Assert.Equal(2, slack.Counts["oauth.v2.access"]);
        Assert.Contains("refresh-2", Encoding.UTF8.GetString(new Bot.XorProtector().Protect(store.Kept["T:T1"].Sealed.ToArray())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_store_away_what_is_known_of_an_installation_is_used()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var slack = await StartAsync(time);
        var store = new Store();
        await using var bot = Bot.Make(slack, time, mode: SlackMode.Http, hasOAuth: true, store: store);
        await InstallAsync(bot, "c1", LoopbackSlack.BotToken);

        store.Fails = true;
        time.Advance(TimeSpan.FromHours(1));
        var outcome = await bot.Client.PublishHomeAsync(Workspace, "U1", null, HomeTab.Of("1"), CancellationToken.None).Soon();

        Assert.True(outcome.IsDone);
        Assert.Contains(bot.Logs.Lines, line => line.StartsWith("Warning 6014", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S56_A_configured_token_that_is_revoked_ends_the_platform_with_what_to_do(bool isEvent)
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System);
        var socket = await bot.ConnectAsync();

        if (isEvent)
        {
            await socket.EventAsync(Payloads.Event(new { type = "app_uninstalled" })).Soon();
        }
        else
        {
            slack.Fail("chat.postMessage", Fault.Of("token_revoked"));
            await socket.EventAsync(Payloads.Mention("<@U0BOT> harbour", "9.1")).Soon();
        }

        var refused = await Assert.ThrowsAsync<PlatformRefusedException>(() => bot.Running.Soon());
        Assert.Contains("Slack:BotToken", refused.Message, StringComparison.Ordinal);
        Assert.Equal((ConnectionState.Refused, refused.Message), (bot.Platform.Health.State, bot.Platform.Health.Problem));
    }

    [Fact]
    public async Task The_Home_tab_is_published_again_after_the_app_was_removed_and_installed_anew()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, hasOAuth: true, store: new Store());
        var socket = await bot.ConnectAsync();
        var opened = new { type = "app_home_opened", user = "U1", channel = "D1", tab = "home" };
        await InstallAsync(bot, "c1", LoopbackSlack.BotToken);
        await socket.EventAsync(Payloads.Event(opened)).Soon();
        await slack.Calls.NextAsync(call => call.Method == "views.publish");

        await socket.EventAsync(Payloads.Event(new { type = "app_uninstalled" })).Soon();
        await bot.Desk.Forgotten.NextAsync();
        await InstallAsync(bot, "c2", LoopbackSlack.BotToken);
        await socket.EventAsync(Payloads.Event(opened)).Soon();

        await slack.Calls.NextAsync(call => call.Method == "views.publish");
    }

    [Fact]
    public async Task A_token_that_is_about_to_end_is_renewed_once_however_many_need_it()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var slack = await StartAsync(time);
        var store = new Store();
        await using var bot = Bot.Make(slack, time, mode: SlackMode.Http, hasOAuth: true, store: store);
        slack.BotTokens["xoxe.xoxb-first"] = slack.BotTokens["xoxe.xoxb-second"] = "T1";
        slack.Codes["c1"] = Granted("xoxe.xoxb-first", "T1", "refresh-1", 43_200);
        slack.Codes["refresh-1"] = Granted("xoxe.xoxb-second", "T1", "refresh-2", 43_200);
        var (state, cookie) = await BeginAsync(bot);
        await EndAsync(bot, state, cookie, "c1");
        var workspace = new SlackWorkspace(null, "T1", false);

        await bot.Client.PublishHomeAsync(workspace, "U1", null, HomeTab.Of("1"), CancellationToken.None).Soon();
        time.Advance(TimeSpan.FromHours(11));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => bot.Client.PublishHomeAsync(workspace, $"U{i}", null, HomeTab.Of("1"), CancellationToken.None))).Soon();

        Assert.Equal("xoxe.xoxb-first", (await slack.Calls.NextAsync(call => call.Method == "views.publish")).Token);
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal("xoxe.xoxb-second", (await slack.Calls.NextAsync(call => call.Method == "views.publish")).Token);
        }

        Assert.Equal(2, slack.Counts["oauth.v2.access"]);
    }

    [Fact]
    public async Task An_installation_for_a_whole_organisation_serves_its_workspaces()
    {
        await using var slack = await StartAsync(TimeProvider.System);
        await using var bot = Bot.Make(slack, TimeProvider.System, mode: SlackMode.Http, hasOAuth: true, store: new Store());
        slack.Codes["c1"] = new { ok = true, access_token = LoopbackSlack.BotToken, team = (object?)null, enterprise = new { id = "E1", name = "Harbours" }, is_enterprise_install = true, app_id = "A1", bot_user_id = "U0BOT" };
        var (state, cookie) = await BeginAsync(bot);
        await EndAsync(bot, state, cookie, "c1");

        var outcome = await bot.Client.PostAsync(new SlackWorkspace("E1", "T77", true), SlackRenderer.Notice("x") with { Channel = "C1" }, mayRepeat: false, CancellationToken.None).Soon();
        var elsewhere = await bot.Client.PostAsync(new SlackWorkspace("E2", "T77", true), SlackRenderer.Notice("x") with { Channel = "C1" }, mayRepeat: false, CancellationToken.None).Soon();

        Assert.True(outcome.IsDone);
        Assert.Equal(SlackFailure.NotInstalled, elsewhere.Failure);
    }

    private static SlackWorkspace Workspace { get; } = new(null, "T1", false);

    private static async Task InstallAsync(Bot bot, string code, string token)
    {
        Grant(bot.Slack, code, token, "T1");
        var (state, cookie) = await BeginAsync(bot);
        Assert.Equal(200, (await EndAsync(bot, state, cookie, code)).Status);
    }

    private static async Task<ApiCall> NextPost(LoopbackSlack slack) => await slack.Calls.NextAsync(call => call.Method == "chat.postMessage");

    private static void Grant(LoopbackSlack slack, string code, string token, string team) => slack.Codes[code] = Granted(token, team, null, null);

    private static object Granted(string token, string team, string? refresh, int? seconds) => new
    {
        ok = true,
        access_token = token,
        refresh_token = refresh,
        expires_in = seconds,
        token_type = "bot",
        scope = "commands",
        bot_user_id = "U0BOT",
        app_id = "A1",
        team = new { id = team, name = "Harbour <b>&" },
        enterprise = (object?)null,
        is_enterprise_install = false,
        authed_user = new { id = "U9" },
    };

    private static async Task<(string State, Dictionary<string, string> Cookies)> BeginAsync(Bot bot)
    {
        var reply = await bot.CallAsync("GET", SlackPaths.Install, new CallbackCall());
        var location = new Uri(reply.Headers.Single(header => header.Name == "Location").Value);
        var cookie = reply.Headers.Single(header => header.Name == "Set-Cookie").Value.Split(';')[0].Split('=');
        return (HttpUtility.ParseQueryString(location.Query)["state"] ?? "", new Dictionary<string, string> { [cookie[0]] = cookie[1] });
    }

    private static Task<CallbackReply> EndAsync(Bot bot, string? state, Dictionary<string, string>? cookies, string code)
    {
        var query = new Dictionary<string, string> { ["code"] = code };
        if (state is not null)
        {
            query["state"] = state;
        }

        return bot.CallAsync("GET", SlackPaths.OAuth, new CallbackCall { Query = query, Cookies = cookies ?? [] });
    }

    private sealed class Store : IInstallationStore
    {
        /// <summary>Whether everything that is asked of it fails.</summary>
        public bool Fails { get; set; }

        public ConcurrentDictionary<string, StoredInstallation> Kept { get; } = new();

        public System.Threading.Channels.Channel<string> Deleted { get; } = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public Task SaveAsync(StoredInstallation installation, CancellationToken cancellationToken)
        {
            Check();
            Kept[installation.Key] = installation;
            return Task.CompletedTask;
        }

        public Task<StoredInstallation?> FindAsync(string key, CancellationToken cancellationToken)
        {
            Check();
            return Task.FromResult(Kept.GetValueOrDefault(key));
        }

        public Task DeleteAsync(string key, CancellationToken cancellationToken)
        {
            Check();
            Kept.TryRemove(key, out _);
            Deleted.Writer.TryWrite(key);
            return Task.CompletedTask;
        }

        private void Check()
        {
            if (Fails)
            {
                throw new IOException("The store is away.");
            }
        }
    }
}
