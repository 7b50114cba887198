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
    private const double LeastByHead = 0.4;
    private const double MostMissedByHead = 0.55;
    private const double ContainedBonus = 0.25;
    private const int LongestOpening = 7;

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
            if (asked.Count == 0 && coverage.Share >= LeastCovered && IsWithin(view.CoreBag, question))
            {
                score += ContainedBonus;
            }

            if (score < (asked.Count > 0 ? LeastQuoted : LeastParaphrased) || !SaysSomething(view))
            {
                continue;
            }

            // The innermost of nested reports holds the words most closely.
            score += (fact.ReportedIn is null ? 0 : 0.03) + (0.1 * Tightness(view, asked)) + NamedBonus(question, fact) + (0.02 * fact.Confidence);
            ranked.Add(new Ranked(view, score, coverage));
        }

        return Ranked.Sort(ranked);
    }

    // "Who thinks the offer is no more than a wet match?" holds all of “a wet match”.
    private static bool IsWithin(TermBag core, Question question)
    {
        var words = core.Terms.Where(term => !term.IsStop).ToList();
        return words.Count >= 2 && words.TrueForAll(word => question.Terms.Any(term => term.Stem == word.Stem));
    }

    /// <summary>Whether all words that the question quotes stand word for word in the fact.</summary>
    public static bool IsWordForWord(Question question, FactView view) =>
        question.Quoted.All(words => QuoteMatch.Of(TermReader.Read(words), view.CoreBag) >= 1 || QuoteMatch.Of(TermReader.Read(words), view.EvidenceBag) >= 1);

    /// <summary>What the subject said, best first; empty when nothing is known to the point.</summary>
    public static List<Ranked> WhatSaid(Inquiry inquiry)
    {
        var question = inquiry.Question;
        var ranked = new List<Ranked>();
        // "Who promised it?" alone asks for anything.
        if (question.Topic.IsEmpty && question.Subject is null && question.SubjectTerms.IsEmpty && question.Quoted.IsEmpty && question.Actors.IsEmpty)
        {
            return ranked;
        }

        foreach (var view in inquiry.Views)
        {
            if (view.Statement is not { } found)
            {
                continue;
            }

            var fact = found.Fact;
            var subject = Math.Max(inquiry.IsSubject(fact.Speakers, fact.Source?.Text), Math.Max(Implied(question, view, fact), Retold(question, view, fact)));
            if (subject < 0.5 || !IsActPossible(question.Act, fact) || !SaysSomething(view))
            {
                continue;
            }

            if (!question.Addressee.IsEmpty && !IsTold(question, view))
            {
                continue;
            }

            var coverage = inquiry.Cover(view, countSubject: false);
            var isAboutOthers = question.Actors.Any(actor => actor != question.Subject);
            if ((!question.Topic.IsEmpty || isAboutOthers) && !question.AsksReply && !IsOnTopic(question, view, coverage))
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

    // The matter is met, or at least what it is called by: "the rusty boats" may be "the boats" to the one who speaks of them.
    private static bool IsOnTopic(Question question, FactView view, Coverage coverage)
    {
        if (coverage.Share >= LeastCovered && coverage.OwnShare >= (question.Subject is null ? 0.01 : LeastOwn) && coverage.MissedWeight <= MostMissed)
        {
            return true;
        }

        return question.TopicHead is { } head && question.Subject is not null && !question.Asked.HasFlag(Asked.When) && coverage.Share >= LeastByHead && coverage.MissedWeight <= MostMissedByHead && view.CoreBag.Match(head) >= 1
            && question.UnknownNames.IsEmpty && question.Actors.All(actor => actor == question.Subject || CoverageMeter.MetByOwn(view, actor));
    }

    // "The price could fall, she said" right behind a sentence about the one asked about, where nobody else is named: shown with that sentence.
    private static double Implied(Question question, FactView view, Statement fact) =>
        question.Subject is { } subject && fact.Speakers.IsEmpty && fact.Source?.Text is "he" or "she" or "He" or "She"
            && Anaphora.Before(view) is [var before] && before.Fact.Actors is [var first, ..] && subject.Names.Contains(first)
            && view.Context!.Passages[view.Sentences.First].Fact.Actors.All(name => subject.Names.Contains(name) || before.Fact.Actors.Contains(name)) ? 0.55 : 0; // Before is empty without a context.

    // "Calloway said that Marl had vowed to stay": what Marl vowed is known from her, and told as her words.
    private static double Retold(Question question, FactView view, Statement fact)
    {
        if (question.Subject is not { } subject || question.Act is not { } act || !fact.About.Any(subject.Names.Contains) || fact.Speakers.Any(subject.Names.Contains))
        {
            return 0;
        }

        // The name or pronoun and the verb stand at the beginning of what is told.
        var opening = view.CoreBag.Terms.Take(LongestOpening).ToList();
        return opening.Exists(term => SpeechVerbs.Find(term.Stem) is { } told && (told == act || question.Terms.Any(asked => asked.Stem == term.Stem || Lexicon.SynonymsOf(asked.Stem).Contains(term.Stem)) && act.CueClass != CueClass.Said))
            && opening.Exists(term => subject.Names.Any(name => TermReader.Read(name).Exists(word => word.Stem == term.Stem))) ? 0.5 : 0;
    }

    /// <summary>Whether the words hold any matter: "told them so" gives "so" alone.</summary>
    public static bool SaysSomething(FactView view) =>
        view.Statement is not { Fact: { Content: not null, Polarity: Polarity.Said, CueClass: CueClass.Said or CueClass.Believes or CueClass.Asked } } || view.CoreBag.Terms.Any(term => !term.IsStop);

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
