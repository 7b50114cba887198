using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Meetings;

/// <summary>Who takes part where names are joined, completed or apposed, and days that moved.</summary>
public class MeetingsOfSeveralTests
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
    [InlineData("Senior Danish and Swedish officials met in Karst on Monday.", "Denmark|Sweden")]
    [InlineData("The envoys of Veska and Ostmark talked over the telephone on Monday about the lock.", "Ostmark|Veska")]
    [InlineData("The leaders of the Northern League are to hold a summit in Karst on Friday.", "leaders of the Northern League")]
    [InlineData("Heads of state, of government and of relief agencies met in Karst on Monday.", "heads of state")]
    [InlineData("The two negotiators, Kaal for Veska and Brandt for Ostmark, met in Karst on Monday.", "Irena Kaal|Tom Brandt")]
    [InlineData("The call was that of Kaal and Brandt on 12 June.", "Irena Kaal|Tom Brandt")]
    [InlineData("Kaal is to receive Brandt at a summit in Karst on Friday.", "Irena Kaal|Tom Brandt")]
    [InlineData("After more than nine hours of talks in Karst on Monday, Veska opened the lock.", "Veska")]
    [InlineData("Kaal, who saw Brandt in Karst on Monday, came home tired.", "Irena Kaal|Tom Brandt")]
    [InlineData("Kaal and Brandt spoke for 20 minutes on Monday, in a call set up by a friend.", "Irena Kaal|Tom Brandt")]
    [InlineData("Kaal and Brandt sat in one room for an hour on Monday.", "Irena Kaal|Tom Brandt")]
    public void All_who_take_part_are_named(string body, string names)
    {
        var meeting = Assert.Single(Find(body));

        Assert.Equal(names, string.Join('|', meeting.Participants.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Who_invites_is_the_organiser()
    {
        var meetings = Find("Ministers met in Karst on Monday at the invitation of Irena Kaal.\n\nBrandt has called a virtual meeting of mayors for Saturday, 21 June.");

        Assert.Equal(["Irena Kaal", "Tom Brandt"], meetings.Select(meeting => meeting.Organiser));
    }

    [Theory]
    [InlineData("Kaal called off Friday's meeting with Brandt.", MeetingStatus.Cancelled, "2025-06-20", null)]
    [InlineData("The seventh round, postponed from Friday to Monday, will be in Karst.", MeetingStatus.Postponed, "2025-06-23", "2025-06-20")]
    [InlineData("Kaal put off her visit to Veska, which had been planned for Friday, until 10 July.", MeetingStatus.Postponed, "2025-07-10", "2025-06-20")]
    [InlineData("The drafting session that was to have been held this Thursday at the Grain Hall has been moved to July 6.", MeetingStatus.Postponed, "2025-07-06", "2025-06-19")]
    [InlineData("Kaal and Brandt are to meet in Karst on 8 July, three days later than planned.", MeetingStatus.Planned, "2025-07-08", "2025-07-05")]
    [InlineData("Kaal and Brandt met in Karst on 4 and 5 June.", MeetingStatus.Held, "2025-06-04/2025-06-05", null)]
    [InlineData("Talks between Kaal and Brandt had been expected in Karst on Friday. They have been postponed, the envoy said; she gave no new date.", MeetingStatus.Postponed, null, "2025-06-20")]
    [InlineData("Talks between Kaal and Brandt are set for Friday. They have been put off until Monday.", MeetingStatus.Postponed, "2025-06-23", "2025-06-20")]
    [InlineData("Kaal and Brandt will not sit down again until 4 July.", MeetingStatus.Planned, "2025-07-04", null)]
    [InlineData("The autumn meeting of the joint commission, which last sat on 3 February in Karst, has been postponed until 4 July.", MeetingStatus.Postponed, "2025-07-04", null)]
    [InlineData("A dinner, planned for Friday, has been cancelled by the club.", MeetingStatus.Cancelled, "2025-06-20", null)]
    public void Its_days_are_read(string body, MeetingStatus status, string? when, string? previously)
    {
        var meeting = Assert.Single(Find(body));

        Assert.Equal((status, when, previously), (meeting.Status, meeting.When?.Value, meeting.Previously?.Value));
    }

    [Theory]
    [InlineData("“They tell us the talks are going well,” said Kaal, whose brother was taken prisoner 14 months ago.")]
    [InlineData("Kaal will walk out on Friday after talks over pay broke up in a quarter of an hour.")]
    [InlineData("“I have met the other seven mothers,” Kaal said.")]
    public void A_time_of_something_else_makes_no_meeting(string body) => Assert.DoesNotContain(Find(body), meeting => meeting.When is not null || meeting.Participants.Length > 1);

    [Fact]
    public void A_call_to_come_is_not_the_one_that_was_held()
    {
        var meetings = Find("Kaal and Brandt talked over the telephone on Monday about the lock.\n\n“There will be a call with both mayors this week,” the envoy said.");

        Assert.Equal([MeetingStatus.Held, MeetingStatus.Planned], meetings.Select(meeting => meeting.Status));
    }

    [Fact]
    public void A_further_round_is_not_of_whoever_met_in_the_sentence_before()
    {
        var meetings = Find("Engineers of the harbour board will meet on Monday aboard a survey ship. A fourth round of talks is to be held in Karst on July 8.");

        Assert.Equal(2, meetings.Count);
        Assert.Empty(meetings[1].Participants);
    }
}
