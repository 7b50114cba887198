using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>What every store logs while articles are saved.</summary>
public abstract class ChangeBehaviours(StoreFixture store) : IAsyncDisposable
{
    private const string Ada = "Ada Brandt";
    private const string Otto = "Otto Krag";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Start = new(2024, 5, 3, 10, 0, 0, TimeSpan.FromHours(2));

    private long _read;
    private DateTimeOffset _now = Start;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task A_first_article_is_new_with_its_words_its_people_and_its_day()
    {
        var article = new ArticleBuilder("a", "2024-05-02", "Ada Brandt told Otto Krag that the harbour stays open.").Says(Ada, "the harbour stays open").In("east");
        await SaveAsync(article);

        var change = Assert.Single(await ReadAsync());
        Assert.Equal(ChangeKind.New, change.Kind);
        Assert.Equal(new ChangedFact(FactKind.Statement, article.Facts.Statements[0].Id), change.Fact);
        Assert.Equal([Ada], change.Actors);
        Assert.Equal("the harbour stays open", change.Words);
        Assert.Equal("Ada Brandt told Otto Krag that the harbour stays open.", change.Text);
        Assert.Equal((article.Article.Id, new DateOnly(2024, 5, 2), Start.ToUniversalTime()), (change.Article, change.PublishedOn, change.RecordedAt));
        Assert.Equal(["east"], change.Dossiers);
        Assert.Empty(change.KnownIn);
        Assert.Equal(change.Sequence, await store.Changes.GetLastChangeAsync(None));
    }

    [Fact]
    public async Task What_nobody_or_only_another_mouth_says_is_not_logged_and_a_response_is()
    {
        var article = new ArticleBuilder("a", "2024-05-02", "Ada Brandt offered a harbour plan.", "Otto Krag refused it, she was told.", "It was said that rain fell.");
        article.Proposes(Ada, "a harbour plan", to: null, new Response(Otto, ResponseKind.Refused, article.Span("Otto Krag refused it, she was told.")))
            .Says(Otto, "she was told", reportedIn: "s1");
        var facts = article.Facts with { Statements = article.Facts.Statements.Add(article.Facts.Statements[0] with { Id = "s2", Speakers = [], ReportedIn = null }) };
        await store.Writer.SaveAsync(article.Article, facts, new SaveTerms("1", _now), None);

        var changes = await ReadAsync();
        Assert.Equal([FactKind.Proposal, FactKind.Response], changes.Select(change => change.Fact.Kind));
        Assert.Equal(ChangedFact.ResponseId(article.Facts.Proposals[0].Id, Otto, ResponseKind.Refused), changes[1].Fact.Id);
        Assert.Equal([Otto, Ada], changes[1].Actors);
        Assert.Equal("Otto Krag refused it, she was told.", changes[1].Words);
    }

    [Fact]
    public async Task The_same_fact_of_another_article_is_news_to_another_dossier_alone()
    {
        await SaveAsync(Saying("a").In("east"));
        await SaveAsync(Saying("b").In("east"));
        await SaveAsync(Saying("c").In("west", "east"));

        var changes = await ReadAsync();
        Assert.Equal(["id:a", "id:c"], changes.Select(change => change.Article.Value));
        Assert.Equal(["east"], changes[1].KnownIn);
        Assert.True(changes[1].IsNewsTo(new FactScope("west")));
        Assert.False(changes[1].IsNewsTo(new FactScope("east")));
        Assert.False(changes[1].IsNewsTo(FactScope.All));
        Assert.True(changes[1].IsNewsTo(FactScope.All with { Hidden = ["east"] }));
    }

    [Fact]
    public async Task An_article_that_belongs_to_no_dossier_makes_a_fact_known_to_all_but_the_dossiers()
    {
        await SaveAsync(Saying("a"));
        await SaveAsync(Saying("b"));
        await SaveAsync(Saying("c").In("east"));

        var changes = await ReadAsync();
        Assert.Equal(["id:a", "id:c"], changes.Select(change => change.Article.Value));
        Assert.Equal([""], changes[1].KnownIn);
        Assert.True(changes[1].IsNewsTo(new FactScope("east")));
        Assert.False(changes[1].IsNewsTo(FactScope.All with { Hidden = ["east"] }));
    }

    [Fact]
    public async Task Saving_again_extracting_anew_and_new_data_are_no_news()
    {
        await SaveAsync(Saying("a").In("east"));
        await ReadAsync();

        await SaveAsync(Saying("a").In("east"));
        await SaveAsync(new ArticleBuilder("a", "2024-05-02", Harbour, Rain).Says(Ada, "rain fell").In("east"), "2");
        await SaveAsync(new ArticleBuilder("a", "2024-05-04", Harbour, Rain).Says(Ada, "rain fell").In("east"), "2");
        Assert.Empty(await ReadAsync());

        await SaveAsync(new ArticleBuilder("a", "2024-05-04", Harbour, Rain).Says(Ada, "rain fell").In("west"), "3");
        var change = Assert.Single(await ReadAsync());
        Assert.Equal((ChangeKind.New, "rain fell"), (change.Kind, change.Words));
        Assert.Equal(["east", "west"], change.Dossiers);
        Assert.Equal(["east"], change.KnownIn);
    }

    [Fact]
    public async Task An_edit_withdraws_what_nobody_tells_any_more_and_tells_what_is_new()
    {
        await SaveAsync(Saying("a").In("east"));
        await ReadAsync();

        await SaveAsync(new ArticleBuilder("a", "2024-05-02", "Ada Brandt said rain fell.").Says(Ada, "rain fell"));

        var changes = await ReadAsync();
        Assert.Equal([(ChangeKind.Withdrawn, "the harbour stays open"), (ChangeKind.New, "rain fell")], changes.Select(change => (change.Kind, change.Words)));
        Assert.All(changes, change => Assert.Equal(["east"], change.Dossiers));
        Assert.Empty(changes[0].StillIn);
    }

    [Fact]
    public async Task What_another_article_still_tells_is_withdrawn_from_those_alone_who_do_not_see_it()
    {
        await SaveAsync(Saying("a").In("east"));
        await SaveAsync(Saying("b").In("west"));
        await ReadAsync();

        await SaveAsync(new ArticleBuilder("a", "2024-05-02", "Nothing.").In("east"));

        var change = Assert.Single(await ReadAsync());
        Assert.Equal(ChangeKind.Withdrawn, change.Kind);
        Assert.Equal(["west"], change.StillIn);
        Assert.True(change.IsNewsTo(new FactScope("east")));
        Assert.False(change.IsNewsTo(FactScope.All));

        await SaveAsync(Saying("c").In("west"));
        await SaveAsync(new ArticleBuilder("b", "2024-05-02", "Nothing.").In("west"));
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_a_withdrawal_and_a_new_fact()
    {
        var before = Saying("a");
        await SaveAsync(before);
        await ReadAsync();
        var after = new ArticleBuilder("a", "2024-05-02", "Ada Brandt said the harbour stays open until May.").Says(Ada, "the harbour stays open until May");
        var old = new ChangedFact(FactKind.Statement, before.Facts.Statements[0].Id);

        await store.Writer.SaveAsync(
            after.Article, after.Facts, new SaveTerms("1", _now) { Corrections = [new FactCorrection(old, after.Facts.Statements[0].Id), new FactCorrection(old with { Id = "s0" }, "s1")] }, None);

        var change = Assert.Single(await ReadAsync());
        Assert.Equal((ChangeKind.Corrected, old.Id, after.Facts.Statements[0].Id), (change.Kind, change.ReplacedId, change.Fact.Id));
    }

    [Fact]
    public async Task A_correction_of_what_others_tell_as_well_is_a_new_fact()
    {
        var before = Saying("a");
        await SaveAsync(before);
        await SaveAsync(Saying("b"));
        await ReadAsync();
        var after = new ArticleBuilder("a", "2024-05-02", "Ada Brandt said the harbour stays open until May.").Says(Ada, "the harbour stays open until May");

        var correction = new FactCorrection(new ChangedFact(FactKind.Statement, before.Facts.Statements[0].Id), after.Facts.Statements[0].Id);
        await store.Writer.SaveAsync(after.Article, after.Facts, new SaveTerms("1", _now) { Corrections = [correction] }, None);

        Assert.Equal(ChangeKind.New, Assert.Single(await ReadAsync()).Kind);
    }

    [Theory]
    [InlineData("2024-06-04", null, MeetingStatus.Planned, "2024-06-09", null, MeetingStatus.Planned, true)]
    [InlineData("2024-06-04", null, MeetingStatus.Planned, "2024-06-04", null, MeetingStatus.Planned, false)]
    [InlineData("2024-06", null, MeetingStatus.Planned, "2024-06-09", null, MeetingStatus.Planned, true)]
    [InlineData("2024-06-09", null, MeetingStatus.Planned, "2024-06", null, MeetingStatus.Planned, false)]
    [InlineData("2024-06-09", null, MeetingStatus.Planned, null, null, MeetingStatus.Planned, false)]
    [InlineData(null, null, MeetingStatus.Planned, "2024-06-09", null, MeetingStatus.Planned, true)]
    [InlineData("2024-06-09", null, MeetingStatus.Planned, null, null, MeetingStatus.Postponed, true)]
    [InlineData("2024-06-09", null, MeetingStatus.Planned, "2024-06-09", null, MeetingStatus.Cancelled, true)]
    [InlineData("2024-06-09", null, MeetingStatus.Planned, "2024-06-09", null, MeetingStatus.Held, true)]
    [InlineData("2024-06-09", null, MeetingStatus.Held, "2024-06-09", null, MeetingStatus.Planned, false)]
    [InlineData("2024-06-09", null, MeetingStatus.Held, "2024-06-08", "Varn", MeetingStatus.Held, false)]
    [InlineData("2024-06-09", null, MeetingStatus.Planned, "2024-06-09", "Varn", MeetingStatus.Planned, true)]
    [InlineData("2024-06-09", "Varn", MeetingStatus.Planned, "2024-06-09", "the port of Varn", MeetingStatus.Planned, false)]
    [InlineData("2024-06-09", "Varn", MeetingStatus.Planned, "2024-06-09", "Kolm", MeetingStatus.Planned, true)]
    [InlineData("2024-06-09T14:00", null, MeetingStatus.Planned, "2024-06-09T16:00", null, MeetingStatus.Planned, true)]
    [InlineData("2024-06-09", null, MeetingStatus.Planned, "2024-06-09T16:00", null, MeetingStatus.Planned, false)]
    public async Task A_newer_article_moves_a_meeting_when_it_says_so(
        string? when, string? where, MeetingStatus status, string? newWhen, string? newWhere, MeetingStatus newStatus, bool hasMoved)
    {
        await SaveAsync(new ArticleBuilder("a", "2024-05-02", "They meet.").MeetsAt("m1", when, where, status, 0, Ada, Otto).In("east"));
        await ReadAsync();

        await SaveAsync(new ArticleBuilder("b", "2024-05-03", "They meet again.").MeetsAt("m1", newWhen, newWhere, newStatus, 0, Ada, Otto).In("east"));

        var changes = await ReadAsync();
        if (!hasMoved)
        {
            Assert.Empty(changes);
            return;
        }

        var change = Assert.Single(changes);
        Assert.Equal(ChangeKind.Moved, change.Kind);
        Assert.Equal(new MeetingBefore(when is null ? null : new TimeValue(when), where, status), change.Before);
        Assert.Equal(("id:b", "They meet again."), (change.Article.Value, change.Words));
    }

    [Theory]
    [InlineData(null, "14:00 GMT", true)]
    [InlineData("14:00 GMT", "16:00 GMT", true)]
    [InlineData("14:00 GMT", "2 p.m. GMT", false)]
    [InlineData("14:00 GMT", "10.00 New York time", false)]
    [InlineData("at 14:00 local time", "14:00 GMT", true)]
    [InlineData("14:00 GMT", null, false)]
    [InlineData("14:00 GMT", "16:00 local time", false)]
    [InlineData(null, "16:00 local time", false)]
    [InlineData("2 p.m. local time", "16:00 local time", true)]
    [InlineData("2 p.m. local time", "14:00 local time", false)]
    [InlineData("14:00 local time", "16:00 in the capital", false)]
    public async Task Another_hour_moves_a_meeting_and_so_does_the_first_one_that_is_an_instant(string? clock, string? newClock, bool hasMoved)
    {
        await SaveAsync(new ArticleBuilder("a", "2024-05-02", $"They meet ({clock}).").MeetsBy("m1", "2024-06-09", clock, 0, Ada, Otto).In("east"));
        await ReadAsync();

        await SaveAsync(new ArticleBuilder("b", "2024-05-03", $"They meet soon ({newClock}).").MeetsBy("m1", "2024-06-09", newClock, 0, Ada, Otto).In("east"));

        var changes = await ReadAsync();
        Assert.Equal(hasMoved ? [ChangeKind.Moved] : [], changes.Select(change => change.Kind));
        Assert.All(changes, change => Assert.Equal(clock == "14:00 GMT" ? new DateTimeOffset(2024, 6, 9, 14, 0, 0, TimeSpan.Zero) : null, change.Before?.At));
    }

    [Fact]
    public async Task An_hour_that_was_told_stays_known_through_articles_that_leave_it_out()
    {
        await SaveAsync(new ArticleBuilder("a", "2024-05-02", "They meet (14:00 GMT).").MeetsBy("m1", "2024-06-09", "14:00 GMT", 0, Ada, Otto));
        await SaveAsync(new ArticleBuilder("b", "2024-05-03", "They meet.").MeetsBy("m1", "2024-06-09", clock: null, 0, Ada, Otto));
        await ReadAsync();

        await SaveAsync(new ArticleBuilder("c", "2024-05-04", "They meet (2 p.m. GMT).").MeetsBy("m1", "2024-06-09", "2 p.m. GMT", 0, Ada, Otto));
        Assert.Empty(await ReadAsync());

        await SaveAsync(new ArticleBuilder("d", "2024-05-05", "They meet (15:00 GMT).").MeetsBy("m1", "2024-06-09", "15:00 GMT", 0, Ada, Otto));
        Assert.Equal(14, Assert.Single(await ReadAsync()).Before?.At?.Hour);
    }

    [Fact]
    public async Task An_older_article_that_comes_late_moves_nothing_and_an_edit_does()
    {
        await SaveAsync(new ArticleBuilder("a", "2024-05-05", "They meet.").Meets("m1", "2024-06-09", 0, Ada, Otto));
        await ReadAsync();

        await SaveAsync(new ArticleBuilder("late", "2024-05-01", "They meet.").Meets("m1", "2024-06-04", 0, Ada, Otto));
        Assert.Empty(await ReadAsync());

        await SaveAsync(new ArticleBuilder("late", "2024-05-01", "They meet, we hear.").Meets("m1", "2024-06-03", 0, Ada, Otto));
        Assert.Empty(await ReadAsync());

        await SaveAsync(new ArticleBuilder("a", "2024-05-05", "They meet soon.").Meets("m1", "2024-06-11", 0, Ada, Otto));
        var change = Assert.Single(await ReadAsync());
        Assert.Equal((ChangeKind.Moved, new TimeValue("2024-06-09")), (change.Kind, change.Before!.When));
    }

    [Fact]
    public async Task Each_dossier_is_told_of_a_move_by_what_it_sees()
    {
        await SaveAsync(new ArticleBuilder("a", "2024-05-02", "They meet.").Meets("m1", "2024-06-04", 0, Ada, Otto).In("east"));
        await SaveAsync(new ArticleBuilder("b", "2024-05-03", "They meet.").Meets("m1", "2024-06-09", 0, Ada, Otto).In("west"));
        await ReadAsync();

        await SaveAsync(new ArticleBuilder("c", "2024-05-04", "They meet.").Meets("m1", "2024-06-09", 0, Ada, Otto).In("east", "west"));

        var change = Assert.Single(await ReadAsync());
        Assert.Equal((ChangeKind.Moved, new TimeValue("2024-06-04")), (change.Kind, change.Before!.When));
        Assert.Equal(["east"], change.Dossiers);
    }

    [Fact]
    public async Task No_dossier_is_told_where_a_meeting_was_to_be_for_another_one()
    {
        await SaveAsync(new ArticleBuilder("a", "2024-05-02", "They meet.").MeetsAt("m1", "2024-06-04", "Varn", MeetingStatus.Planned, 0, Ada, Otto).In("east", "north"));
        await SaveAsync(new ArticleBuilder("b", "2024-05-03", "They meet.").MeetsAt("m1", "2024-06-05", "Kolm", MeetingStatus.Planned, 0, Ada, Otto).In("west"));
        await SaveAsync(new ArticleBuilder("c", "2024-05-03", "They meet.").MeetsAt("m1", "2024-06-09", "Kolm", MeetingStatus.Planned, 0, Ada, Otto).In("south"));
        await ReadAsync();

        await SaveAsync(new ArticleBuilder("d", "2024-05-04", "They meet.").MeetsAt("m1", "2024-06-09", "Kolm", MeetingStatus.Planned, 0, Ada, Otto).In("west", "south", "east", "north"));

        var changes = await ReadAsync();
        Assert.All(changes, change => Assert.Equal((ChangeKind.Moved, "id:d"), (change.Kind, change.Article.Value)));
        Assert.Equal(
            [("east+north", "2024-06-04", "Varn"), ("west", "2024-06-05", "Kolm")],
            changes.Select(change => (string.Join('+', change.Dossiers.Order(StringComparer.Ordinal)), change.Before!.When!.Value.Value, change.Before.Where!)).OrderBy(moved => moved.Item1, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_batch_of_changes_never_parts_an_article_and_goes_on_where_it_ended()
    {
        for (var i = 0; i < 4; i++)
        {
            await SaveAsync(new ArticleBuilder($"a{i}", "2024-05-02", $"Ada Brandt said one {i}, two {i} and three {i}.").Says(Ada, $"one {i}").Says(Ada, $"two {i}").Says(Ada, $"three {i}"));
        }

        var all = new List<Change>();
        var sizes = new List<int>();
        while (await store.Changes.ReadChangesAsync(all.Count == 0 ? 0 : all[^1].Sequence, limit: 4, None) is { IsEmpty: false } batch)
        {
            sizes.Add(batch.Length);
            all.AddRange(batch);
        }

        Assert.Equal([6, 6], sizes);
        Assert.Equal(12, all.Select(change => change.Sequence).Distinct().Count());
        Assert.Equal(all.Select(change => change.Sequence).Order(), all.Select(change => change.Sequence));
    }

    [Fact]
    public async Task Changes_are_listed_by_when_they_were_recorded_and_pruned_once_they_were_read()
    {
        await SaveAsync(Saying("a"));
        _now = Start.AddDays(1);
        await SaveAsync(new ArticleBuilder("b", "2024-05-02", "Ada Brandt said rain fell.").Says(Ada, "rain fell"));

        Assert.Equal(["rain fell", "the harbour stays open"], (await store.Changes.ListChangesAsync(Start, _now.AddTicks(1), 10, None)).Select(change => change.Words));
        Assert.Equal(["the harbour stays open"], (await store.Changes.ListChangesAsync(Start, _now, 10, None)).Select(change => change.Words));
        Assert.Equal(["rain fell"], (await store.Changes.ListChangesAsync(Start, _now.AddDays(1), 1, None)).Select(change => change.Words));

        await store.Subscriptions.SaveSubscriptionAsync(OutboxBehaviours.ASubscription("s1"), new SubscriptionLimits(9, 9), None);
        Assert.Equal(0, await store.Changes.PruneChangesAsync(_now, None));
        var last = await store.Changes.GetLastChangeAsync(None);
        Assert.True(await store.Outbox.CommitAsync(new OutboxCommit(await store.Outbox.GetCursorAsync(None), last), None));
        Assert.Equal(1, await store.Changes.PruneChangesAsync(_now, None));
        Assert.Equal(last, await store.Changes.GetLastChangeAsync(None));
    }

    private const string Harbour = "Ada Brandt said the harbour stays open.";
    private const string Rain = "Ada Brandt said rain fell.";

    private static ArticleBuilder Saying(string stem) => new ArticleBuilder(stem, "2024-05-02", Harbour, Rain).Says(Ada, "the harbour stays open");

    private Task<StoreOutcome> SaveAsync(ArticleBuilder article, string version = "1") =>
        store.Writer.SaveAsync(article.Article, article.Facts, new SaveTerms(version, _now), None);

    private async Task<IReadOnlyList<Change>> ReadAsync()
    {
        var changes = await store.Changes.ReadChangesAsync(_read, 1000, None);
        _read = changes.IsEmpty ? _read : changes[^1].Sequence;
        return changes;
    }
}

public sealed class SqliteChangeTests() : ChangeBehaviours(new SqliteFixture());
