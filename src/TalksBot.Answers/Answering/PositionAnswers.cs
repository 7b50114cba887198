using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Where somebody stands: the latest statements, proposals and responses, and what changed.</summary>
public static class PositionAnswers
{
    private const double LeastCovered = 0.4;
    private const int LongestSentence = 400;

    private static readonly HashSet<string> FigureWords = [.. "offer demand price bid raise pay amount sum figure share number limit quota".Split(' ').Select(Lexicon.StemOf)];

    // "How did the offer on the flow change?": the later offer need not say "flow" again.
    private const double LeastCoveredOfChange = 0.2;
    private const double MostMissedByTurn = 0.5;

    private static readonly string ChangeStem = Lexicon.StemOf("change");
    private static readonly HashSet<string> Turning = [.. "raise lower drop soften harden abandon relent".Split(' ').Select(Lexicon.StemOf)];
    private static readonly HashSet<string> Fractions = new(StringComparer.Ordinal) { "half", "third", "quarter", "fifth", "tenth" };

    /// <summary>The subject's positions, latest article first and in it the most telling first.</summary>
    public static List<Ranked> Find(Inquiry inquiry) =>
    [
        .. ToThePoint(inquiry)
            .OrderByDescending(found => found.View.Article.PublishedOn)
            .ThenByDescending(found => found.Score)
            .ThenBy(found => found.View.Citations.IsEmpty ? 0 : found.View.Citations[0].Span.Start),
    ];

    /// <summary>A position with its whole sentence, where that is short: what stands beside the words ("which rejected the first offer") belongs to it.</summary>
    public static ReplyItem ItemOf(Inquiry inquiry, FactView view)
    {
        var item = inquiry.ItemOf(view);
        return view is { Statement: not null } && !item.IsSpoken && view.EvidenceText.Length is > 0 and <= LongestSentence ? item with { Quote = view.EvidenceText } : item;
    }

    // What meets the subject matter well; where nothing does, the one thing that meets it best.
    private static List<Ranked> ToThePoint(Inquiry inquiry)
    {
        var found = Candidates(inquiry, inquiry.Question.Asked.HasFlag(Asked.Whether) ? LeastCoveredOfChange : LeastCovered);
        return found.Count > 0 ? found : [.. Ranked.Sort(Candidates(inquiry, LeastCoveredOfChange)).Take(1)];
    }

    /// <summary>The latest position and the one before it, latest first.</summary>
    public static List<Ranked> Changes(Inquiry inquiry)
    {
        // Offers and demands change in their figures; where words were asked about, those words decide.
        var figures = inquiry.Question.Asked.HasFlag(Asked.HowMany) || inquiry.Question.Terms.Any(term => FigureWords.Contains(term.Stem));
        var all = Candidates(inquiry, LeastCoveredOfChange, withResponses: false).ConvertAll(found =>
            found with { Score = found.Score + (found.Coverage.Share * 0.5) + (figures && HasFigure(found.View) ? 0.3 : 0) + (figures && found.View.Kind == ReplyKind.Proposal ? 0.15 : 0) });
        var told = Turns(inquiry, figures);
        if (told.Count > 0)
        {
            // What the sentence tells of before and after needs no second witness; the latest position beside it may.
            var latest = Ranked.Sort(all.Where(found => !IsIn(found.View, told[0].View))).Take(1);
            return [.. told.Take(2).Concat(latest).OrderByDescending(found => found.View.Article.PublishedOn).ThenByDescending(found => found.View.Sentences.First)];
        }

        var byArticle = all.GroupBy(found => found.View.Article).OrderByDescending(group => group.Key.PublishedOn).ToList();
        if (byArticle.Count > 1)
        {
            return [.. byArticle.Take(3).Select(group => group.MaxBy(found => found.Score)!)];
        }

        // One sentence may be both what somebody said and what they proposed: it is told once.
        return [.. Ranked.Sort(all).DistinctBy(found => found.View.EvidenceText).Take(2).OrderByDescending(found => found.View.Citations.IsEmpty ? 0 : found.View.Citations[0].Span.Start)];
    }

    private static bool IsIn(FactView view, FactView sentence) =>
        view.Article == sentence.Article && view.Sentences.First <= sentence.Sentences.First && view.Sentences.Last >= sentence.Sentences.First;

    // "Its demand is 40 now, down from 60", "she changed her mind", "in May the guild had asked for 50": sentences that tell of the turn themselves.
    private static List<Ranked> Turns(Inquiry inquiry, bool figures) => Ranked.Sort(inquiry.Views
        .Where(view => view.Passage is { Fact.Kind: PassageKind.Sentence } && TellsOfTurn(view.CoreBag.Terms) && (!figures || HasFigure(view) || view.CoreBag.Terms.Any(term => Fractions.Contains(term.Folded)))
            && inquiry.IsSubject(view.Names, null) >= 0.5)
        .Select(view => (View: view, Coverage: inquiry.Cover(view, countSubject: false)))
        .Where(pair => pair.Coverage.Share >= LeastCovered && pair.Coverage.MissedWeight <= MostMissedByTurn)
        .Select(pair => new Ranked(pair.View, pair.Coverage.Share + (0.4 * pair.Coverage.OwnShare), pair.Coverage)));

    private static bool TellsOfTurn(IReadOnlyList<Term> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            var next = i + 1 < terms.Count ? terms[i + 1] : default;
            if ((terms[i].Folded is "down" or "up" && next.Folded == "from")
                || (terms[i].Folded == "no" && next.Folded == "longer")
                || (terms[i].Folded == "now" && SpeechVerbs.Find(next.Stem ?? "") is not null)
                || (terms[i].Folded == "had" && next.Stem is not null && SpeechVerbs.Find(next.Stem) is { CueClass: CueClass.Proposed or CueClass.Demanded or CueClass.Refused })
                || (terms[i].Stem == ChangeStem && terms.Skip(i + 1).Take(3).Any(term => term.Folded is "mind" or "tone" or "course"))
                || (terms[i].Folded is "gave" or "given" or "backed" or "came" or "come" or "crept" or "gone" or "went" && next.Folded is "way" or "in" or "up" or "down" && HasFigureNear(terms, i))
                || (Turning.Contains(terms[i].Stem) && i > 0))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasFigureNear(IReadOnlyList<Term> terms, int i) => terms[i].Folded is "gave" or "given" or "backed" || terms.Skip(i).Take(5).Any(term => term.IsNumber);

    private static List<Ranked> Candidates(Inquiry inquiry, double leastCovered, bool withResponses = true)
    {
        var question = inquiry.Question;
        var ranked = new List<Ranked>();
        foreach (var view in inquiry.Views)
        {
            var subject = view switch
            {
                { Statement.Fact: { Content: not null, Polarity: not Polarity.Declined } statement } => inquiry.IsSubject(statement.Speakers, statement.Source?.Text),
                { Proposal.Fact: { } proposal } => Math.Max(
                    inquiry.IsSubject(inquiry.Phrasing.Proposers(proposal), null),
                    withResponses && proposal.Responses.Any(response => inquiry.IsSubject([response.By], null) > 0.9) ? 0.5 : 0),
                _ => 0,
            };
            if (subject < 0.5 || (question.Subject is null && question.SubjectTerms.IsEmpty))
            {
                continue;
            }

            var coverage = inquiry.Cover(view, countSubject: false);
            if (!question.Topic.IsEmpty && coverage.Share < leastCovered)
            {
                continue;
            }

            ranked.Add(new Ranked(view, (0.5 * coverage.Share) + (0.3 * coverage.OwnShare) + (0.3 * subject) + Weight(view), coverage));
        }

        return ranked;
    }

    // What is demanded, offered or refused says more of a position than what is remarked.
    private static double Weight(FactView view) => view switch
    {
        { Proposal: not null } => 0.1,
        { Statement.Fact.CueClass: CueClass.Demanded or CueClass.Refused or CueClass.Proposed or CueClass.Agreed or CueClass.Plans } => 0.15,
        { Statement.Fact.Polarity: Polarity.Denied } => 0.1,
        { Statement.Fact.Manner: Manner.Direct or Manner.Mixed } => 0.05,
        _ => 0,
    };

    // An amount; the 26 of "26 November" is none.
    private static bool HasFigure(FactView view)
    {
        var terms = view.CoreBag.Terms;
        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].IsNumber && !IsMonth(terms, i - 1) && !IsMonth(terms, i + 1) && !IsYear(terms[i].Folded))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsYear(string figure) => figure.Length == 4 && figure[0] is '1' or '2' && figure.All(char.IsDigit);

    private static bool IsMonth(IReadOnlyList<Term> terms, int i) =>
        i >= 0 && i < terms.Count && QuestionTimeReader.Read([terms[i] with { IsCapitalised = true }], DateOnly.MinValue.AddYears(2000)) is [{ Month: not null }];
}
