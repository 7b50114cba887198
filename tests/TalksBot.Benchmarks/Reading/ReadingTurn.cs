using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Benchmarks.Reading;

/// <summary>What reading a folder of texts took one process.</summary>
/// <param name="Seconds">Wall time of the counted passes.</param>
/// <param name="ProcessorSeconds">Processor time of all threads in them.</param>
/// <param name="Tokens">Tokens of one pass, as the reader cuts them.</param>
/// <param name="PeakBytes">Most memory that the process held (VmHWM), from its start.</param>
internal sealed record ReadingTurn(double Seconds, double ProcessorSeconds, long Tokens, long PeakBytes)
{
    // The peers' script has the same number.
    private const int WarmUps = 12;

    /// <summary>Reads a folder in this process, a few times to warm up and then <paramref name="times"/> times, and prints the turn as one line of JSON.</summary>
    /// <param name="folder">Holds the <c>.txt</c> files.</param>
    /// <param name="times">Counted passes.</param>
    /// <param name="threads">Articles that are read at the same time.</param>
    public static void RunHere(string folder, int times, int threads)
    {
        var articles = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(path => new Article
        {
            Id = new ArticleId(path),
            Stem = Path.GetFileNameWithoutExtension(path),
            PublishedOn = new DateOnly(2025, 3, 15),
            Body = File.ReadAllText(path),
        }).ToList();
        var extractor = Extractor.Create();
        var tokens = articles.Sum(article => (long)Tokenizer.Tokenize(article.Body).Tokens.Length);
        for (var i = 0; i < WarmUps; i++)
        {
            ReadAll();
        }

        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
        {
            ReadAll();
        }

        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"seconds\":{seconds},\"processorSeconds\":{(process.TotalProcessorTime - before).TotalSeconds},\"tokens\":{tokens},\"peakBytes\":{process.PeakWorkingSet64}}}"));

        void ReadAll()
        {
            if (threads == 1)
            {
                articles.ForEach(article => extractor.Extract(article, []));
            }
            else
            {
                Parallel.ForEach(articles, new ParallelOptions { MaxDegreeOfParallelism = threads }, article => extractor.Extract(article, []));
            }
        }
    }

    /// <summary>Runs a reader as a process of its own.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="core">The only core it may use, or null for all.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static ReadingTurn RunApart(IReadOnlyList<string> command, int? core)
    {
        string[] whole = core is { } number ? ["taskset", "-c", number.ToString(CultureInfo.InvariantCulture), .. command] : [.. command];
        var start = new ProcessStartInfo(whole[0], whole[1..]) { UseShellExecute = false, RedirectStandardOutput = true };

        // As the published bot has it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)
            ?? throw new InvalidOperationException($"{whole[0]} did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', whole)} ended with {process.ExitCode}.");
        }

        using var json = JsonDocument.Parse(output);
        var turn = json.RootElement;
        return new ReadingTurn(
            turn.GetProperty("seconds").GetDouble(), turn.GetProperty("processorSeconds").GetDouble(), turn.GetProperty("tokens").GetInt64(), turn.GetProperty("peakBytes").GetInt64());
    }
}
