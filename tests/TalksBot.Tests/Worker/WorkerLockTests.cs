using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Tests.Worker;

/// <summary>Two workers on one store would send what neither knows the other sent.</summary>
public sealed class WorkerLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talksbot-lock-");

    private string Store => Path.Combine(_folder.FullName, "talksbot.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_second_worker_is_refused_until_the_first_is_gone()
    {
        using (WorkerLock.Take(Store))
        {
            var refused = Assert.Throws<CommandFailedException>(() => WorkerLock.Take(Store));

            Assert.Equal(ExitCode.Failed, refused.ExitCode);
            Assert.Contains("another worker", refused.Message, StringComparison.Ordinal);
            Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
        }

        WorkerLock.Take(Store).Dispose();
    }

    [Fact]
    public void Another_store_is_free()
    {
        using var one = WorkerLock.Take(Store);
        using var other = WorkerLock.Take(Store + "2");
    }

    [Fact]
    public void The_file_that_a_killed_worker_left_is_no_hindrance()
    {
        File.WriteAllText(Store + ".worker", "");

        WorkerLock.Take(Store).Dispose();
    }

    [Fact]
    public async Task A_run_beside_another_ends_at_once_and_says_why()
    {
        await using var discord = await LoopbackDiscord.StartAsync();
        using var call = new Call();
        call.Variables["DISCORD_TOKEN"] = LoopbackDiscord.Token;
        call.Variables["DISCORD_API_BASE"] = discord.Options.ApiBaseUrl;
        using var first = WorkerLock.Take(call.At("data/talksbot.db"));

        var second = await call.RunAsync("run");

        Assert.Equal(ExitCode.Failed, second.ExitCode);
        Assert.Contains("another worker", second.Error, StringComparison.Ordinal);
        Assert.Empty(discord.Rest.Calls.All);
    }
}
