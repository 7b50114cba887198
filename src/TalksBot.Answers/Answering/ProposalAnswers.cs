using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers about proposals: by whom, on which conditions, with which responses, and how they changed.</summary>
public static class ProposalAnswers
{
    private const double LeastCovered = 0.45;
    private const double MostMissed = 0.4;

    private static readonly HashSet<string> AmountNouns = [.. "price raise rise increase sum amount rate figure quota share percentage limit fee fine duty number cap offer bid ratio".Split(' ').Select(Lexicon.StemOf)];
    private static readonly HashSet<string> AnswerWords =
        [.. "answer reply respond response accept agree reject refuse approve decide decision consider study examine review vote consult welcome oppose opposition support drop withdraw against favour favor".Split(' ').Select(Lexicon.StemOf)];

    /// <summary>Proposals to the point, best first.</summary>
    /// <param name="inquiry">The question.</param>
    /// <param name="bySubject">Whether only proposals of the question's subject count.</param>
    public static List<Ranked> Find(Inquiry inquiry, bool bySubject)
    {
        var question = inquiry.Question;
        var ranked = new List<Ranked>();
        foreach (var view in inquiry.Views)
        {
            var (names, source) = ProposerOf(inquiry, view);
            if (names.IsDefault || (question.Intent == Intent.WhoProposed && view.Statement is { Fact: { Polarity: Polarity.Denied } or { CueClass: not (CueClass.Proposed or CueClass.Demanded) } }))
            {
                continue;
            }

            var subject = bySubject ? inquiry.IsSubject(names, source) : 1;
            if (subject < 0.5)
            {
                continue;
            }

            var coverage = inquiry.Cover(view, countSubject: !bySubject);
            if (bySubject && AsksForAmountOnly(question) && HasAmount(view) && view is not { Statement.Fact.CueClass: CueClass.Said or CueClass.Believes or CueClass.Asked })
            {
                // "Which price does the league ask for?" is answered by the amount that it demands.
                coverage = coverage with { Share = 1, MissedWeight = 0 };
            }

            if (coverage.Share < LeastCovered || coverage.MissedWeight > MostMissed || !PassageAnswers.HoldsFigures(question, view)
                || (question.Asked.HasFlag(Asked.HowMany) && !HoldsAmount(question, view)))
            {
                continue;
            }

            var score = coverage.Share + (0.3 * coverage.OwnShare) + (0.2 * subject) + (view.Kind == ReplyKind.Proposal ? 0.12 : 0) + Fit(question, view);
            if (question.WantsLatest)
            {
                score += StatementAnswers.Recency(view, inquiry.Views);
            }

            ranked.Add(new Ranked(view, score, coverage));
        }

        return Ranked.Sort(ranked);
    }

    /// <summary>Proposals that the subject answered and its statements that accept or refuse, best first.</summary>
    public static List<Ranked> Responses(Inquiry inquiry)
    {
        var ranked = new List<Ranked>();
        foreach (var view in inquiry.Views)
        {
            var answered = view switch
            {
                { Proposal.Fact: { } proposal } => proposal.Responses.Any(response => inquiry.IsSubject([response.By], null) >= 0.7),
                { Statement.Fact: { CueClass: CueClass.Agreed or CueClass.Refused } statement } => inquiry.IsSubject(statement.Speakers, statement.Source?.Text) >= 0.7,
                _ => false,
            };
            var coverage = answered ? inquiry.Cover(view, countSubject: false) : default;
            if (answered && coverage.Share >= LeastCovered && coverage.MissedWeight <= MostMissed)
            {
                ranked.Add(new Ranked(view, coverage.Share + (0.3 * coverage.OwnShare) + (view.Kind == ReplyKind.Proposal ? 0.05 : 0), coverage));
            }
        }

        return Ranked.Sort(ranked);
    }

    /// <summary>Sentences and statements that speak of the subject answering, best first.</summary>
    public static List<Ranked> NearAnswers(Inquiry inquiry)
    {
        var ranked = new List<Ranked>();
        foreach (var view in inquiry.Views.Where(view => view.Kind is ReplyKind.Statement or ReplyKind.Passage))
        {
            var concerned = inquiry.Question.Subject is { } subject ? subject.Names.Any(view.Names.Contains) : inquiry.IsSubject(view.Names, view.EvidenceText) >= 0.5;
            if (concerned && IsAnswering(view))
            {
                var coverage = inquiry.Cover(view, countSubject: false);
                if (coverage.MissedWeight > MostMissed || coverage.Share < 0.3)
                {
                    continue;
                }

                ranked.Add(new Ranked(view, coverage.OwnShare + (0.3 * coverage.Share) + (view.Kind == ReplyKind.Statement ? 0.05 : 0), coverage));
            }
        }

        return Ranked.Sort(ranked);
    }

    // Not "if they agree": what is only supposed is no answer.
    private static bool IsAnswering(FactView view)
    {
        var terms = view.CoreBag.Terms;
        for (var i = 0; i < terms.Count; i++)
        {
            if (AnswerWords.Contains(terms[i].Stem) && !terms.Skip(Math.Max(0, i - 5)).Take(Math.Min(5, i)).Any(term => term.Folded is "if" or "unless" or "whether" or "should"))
            {
                return true;
            }
        }

        return false;
    }

    // A demand reported as speech is a proposal too, where none was made of it.
    private static (System.Collections.Immutable.ImmutableArray<string> Names, string? Source) ProposerOf(Inquiry inquiry, FactView view) => view switch
    {
        { Proposal.Fact: { } proposal } => (inquiry.Phrasing.Proposers(proposal), null),
        { Statement.Fact: { Polarity: not Polarity.Declined, CueClass: CueClass.Proposed or CueClass.Demanded or CueClass.Agreed or CueClass.Refused or CueClass.Plans } statement }
            => (statement.Speakers, statement.Source?.Text),
        { Statement.Fact: { Polarity: not Polarity.Declined, Content: not null } statement } => (statement.Speakers, statement.Source?.Text),
        _ => (default, null),
    };

    private static bool AsksForAmountOnly(Question question) => question.AskedNoun is { } noun && AmountNouns.Contains(noun.Stem)
        && question.Topic.All(topic => topic.Term == noun || topic.Weight < 0.5 || topic.Term.Span.End <= question.AskedUntil);

    private static bool HoldsAmount(Question question, FactView view) => question.Topic.Any(topic => MoneyNouns.Contains(topic.Term.Stem))
        ? view.EvidenceBag.Terms.Any(term => term.Folded is "$" or "€" or "£" or "euros" or "euro" or "dollars" or "dollar" or "pounds" or "crowns" or "marks" or "francs" or "yen" or "rubles" or "pence" || term.Stem == PerCent)
        : view.EvidenceBag.Terms.Any(term => term.IsNumber || term.Folded is "half" or "third" or "quarter");

    private static readonly string PerCent = Lexicon.StemOf("percent");
    private static readonly HashSet<string> MoneyNouns = [.. "fee fine compensation rent salary money cash".Split(' ').Select(Lexicon.StemOf)];

    private static bool HasAmount(FactView view) => view.CoreBag.Terms.Any(term => term.IsNumber);

    private static double Fit(Question question, FactView view)
    {
        var fit = 0.0;
        if (question.Asked.HasFlag(Asked.Condition))
        {
            fit += view.Proposal?.Fact.Conditions.IsEmpty == false ? 0.3 : HasIf(view) ? 0.2 : 0;
        }

        if (question.Asked.HasFlag(Asked.Response))
        {
            fit += view.Proposal?.Fact.Responses.IsEmpty == false ? 0.15
                : view.Statement?.Fact.CueClass is CueClass.Agreed or CueClass.Refused ? 0.15 : 0;
        }

        fit += view.Proposal is { Fact: { } proposal } && question.Act is { } act
            && (act.CueClass == CueClass.Demanded) == proposal.Kind is ProposalKind.Demand or ProposalKind.Call ? 0.05 : 0;
        fit -= view.Proposal is { Fact.IsWithdrawn: true } ? 0.2 : 0;
        return fit - (view.Statement is { Fact.CueClass: CueClass.Said or CueClass.Believes or CueClass.Asked } ? 0.1 : 0);
    }

    private static bool HasIf(FactView view) => view.EvidenceBag.Terms.Any(term => term.Folded is "if" or "unless" or "provided" or "condition");
}
