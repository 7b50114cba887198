using Microsoft.Data.Sqlite;
using TalksBot.Domain;
using TalksBot.Store.Sqlite;
using TalksBot.Testing;

namespace TalksBot.Store.Tests;

/// <summary>The database file itself: other processes, damage, versions.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("talksbot-store-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "data", "talksbot.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_stored_is_there_in_the_next_process()
    {
        await SaveAsync("x");

        using var store = Open();

        Assert.Equal(1, (await store.GetSummaryAsync(FactScope.All, None)).Articles);
    }

    [Fact]
    public async Task Stores_of_two_processes_read_and_write_side_by_side()
    {
        using var one = Open();
        using var two = Open();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            var article = Article($"a{i}");
            await (i % 2 == 0 ? one : two).SaveAsync(article.Article, article.Facts, "1", None);
            await (i % 2 == 0 ? two : one).FindStatementsAsync(new StatementQuery { Text = new TextMatch([["harbour"]]) }, None);
        })));

        Assert.Equal(30, (await one.GetSummaryAsync(FactScope.All, None)).Articles);
        Assert.Equal(30, Assert.Single(await two.CountTermsAsync(["harbour"], None)).Value);
    }

    [Fact]
    public async Task Memory_is_given_back_while_others_read_and_reading_goes_on()
    {
        await SaveAsync("x");
        using var store = Open();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            if (i % 4 == 0)
            {
                store.ReleaseMemory();
            }

            Assert.Single(await store.FindStatementsAsync(new StatementQuery { Text = new TextMatch([["harbour"]]) }, None));
        })));

        store.ReleaseMemory();
        Assert.Contains("PRAGMA shrink_memory", store.Prepared);
        Assert.Equal(1, (await store.GetSummaryAsync(FactScope.All, None)).Articles);
    }

    [Fact]
    public async Task A_new_store_is_made_once_however_many_begin()
    {
        var stores = Enumerable.Range(0, 6).Select(_ => Open()).ToArray();

        await Task.WhenAll(stores.Select(store => Task.Run(() => store.MigrateAsync(None))));

        Assert.Equal(0, (await stores[0].GetSummaryAsync(FactScope.All, None)).Articles);
        Array.ForEach(stores, store => store.Dispose());
    }

    [Fact]
    public async Task A_write_that_was_interrupted_leaves_nothing_behind()
    {
        await SaveAsync("kept");
        using (var other = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            // As a process that is killed in the middle of a write: rows are there, the commit is not.
            other.Open();
            Run(other, "BEGIN IMMEDIATE");
            Run(other, "DELETE FROM statements");
            Run(other, "DELETE FROM articles");
        }

        using var store = Open();
        Assert.Single(await store.FindStatementsAsync(new StatementQuery(), None));
        var article = Article("next");
        Assert.Equal(StoreOutcome.Added, await store.SaveAsync(article.Article, article.Facts, "1", None));
    }

    [Fact]
    public async Task A_batch_of_which_one_fails_stores_none()
    {
        using var store = Open();
        var good = Article("good");
        var bad = (good.Article with { Id = new ArticleId("bad"), Body = "" }, good.Facts);

        await Assert.ThrowsAsync<ArgumentException>(() => store.SaveManyAsync([(good.Article, good.Facts), bad], FactWriterExtensions.TermsOf(good.Article, "1"), None));

        Assert.Equal(0, (await store.GetSummaryAsync(FactScope.All, None)).Articles);
        Assert.Empty(await store.FindPassagesAsync(new PassageQuery { Text = new TextMatch([["harbour"]]) }, None));
        Assert.Equal(StoreOutcome.Added, await store.SaveAsync(good.Article, good.Facts, "1", None));
    }

    [Fact]
    public async Task Another_writer_that_does_not_end_is_reported_and_reading_goes_on()
    {
        await SaveAsync("x");
        using var other = new SqliteConnection($"Data Source={Path};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");
        using var store = new SqliteFactStore(new StoreOptions { Path = Path, BusyTimeout = TimeSpan.FromMilliseconds(50) });
        var article = Article("y");

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.SaveAsync(article.Article, article.Facts, "1", None));

        Assert.Contains("another process", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await store.GetSummaryAsync(FactScope.All, None)).Articles);
        Run(other, "ROLLBACK");
        Assert.Equal(StoreOutcome.Added, await store.SaveAsync(article.Article, article.Facts, "1", None));
    }

    [Fact]
    public async Task A_store_that_may_only_be_read_is_read_and_refuses_to_save()
    {
        await SaveAsync("x");
        using var store = new SqliteFactStore(new StoreOptions { Path = Path, IsReadOnly = true });
        var article = Article("y");

        Assert.Single(await store.FindStatementsAsync(new StatementQuery(), None));
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.SaveAsync(article.Article, article.Facts, "1", None));
        Assert.Contains("writable", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await store.GetSummaryAsync(FactScope.All, None)).Articles);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_in_a_folder_that_may_not_be_written_is_read(bool isReadOnly)
    {
        await SaveAsync("x");
        HinderSharedIndex(Path);
        using var store = new SqliteFactStore(new StoreOptions { Path = Path, IsReadOnly = isReadOnly });

        Assert.Single(await store.FindStatementsAsync(new StatementQuery { Text = new TextMatch([["harbour"]]) }, None));
        Assert.Equal(1, (await store.GetSummaryAsync(FactScope.All, None)).Articles);
        Assert.Null(await store.Channels.FindDossierAsync(new ChannelKey("slack", "T1", "C1"), None));
        var article = Article("y");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.SaveAsync(article.Article, article.Facts, "1", None));
    }

    [Fact]
    public async Task A_log_of_changes_that_cannot_be_brought_in_is_reported_instead_of_passed_over()
    {
        using var writing = Open();
        var article = Article("x");
        await writing.SaveAsync(article.Article, article.Facts, "1", None);
        var copy = System.IO.Path.Combine(_folder, "copy 100%?#.db");
        File.Copy(Path, copy);
        File.Copy(Path + "-wal", copy + "-wal");
        HinderSharedIndex(copy);
        using var store = new SqliteFactStore(new StoreOptions { Path = copy });

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetSummaryAsync(FactScope.All, None));

        Assert.Contains("talksbot migrate", failure.Message, StringComparison.Ordinal);
        Assert.Contains(copy + "-wal", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_missing_and_may_not_be_made_is_reported()
    {
        using var store = new SqliteFactStore(new StoreOptions { Path = Path, IsReadOnly = true });

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetSummaryAsync(FactScope.All, None));

        Assert.Contains("cannot be opened", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_reported()
    {
        await File.WriteAllTextAsync(System.IO.Path.Combine(_folder, "data"), "a file where the folder should be", None);
        using var store = Open();

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetSummaryAsync(FactScope.All, None));

        Assert.Contains(Path, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("This is no database, it is a text that somebody put there by mistake. It is long enough to be read as a header of one.")]
    [InlineData("x")]
    public async Task A_file_that_is_no_database_is_reported_and_left_alone(string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, content, None);
        using var store = Open();

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetSummaryAsync(FactScope.All, None));

        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(Path, None));
    }

    [Fact]
    public async Task A_database_of_another_program_is_reported_and_left_alone()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using (var other = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            Run(other, "CREATE TABLE recipes (name TEXT)");
        }

        using var store = Open();
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.MigrateAsync(None));

        Assert.Contains("no database of TalksBot", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_page_is_reported()
    {
        for (var i = 0; i < 20; i++)
        {
            await SaveAsync($"a{i}");
        }

        using (var file = new FileStream(Path, FileMode.Open))
        {
            // The header stays, so that the file opens; what follows is noise.
            file.Position = 4096;
            file.Write(Enumerable.Range(0, (int)file.Length - 4096).Select(i => (byte)(i * 31)).ToArray());
        }

        using var store = Open();
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.FindStatementsAsync(new StatementQuery(), None));
        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_reported_and_left_alone()
    {
        await SaveAsync("x");
        using (var other = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            Run(other, "PRAGMA user_version = 4711");
        }

        using var store = Open();
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetSummaryAsync(FactScope.All, None));

        Assert.Contains("newer", failure.Message, StringComparison.Ordinal);
        Assert.Contains("4711", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_query_goes_through_an_index()
    {
        using var store = Open();
        foreach (var dossier in new[] { "fish", "rail", "fish" })
        {
            var article = Article("x").In(dossier).Meets("m", "2024-05-01/2024-06-02", 0, "Ada Brandt").Proposes("Ada Brandt", "the harbour");
            await store.SaveAsync(article.Article, article.Facts, dossier, None);
        }

        var scope = new FactScope("fish");
        var outside = new FactScope((string?)null) { Hidden = ["fish"] };
        var text = new TextMatch([["harbour"]], "the harbour");
        var (since, until) = (new DateOnly(2024, 1, 1), new DateOnly(2024, 5, 30));
        await store.ListArticlesAsync(outside, 10, None);
        var articles = await store.ListArticlesAsync(scope, 10, None);
        foreach (var seen in new[] { scope, outside })
        {
            await store.GetSummaryAsync(seen, None);
            await store.FindActorsAsync(seen, "Ada Brandtt", 5, None);
            await store.CompleteActorsAsync(seen, "ada b", 5, None);
            await store.CompleteActorsAsync(seen, "", 5, None);
            await store.GetActorsAsync(seen, ["Ada Brandt"], None);
        }

        await store.FindBodyAsync(articles[0].Id, 1, None);
        await store.CountTermsAsync(["harbour"], None);
        await store.ReadPassagesAsync(articles[0].Id, 0, 5, None);
        foreach (var match in new[] { TextMatch.Any, text })
        {
            await store.FindStatementsAsync(new StatementQuery { Scope = scope, Text = match, IncludeReported = false }, None);
            await store.FindStatementsAsync(new StatementQuery { Scope = outside, Text = match }, None);
            await store.FindStatementsAsync(new StatementQuery { Text = match, Articles = [articles[0].Id] }, None);
            await store.FindProposalsAsync(new ProposalQuery { Text = match, Since = since }, None);
            await store.FindPassagesAsync(new PassageQuery { Text = match, Until = until }, None);
            await store.FindMeetingsAsync(new MeetingQuery { Text = match, From = since, Since = since, Until = until }, None);
            await store.FindMeetingsAsync(new MeetingQuery { Text = match, LatestFirst = true, Articles = [articles[0].Id] }, None);
        }

        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        var scans = new List<string>();
        foreach (var sql in store.Prepared.Where(sql => !sql.StartsWith("PRAGMA", StringComparison.Ordinal) && !sql.Contains("sqlite_master", StringComparison.Ordinal)))
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
                // Full-text tables are "scanned" by their own index; a constant row costs nothing; retractions are as many as somebody made by hand.
                var step = plan.GetString(3);
                if ((step != "SCAN retractions" && step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE INDEX", StringComparison.Ordinal) && step != "SCAN CONSTANT ROW")
                    || (step.Contains("TEMP B-TREE", StringComparison.Ordinal) && !sql.Contains("actor_names", StringComparison.Ordinal)))
                {
                    scans.Add($"{step}: {sql}");
                }
            }
        }

        Assert.NotEmpty(store.Prepared);
        Assert.Empty(scans);
    }

    // As in a folder that this user may not write, whoever runs the tests: the database cannot make its shared index there.
    private static void HinderSharedIndex(string path) => File.CreateSymbolicLink(path + "-shm", path + "-nowhere/shm");

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static ArticleBuilder Article(string stem) =>
        new ArticleBuilder(stem, "2024-05-03", "Ada Brandt said the harbour stays open.").Says("Ada Brandt", "the harbour stays open").Actor("Ada Brandt").Mentions(0, "Ada Brandt");

    private SqliteFactStore Open() => new(new StoreOptions { Path = Path });

    private async Task SaveAsync(string stem)
    {
        using var store = Open();
        var article = Article(stem);
        await store.SaveAsync(article.Article, article.Facts, "1", None);
    }
}
