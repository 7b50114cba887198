using System.Diagnostics;
using System.Globalization;
using TalksBot.Answers;
using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;

namespace TalksBot.Benchmarks;

/// <summary>Times whole answers over a store of made-up news.</summary>
internal static class AnswerBenchmark
{
    /// <summary>Asks questions of each kind about what is stored.</summary>
    public static async Task AskAsync(string path, int times)
    {
        var news = new SyntheticNews(StoreBenchmark.Seed);
        using var store = new SqliteFactStore(new StoreOptions { Path = path });
        var answerer = new Answerer(store);
        var summary = await store.GetSummaryAsync(FactScope.All, CancellationToken.None);
        var today = summary.LastPublishedOn ?? new DateOnly(2022, 1, 1);
        var said = await store.FindStatementsAsync(new StatementQuery { Limit = 500 }, CancellationToken.None);
        string Surname(int i) => news.Actor(i % 50).Name.Split(' ')[^1];
        string Content(int i) => said[i % said.Length].Fact.Content!.Text; // all made-up statements have one
        string Words(int i, int count) => string.Join(' ', Content(i).Split(' ').Take(count));

        Console.WriteLine(summary);
        var watch = Stopwatch.StartNew();
        var asked = 0;
        async Task Measure(string name, Func<int, string> question) => await Latency.MeasureAsync(name, times, async i =>
        {
            asked++;
            return (await answerer.AnswerAsync(new AskRequest(question(i)) { Today = today }, CancellationToken.None)).Items.Length;
        });

        await Measure("who said \"8 words\"", i => $"Who said \"{Words(i, 8)}\"?");
        await Measure("who said that 12 words", i => $"Who said that {Words(i, 12)}?");
        await Measure("what did X say about a word", i => $"What did {Surname(i)} say about {news.Word(300 + i)}?");
        await Measure("what did misspelt X say", i => $"What did {Surname(i).Insert(2, "h")} say?");
        await Measure("did X accept the proposal", i => $"Did {Surname(i)} accept the proposal on {news.Word(130 + (i % 50))}?");
        await Measure("when will X meet Y", i => $"When will {Surname(i)} meet {Surname(i + 7)}?");
        await Measure("where does X stand on two words", i => $"Where does {Surname(i)} stand on the {news.Word(100 + (i % 30))} {news.Word(400 + i)}?");
        await Measure("what nobody wrote", i => $"How many zebras did Qwerty{i} buy in Atlantis?");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{asked / watch.Elapsed.TotalSeconds:0} questions/s one after the other, working set {Environment.WorkingSet / 1e6:0} MB"));
    }
}
