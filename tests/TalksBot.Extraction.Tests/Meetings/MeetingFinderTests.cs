using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Meetings;

public class MeetingFinderTests
{
    private static readonly (string, ActorKind, string[])[] Actors =
    [
        ("Veska", ActorKind.Government, ["Veska", "both sides", "Both sides", "The delegations", "The two sides"]),
        ("Ostmark", ActorKind.Government, ["Ostmark", "both sides", "Both sides", "The delegations", "The two sides"]),
        ("Irena Kaal", ActorKind.Person, ["Irena Kaal", "Kaal"]),
        ("Tom Brandt", ActorKind.Person, ["Tom Brandt", "Brandt"]),
    ];

    // Published on Wednesday 18 June 2025.
    private static List<Meeting> Find(string body) => [.. new MeetingFinder().Find(HandmadeDocument.Of(body, "2025-06-18", Actors))];

    [Fact]
    public void Who_meets_where_and_when_is_read_from_one_sentence()
    {
        var meeting = Assert.Single(Find("The delegations will meet again in Lome on July 3 at 9.30 local time."));

        Assert.Equal(["Veska", "Ostmark"], meeting.Participants.AsEnumerable());
        Assert.Equal(("2025-07-03", "Lome", MeetingStatus.Planned, MeetingMedium.InPerson), (meeting.When?.Value, meeting.Where, meeting.Status, meeting.Medium));
        Assert.Equal("at 9.30 local time", meeting.Clock?.Text);
    }

    [Theory]
    [InlineData("Kaal met Brandt in Lome on Monday.", "2025-06-16", MeetingStatus.Held, MeetingMedium.InPerson)]
    [InlineData("Kaal and Brandt spoke by phone on Monday.", "2025-06-16", MeetingStatus.Held, MeetingMedium.Phone)]
    [InlineData("Kaal and Brandt held a video conference on Tuesday.", "2025-06-17", MeetingStatus.Held, MeetingMedium.Video)]
    [InlineData("Kaal is to hold talks with Brandt on Friday.", "2025-06-20", MeetingStatus.Planned, MeetingMedium.Unknown)]
    [InlineData("Kaal will confer with Brandt on Friday, the ministry said on Monday.", "2025-06-20", MeetingStatus.Planned, MeetingMedium.Unknown)]
    [InlineData("A summit between Kaal and Brandt is scheduled for June 30.", "2025-06-30", MeetingStatus.Planned, MeetingMedium.Unknown)]
    public void Verbs_and_nouns_of_meeting_are_read(string body, string when, MeetingStatus status, MeetingMedium medium)
    {
        var meeting = Assert.Single(Find(body));

        Assert.Equal(["Irena Kaal", "Tom Brandt"], meeting.Participants.Order(StringComparer.Ordinal));
        Assert.Equal((when, status, medium), (meeting.When?.Value, meeting.Status, meeting.Medium));
    }

    [Fact]
    public void A_round_that_is_put_off_has_its_new_date_and_place_and_the_old_date()
    {
        var meeting = Assert.Single(Find("The next round of the grain talks, due in Lome on June 24, has been put off until July 8 and moved to Tarva."));

        Assert.Equal((MeetingStatus.Postponed, "2025-07-08", "2025-06-24", "Tarva"), (meeting.Status, meeting.When?.Value, meeting.Previously?.Value, meeting.Where));
    }

    [Fact]
    public void A_meeting_that_is_called_off_keeps_its_date_and_tells_why()
    {
        var meeting = Assert.Single(Find("A meeting planned for last Friday in Lome was called off because of a storm."));

        Assert.Equal((MeetingStatus.Cancelled, "2025-06-13", "because of a storm"), (meeting.Status, meeting.When?.Value, meeting.Reason?.Text));
    }

    [Theory]
    [InlineData("A meeting of Kaal and Brandt, announced for this weekend, will not take place.", MeetingStatus.Cancelled)]
    [InlineData("A session with Brandt set for Friday has been cancelled.", MeetingStatus.Cancelled)]
    [InlineData("The meeting with Brandt set for Friday has been postponed.", MeetingStatus.Postponed)]
    public void What_does_not_take_place_is_not_planned(string body, MeetingStatus status) => Assert.Equal(status, Assert.Single(Find(body)).Status);

    [Fact]
    public void The_next_sentence_may_say_that_no_date_is_known()
    {
        var meeting = Assert.Single(Find("Kaal will hold talks with Brandt in Lome next week. No exact day has been set."));

        Assert.True(meeting.IsDateUnannounced);
        Assert.Equal("2025-W26", meeting.When?.Value);
        Assert.Equal(2, meeting.Evidence.Length);
    }

    [Fact]
    public void A_round_without_a_date_is_told_as_unannounced()
    {
        var meeting = Assert.Single(Find("Brandt gave no date for the next round of talks between Veska and Ostmark."));

        Assert.True(meeting.IsDateUnannounced);
        Assert.Null(meeting.When);
        Assert.Equal(["Veska", "Ostmark"], meeting.Participants.AsEnumerable());
    }

    [Fact]
    public void What_is_penciled_in_is_unconfirmed() =>
        Assert.True(Assert.Single(Find("A second session with Brandt has been penciled in for June 27 but not confirmed.")).IsUnconfirmed);

    [Fact]
    public void A_correction_amends_the_place_and_what_was_wrong_is_not_told()
    {
        var meeting = Assert.Single(Find(
            "The next round, due on June 24, has been put off until July 8 and moved to Tarva.\n\nCorrection: An earlier version of this article said that the round had been moved to Brin. It will be held in Tarva."));

        Assert.Equal("Tarva", meeting.Where);
        Assert.DoesNotContain(meeting.Evidence, span => span.Length > 90 && span.Start > 80);
    }

    [Fact]
    public void Two_meetings_of_one_sentence_stay_two()
    {
        var found = Find("Both sides met in Lome on June 11 and will meet again on Thursday in Tarva.");

        Assert.Equal(["2025-06-11", "2025-06-19"], found.Select(meeting => meeting.When?.Value));
        Assert.Equal(["Lome", "Tarva"], found.Select(meeting => meeting.Where));
        Assert.All(found, meeting => Assert.Equal(["Veska", "Ostmark"], meeting.Participants.AsEnumerable()));
    }

    [Theory]
    [InlineData("The factory met its target on Monday.")]
    [InlineData("Kaal would not say whether Brandt might meet her on Friday.")]
    [InlineData("Kaal refused to meet Brandt on Friday.")]
    [InlineData("Kaal said at a news conference on Monday that the price was too high.")]
    [InlineData("Kaal called for calm on Monday.")]
    [InlineData("The round of applause on Monday was long.")]
    public void What_is_no_meeting_is_left_alone(string body) => Assert.Empty(Find(body));

    [Fact]
    public void Any_text_yields_whole_sentences_of_it_and_the_same_each_time()
    {
        var words = Gen.OneOf<string>(
            "Kaal", "Brandt", "Veska", "met", "will", "meet", "talks", "the", "round", "of", "a", "meeting", "on", "Friday", "in", "Lome", ",", ".", "and", "with", "held",
            "put", "off", "until", "July", "8", "cancelled", "No", "date", "It", "be", "said", "that", "“", "”", "\n\n", "moved", "to", "-", "(", ")", "\ud800");
        Gen.OneOf(words.Array[0, 60].Select(parts => string.Join(' ', parts)), TextGen.Any).Sample(body =>
        {
            var document = HandmadeDocument.Of(body, "2025-06-18", Actors);
            var sentences = document.Text.Tokens.Sentences.Select(document.Text.Tokens.SpanOf).ToHashSet();
            var found = new MeetingFinder().Find(document);

            Assert.All(found, meeting => Assert.All(meeting.Evidence, span => Assert.Contains(span, sentences)));
            Assert.Equal(found.Select(meeting => meeting.Id), new MeetingFinder().Find(document).Select(meeting => meeting.Id));
        });
    }
}
