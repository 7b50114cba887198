using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;
using TalksBot.Tests.EndToEnd;

namespace TalksBot.Tests.Upkeep;

/// <summary>Facts that are hidden by hand, and what is deleted on demand, over the real host, extraction and store.</summary>
public class RetractAndForgetTests
{
    private static readonly string[] Question = ["ask", "--json", "/who-said \"The quay stays shut\""];

    [Fact]
    public async Task A_fact_that_an_answer_gives_is_retracted_by_its_id_and_stays_out_until_that_is_taken_back()
    {
        using var call = new Call();
        var article = await IngestAsync(call);
        var id = Articles.Json((await call.RunAsync(Question)).Output).GetProperty("facts")[0].GetProperty("id").GetString()!; // a statement has one

        var done = await call.RunAsync("retract", id, "--reason", "wrong name");

        Assert.Equal((ExitCode.Done, ""), (done.ExitCode, done.Error));
        Assert.StartsWith($"Retracted {id}: Rut Almqvist: ", done.Output, StringComparison.Ordinal);
        Assert.NotEqual("statement", Articles.Json((await call.RunAsync(Question)).Output).GetProperty("kind").GetString());
        Assert.Equal(ExitCode.Done, (await call.RunAsync("ingest", article)).ExitCode);
        Assert.NotEqual("statement", Articles.Json((await call.RunAsync(Question)).Output).GetProperty("kind").GetString());
        Assert.Contains("--undo", (await call.RunAsync("retract", id)).Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, (await call.RunAsync("retract", id, "--undo")).ExitCode);
        await call.RunAsync("ingest", article);
        Assert.Equal(id, Articles.Json((await call.RunAsync(Question)).Output).GetProperty("facts")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_retracted()
    {
        using var call = new Call();
        Assert.Equal(ExitCode.Failed, (await call.RunAsync("retract", "s0000000000000")).ExitCode);
        await IngestAsync(call);

        var unknown = await call.RunAsync("retract", "s0000000000000");
        Assert.Equal(ExitCode.Failed, unknown.ExitCode);
        Assert.Contains("talksbot ask --json", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, (await call.RunAsync("retract", "s0000000000000", "--undo")).ExitCode);
        Assert.Equal(ExitCode.WrongUsage, (await call.RunAsync("retract")).ExitCode);
    }

    [Fact]
    public async Task A_dossier_a_server_a_channel_and_a_person_are_forgotten()
    {
        using var call = new Call();
        await call.RunAsync("ingest", "--dossier", "harbour", call.File("harbour.txt", Articles.Harbour));
        using (var store = new SqliteFactStore(new StoreOptions { Path = Directory.GetFiles(call.At("data"), "*.db")[0] }))
        {
            foreach (var channel in new[] { "2", "3", "4" })
            {
                await store.Channels.SetDossierAsync(new ChannelKey("discord", "1", channel), "harbour", "42", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
            }
        }

        Assert.Contains("in 3 rows", (await call.RunAsync("forget", "person", "discord:42")).Output, StringComparison.Ordinal);
        Assert.Contains("1 row deleted", (await call.RunAsync("forget", "channel", "discord:1/2")).Output, StringComparison.Ordinal);
        Assert.Contains("2 rows deleted", (await call.RunAsync("forget", "server", "discord:1", "--yes")).Output, StringComparison.Ordinal);
        Assert.Contains("1 article deleted", (await call.RunAsync("forget", "dossier", "harbour")).Output, StringComparison.Ordinal);
        Assert.True(Articles.Json((await call.RunAsync(Question)).Output).GetProperty("refused").GetBoolean());
    }

    [Theory]
    [InlineData("room", "discord:1")]
    [InlineData("server", "1")]
    [InlineData("server", "irc:1")]
    [InlineData("server", "discord:")]
    [InlineData("person", "discord:1/2")]
    [InlineData("channel", "discord:1/2/3")]
    [InlineData("channel", "discord:1/")]
    public async Task What_cannot_be_understood_is_refused_with_an_example(string what, string which)
    {
        using var call = new Call();

        var result = await call.RunAsync("forget", what, which);

        Assert.Equal(ExitCode.WrongUsage, result.ExitCode);
        Assert.Contains("talksbot forget", result.Error, StringComparison.Ordinal);
    }

    private static async Task<string> IngestAsync(Call call)
    {
        var path = call.File("harbour.txt", Articles.Harbour);
        await call.RunAsync("ingest", path);
        return path;
    }
}
