using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Meetings;

/// <summary>Planned, held, moved, called off, denied, through the whole extraction of a short article.</summary>
public class MeetingPhenomenaTests
{
    private const string Lead = "Irena Kaal is the foreign minister of Veska, and Tom Brandt the envoy of Ostmark.\n\n";

    private static readonly Extractor Extractor = Extractor.Create();

    // Published on Wednesday 18 June 2025.
    private static ArticleFacts Read(string body) => Extractor.Extract(
        new Article { Id = new ArticleId("talks"), Stem = "talks", PublishedOn = new DateOnly(2025, 6, 18), Body = Lead + body }, []);

    [Theory]
    [InlineData("Kaal met Brandt in Lome on Monday.", MeetingStatus.Held, "2025-06-16")]
    [InlineData("Kaal will meet Brandt in Lome on Monday.", MeetingStatus.Planned, "2025-06-23")]
    [InlineData("Kaal and Brandt held talks in Lome on June 12.", MeetingStatus.Held, "2025-06-12")]
    [InlineData("The meeting of Kaal and Brandt in Lome, planned for Friday, was cancelled.", MeetingStatus.Cancelled, "2025-06-20")]
    public void What_became_of_it_and_when_are_told(string body, MeetingStatus status, string when)
    {
        var meeting = Assert.Single(Read(body).Meetings);

        Assert.Equal((status, when), (meeting.Status, meeting.When?.Value));
    }

    [Theory]
    [InlineData("The meeting of Kaal and Brandt was postponed from June 20 to June 30.", "2025-06-20", "2025-06-30")]
    [InlineData("Talks between Kaal and Brandt, due on Friday, have been postponed to June 30.", "2025-06-20", "2025-06-30")]
    public void A_moved_meeting_keeps_its_earlier_day(string body, string previously, string when)
    {
        var meeting = Assert.Single(Read(body).Meetings);

        Assert.Equal((MeetingStatus.Postponed, previously, when), (meeting.Status, meeting.Previously?.Value, meeting.When?.Value));
    }

    [Fact]
    public void A_postponed_meeting_may_have_no_new_day()
    {
        var meeting = Assert.Single(Read("The meeting of Kaal and Brandt, due on Friday, was postponed indefinitely.").Meetings);

        Assert.Equal((MeetingStatus.Postponed, "2025-06-20", null), (meeting.Status, meeting.Previously?.Value, meeting.When?.Value));
    }

    [Theory]
    [InlineData("Kaal denied that she had met Brandt in Lome.")]
    [InlineData("Kaal did not meet Brandt on Monday.")]
    [InlineData("Kaal has never met Brandt.")]
    [InlineData("Kaal refused to meet Brandt on Monday.")]
    public void What_did_not_happen_was_not_held(string body) =>
        Assert.DoesNotContain(Read(body).Meetings, meeting => meeting.Status == MeetingStatus.Held);

    [Theory]
    [InlineData("Kaal would meet Brandt if the toll were lifted, she said.")]
    [InlineData("If the toll is lifted, Kaal will meet Brandt on Friday.")]
    [InlineData("Kaal might meet Brandt on Friday.")]
    public void What_hangs_on_something_was_not_held(string body) =>
        Assert.DoesNotContain(Read(body).Meetings, meeting => meeting.Status == MeetingStatus.Held);
}
