using TalksBot.Domain;
using TalksBot.Store.Sqlite;

namespace TalksBot.Store.Tests;

/// <summary>What is left of the store when the process ends in the middle of writing.</summary>
public sealed class SqliteCrashTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SaveTerms Terms = new("1", DateTimeOffset.UnixEpoch);

    private readonly string _folder = Directory.CreateTempSubdirectory("talksbot-crash-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "talksbot.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_save_that_breaks_off_leaves_facts_and_log_as_they_were()
    {
        using var store = Open(Path);
        await store.SaveManyAsync(Articles(1), Terms, None);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.SaveManyAsync(Breaking(() => throw new IOException("The disk is gone.")), Terms, None));

        await AssertOneAsync(store);
    }

    [Fact]
    public async Task A_process_that_ends_within_a_save_leaves_facts_and_log_as_they_were()
    {
        var copy = System.IO.Path.Combine(_folder, "copy");
        Directory.CreateDirectory(copy);
        using (var store = Open(Path))
        {
            await store.SaveManyAsync(Articles(1), Terms, None);

            // What lies on the disk while the transaction is open is what a process that is killed then leaves.
            await store.SaveManyAsync(
                Breaking(() =>
                {
                    foreach (var file in Directory.GetFiles(_folder))
                    {
                        File.Copy(file, System.IO.Path.Combine(copy, System.IO.Path.GetFileName(file)));
                    }
                }),
                Terms,
                None);
            Assert.True((await store.Changes.GetLastChangeAsync(None)) > 1);
        }

        using var left = Open(System.IO.Path.Combine(copy, "talksbot.db"));
        await AssertOneAsync(left);
        await left.SaveManyAsync(Articles(3), Terms, None);
        Assert.Equal([1L, 2L, 3L], (await left.Changes.ReadChangesAsync(0, 9, None)).Select(change => change.Sequence));
    }

    private static async Task AssertOneAsync(SqliteFactStore store)
    {
        var change = Assert.Single(await store.Changes.ReadChangesAsync(0, 9, None));
        var found = Assert.Single(await store.FindStatementsAsync(new StatementQuery(), None));
        Assert.Equal(change.Fact.Id, found.Fact.Id);
        Assert.Equal(1, await store.Changes.GetLastChangeAsync(None));
        Assert.Equal(1, (await store.GetSummaryAsync(FactScope.All, None)).Statements);
    }

    private static IEnumerable<(Article Article, ArticleFacts Facts)> Articles(int count) => Enumerable.Range(0, count)
        .Select(i => new ArticleBuilder($"a{i}", "2024-05-02", $"Ada Brandt said ship {i} sails.").Says("Ada Brandt", $"ship {i} sails"))
        .Select(article => (article.Article, article.Facts));

    private static IEnumerable<(Article Article, ArticleFacts Facts)> Breaking(Action act)
    {
        foreach (var article in Articles(200).Skip(1))
        {
            yield return article;
        }

        act();
    }

    private static SqliteFactStore Open(string path) => new(new StoreOptions { Path = path });
}
