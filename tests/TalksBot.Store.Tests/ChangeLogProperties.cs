using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>Whoever follows the change log knows what the store shows, whatever is saved, edited and retracted in whatever order.</summary>
public sealed class ChangeLogProperties
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Names = ["east", "west"];
    private static readonly string[] Words =
        ["the harbour stays open to ships", "rain falls on every roof in town", "nobody sails to the island at night", "bread costs what it did last year"];

    // Of nobody's dossier, of one, of both; what is told; when it was published; whether a fact is retracted instead.
    private static readonly Gen<Step> AStep = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 15], Gen.Int[1, 9], Gen.Int[0, 9],
        (article, dossiers, told, day, act) => new Step(article, dossiers, told, day, act));

    [Fact]
    public async Task Replaying_the_log_yields_what_each_dossier_shows() => await AStep.Array[1, 25].SampleAsync(
        async steps =>
        {
            await using var store = new SqliteFixture();
            var told = new Dictionary<int, int>();
            foreach (var (step, i) in steps.Select((step, i) => (step, i)))
            {
                await TakeAsync(store, step, i, told);
            }

            // An article's dossiers only ever grow, and so does what a scope shows of it.
            foreach (var scope in new[] { new FactScope("east"), new FactScope("west"), FactScope.All })
            {
                await AssertReplayAsync(store, scope);
            }
        },
        iter: 60,
        threads: 2);

    private static async Task TakeAsync(SqliteFixture store, Step step, int number, Dictionary<int, int> told)
    {
        if (step.Act == 0)
        {
            var id = StableId.Of('s', "Ada Brandt", Words[step.Told % Words.Length]);
            await store.Forgetting.RetractAsync(id, "wrong", DateTimeOffset.UnixEpoch.AddMinutes(number), None);
            return;
        }

        // The text tells a step from another, so that each is an edit; without one nothing changes.
        told[step.Article] = step.Act == 1 ? told.GetValueOrDefault(step.Article) : number;
        var said = Words.Where((_, i) => (step.Told & (1 << i)) != 0).ToArray();
        var sentences = said.Select(words => $"Ada Brandt said {words}.").Append($"Edition {told[step.Article]}.").ToArray();
        var article = new ArticleBuilder($"a{step.Article}", $"2024-05-0{step.Day}", sentences).In([.. Names.Where((_, i) => (step.Dossiers & (1 << i)) != 0)]);
        foreach (var words in said)
        {
            article.Says("Ada Brandt", words);
        }

        await store.SaveAsync(article, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task AssertReplayAsync(SqliteFixture store, FactScope scope)
    {
        var known = new HashSet<ChangedFact>();
        foreach (var change in (await store.Changes.ReadChangesAsync(0, int.MaxValue, None)).Where(change => change.IsNewsTo(scope)))
        {
            var isRight = change.Kind switch
            {
                ChangeKind.New => known.Add(change.Fact),
                ChangeKind.Withdrawn => known.Remove(change.Fact) || true,
                _ => false,
            };
            Assert.True(isRight, $"{change.Kind} of {change.Fact.Id} at {change.Sequence} in {scope}");
        }

        var shown = await store.Reader.FindStatementsAsync(new StatementQuery { Scope = scope, Limit = 1000 }, None);
        Assert.Equal(shown.Select(found => found.Fact.Id).Order(StringComparer.Ordinal), known.Select(fact => fact.Id).Order(StringComparer.Ordinal));
    }

    private readonly record struct Step(int Article, int Dossiers, int Told, int Day, int Act);
}
