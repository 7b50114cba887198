using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers about words: whose they are, and what somebody said.</summary>
public static class StatementAnswers
{
    // Below this the words are somebody else's, or nobody's.
    private const double LeastQuoted = 0.74;
    private const double LeastParaphrased = 0.6;

    // "We will not walk out" is not "We will walk out", however alike.
    private const double DeniedCost = 0.5;
    private const double LeastCovered = 0.5;
    private const double LeastOwn = 0.3;
    private const double MostMissed = 0.36;

    /// <summary>Whose words these are, best first; empty when nobody is known to have said them.</summary>
    public static List<Ranked> WhoSaid(Inquiry inquiry)
    {
        var question = inquiry.Question;
        var asked = question.Quoted.Select(TermReader.Read).Where(words => words.Count > 0).ToList();
        var clause = question.Clause;
        var ranked = new List<Ranked>();
        foreach (var view in inquiry.Views)
        {
            if (view.Statement is not { Fact: { Content: not null, Polarity: not Polarity.Declined } fact })
            {
                continue;
            }

            var coverage = inquiry.Cover(view);
            var score = asked.Count > 0
                ? asked.Min(words => Remembered(words, view)) + (0.05 * coverage.OwnShare)
                : (0.6 * coverage.CoreShare) + (0.4 * coverage.OwnShare) + (0.05 * coverage.Share)
                    + (0.25 * QuoteMatch.Adjacency(clause, view.CoreBag)) - (0.12 * QuoteMatch.Contradictions(clause, view.CoreBag));
            if (score < (asked.Count > 0 ? LeastQuoted : LeastParaphrased))
            {
                continue;
            }

            // The innermost of nested reports holds the words most closely.
            score += (fact.ReportedIn is null ? 0 : 0.03) + (0.1 * Tightness(view, asked)) + NamedBonus(question, fact) + (0.02 * fact.Confidence);
            ranked.Add(new Ranked(view, score, coverage));
        }

        return Ranked.Sort(ranked);
    }

    /// <summary>Whether all words that the question quotes stand word for word in the fact.</summary>
    public static bool IsWordForWord(Question question, FactView view) =>
        question.Quoted.All(words => QuoteMatch.Of(TermReader.Read(words), view.CoreBag) >= 1 || QuoteMatch.Of(TermReader.Read(words), view.EvidenceBag) >= 1);

    /// <summary>What the subject said, best first; empty when nothing is known to the point.</summary>
    public static List<Ranked> WhatSaid(Inquiry inquiry)
    {
        var question = inquiry.Question;
        var ranked = new List<Ranked>();
        foreach (var view in inquiry.Views)
        {
            if (view.Statement is not { } found)
            {
                continue;
            }

            var fact = found.Fact;
            var subject = inquiry.IsSubject(fact.Speakers, fact.Source?.Text);
            if (subject < 0.5 || !IsActPossible(question.Act, fact))
            {
                continue;
            }

            if (!question.Addressee.IsEmpty && !IsTold(question, view))
            {
                continue;
            }

            var coverage = inquiry.Cover(view, countSubject: false);
            if (!question.Topic.IsEmpty && !question.AsksReply && (coverage.Share < LeastCovered || coverage.OwnShare < (question.Subject is null ? 0.01 : LeastOwn) || coverage.MissedWeight > MostMissed))
            {
                continue;
            }

            var score = coverage.Share + (0.2 * coverage.OwnShare) + (0.2 * coverage.CoreShare) + (0.2 * subject) + ActBonus(question.Act, fact) + (0.05 * fact.Confidence)
                - (fact.ReportedIn is null ? 0 : 0.05);
            // "What did X tell reporters?"
            if (fact.Addressee is { } addressee && new TermBag(addressee.Text + " " + fact.AddresseeName) is var spokenTo && question.Topic.Any(topic => spokenTo.Match(topic.Term) >= 1))
            {
                score += 0.3;
            }

            if (question.WantsLatest)
            {
                score += Recency(view, inquiry.Views);
            }

            ranked.Add(new Ranked(view, score, coverage));
        }

        return Ranked.Sort(ranked);
    }

    /// <summary>0 for the oldest article of the candidates to 0.3 for the newest.</summary>
    public static double Recency(FactView view, IReadOnlyList<FactView> views)
    {
        var first = views.Min(other => other.Article.PublishedOn.DayNumber);
        var last = views.Max(other => other.Article.PublishedOn.DayNumber);
        return last == first ? 0 : 0.3 * (view.Article.PublishedOn.DayNumber - first) / (last - first);
    }

    // "What did X tell the BBC?": words told to others are no answer.
    private static bool IsTold(Question question, FactView view) =>
        question.Addressee.All(term => view.EvidenceBag.Match(term) >= 0.7 || new TermBag(view.Statement?.Fact.AddresseeName ?? "").Match(term) >= 0.7
            || question.Actors.Any(actor => actor.Names.Any(name => name == view.Statement?.Fact.AddresseeName)));

    private static double Remembered(List<Term> words, FactView view) => QuoteMatch.Of(words, view.CoreBag) is var match && match >= 1
        ? match
        : match - (DeniedCost * QuoteMatch.Contradictions(words, view.CoreBag));

    private static double Tightness(FactView view, List<List<Term>> asked)
    {
        var words = view.CoreBag.Terms.Count;
        return asked.Count == 0 || words == 0 ? (words == 0 ? 0 : Math.Min(1, 10.0 / words)) : Math.Min(1, (double)asked.Max(quoted => quoted.Count) / words);
    }

    // "Which Moll said …?", "Who told Berg …?": the one named is among those concerned.
    private static double NamedBonus(Question question, Statement fact) =>
        question.Actors.Any(actor => actor.Names.Any(name => fact.Speakers.Contains(name) || fact.AddresseeName == name)) ? 0.1 : 0;

    private static bool IsActPossible(SpeechAct? asked, Statement fact) => asked switch
    {
        { Polarity: Polarity.Denied } => fact.Polarity == Polarity.Denied || fact.CueClass == CueClass.Refused,
        { Polarity: Polarity.Declined } => fact.Polarity == Polarity.Declined,
        _ => true,
    };

    private static double ActBonus(SpeechAct? asked, Statement fact)
    {
        if (asked is not { } act)
        {
            return 0;
        }

        return (act.CueClass == fact.CueClass ? 0.1 : 0) - (fact.Polarity != act.Polarity ? 0.15 : 0);
    }
}
