using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Subscriptions;

public class SubscriptionMatcherTests
{
    private static readonly string[] Actors = ["Korvia", "Orla Venn", "Émile Moll", "Sound Line"];
    private static readonly string[] Words = ["ferry", "wages", "ceasefire", "night watches", "the"];
    private static readonly string[] Dossiers = ["ferries", "fish", "secret"];

    private static readonly ChatOptions Options = new()
    {
        Dossiers =
        [
            new Dossier { Name = "ferries", Title = "Ferry talks" },
            new Dossier { Name = "fish", Title = "Fish talks" },
            new Dossier { Name = "secret", Title = "Secret talks", VisibleTo = ["discord:S1"] },
        ],
    };

    private static readonly Gen<Subscription> Subscriptions =
        Gen.Select(ASubscription.OneOf<string>(Actors).HashSet[0, 2], ASubscription.OneOf<string>(Words).HashSet[0, 2], Gen.Enum<FactKind>().HashSet[0, 2], ASubscription.OneOf<string>("S1", "S2"), ASubscription.OneOf<string?>(null, "ferries", "secret", "gone"), Gen.Long[0, 3])
            .Select((actors, topics, kinds, server, dossier, after) => ASubscription.With("s0", server: server) with { Actors = [.. actors], Topics = [.. topics], Kinds = [.. kinds], Dossier = dossier, After = after });

    private static readonly Gen<Change> Changes =
        Gen.Select(ASubscription.OneOf<string>("KORVIA", "Orla Venn", "Emile Moll", "Sound Line").HashSet[0, 3], ASubscription.OneOf<string>("Ferries sail", "a wage", "the cease-fire", "night watch", "watch").HashSet[0, 3], Gen.Enum<FactKind>(), ASubscription.OneOf<string>(Dossiers).HashSet[0, 2], ASubscription.OneOf<string>("", "ferries", "secret").HashSet[0, 1], Gen.Long[1, 4])
            .Select((actors, text, kind, dossiers, known, sequence) => ASubscription.AChange(kind, sequence) with { Actors = [.. actors], Text = string.Join(". ", text), Dossiers = [.. dossiers], KnownIn = [.. known] });

    [Fact]
    public void The_index_finds_what_a_plain_loop_finds() =>
        Gen.Select(Subscriptions.Array[0, 30], Changes.Array[1, 5]).Sample((subscriptions, changes) =>
        {
            var all = subscriptions.Select((subscription, index) => subscription with { Id = $"s{index}" }).ToList();
            var matcher = new SubscriptionMatcher(all, Options);

            foreach (var change in changes)
            {
                var expected = all.Where(subscription => subscription.After < change.Sequence && change.IsNewsTo(ScopeOf(subscription)) && SubscriptionMatcher.Fits(subscription, change));
                Assert.Equal(expected.Select(subscription => subscription.Id).Order(StringComparer.Ordinal), matcher.Match(change).Select(subscription => subscription.Id).Order(StringComparer.Ordinal));
            }
        });

    [Theory]
    [InlineData("Korvia", "", true)]
    [InlineData("korvia", "", true)]
    [InlineData("Moll", "", false)]
    [InlineData("", "night watches", true)]
    [InlineData("", "watches at night", true)]
    [InlineData("", "night ferry", false)]
    [InlineData("Korvia", "ferry", false)]
    [InlineData("", "ferry|night", true)]
    public void One_actor_and_all_words_of_one_topic_are_enough(string actors, string topics, bool fits)
    {
        var change = ASubscription.AChange(FactKind.Statement, 1) with { Actors = ["Korvia", "Émile Moll"], Text = "He would keep the night watch, Moll said." };
        var subscription = ASubscription.With("s1") with { Actors = [.. actors.Split('|', StringSplitOptions.RemoveEmptyEntries)], Topics = [.. topics.Split('|', StringSplitOptions.RemoveEmptyEntries)] };

        Assert.Equal(fits, SubscriptionMatcher.Fits(subscription, change));
    }

    [Fact]
    public void A_dossier_that_a_server_may_not_see_is_not_told_there_whatever_the_subscription_says()
    {
        var change = ASubscription.AChange(FactKind.Statement, 5) with { Dossiers = ["secret"] };
        var matcher = new SubscriptionMatcher([ASubscription.With("s1", server: "S1"), ASubscription.With("s2", server: "S2"), ASubscription.With("s3", server: "S2") with { Dossier = "secret" }], Options);

        Assert.Equal(["s1"], matcher.Match(change).Select(subscription => subscription.Id));
    }

    [Fact]
    public void Paused_subscriptions_are_matched_and_ended_ones_are_not()
    {
        var matcher = new SubscriptionMatcher([ASubscription.With("s1") with { State = SubscriptionState.Paused }, ASubscription.With("s2") with { State = SubscriptionState.Ended }], Options);

        Assert.Equal(["s1"], matcher.Match(ASubscription.AChange(FactKind.Meeting, 1)).Select(subscription => subscription.Id));
    }

    // The design's rule, written out without the index.
    private static FactScope ScopeOf(Subscription subscription)
    {
        string[] hidden = subscription.Channel.ServerId == "S1" ? [] : ["secret"];
        return new FactScope(subscription.Dossier) { Hidden = [.. hidden, .. subscription.Dossier == "gone" ? ["gone"] : Array.Empty<string>()] };
    }
}
