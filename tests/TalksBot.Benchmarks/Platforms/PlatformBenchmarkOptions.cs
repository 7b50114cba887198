using System.Collections.Immutable;
using System.Globalization;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>What the command line asks for.</summary>
internal sealed record PlatformBenchmarkOptions
{
    /// <summary>How to call it.</summary>
    public const string Help = """
        usage: TalksBot.Benchmarks platforms --bot FILE --peers FOLDER [options]
          Compares the bot, as a process with a store of 1,000 made-up articles, with bots on discord.js and @slack/bolt that answer with a
          constant, against servers of this program's own on the loopback. Each turn starts every bot anew.

          --bot FILE        the published talksbot.dll: dotnet publish src/TalksBot -c Release -o FOLDER
          --peers FOLDER    where the peers are installed; once, with Node.js 20 or later:
                              cp -r tests/TalksBot.Benchmarks/Platforms/peers FOLDER && cd FOLDER && npm install --no-package-lock
          --turns N         how often each bot is run (5)
          --events N        events one after the other that are counted (300); 1,000 more come 50 at once
          --warm-up N       events before that, told apart as the first ones (100)
          --idle SECONDS    rest before memory is read (10)
          --disturbances N  refreshes and drops in each turn (2)
          --only NAME       discord or slack
          --no-peers        the bot alone
          --set NAME=VALUE  an environment variable for the bot, to try settings of the runtime; may be repeated
        """;

    /// <summary>The published talksbot.dll.</summary>
    public string Bot { get; init; } = "";

    /// <summary>Folder with the peers' sources and their packages.</summary>
    public string Peers { get; init; } = "";

    public int Turns { get; init; } = 5;

    public int Events { get; init; } = 300;

    public int WarmUp { get; init; } = 100;

    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(10);

    public int Disturbances { get; init; } = 2;

    /// <summary>"discord", "slack", or empty for both.</summary>
    public string Only { get; init; } = "";

    public bool HasPeers { get; init; } = true;

    /// <summary>Environment variables for our bot.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Reads the command line; a problem is one line that says what to do.</summary>
    public static bool TryParse(ReadOnlySpan<string> arguments, out PlatformBenchmarkOptions options, out string problem)
    {
        options = new PlatformBenchmarkOptions();
        problem = "";
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--no-peers")
            {
                options = options with { HasPeers = false };
                continue;
            }

            if (i + 1 == arguments.Length || options.With(arguments[i], arguments[i + 1]) is not { } next)
            {
                problem = $"{arguments[i]} is not understood; see --help.";
                return false;
            }

            options = next;
            i++;
        }

        problem = options.FindProblem();
        return problem.Length == 0;
    }

    private PlatformBenchmarkOptions? With(string name, string value) => (name, int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) switch
    {
        ("--bot", _) => this with { Bot = Path.GetFullPath(value) },
        ("--peers", _) => this with { Peers = Path.GetFullPath(value) },
        ("--only", _) when value is "discord" or "slack" => this with { Only = value },
        ("--set", _) when value.Split('=', 2) is [var variable, var text] => this with { Variables = Variables.SetItem(variable, text) },
        ("--turns", true) when number > 0 => this with { Turns = number },
        ("--events", true) when number > 1 => this with { Events = number },
        ("--warm-up", true) when number > 1 => this with { WarmUp = number },
        ("--idle", true) => this with { Idle = TimeSpan.FromSeconds(number) },
        ("--disturbances", true) when number > 0 => this with { Disturbances = number },
        _ => null,
    };

    private string FindProblem()
    {
        if (!File.Exists(Bot))
        {
            return "--bot must name the published talksbot.dll: dotnet publish src/TalksBot -c Release -o FOLDER";
        }

        var missing = HasPeers
            ? new[] { "discord.mjs", "slack.mjs", "node_modules/discord.js/package.json", "node_modules/@slack/bolt/package.json" }.FirstOrDefault(file => !File.Exists(Path.Combine(Peers, file)))
            : null;
        return missing is null ? "" : $"--peers: {Path.Combine(Peers, missing)} is missing; see --help for how the peers are installed.";
    }
}
