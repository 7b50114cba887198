using Microsoft.Data.Sqlite;
using TalksBot.Domain;
using TalksBot.Store.Sqlite;
using TalksBot.Testing;

namespace TalksBot.Store.Tests;

/// <summary>A store of its own for one test. The behaviours below speak to it through the contracts alone.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    public abstract IFactReader Reader { get; }

    public abstract IFactWriter Writer { get; }

    public abstract IChannelStore Channels { get; }

    public abstract IKeptValues Kept { get; }

    public abstract IChangeLog Changes { get; }

    public abstract ISubscriptionStore Subscriptions { get; }

    public abstract IOutbox Outbox { get; }

    public abstract IForgetting Forgetting { get; }

    public abstract IFeedStore Feeds { get; }

    public abstract ValueTask DisposeAsync();

    internal Task<StoreOutcome> SaveAsync(ArticleBuilder article, string extractor = "1") =>
        Writer.SaveAsync(article.Article, article.Facts, extractor, CancellationToken.None);
}

/// <summary>The embedded store in a real file.</summary>
public sealed class SqliteFixture : StoreFixture
{
    private readonly SqliteFactStore _store;

    public SqliteFixture()
    {
        Folder = Directory.CreateTempSubdirectory("talksbot-store-").FullName;
        Path = System.IO.Path.Combine(Folder, "talksbot.db");
        _store = new SqliteFactStore(new StoreOptions { Path = Path });
    }

    public string Folder { get; }

    /// <summary>How what was run goes through a table, a line for each time that it does.</summary>
    public IReadOnlyList<string> PlansOf(string table)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        var plans = new List<string>();
        foreach (var sql in _store.Prepared.Where(sql => !sql.StartsWith("PRAGMA", StringComparison.Ordinal)))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
            for (var i = 1; i < 20; i++)
            {
                command.Parameters.AddWithValue("$" + i, 1);
            }

            using var plan = command.ExecuteReader();
            while (plan.Read())
            {
                var step = plan.GetString(3);
                if (step.Split(' ') is [_, var name, ..] && (name == table || (name == "d" && sql.Contains($"{table} d", StringComparison.Ordinal))))
                {
                    plans.Add($"{step}: {sql}");
                }
            }
        }

        return plans;
    }

    public string Path { get; }

    public override IFactReader Reader => _store;

    public override IFactWriter Writer => _store;

    public override IChannelStore Channels => _store.Channels;

    public override IKeptValues Kept => _store.Kept;

    public override IChangeLog Changes => _store.Changes;

    public override ISubscriptionStore Subscriptions => _store.Subscriptions;

    public override IOutbox Outbox => _store.Outbox;

    public override IForgetting Forgetting => _store.Forgetting;

    public override IFeedStore Feeds => _store.Feeds;

    public override ValueTask DisposeAsync()
    {
        _store.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
