using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;
using TalksBot.Store.Sqlite;
using TalksBot.Testing;

namespace TalksBot.Store.Tests;

/// <summary>Stores that an older program made, and what rows are left of what was kept.</summary>
public sealed partial class SqliteMigrationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ChannelKey Channel = new("slack", "T1", "C1");
    private static readonly DateTimeOffset Now = new(2024, 5, 3, 10, 30, 0, TimeSpan.FromHours(3));

    private readonly string _folder = Directory.CreateTempSubdirectory("talksbot-store-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "talksbot.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reading_an_older_store_leaves_it_as_it_is(bool isReadOnly)
    {
        await MakeOlderAsync();
        using (var store = new SqliteFactStore(new StoreOptions { Path = Path, IsReadOnly = isReadOnly }))
        {
            Assert.Single(await store.FindStatementsAsync(new StatementQuery { Text = new TextMatch([["harbour"]]) }, None));
            Assert.Null(await store.Channels.FindDossierAsync(Channel, None));
            Assert.Null(await store.Kept.FindAsync("area", "key", None));
            Assert.Empty(await store.Kept.ListAsync("area", None));
        }

        Assert.Equal(1L, Query("PRAGMA user_version"));
    }

    [Fact]
    public async Task An_older_store_is_migrated_before_it_is_written()
    {
        await MakeOlderAsync();
        using var reading = Open();
        using var store = Open();
        Assert.Null(await reading.Channels.FindDossierAsync(Channel, None));
        Assert.Null(await store.Channels.FindDossierAsync(Channel, None));

        await store.Channels.SetDossierAsync(Channel, "fish", "U1", Now, None);

        Assert.Equal("fish", await store.Channels.FindDossierAsync(Channel, None));
        Assert.Equal("fish", await reading.Channels.FindDossierAsync(Channel, None));
        Assert.Single(await reading.FindStatementsAsync(new StatementQuery(), None));
        Assert.Equal(StoreMigrations.LatestVersion, Query("PRAGMA user_version"));
    }

    [Fact]
    public async Task Migrating_brings_an_older_store_up_to_date()
    {
        await MakeOlderAsync();
        using var store = Open();

        await store.MigrateAsync(None);
        await store.MigrateAsync(None);

        Assert.Equal(StoreMigrations.LatestVersion, Query("PRAGMA user_version"));
        Assert.Equal(1, (await store.GetSummaryAsync(FactScope.All, None)).Articles);
    }

    [Fact]
    public async Task Asking_for_what_channels_chose_makes_no_store()
    {
        using var store = Open();

        Assert.Null(await store.Channels.FindDossierAsync(Channel, None));
        Assert.Null(await store.Kept.FindAsync("area", "key", None));
        Assert.Empty(await store.Kept.ListAsync("area", None));
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task Of_a_choice_the_dossier_the_person_and_the_time_in_utc_are_kept_and_after_it_no_row()
    {
        using var store = Open();
        await store.Channels.SetDossierAsync(Channel, "fish", "U1", Now, None);
        Assert.Equal(
            "slack|T1|C1|fish|U1|2024-05-03T07:30:00.000Z",
            Query("SELECT concat_ws('|', platform, server_id, channel_id, dossier, set_by, set_at) FROM channels"));
        Assert.Equal(6L, Query("SELECT count(*) FROM pragma_table_info('channels')"));

        await store.Channels.SetDossierAsync(Channel, dossier: null, "U1", Now, None);
        Assert.Equal(0L, Query("SELECT count(*) FROM channels"));

        await store.Channels.SetDossierAsync(Channel, "fish", "U1", Now, None);
        await store.Channels.ForgetServerAsync("slack", "T1", None);
        Assert.Equal(0L, Query("SELECT count(*) FROM channels"));
    }

    [Fact]
    public async Task A_kept_value_outlives_the_process_and_its_deletion_leaves_no_row()
    {
        using (var store = Open())
        {
            await store.Kept.SetAsync("area", "key", new byte[] { 1, 2 }, None);
        }

        using var next = Open();
        Assert.Equal(new byte[] { 1, 2 }, await next.Kept.FindAsync("area", "key", None));
        await next.Kept.DeleteAsync("area", "key", None);
        Assert.Equal(0L, Query("SELECT count(*) FROM kept_values"));
    }

    private SqliteFactStore Open() => new(new StoreOptions { Path = Path });

    // A store as it was before there were channels: their tables and the record of their migration are taken out.
    private async Task MakeOlderAsync()
    {
        using (var store = Open())
        {
            var article = new ArticleBuilder("x", "2024-05-03", "Ada Brandt said the harbour stays open.").Says("Ada Brandt", "the harbour stays open");
            await store.SaveAsync(article.Article, article.Facts, "1", None);
        }

        foreach (var table in LaterTables())
        {
            Query($"DROP TABLE IF EXISTS {table}");
        }

        Query("DELETE FROM SchemaVersions WHERE ScriptName NOT LIKE '%0001%'");
        Assert.Equal(1L, Query("SELECT count(*) FROM SchemaVersions"));
        Query("PRAGMA user_version = 1");
    }

    private static IEnumerable<string> LaterTables()
    {
        var assembly = typeof(SqliteFactStore).Assembly;
        foreach (var script in assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations.", StringComparison.Ordinal) && !name.Contains("0001", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(script)!); // it was just listed
            foreach (Match table in CreatedTable().Matches(reader.ReadToEnd()))
            {
                yield return table.Groups["name"].Value;
            }
        }
    }

    [GeneratedRegex(@"CREATE TABLE (?<name>\w+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CreatedTable();

    private object? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
