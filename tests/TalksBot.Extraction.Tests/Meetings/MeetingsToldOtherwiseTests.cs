using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Meetings;

/// <summary>Meetings without a noun of their own, and what befalls those that were planned.</summary>
public class MeetingsToldOtherwiseTests
{
    private static readonly (string, ActorKind, string[])[] Actors =
    [
        ("Veska", ActorKind.Government, ["Veska"]),
        ("Ostmark", ActorKind.Government, ["Ostmark"]),
        ("Irena Kaal", ActorKind.Person, ["Irena Kaal", "Kaal"]),
        ("Tom Brandt", ActorKind.Person, ["Tom Brandt", "Brandt"]),
    ];

    // Published on Wednesday 18 June 2025.
    private static List<Meeting> Find(string body) => [.. new MeetingFinder().Find(HandmadeDocument.Of(body, "2025-06-18", Actors))];

    [Theory]
    [InlineData("Kaal and Brandt are to have dinner in Lome on July 2.", "2025-07-02", MeetingMedium.InPerson)]
    [InlineData("Kaal refused the plan in a telephone call with Brandt on Monday.", "2025-06-16", MeetingMedium.Phone)]
    [InlineData("Kaal and Brandt sat down for five hours on Monday.", "2025-06-16", MeetingMedium.Unknown)]
    [InlineData("Kaal and Brandt will be back at the table on Friday.", "2025-06-20", MeetingMedium.Unknown)]
    [InlineData("Kaal will receive the ministers on Friday, Brandt first.", "2025-06-20", MeetingMedium.Unknown)]
    public void It_is_told_by_what_people_do(string body, string when, MeetingMedium medium)
    {
        var meeting = Assert.Single(Find(body));

        Assert.Equal((when, medium), (meeting.When?.Value, meeting.Medium));
        Assert.Contains("Irena Kaal", meeting.Participants);
        Assert.Contains("Tom Brandt", meeting.Participants);
    }

    [Fact]
    public void There_is_the_place_and_they_are_the_people_of_the_meeting_before()
    {
        var meetings = Find("Kaal met Brandt in Lome on Monday. They will meet there again on July 4.");

        Assert.Equal(["2025-06-16", "2025-07-04"], meetings.Select(meeting => meeting.When?.Value));
        Assert.Equal(["Irena Kaal", "Tom Brandt"], meetings[1].Participants.Order(StringComparer.Ordinal));
        Assert.Equal("Lome", meetings[1].Where);
    }

    [Fact]
    public void A_hearing_and_the_sentence_that_sets_its_date_are_one()
    {
        var meeting = Assert.Single(Find("Kaal called on both towns to hold a public hearing. Brandt agreed to one; it is set for July 8 at the Grain Hall."));

        Assert.Equal(("2025-07-08", "Grain Hall"), (meeting.When?.Value, meeting.Where));
        Assert.Contains("Tom Brandt", meeting.Participants);
    }

    [Theory]
    [InlineData("A dinner between Kaal and Brandt, planned for June 24, fell victim to a storm.", MeetingStatus.Cancelled, "2025-06-24", null)]
    [InlineData("A session of the commission that was set for Friday has been moved to June 30.", MeetingStatus.Postponed, "2025-06-30", "2025-06-20")]
    [InlineData("An extraordinary shareholders' meeting, first called for July 2, has been postponed by a week.", MeetingStatus.Postponed, "2025-07-09", "2025-07-02")]
    [InlineData("A congress of the party, at which members are to vote, was moved from June 29 to July 6.", MeetingStatus.Postponed, "2025-07-06", "2025-06-29")]
    public void What_befalls_it_is_read(string body, MeetingStatus status, string when, string? previously)
    {
        var meeting = Assert.Single(Find(body));

        Assert.Equal((status, when, previously), (meeting.Status, meeting.When?.Value, meeting.Previously?.Value));
    }

    [Fact]
    public void A_day_may_be_counted_from_another_meeting()
    {
        var meetings = Find("The ministers will meet in Lome on July 2. A session of the joint commission, fixed for Monday, has been put back to the day after the ministers meet.");

        Assert.Equal(["2025-07-02", "2025-07-03"], meetings.Select(meeting => meeting.When?.Value));
    }

    [Fact]
    public void A_time_of_the_next_clause_is_not_taken()
    {
        var meeting = Find("Kaal and Brandt will speak by video call on Friday, and the clubs are to vote on July 22.")[0];

        Assert.Equal(("2025-06-20", MeetingMedium.Video), (meeting.When?.Value, meeting.Medium));
    }

    [Fact]
    public void Those_who_did_not_come_were_to_take_part()
    {
        var meeting = Assert.Single(Find("A meeting in Lome on Monday came to nothing: Kaal waited for hours, and nobody from Ostmark turned up."));

        Assert.Equal(["Irena Kaal", "Ostmark"], meeting.Participants.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Veska, which was not asked to the talks, wants a vote in September.")]
    [InlineData("Kaal and Brandt meet every month.")]
    [InlineData("Kaal told reporters by telephone on Monday that the lock was safe.")]
    public void What_is_no_meeting_is_left_alone(string body) => Assert.Empty(Find(body));
}
