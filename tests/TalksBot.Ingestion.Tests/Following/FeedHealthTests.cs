using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Ingestion.Tests.Following;

public class FeedHealthTests
{
    [Fact]
    public async Task Only_feeds_of_dossiers_that_are_shown_are_told_of()
    {
        var store = new InMemoryFeedStore();
        await store.SaveFeedAsync(new FeedState { Dossier = "open", Feed = "https://a.example/", Failures = 2 }, CancellationToken.None);
        await store.SaveFeedAsync(new FeedState { Dossier = "secret", Feed = "https://b.example/" }, CancellationToken.None);
        await store.SaveFeedAsync(new FeedState { Dossier = "open", Feed = "https://removed.example/" }, CancellationToken.None);
        var health = new FeedHealth([Of("secret", "https://b.example/"), Of("open", "https://a.example/"), Of("other", "https://c.example/")], store);

        var hidden = await health.ListFeedsAsync(new FactScope((string?)null) { Hidden = ["secret"] }, CancellationToken.None);
        var one = await health.ListFeedsAsync(new FactScope("secret"), CancellationToken.None);
        var none = await health.ListFeedsAsync(new FactScope("secret") { Hidden = ["secret"] }, CancellationToken.None);

        Assert.Equal([("open", (int?)2), ("other", null)], hidden.Select(report => (report.Feed.Dossier, report.State?.Failures)));
        Assert.Equal(["secret"], one.Select(report => report.Feed.Dossier));
        Assert.Empty(none);
    }

    private static Feed Of(string dossier, string url) => new(dossier, url, Folder: null, TimeSpan.FromMinutes(5));
}
