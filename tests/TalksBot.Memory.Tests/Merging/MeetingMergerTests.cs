using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Memory.Tests;

public sealed class MeetingMergerTests
{
    private const string Both = "Port Selm + Ostrava Bay";

    [Fact]
    public async Task A_meeting_that_moved_is_one_meeting_on_its_new_day_with_both_citations()
    {
        var found = await AfterAsync(Planned("one", "2026-03-12"), Moved("two", "2026-03-26", "2026-03-12"));

        var only = Assert.Single(found);
        Assert.Equal("2026-03-26", only.Fact.When?.Value);
        Assert.Equal(["two", "one"], only.Citations.Select(citation => citation.Article.Stem));
    }

    [Fact]
    public async Task The_older_article_may_come_in_last() =>
        Assert.Equal("2026-03-26", Assert.Single(await AfterAsync(
            Moved("two", "2026-03-26", "2026-03-12"), Planned("one", "2026-03-12"))).Fact.When?.Value);

    [Fact]
    public async Task A_meeting_may_move_twice() =>
        Assert.Equal("2026-04-02", Assert.Single(await AfterAsync(
            Planned("one", "2026-03-12"),
            Moved("two", "2026-03-26", "2026-03-12"),
            Moved("tre", "2026-04-02", "2026-03-26", published: "2026-03-20"))).Fact.When?.Value);

    [Fact]
    public async Task A_meeting_that_was_put_off_without_a_new_day_is_the_one_that_was_planned() =>
        Assert.Null(Assert.Single(await AfterAsync(Planned("one", "2026-03-12"), Moved("two", null, "2026-03-12"))).Fact.When);

    [Fact]
    public async Task Other_people_meet_at_another_meeting() =>
        Assert.Equal(2, (await AfterAsync(
            Planned("one", "2026-03-12", "Port Selm + North Quay"), Moved("two", "2026-03-26", "2026-03-12"))).Count);

    [Fact]
    public async Task A_meeting_of_another_day_is_another_meeting() =>
        Assert.Equal(2, (await AfterAsync(Planned("one", "2026-03-13"), Moved("two", "2026-03-26", "2026-03-12"))).Count);

    [Fact]
    public async Task A_meeting_that_was_held_has_not_moved() =>
        Assert.Equal(2, (await AfterAsync(
            Planned("one", "2026-03-12", change: meeting => meeting with { Status = MeetingStatus.Held }),
            Moved("two", "2026-03-26", "2026-03-12"))).Count);

    [Fact]
    public async Task Where_two_stored_meetings_fit_none_is_taken() =>
        Assert.Equal(3, (await AfterAsync(
            Planned("one", "2026-03-12", change: meeting => meeting with { Where = "Selm" }),
            Planned("uno", "2026-03-12", change: meeting => meeting with { Where = "Quay" }),
            Moved("two", "2026-03-26", "2026-03-12"))).Count);

    [Fact]
    public async Task The_same_people_on_the_same_day_are_at_the_same_meeting() =>
        Assert.Equal(2, Assert.Single(await AfterAsync(
            Planned("one", "2026-03-12", change: meeting => meeting with { Where = "Port Selm" }),
            Planned("uno", "2026-03-12", Both + " + North Quay", meeting => meeting with { Where = "port Selm harbour", Status = MeetingStatus.Held }))).Citations.Length);

    [Fact]
    public async Task A_call_on_the_day_of_talks_is_another_meeting() =>
        Assert.Equal(2, (await AfterAsync(
            Planned("one", "2026-03-12"),
            Planned("uno", "2026-03-12", change: meeting => meeting with { Kind = "phone call" }))).Count);

    [Fact]
    public async Task One_shared_participant_is_not_enough_for_the_same_day() =>
        Assert.Equal(2, (await AfterAsync(Planned("one", "2026-03-12"), Planned("uno", "2026-03-12", "Port Selm"))).Count);

    [Fact]
    public async Task A_group_without_a_name_is_the_same_at_one_place_on_one_day()
    {
        Assert.Single(await AfterAsync(
            Planned("one", "2026-03-12", "senior harbour masters", meeting => meeting with { Where = "Port Selm" }),
            Planned("uno", "2026-03-12", "masters of nine ports", meeting => meeting with { Where = "Port Selm" })));
        Assert.Equal(2, (await AfterAsync(
            Planned("one", "2026-03-12", "senior harbour masters", meeting => meeting with { Where = "Port Selm" }),
            Planned("uno", "2026-03-12", "masters of nine ports", meeting => meeting with { Where = "North Quay" }))).Count);
        Assert.Equal(2, (await AfterAsync(
            Planned("one", "2026-03-12", "senior harbour masters", meeting => meeting with { Where = "Port Selm" }),
            Planned("uno", "2026-03-12", "pilots of nine ports", meeting => meeting with { Where = "Port Selm" }))).Count);
    }

    [Fact]
    public async Task Two_meetings_of_one_article_stay_two()
    {
        var twice = new ArticleSketch("two", "2026-03-06", "They meet in the morning. They meet in the evening.")
            .Meets(Both, "in the morning", "2026-03-12")
            .Meets(Both, "in the evening", "2026-03-12");

        Assert.Equal(2, (await AfterAsync(Planned("one", "2026-03-12"), twice)).Count);
    }

    [Fact]
    public async Task What_is_called_off_without_its_date_is_the_one_that_is_awaited()
    {
        var only = Assert.Single(await AfterAsync(Planned("one", "2026-03-12"), CalledOff("off")));

        Assert.Equal(MeetingStatus.Cancelled, only.Fact.Status);
        Assert.Equal(["off", "one"], only.Citations.Select(citation => citation.Article.Stem));
    }

    [Fact]
    public async Task What_is_called_off_without_its_date_is_none_of_two() =>
        Assert.Equal(3, (await AfterAsync(Planned("one", "2026-03-12"), Planned("two", "2026-03-14"), CalledOff("off"))).Count);

    [Fact]
    public async Task What_is_called_off_without_its_date_is_none_that_is_over() =>
        Assert.Equal(2, (await AfterAsync(Planned("one", "2026-03-01"), CalledOff("off"))).Count);

    [Fact]
    public async Task Talks_of_the_same_three_days_are_the_same_and_those_of_the_same_month_are_not()
    {
        Assert.Single(await AfterAsync(Planned("one", "2026-03-12/2026-03-14"), Planned("uno", "2026-03-12/2026-03-14")));
        Assert.Equal(2, (await AfterAsync(Planned("one", "2026-03"), Planned("uno", "2026-03"))).Count);
    }

    private static ArticleSketch CalledOff(string stem) =>
        new ArticleSketch(stem, "2026-03-06", $"The {stem} talks were called off.")
            .Meets(Both, $"The {stem} talks", when: null, meeting => meeting with { Status = MeetingStatus.Cancelled });

    private static ArticleSketch Planned(string stem, string when, string participants = Both, Func<Meeting, Meeting>? change = null) =>
        new ArticleSketch(stem, "2026-02-10", $"The {stem} talks are set.").Meets(participants, $"The {stem} talks", when, change);

    private static ArticleSketch Moved(string stem, string? when, string previously, string published = "2026-03-06") =>
        new ArticleSketch(stem, published, $"The {stem} talks were put off.").Meets(Both, $"The {stem} talks", when, meeting => meeting with
        {
            Status = MeetingStatus.Postponed,
            Previously = new TimeValue(previously),
        });

    private static async Task<List<Found<Meeting>>> AfterAsync(params ArticleSketch[] sketches)
    {
        var memories = new Memories();
        foreach (var sketch in sketches)
        {
            await memories.AddAsync(sketch);
        }

        return [.. await memories.Store.FindMeetingsAsync(new MeetingQuery(), TestContext.Current.CancellationToken)];
    }
}
