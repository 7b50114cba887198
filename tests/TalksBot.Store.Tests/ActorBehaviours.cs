using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>How every store finds actors by what people type.</summary>
public abstract class ActorBehaviours(StoreFixture store) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        await store.SaveAsync(new ArticleBuilder("east", "2024-05-02", "One.", "Two.", "Three.")
            .Actor("Volodymyr Zelensky", role: "president", aliases: ["Zelensky", "Mr Zelensky"])
            .Actor("Ursula von der Leyen", aliases: ["von der Leyen"])
            .Actor("Mette Skjærvold")
            .Actor("Ministry of Fisheries", ActorKind.Organisation, aliases: "MoF")
            .Mentions(0, "Volodymyr Zelensky", "Mette Skjærvold").Mentions(1, "Volodymyr Zelensky").Mentions(2, "Ursula von der Leyen")
            .In("east"));
        await store.SaveAsync(new ArticleBuilder("west", "2024-05-03", "Four.", "Five.")
            .Actor("Jens Hansen").Actor("Maja Hansen").Actor("Sergey Lavrov").Actor("Muhammad Yunus").Actor("Li Wei")
            .Mentions(0, "Maja Hansen", "Sergey Lavrov").Mentions(1, "Maja Hansen")
            .In("west"));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Theory]
    [InlineData("Volodymyr Zelensky", "Volodymyr Zelensky")]
    [InlineData("zelenskyy", "Volodymyr Zelensky")]
    [InlineData("Zelenski", "Volodymyr Zelensky")]
    [InlineData("Zelenskiy", "Volodymyr Zelensky")]
    [InlineData("Zelenksy", "Volodymyr Zelensky")]
    [InlineData("Volodimir Zelenskyj", "Volodymyr Zelensky")]
    [InlineData("President Zelenskyy", "Volodymyr Zelensky")]
    [InlineData("van der Leyen", "Ursula von der Leyen")]
    [InlineData("Leyen", "Ursula von der Leyen")]
    [InlineData("ursula", "Ursula von der Leyen")]
    [InlineData("SKJAERVOLD", "Mette Skjærvold")]
    [InlineData("mof", "Ministry of Fisheries")]
    [InlineData("Sergei Lavroff", "Sergey Lavrov")]
    [InlineData("Mohammed Yunus", "Muhammad Yunus")]
    public async Task A_name_is_found_however_it_is_spelt(string typed, string expected)
    {
        var found = await store.Reader.FindActorsAsync(FactScope.All, typed, 5, None);

        Assert.Equal(expected, Assert.Single(found).Actor.Name);
        Assert.InRange(found[0].Similarity, 0.5, 1);
    }

    [Theory]
    [InlineData("Angela Merkel")]
    [InlineData("Olena Zelenska Petrova")]
    [InlineData("Angela Zelensky")]
    [InlineData("Jansen")]
    [InlineData("Lu Wei")]
    [InlineData("")]
    [InlineData("!?")]
    [InlineData("of the")]
    public async Task Another_name_finds_nobody(string typed)
    {
        Assert.Empty(await store.Reader.FindActorsAsync(FactScope.All, typed, 5, None));
    }

    [Fact]
    public async Task The_same_letters_beat_folded_ones_and_these_beat_misspelt_ones()
    {
        async Task<double> Similarity(string typed) => (await store.Reader.FindActorsAsync(FactScope.All, typed, 1, None))[0].Similarity;

        var exact = await Similarity("Zelensky");
        var folded = await Similarity("zelensky");
        var transliterated = await Similarity("Zelenskyy");
        var misspelt = await Similarity("Zelinsky");

        Assert.Equal(1, exact);
        Assert.True(exact > folded && folded > transliterated && transliterated > misspelt, $"{exact} {folded} {transliterated} {misspelt}");
    }

    [Fact]
    public async Task Two_people_of_one_surname_are_both_found_the_more_mentioned_first()
    {
        var found = await store.Reader.FindActorsAsync(FactScope.All, "Hansen", 5, None);

        Assert.Equal(["Maja Hansen", "Jens Hansen"], found.Select(match => match.Actor.Name));
        Assert.Equal([2L, 0L], found.Select(match => match.Mentions));
        Assert.Single(await store.Reader.FindActorsAsync(FactScope.All, "Jens Hansen", 5, None));
    }

    [Fact]
    public async Task A_dossier_hides_the_actors_of_others()
    {
        var east = new FactScope("east");

        Assert.Empty(await store.Reader.FindActorsAsync(east, "Hansen", 5, None));
        Assert.Single(await store.Reader.FindActorsAsync(east, "Zelensky", 5, None));
        Assert.Empty(await store.Reader.CompleteActorsAsync(east, "Han", 5, None));
        Assert.Equal(4, (await store.Reader.GetSummaryAsync(east, None)).Actors);
    }

    [Fact]
    public async Task An_actor_comes_with_role_and_aliases()
    {
        var match = Assert.Single(await store.Reader.FindActorsAsync(FactScope.All, "Zelensky", 5, None));
        var got = await store.Reader.GetActorsAsync(FactScope.All, ["Volodymyr Zelensky", "Nobody"], None);

        Assert.Equal("president", match.Actor.Role);
        Assert.Equal(["Mr Zelensky", "Zelensky"], match.Actor.Aliases.Order());
        Assert.Equal("Zelensky", match.MatchedName);
        Assert.Equal("president", Assert.Single(got).Value.Role);
    }

    [Fact]
    public async Task The_newest_role_holds_whatever_the_order_of_storing()
    {
        await store.SaveAsync(new ArticleBuilder("newer", "2024-06-01", "Six.").Actor("Volodymyr Zelensky", role: "head of state"));
        await store.SaveAsync(new ArticleBuilder("older", "2024-01-01", "Seven.").Actor("Volodymyr Zelensky", role: "candidate"));

        Assert.Equal("head of state", (await store.Reader.GetActorsAsync(FactScope.All, ["Volodymyr Zelensky"], None)).Values.Single().Role);
    }

    [Theory]
    [InlineData("zel", "Volodymyr Zelensky")]
    [InlineData("Volod", "Volodymyr Zelensky")]
    [InlineData("ley", "Ursula von der Leyen")]
    [InlineData("von d", "Ursula von der Leyen")]
    [InlineData("skjaer", "Mette Skjærvold")]
    [InlineData("zelenskiy", "Volodymyr Zelensky")]
    [InlineData("h", "Maja Hansen")]
    public async Task Completion_begins_with_what_was_typed(string typed, string expected)
    {
        Assert.Equal(expected, (await store.Reader.CompleteActorsAsync(FactScope.All, typed, 5, None))[0]);
    }

    [Fact]
    public async Task Completion_of_nothing_offers_the_most_mentioned()
    {
        Assert.Equal(
            ["Maja Hansen", "Volodymyr Zelensky"],
            (await store.Reader.CompleteActorsAsync(FactScope.All, "", 2, None)).Order());
    }
}

public sealed class SqliteActorTests() : ActorBehaviours(new SqliteFixture());
