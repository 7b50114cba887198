using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers about meetings.</summary>
public static class MeetingAnswers
{
    private const double LeastCovered = 0.4;
    private const double MostMissed = 0.5;

    // "Meet", "talks" and the like weigh no more than this in a question about a meeting.
    private const double MeetingWordWeight = 0.5;

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
            if (coverage.Share < LeastCovered || coverage.MissedWeight > MostMissed || IsOfOthers(inquiry, view, found.Fact) || PassageAnswers.IsAnotherInRow(question, view))
            {
                continue;
            }

            ranked.Add(new Ranked(view, coverage.Share + (0.3 * coverage.OwnShare) + TimeFit(question, found.Fact) + (0.4 * StatementAnswers.Recency(view, inquiry.Views)), coverage));
        }

        return NewestFirst(Ranked.Sort(ranked));
    }

    // Whoever asks when A and B meet is not told of a meeting of others, unless it holds what else was asked ("the shareholders' meeting of A").
    private static bool IsOfOthers(Inquiry inquiry, FactView view, Meeting meeting)
    {
        var question = inquiry.Question;
        var asked = question.Actors.Where(actor => !actor.Names.IsEmpty).ToList();
        if (asked.Count == 0 || meeting.Participants.IsEmpty || meeting.Participants.Any(name => IsSides(view, name))
            || question.Topic.Concat(question.SubjectTerms).Any(topic => topic.Weight > MeetingWordWeight && CoverageMeter.Met(view, topic.Term).Own >= 0.5))
        {
            return false;
        }

        return asked.Count > 1
            ? !asked.Exists(actor => meeting.Participants.Any(name => actor.Names.Contains(name) || inquiry.StandsFor(name, actor)))
            : !CoverageMeter.MetByOwn(view, asked[0]);
    }

    /// <summary>Whether a sentence about a meeting can be about one of those asked about: it names them all, or says "they" or "the two sides", or holds what else was asked.</summary>
    public static bool CanConcern(Question question, FactView sentence)
    {
        var asked = question.Actors.Where(actor => !actor.Names.IsEmpty).ToList();
        return asked.TrueForAll(actor => IsWritten(sentence, actor))
            || sentence.CoreBag.Terms.Any(term => (Sides.Contains(term.Stem) && (!term.IsCapitalised || term.Span.Start == 0) && IsSides(sentence, term.Folded)) || term.Folded is "they" or "their" or "both" or "he" or "she")
            || question.Topic.Concat(question.SubjectTerms).Any(topic => topic.Weight > MeetingWordWeight && CoverageMeter.Met(sentence, topic.Term).Own >= 0.5);
    }

    // "The countries that support Kelm" may have been read as the two asked about: here only what is written counts.
    private static bool IsWritten(FactView sentence, NamedActor asked) => asked.Matches
        .SelectMany(match => match.Actor.Aliases.Append(match.Actor.Name).Append(asked.Text))
        .Any(name => sentence.EvidenceText.Contains(name, StringComparison.Ordinal)
            || (TermReader.Read(name).Where(word => !word.IsStop).ToList() is { Count: > 0 } words && words.TrueForAll(word => sentence.EvidenceBag.Match(word) >= 0.85)));

    // "The two sides", "the leaders": who they are stands elsewhere in the article, but "the leaders of the Union" are its own.
    private static bool IsSides(FactView view, string name)
    {
        if (!TermReader.Read(name).Exists(word => Sides.Contains(word.Stem)))
        {
            return false;
        }

        var at = view.EvidenceText.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0 || !view.EvidenceText.AsSpan(at + name.Length).TrimStart().StartsWith("of ", StringComparison.Ordinal);
    }

    private static readonly HashSet<string> Sides = [.. "side delegation team negotiator party envoy both representative official expert leader minister president they counterpart mediator group company union".Split(' ').Select(Lexicon.StemOf)];

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
            && view.Sentences.First >= last.Sentences.First - (last.Meeting is { Fact.Status: MeetingStatus.Cancelled } ? 4 : 0) && view.Sentences.First <= last.Sentences.Last + 4
            && view.CoreBag.Terms.Any(term => term.Stem is "meet" or "talk" or "resum" or "session" or "round")
            && view.Times.Any(time => time.TryGetDays(out var first, out _) && first >= inquiry.Question.Today)
            && CanConcern(inquiry.Question, view))
        .OrderBy(view => view.Sentences.First)
        .FirstOrDefault();

    /// <summary>"She gave no date for their next meeting": the latest sentence that says so of those asked about, or null.</summary>
    public static FactView? UndatedSentence(Inquiry inquiry) => inquiry.Views
        .Where(view => view.Passage is { Fact.Kind: PassageKind.Sentence } && Silences.IsSilentOnDate(view.CoreBag) && QuestionReader.TellsOfMeeting(view.CoreBag) && CanConcern(inquiry.Question, view))
        .OrderByDescending(view => view.Article.PublishedOn)
        .ThenByDescending(view => inquiry.Cover(view).OwnShare)
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
            fit += meeting.When is not null ? 0.2 : meeting.IsDateUnannounced || meeting.Status == MeetingStatus.Postponed ? 0.15 : -0.15;
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
