using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers on what terms somebody would do something: by a sentence that names a condition.</summary>
/// <remarks>
/// The proposal asked about and its condition are often told in two sentences ("He held out a strip along the river. In return …"), or as speech
/// ("she would come only if …"), so that what meets most of the question's words has no condition in it and answers nothing.
/// </remarks>
public static class ConditionAnswers
{
    private const double LeastShare = 0.38;
    private const double MostMissed = 0.4;

    // Who it is that would do it stands in the sentence: fewer of the other words need to.
    private const double LeastShareOfSubject = 0.3;

    private static readonly HashSet<string> Markers = new(StringComparer.Ordinal) { "if", "unless", "provided", "providing", "condition", "conditions", "contingent" };
    private static readonly HashSet<string> Asking = new(StringComparer.Ordinal) { "condition", "conditions", "terms" };
    private static readonly HashSet<string> Obliging = new(StringComparer.Ordinal) { "must" };

    /// <summary>Whether the question asks for a condition or a price to be paid ("on what condition", "in return for").</summary>
    public static bool IsAsked(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);

        // "What does X offer in return?" asks for the offer.
        return question.Asked.HasFlag(Asked.Condition) || (HasExchange(question.Terms) && question.Act is not { CueClass: CueClass.Proposed });
    }

    /// <summary>Whether a text names a condition.</summary>
    public static bool IsNamedIn(string text) => HasMarker(TermReader.Read(text));

    /// <summary>Facts and sentences that name a condition of what is asked, best first.</summary>
    public static List<Ranked> Find(Inquiry inquiry)
    {
        ArgumentNullException.ThrowIfNull(inquiry);

        // A sentence that names a condition seldom calls it one.
        var question = inquiry.Question with { Topic = [.. inquiry.Question.Topic.Where(topic => !Asking.Contains(topic.Term.Folded))] };
        inquiry = new Inquiry(question, inquiry.Views, inquiry.Actors);
        var ranked = new List<Ranked>();
        foreach (var view in inquiry.Views)
        {
            if (view.Kind is not (ReplyKind.Statement or ReplyKind.Proposal or ReplyKind.Passage)
                || view.Passage is { Fact.Kind: not PassageKind.Sentence }
                || view.Statement is { Fact.Polarity: Polarity.Declined }
                || !HasMarker(view.EvidenceBag.Terms)
                || !PassageAnswers.HoldsFigures(question, view))
            {
                continue;
            }

            var subject = Subject(inquiry, view);
            var coverage = inquiry.Cover(view, countSubject: false);
            if (subject < 0.5 || coverage.Share < (subject >= 1 ? LeastShareOfSubject : LeastShare) || coverage.MissedWeight > MostMissed)
            {
                continue;
            }

            // The words of a statement rather than the sentence that holds it.
            ranked.Add(new Ranked(view, coverage.Share + (0.4 * coverage.OwnShare) + (0.2 * subject) + (view.Kind == ReplyKind.Statement ? 0.03 : 0), coverage));
        }

        return Ranked.Sort(ranked);
    }

    // Who is asked about says it, or it is said of them.
    private static double Subject(Inquiry inquiry, FactView view)
    {
        var question = inquiry.Question;
        if (question.Subject is { } subject && subject.Names.Any(view.Names.Contains))
        {
            return 1;
        }

        return view switch
        {
            { Statement.Fact: { } statement } => inquiry.IsSubject(statement.Speakers, statement.Source?.Text),
            { Proposal.Fact: { } proposal } => inquiry.IsSubject(inquiry.Phrasing.Proposers(proposal), null),
            _ => inquiry.IsSubject(view.Names, view.EvidenceText),
        };
    }

    private static bool HasMarker(IReadOnlyList<Term> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            // "as if" supposes nothing; "would have to" obliges.
            if ((Markers.Contains(terms[i].Folded) && (i == 0 || terms[i - 1].Folded != "as"))
                || Obliging.Contains(terms[i].Folded)
                || (i + 2 < terms.Count && terms[i].Folded is "would" or "will" && terms[i + 1].Folded == "have" && terms[i + 2].Folded == "to"))
            {
                return true;
            }
        }

        return HasExchange(terms);
    }

    private static bool HasExchange(IReadOnlyList<Term> terms)
    {
        for (var i = 1; i < terms.Count; i++)
        {
            if (terms[i].Folded is "return" or "exchange" && terms[i - 1].Folded == "in")
            {
                return true;
            }
        }

        return false;
    }
}
