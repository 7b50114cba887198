using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers about meetings.</summary>
public static class MeetingAnswers
{
    private const double LeastCovered = 0.4;
    private const double MostMissed = 0.5;

    /// <summary>Meetings to the point, best first.</summary>
    public static List<Ranked> Find(Inquiry inquiry)
    {
        var question = inquiry.Question;
        var ranked = new List<Ranked>();
        foreach (var view in inquiry.Views)
        {
            if (view.Meeting is not { } found)
            {
                continue;
            }

            var coverage = inquiry.Cover(view);
            if (coverage.Share < LeastCovered || coverage.MissedWeight > MostMissed)
            {
                continue;
            }

            ranked.Add(new Ranked(view, coverage.Share + (0.3 * coverage.OwnShare) + TimeFit(question, found.Fact) + (0.4 * StatementAnswers.Recency(view, inquiry.Views)), coverage));
        }

        return NewestFirst(Ranked.Sort(ranked));
    }

    // What a later article says of the same meeting holds: planned before, called off now.
    private static List<Ranked> NewestFirst(List<Ranked> ranked)
    {
        if (ranked.Count < 2)
        {
            return ranked;
        }

        var best = ranked[0];
        var later = ranked.Where(other => other.View.Article.PublishedOn > best.View.Article.PublishedOn && other.Score > best.Score - 0.5 && IsSame(best.View.Meeting!.Fact, other.View.Meeting!.Fact))
            .MaxBy(other => other.View.Article.PublishedOn);
        return later is null ? ranked : [later, .. ranked.Where(other => other != later)];
    }

    private static bool IsSame(Meeting earlier, Meeting later)
    {
        var sameDay = earlier.When is { } when && (when == later.When || when == later.Previously);
        var sameWho = earlier.Participants.Intersect(later.Participants, StringComparer.Ordinal).Any();
        var samePlace = earlier.Where is { } place && place == later.Where;
        return sameDay && (sameWho || samePlace || earlier.Kind == later.Kind);
    }

    /// <summary>Whether the meeting is still to come on <paramref name="today"/>.</summary>
    public static bool IsUpcoming(Meeting meeting, DateOnly today) =>
        meeting.When is { } when && when.TryGetDays(out _, out var last)
            ? last >= today && meeting.Status != MeetingStatus.Cancelled
            : meeting.Status is MeetingStatus.Planned or MeetingStatus.Postponed;

    /// <summary>"They will meet there again on 29 January": a sentence soon after the one about the last meeting that names a day to come.</summary>
    public static FactView? NextSentence(Inquiry inquiry, FactView last) => inquiry.Views
        .Where(view => view.Passage is { Fact.Kind: PassageKind.Sentence } && view.Article == last.Article
            && view.Sentences.First >= last.Sentences.First && view.Sentences.First <= last.Sentences.Last + 4
            && view.CoreBag.Terms.Any(term => term.Stem is "meet" or "talk" or "resum" or "session" or "round")
            && view.Times.Any(time => time.TryGetDays(out var first, out _) && first >= inquiry.Question.Today))
        .OrderBy(view => view.Sentences.First)
        .FirstOrDefault();

    private static double TimeFit(Question question, Meeting meeting)
    {
        var fit = 0.0;
        if (!question.Times.IsEmpty)
        {
            var met = question.Times.Any(time => (meeting.When is { } when && time.Matches(when)) || (meeting.Previously is { } earlier && time.Matches(earlier)));
            fit += met ? 0.35 : meeting.When is null ? -0.05 : -0.35;
        }

        var upcoming = IsUpcoming(meeting, question.Today);
        if (question.LooksAhead && question.Times.IsEmpty)
        {
            fit += upcoming ? 0.2 : meeting.Status == MeetingStatus.Cancelled ? 0.05 : -0.2;
            // "The next round" is the one whose day is known and nearest.
            if (upcoming && meeting.When is { } when && when.TryGetDays(out var first, out _))
            {
                fit += 0.1 / (1 + (Math.Max(0, first.DayNumber - question.Today.DayNumber) / 30.0));
            }
        }
        else if (question.Terms.Any(term => term.Folded is "did" or "was" or "were" or "met" or "held" or "last"))
        {
            fit += upcoming ? -0.15 : 0.1;
            fit -= meeting.Status == MeetingStatus.Cancelled && (question.Asked & (Asked.Whether | Asked.Why)) == Asked.Nothing ? 0.3 : 0;
        }

        if (question.Asked.HasFlag(Asked.When))
        {
            fit += meeting.When is not null ? 0.2 : meeting.IsDateUnannounced ? 0.15 : -0.15;
        }

        if (question.Asked.HasFlag(Asked.Where))
        {
            fit += meeting.Where is not null ? 0.05 : -0.05;
        }

        if (question.Asked.HasFlag(Asked.Why))
        {
            fit += meeting.Status is MeetingStatus.Cancelled or MeetingStatus.Postponed ? 0.15 : 0;
        }

        return fit + (meeting.When is not null ? 0.02 : 0);
    }
}
