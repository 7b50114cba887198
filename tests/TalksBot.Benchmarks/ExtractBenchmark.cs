using System.Diagnostics;
using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Benchmarks;

/// <summary>Times the extraction of articles on one core, against cutting the same texts into tokens.</summary>
internal static class ExtractBenchmark
{
    /// <summary>Extracts every text file of a folder <paramref name="times"/> times and prints articles a second, memory and the ratio to the baseline.</summary>
    public static void Run(string folder, int times)
    {
        var articles = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(path => new Article
        {
            Id = new ArticleId(path),
            Stem = Path.GetFileNameWithoutExtension(path),
            PublishedOn = new DateOnly(2025, 3, 15),
            Body = File.ReadAllText(path),
        }).ToList();
        if (articles.Count == 0)
        {
            Console.Error.WriteLine($"{folder} holds no .txt file; name a folder of articles.");
            return;
        }

        var extractor = Extractor.Create();
        var clock = Stopwatch.StartNew();
        extractor.Extract(articles[0], []);
        Console.WriteLine($"first article, models loaded and code compiled: {clock.ElapsedMilliseconds} ms");
        Measure(articles, 1, article => extractor.Extract(article, []).Statements.Length);

        var (facts, bytes, seconds) = Measure(articles, times, article => extractor.Extract(article, []).Statements.Length);
        var (_, _, baseline) = Measure(articles, times, article => Tokenizer.Tokenize(article.Body).Tokens.Length);
        var count = articles.Count * times;
        Console.WriteLine($"{count} articles of {articles.Average(article => article.Body.Length):N0} characters on one core: {count / seconds:N0} articles a second, {facts / (double)count:N1} statements each");
        Console.WriteLine($"allocated {bytes / count / 1024:N0} KiB an article; {seconds / baseline:N1} times the time of cutting the texts into tokens");
    }

    private static (long Facts, long Bytes, double Seconds) Measure(List<Article> articles, int times, Func<Article, int> work)
    {
        var facts = 0L;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
        {
            foreach (var article in articles)
            {
                facts += work(article);
            }
        }

        return (facts, GC.GetAllocatedBytesForCurrentThread() - before, clock.Elapsed.TotalSeconds);
    }
}
