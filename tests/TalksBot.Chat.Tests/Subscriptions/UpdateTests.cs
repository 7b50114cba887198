using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Chat.Tests.Subscriptions;

public class UpdateTests
{
    [Fact]
    public async Task One_article_is_one_message_however_many_subscriptions_want_it()
    {
        using var bench = await UpdateBench.OpenAsync();
        await bench.AskAsync("/subscribe");
        await bench.AskAsync("/subscribe topics:boats");
        await bench.ReadAsync(FerryNews.Opening());
        await bench.MatchAsync();

        var sent = Assert.Single(await bench.SendAsync());

        Assert.Equal(
            """
            # 1 meeting, 1 proposal and 2 statements · The Harbour Post, 7 May 2025
            """,
            sent);
    }
}
