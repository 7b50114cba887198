using System.Globalization;

namespace TalksBot.Benchmarks.Reading;

/// <summary>Compares whole extraction with language toolkits for Node.js on the same texts, each run in a process of its own and in turn.</summary>
internal static class ReadingBenchmark
{
    private const string Help = """
        usage: TalksBot.Benchmarks extract-peers --peers FOLDER --texts FOLDER [--turns N] [--times N] [--core N]
          Tokens a second of whole extraction, article by article, on one core and on two, beside wink-nlp (tokens, sentences, tags and
          entities only) and compromise (its tags). Each process reads the texts twelve times to warm up, then --times times. All are counted in
          TalksBot's tokens, so that a ratio is one of times; "processor" counts processor time, which a busy machine disturbs less.

          --peers FOLDER  where the peers are installed; once, with Node.js 20 or later:
                            cp -r tests/TalksBot.Benchmarks/Reading/peers FOLDER && cd FOLDER && npm install --no-package-lock
          --texts FOLDER  .txt files
          --turns N       how often each is run (5)
          --times N       counted passes over the texts in each run (10; compromise 1)
          --core N        the core that those on one core share (0); taskset of util-linux sets it
        """;

    /// <summary>Runs the benchmark.</summary>
    /// <returns>0 when it ran, 2 for wrong usage.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal) { ["--turns"] = "5", ["--times"] = "10", ["--core"] = "0" };
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            options[arguments[i]] = arguments[i + 1];
        }

        var isComplete = arguments.Count % 2 == 0 && options.Count == 5
            && options.TryGetValue("--peers", out var peers) && File.Exists(Path.Combine(peers, "node_modules", "wink-nlp", "package.json"))
            && options.TryGetValue("--texts", out var texts) && Directory.EnumerateFiles(texts, "*.txt").Any();
        if (!isComplete || !int.TryParse(options["--turns"], out var turns) || !int.TryParse(options["--times"], out var times) || !int.TryParse(options["--core"], out var core)
            || turns < 1 || times < 1 || core < 0)
        {
            Console.Error.WriteLine(Help);
            return 2;
        }

        string[] own = [Environment.ProcessPath ?? "dotnet", .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ReadingBenchmark).Assembly.Location] : Array.Empty<string>()];
        var script = Path.Combine(options["--peers"], "read.mjs");
        (string Name, string[] Command, int? Core, int Times)[] readers =
        [
            ("TalksBot, one core", [.. own, "extract-turn", options["--texts"], Text(times), "1"], core, times),
            ("TalksBot, two cores", [.. own, "extract-turn", options["--texts"], Text(times), "2"], null, times),
            ("wink-nlp", ["node", script, "wink-nlp", options["--texts"], Text(times)], core, times),
            ("compromise", ["node", script, "compromise", options["--texts"], "1"], core, 1),
        ];
        var results = readers.Select(_ => new List<ReadingTurn>()).ToArray();
        for (var turn = 0; turn < turns; turn++)
        {
            for (var reader = 0; reader < readers.Length; reader++)
            {
                results[reader].Add(ReadingTurn.RunApart(readers[reader].Command, readers[reader].Core));
            }
        }

        Print(readers.Select(reader => (reader.Name, reader.Times)).ToArray(), results);
        return 0;
    }

    private static void Print((string Name, int Times)[] readers, List<ReadingTurn>[] results)
    {
        var tokens = results[0][0].Tokens;
        Console.WriteLine($"{tokens} tokens a pass; tokens a second, median of {results[0].Count} turns (least to most)");
        Console.WriteLine($"{"",-22}{"wall",-32}{"processor",-32}peak memory");
        for (var reader = 0; reader < readers.Length; reader++)
        {
            var passes = tokens * readers[reader].Times;
            Console.WriteLine($"{readers[reader].Name,-22}{Range(results[reader].Select(turn => passes / turn.Seconds)),-32}{Range(results[reader].Select(turn => passes / turn.ProcessorSeconds)),-32}{results[reader].Max(turn => turn.PeakBytes) / 1048576.0:F0} MiB");
        }

        foreach (var (peer, aim) in new[] { (2, 0.2), (3, 3.0) })
        {
            var wall = Ratio(turn => turn.Seconds);
            var processor = Ratio(turn => turn.ProcessorSeconds);
            Console.WriteLine($"one core to {readers[peer].Name}: {wall:F2} by wall time, {processor:F2} by processor time; at least {aim} is asked");

            double Ratio(Func<ReadingTurn, double> time) => Median(results[peer].Select(time)) / readers[peer].Times / (Median(results[0].Select(time)) / readers[0].Times);
        }
    }

    private static string Range(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return $"{Text(Median(sorted))} ({Text(sorted[0])} to {Text(sorted[^1])})";
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
