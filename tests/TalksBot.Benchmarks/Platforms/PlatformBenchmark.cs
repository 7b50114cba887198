using TalksBot.Store;
using TalksBot.Store.Sqlite;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>Our bot against bots on the platforms' usual libraries.</summary>
internal static class PlatformBenchmark
{
    private const int Articles = 1000;

    /// <summary>Runs what the command line asks for.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Contains("--help"))
        {
            Console.WriteLine(PlatformBenchmarkOptions.Help);
            return 0;
        }

        if (!PlatformBenchmarkOptions.TryParse(arguments, out var options, out var problem))
        {
            await Console.Error.WriteLineAsync(problem);
            return 2;
        }

        var data = Directory.CreateTempSubdirectory("talksbot-benchmark-");
        try
        {
            var file = Path.Combine(data.FullName, "talksbot.db");
            await StoreBenchmark.FillAsync(file, Articles);
            using var store = new SqliteFactStore(new StoreOptions { Path = file });
            var questions = await Questions.FromAsync(store);
            var ours = new Contender(
                "TalksBot", IsOurs: true, "dotnet", [options.Bot, "run", "--require-platform", "--data", data.FullName], data.FullName);
            if (options.Only is "" or "discord")
            {
                await CompareAsync(() => new DiscordServer(), ours, new Contender("discord.js", IsOurs: false, "node", ["discord.mjs"], options.Peers), questions, options);
            }

            if (options.Only is "" or "slack")
            {
                await CompareAsync(() => new SlackServer(), ours, new Contender("@slack/bolt", IsOurs: false, "node", ["slack.mjs"], options.Peers), questions, options);
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task CompareAsync(Func<PlatformServer> open, Contender ours, Contender peer, Questions questions, PlatformBenchmarkOptions options)
    {
        var results = new Dictionary<Contender, List<Dictionary<Metric, double>>> { [ours] = [], [peer] = [] };
        var platform = "";
        for (var turn = 1; turn <= options.Turns; turn++)
        {
            // Who goes first changes, so that neither always gets the quieter machine.
            Contender[] order = !options.HasPeers ? [ours] : turn % 2 == 1 ? [peer, ours] : [ours, peer];
            foreach (var contender in order)
            {
                using var server = open();
                platform = server.Platform;
                var measured = new PlatformTurn(server, contender, questions.For(isConstant: !contender.IsOurs), options);
                try
                {
                    await measured.RunAsync();
                }
                catch (InvalidOperationException failure)
                {
                    await Console.Error.WriteLineAsync(failure.Message);
                }

                results[contender].Add(measured.Results);
                await Console.Error.WriteLineAsync($"{platform}, turn {turn} of {options.Turns}, {contender.Name}: done, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}; {server.ConnectionsMade} connections; {Listed(server)}");
                foreach (var note in measured.Notes)
                {
                    await Console.Error.WriteLineAsync($"  {note}");
                }
            }
        }

        ResultTable.Print(platform, results[ours], results[peer], peer.Name);
    }

    private static string Listed(PlatformServer server) => string.Join(", ", server.Requests.Select(request => $"{request.Key} {request.Value}"));
}
