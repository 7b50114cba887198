using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Subscriptions.Matching;

public sealed class ChannelTurnTests
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ChannelTurn _turn = new();
    private int _facts;

    [Fact]
    public void All_that_one_article_brings_is_told_at_once()
    {
        var turns = Article("a", facts: 14, Noon);

        Assert.Equal([Noon], turns.Distinct());
    }

    [Fact]
    public void The_next_article_waits_for_the_interval_and_one_that_comes_meanwhile_joins_it()
    {
        Article("a", facts: 2, Noon);

        Assert.Equal([Noon + Minute], Article("b", facts: 2, Noon.AddSeconds(10)).Distinct());
        Assert.Equal([Noon + Minute], Article("c", facts: 2, Noon.AddSeconds(20)).Distinct());
        Assert.Equal([Noon.AddMinutes(5)], Article("d", facts: 1, Noon.AddMinutes(5)).Distinct());
    }

    [Fact]
    public void A_flood_becomes_several_messages_that_hold_it_all()
    {
        var turns = Enumerable.Range(0, 20).SelectMany(i => Article($"a{i}", facts: 4, Noon)).ToList();

        Assert.All(turns.GroupBy(turn => turn), message => Assert.InRange(message.Count(), 1, AnswerSheet.MaxItems));
        Assert.Equal(turns.Order(), turns);
        Assert.All(turns.Distinct().Zip(turns.Distinct().Skip(1)), pair => Assert.Equal(Minute, pair.Second - pair.First));
    }

    [Fact]
    public void A_fact_that_several_subscriptions_want_takes_the_room_of_one()
    {
        var change = AChange("a", "f");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(Noon, _turn.Take(change, Noon, Minute));
        }

        Assert.Equal([Noon], Article("b", facts: 1, Noon));
    }

    private List<DateTimeOffset> Article(string id, int facts, DateTimeOffset now) =>
        [.. Enumerable.Range(0, facts).Select(_ => _turn.Take(AChange(id, $"f{_facts++}"), now, Minute))];

    private static Change AChange(string article, string fact) => new()
    {
        Sequence = 1,
        Kind = ChangeKind.New,
        Fact = new ChangedFact(FactKind.Statement, fact),
        Article = new ArticleId(article),
        PublishedOn = new DateOnly(2025, 3, 14),
        RecordedAt = Noon,
        Text = "",
        Words = "",
    };
}
