using System.Globalization;
using TalksBot.Benchmarks;
using TalksBot.Benchmarks.Platforms;
using TalksBot.Benchmarks.Reading;

const string Usage = """
    usage: TalksBot.Benchmarks store-fill FILE ARTICLES      fills a store with made-up articles, or goes on with it
           TalksBot.Benchmarks store-query FILE [TIMES]      times each query of the store (default 200 times)
           TalksBot.Benchmarks store-save FILE [TIMES]       times saving one article
           TalksBot.Benchmarks store-open FILE               time from opening to the first result, once
           TalksBot.Benchmarks extract FOLDER [TIMES]        times the extraction of a folder's text files on one core
           TalksBot.Benchmarks extract-peers --help          compares the extraction with language toolkits for Node.js
           TalksBot.Benchmarks ask FILE [TIMES]              times whole answers, TIMES questions of each kind
           TalksBot.Benchmarks updates-fanout discord|slack [CHANNELS [MS]]
                                                             one fact to CHANNELS channels (default 10000), each post answered after MS (default 0)
           TalksBot.Benchmarks updates-match COUNT [TIMES]   times matching one change against COUNT subscriptions, and a plain loop
           TalksBot.Benchmarks platforms --help              compares the bot with bots on the platforms' usual libraries
    """;

if (args is ["platforms", .. var rest])
{
    return await PlatformBenchmark.RunAsync(rest);
}

if (args is ["extract-peers", .. var reading])
{
    return ReadingBenchmark.Run(reading);
}

if (args is ["extract-turn", var texts, var times, var threads])
{
    ReadingTurn.RunHere(texts, int.Parse(times, CultureInfo.InvariantCulture), int.Parse(threads, CultureInfo.InvariantCulture));
    return 0;
}

if (args.Length < 2)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

var number = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 200;
switch (args[0])
{
    case "store-fill":
        await StoreBenchmark.FillAsync(args[1], number);
        return 0;
    case "store-query":
        await StoreBenchmark.QueryAsync(args[1], number);
        return 0;
    case "store-save":
        await StoreBenchmark.SaveAsync(args[1], number);
        return 0;
    case "store-open":
        await StoreBenchmark.OpenAsync(args[1]);
        return 0;
    case "extract":
        ExtractBenchmark.Run(args[1], number);
        return 0;
    case "updates-fanout" when args[1] is "discord" or "slack":
        await FanOutBenchmark.RunAsync(args[1], args.Length > 2 ? number : 10_000, TimeSpan.FromMilliseconds(args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 0));
        return 0;
    case "updates-match":
        MatchBenchmark.Run(int.Parse(args[1], CultureInfo.InvariantCulture), number);
        return 0;
    case "ask":
        await AnswerBenchmark.AskAsync(args[1], number);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
