using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

public sealed partial class QuestionAnswerer
{
    private static Reply? Meeting(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        var meetings = MeetingAnswers.Find(inquiry);
        passages = passages.FindAll(found => IsAhead(question, found.View) && QuestionReader.TellsOfMeeting(found.View.CoreBag) && MeetingAnswers.CanConcern(question, found.View));
        if (question.LooksAhead && question.Asked.HasFlag(Asked.When) && question.Times.IsEmpty && question.Actors.Length > 0
            && !meetings.Exists(found => MeetingAnswers.IsUpcoming(found.View.Meeting!.Fact, question.Today)) && passages.Count == 0)
        {
            // Nobody told of a meeting to come; what is said of its date, or the last one, is the nearest.
            var unsaid = inquiry.Views.Where(view => view.Statement is { Fact.Polarity: Polarity.Declined } && IsOnDate(view) && inquiry.Cover(view).Share >= 0.3)
                .OrderByDescending(view => view.Article.PublishedOn).ThenByDescending(view => inquiry.Cover(view).Share).FirstOrDefault();
            unsaid ??= MeetingAnswers.UndatedSentence(inquiry);
            return unsaid is null ? null : Of(inquiry, ReplyKind.Meeting, [inquiry.ItemOf(unsaid)], meetings) with { Lead = "No date was announced." };
        }

        if (Unannounced(inquiry) is { } silence && (meetings.Count == 0 || meetings[0].View.Meeting!.Fact.When is null || inquiry.Cover(silence).OwnShare > meetings[0].Coverage.OwnShare))
        {
            return Of(inquiry, ReplyKind.Meeting, [inquiry.ItemOf(silence)], meetings) with { Lead = "No date was announced." };
        }

        // A sentence about another meeting is no better than this one.
        passages = [.. passages.Where(found => !meetings.Skip(1).Any(other => other.View.Article == found.View.Article && other.View.Sentences.First <= found.View.Sentences.First && other.View.Sentences.Last >= found.View.Sentences.First))];
        if (meetings.Count == 0 || (IsBetter(passages, meetings[0]) && HasMeetingNouns(question, passages[0].View, meetings[0].View) && IsAhead(question, passages[0].View)))
        {
            return Best(inquiry, ReplyKind.Passage, passages, []);
        }

        var best = meetings[0];
        var asksNext = question.LooksAhead && question.Asked.HasFlag(Asked.When) && question.Times.IsEmpty;
        if (asksNext && best.View.Meeting!.Fact.Status is MeetingStatus.Held or MeetingStatus.Cancelled && !MeetingAnswers.IsUpcoming(best.View.Meeting!.Fact, question.Today))
        {
            if (MeetingAnswers.NextSentence(inquiry, best.View) is { } next)
            {
                return Of(inquiry, ReplyKind.Meeting, [inquiry.ItemOf(next)], meetings);
            }

            if (best.View.Meeting!.Fact.Status == MeetingStatus.Held)
            {
                return MeetingAnswers.UndatedSentence(inquiry) is { } undated
                    ? Of(inquiry, ReplyKind.Meeting, [inquiry.ItemOf(undated)], meetings) with { Lead = "No date was announced." }
                    : Of(inquiry, ReplyKind.Meeting, [inquiry.ItemOf(best.View)], meetings.Skip(1)) with { Lead = "The sources name no later date. The last that they know of:" };
            }
        }

        var meeting = best.View.Meeting!.Fact;
        var item = inquiry.ItemOf(best.View);
        var items = ImmutableArray.Create(item);
        string? lead = null;
        if (question.Asked.HasFlag(Asked.Why) && meeting.Reason is null)
        {
            lead = "The sources give no reason.";
            items = items.AddRange(Neighbours(inquiry, best.View));
        }
        else if (question.WantsTown && IsRestated(question, meeting.Where))
        {
            lead = "The sources do not name the town.";
        }
        else if (question.Asked.HasFlag(Asked.When) && meeting.When is null)
        {
            lead = "No date is known.";
            items = items.AddRange(Neighbours(inquiry, best.View));
        }

        return Of(inquiry, ReplyKind.Meeting, items, meetings.Skip(1)) with { Lead = lead };
    }

    // "In which Korvian town?" – "in Korvia".
    private static bool IsRestated(Question question, string? place)
    {
        var asked = new TermBag(question.Text);
        return place is null || TermReader.Read(place).Where(word => !word.IsStop).All(word => asked.Match(word) > 0);
    }

    // "When is the hearing?": a sentence without the hearing is no better answer than the hearing itself.
    private static bool HasMeetingNouns(Question question, FactView passage, FactView meeting) =>
        !question.Topic.Any(topic => QuestionReader.IsSpecificMeeting(topic.Term) && meeting.EvidenceBag.Match(topic.Term) > passage.EvidenceBag.Match(topic.Term));

    // "She did not provide details on the date of the next round": that a date was not given is known, and an answer.
    private static FactView? Unannounced(Inquiry inquiry) => !inquiry.Question.Asked.HasFlag(Asked.When) || !inquiry.Question.LooksAhead
        ? null
        : inquiry.Views.Where(view => view.Statement is { Fact.Polarity: Polarity.Declined } && inquiry.Cover(view).OwnShare >= 0.55 && IsOnDate(view))
            .MaxBy(view => inquiry.Cover(view).OwnShare);

    private static bool IsOnDate(FactView view) => view.EvidenceBag.Terms.Any(term => term.Folded is "date" or "dates" or "when" or "day" or "schedule" or "details" or "time");

    private static bool IsAhead(Question question, FactView passage) => !question.LooksAhead || !question.Asked.HasFlag(Asked.When)
        || passage.Times.Any(time => time.TryGetDays(out _, out var last) && last >= question.Today && last > passage.Article.PublishedOn);

    // "It gave no reason." stands behind the sentence about the meeting.
    private static IEnumerable<ReplyItem> Neighbours(Inquiry inquiry, FactView view)
    {
        var after = inquiry.Views.Where(other => other.Statement is { Fact.Polarity: Polarity.Declined } && other.Article == view.Article
            && other.Sentences.First >= view.Sentences.First && other.Sentences.First <= view.Sentences.Last + 2);
        return after.Take(1).Select(inquiry.ItemOf);
    }
}
