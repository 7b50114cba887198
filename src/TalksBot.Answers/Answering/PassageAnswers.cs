using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers by a plain sentence that holds the answer.</summary>
public static class PassageAnswers
{
    private const double LeastOwn = 0.5;
    private const double LeastShare = 0.62;
    private const double MostMissed = 0.34;
    private const double LeastOwnOfClause = 0.25;
    private const double LeastShareOfClause = 0.48;


    // "In place of the toll of 40": a figure that only says what was replaced need not be there.
    private const double LeastOfFigure = 0.5;
    private const double LeastOfMatter = 0.9;
    private const double LeastOfNoun = 0.35;

    private static readonly HashSet<string> Reasons = new(StringComparer.Ordinal) { "because", "due", "owing", "after", "over", "amid", "reason", "reasons", "cited", "citing", "blamed", "prompted", "caused" };
    private static readonly HashSet<string> Ordinals = new(StringComparer.Ordinal) { "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth" };
    private static readonly HashSet<string> Attending = [.. "take participate attend join come involve part include there".Split(' ').Select(Lexicon.StemOf)];
    private static readonly HashSet<string> MoneyVerbs = [.. "cost pay earn spend charge owe price".Split(' ').Select(Lexicon.StemOf)];
    private static readonly HashSet<string> Indefinite = new(StringComparer.Ordinal) { "a", "an", "one", "some", "another", "unnamed", "local", "regional" };

    /// <summary>Sentences that answer, best first.</summary>
    /// <param name="inquiry">The question.</param>
    /// <param name="withReason">Whether a sentence must give a reason where one is asked for.</param>
    public static List<Ranked> Find(Inquiry inquiry, bool withReason = true)
    {
        var question = inquiry.Question;
        var verb = MainVerb(question);
        var matter = question.Topic.Where(topic => topic.Weight >= LeastOfMatter).ToList();
        var hasOrdinal = question.Terms.Any(IsOrdinal);
        var ranked = new List<Ranked>();
        foreach (var view in inquiry.Views)
        {
            // A question that the article itself asks answers nothing.
            if (view.Passage is not { Fact.Kind: PassageKind.Sentence or PassageKind.Correction } found || view.Core.EndsWith('?') || (hasOrdinal && IsAnotherInRow(question, view)) || !HoldsWhatIsAsked(question, view, found.Fact, withReason))
            {
                continue;
            }

            if (question.Intent == Intent.Meeting && question.Topic.Any(topic => QuestionReader.IsSpecificMeeting(topic.Term) && view.EvidenceBag.Match(topic.Term) == 0))
            {
                continue;
            }

            var coverage = inquiry.Cover(view);
            // What the sentence says must be about what was asked: with the verb of the question, or nearly all of its words.
            var verbMet = verb is null || view.EvidenceBag.Match(verb.Value) > 0;
            var isClauseMet = IsClauseMet(question, view, verb);
            var least = isClauseMet ? LeastOwnOfClause : (verbMet ? LeastOwn : LeastOwn + 0.22) + (question.Asked.HasFlag(Asked.HowMany) ? 0.1 : 0);
            if ((coverage.OwnShare < least || coverage.Share < (isClauseMet ? LeastShareOfClause : LeastShare) || coverage.MissedWeight > MostMissed) && !(coverage.OwnShare >= LeastOwn && AllButVerb(question, view)))
            {
                continue;
            }

            // Who did it, but not what: names alone answer nothing.
            if (question.Intent == Intent.General && ((matter.Count > 0 && matter.TrueForAll(topic => view.EvidenceBag.Match(topic.Term) == 0))
                || (question.TopicHead is { } noun && CoverageMeter.Met(view, noun).Any < LeastOfNoun)))
            {
                continue;
            }

            ranked.Add(new Ranked(view, coverage.Share + (0.4 * coverage.OwnShare) + Ahead(question, view) + (verb is not null && verbMet ? 0.1 : 0) + (isClauseMet ? 0.1 : 0) + (question.WantsLatest || question.Intent == Intent.Meeting ? StatementAnswers.Recency(view, inquiry.Views) : 0), coverage));
        }

        return Ranked.Sort(ranked);
    }

    /// <summary>Sentences nearest to the question, whether they answer it or not, best first.</summary>
    public static List<Ranked> Nearest(Inquiry inquiry) => Ranked.Sort(inquiry.Views
        .Where(view => view.Kind is ReplyKind.Passage or ReplyKind.Statement && view.Passage?.Fact.Kind is null or PassageKind.Sentence)
        .Select(view => (View: view, Coverage: inquiry.Cover(view)))
        .Where(pair => pair.Coverage.OwnShare > 0.15)
        .Select(pair => new Ranked(pair.View, pair.Coverage.OwnShare + (0.3 * pair.Coverage.Share) + (pair.View.Kind == ReplyKind.Statement ? 0.02 : 0), pair.Coverage)));

    // "When does the repair of the old quay wall end?" – "The repair is to end at noon": what and verb are there, and the detail that is asked for.
    private static bool IsClauseMet(Question question, FactView view, Term? verb) =>
        verb is { } asked && (question.Asked & (Asked.When | Asked.Where | Asked.HowMany | Asked.Clock)) != Asked.Nothing && view.EvidenceBag.Match(asked) >= 0.75
        && ((question.TopicHead is { } head && head.Stem != asked.Stem && view.EvidenceBag.Match(head) >= 0.75)
            || question.Actors.Any(actor => actor.Terms.End <= question.Terms.IndexOf(asked) && CoverageMeter.MetByOwn(view, actor)));

    // "From what date would the duty on honey apply?" – "will put a duty on honey on 15 January": another verb, all else met.
    private static bool AllButVerb(Question question, FactView view)
    {
        var things = question.Topic.Where(topic => topic.Weight >= 0.9 && !Lexicon.IsVerb(topic.Term.Stem)).ToList();
        return things.Count >= 2 && (question.Asked & (Asked.When | Asked.Where | Asked.HowMany)) == Asked.When
            && question.UnknownNames.IsEmpty && things.TrueForAll(topic => view.EvidenceBag.Match(topic.Term) >= 0.75);
    }

    // "When do they vote again?" is not answered by when they did.
    private static double Ahead(Question question, FactView view)
    {
        if (!question.Asked.HasFlag(Asked.When))
        {
            return 0;
        }

        if (question.Terms.Any(term => term.Folded is "did" or "was" or "were"))
        {
            // "Will sail on the 4th" is no answer to when they did.
            var isForetold = view.CoreBag.Terms.Any(term => term.Folded is "will" or "would" or "ll")
                && !view.Times.Any(time => time.TryGetDays(out _, out var last) && last < view.Article.PublishedOn) ? 0.25 : 0;
            return (view.Times.Any(time => time.TryGetDays(out var first, out _) && first <= view.Article.PublishedOn) ? 0.15 : -0.2) - isForetold;
        }

        if (!question.LooksAhead)
        {
            return 0;
        }

        var days = Anaphora.BeginsWithPronoun(view.CoreBag) && Anaphora.Before(view) is [.., var before] ? view.Times.Concat(before.Fact.Times.Select(time => time.Value)) : view.Times;
        return days.Any(time => time.TryGetDays(out _, out var last) && last >= view.Article.PublishedOn && last >= question.Today.AddDays(-1)) ? 0.2 : -0.2;
    }

    /// <summary>Whether the fact tells of another in the same row: "the second round" where the first is asked about.</summary>
    public static bool IsAnotherInRow(Question question, FactView view)
    {
        var asked = question.Terms;
        for (var i = 0; i + 1 < asked.Length; i++)
        {
            if (!IsOrdinal(asked[i]))
            {
                continue;
            }

            var terms = view.EvidenceBag.Terms;
            var (same, other) = (false, false);
            for (var j = 0; j + 1 < terms.Count; j++)
            {
                if (IsOrdinal(terms[j]) && (IsLike(asked[i + 1], terms[j + 1]) || (i + 2 < asked.Length && j + 2 < terms.Count && IsLike(asked[i + 2], terms[j + 2]))))
                {
                    same |= terms[j].Folded == asked[i].Folded;
                    other |= terms[j].Folded != asked[i].Folded;
                }
            }

            if (other && !same)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOrdinal(Term term) => term.Folded == "first" || Ordinals.Contains(term.Folded);

    private static bool IsLike(Term asked, Term told) => asked.Stem == told.Stem || Lexicon.SynonymsOf(asked.Stem).Contains(told.Stem);

    /// <summary>Whether the fact holds the figures and ordinals of the question: what is said of the second year answers nothing about the third.</summary>
    public static bool HoldsFigures(Question question, FactView view) =>
        question.Topic.All(topic => topic.Weight < LeastOfFigure || !(topic.Term.IsNumber || Ordinals.Contains(topic.Term.Folded)) || topic.Term.Folded is "one" or "two" || CoverageMeter.Met(view, topic.Term).Any >= 0.5);

    private static bool HoldsWhatIsAsked(Question question, FactView view, Passage passage, bool withReason)
    {
        if (question.Asked.HasFlag(Asked.When) && !HasDay(passage) && !(Anaphora.BeginsWithPronoun(view.CoreBag) && Anaphora.Before(view) is [.., var before] && HasDay(before.Fact)))
        {
            return false;
        }

        if (!HoldsFigures(question, view))
        {
            return false;
        }

        // "When was it signed?" is not answered by when it was meant to be.
        if (question.Asked.HasFlag(Asked.When) && question.Terms.Any(term => term.Folded is "did" or "was" or "were") && view.CoreBag.Terms.Zip(view.CoreBag.Terms.Skip(1)).Any(pair =>
            pair is { First.Folded: "meant" or "supposed" or "expected", Second.Folded: "to" }))
        {
            return false;
        }

        // "Who took part?" is not answered by who did not.
        if (question.Asked.HasFlag(Asked.Who) && !IsNegated(question.Terms) && IsNegated(view.CoreBag.Terms) && MainVerb(question) is { } done && IsDenied(view.CoreBag.Terms, done))
        {
            return false;
        }

        if (question.WantsYear && !view.EvidenceBag.Terms.Any(term => term.IsNumber && term.Folded.Length == 4))
        {
            return false;
        }

        if (question.Asked.HasFlag(Asked.HowMany) && question.AskedNoun is not null && CountVerb(question) is { } verb && view.EvidenceBag.Match(verb) == 0)
        {
            return false;
        }

        if (question.Asked.HasFlag(Asked.HowMany) && !(IsLength(question) ? HasLength(view, passage) : HasCount(question, view)))
        {
            return false;
        }

        // "What is the population of X?" turns on the population, "what does it cost" on money.
        if (HeadNoun(question) is { } head && view.EvidenceBag.Match(head) == 0)
        {
            return false;
        }

        if (withReason && question.Asked.HasFlag(Asked.Why) && !view.EvidenceBag.Terms.Any(term => Reasons.Contains(term.Folded)))
        {
            return false;
        }

        return !question.Asked.HasFlag(Asked.Name) || question.AskedNoun is not { } noun || IsNamed(view, noun);
    }

    private static bool HasDay(Passage passage) => passage.Times.Any(time => time.Type is TimeType.Date or TimeType.Time && time.Value.TryGetDays(out _, out _));

    private static bool IsNegated(IReadOnlyList<Term> terms) => terms.Any(term => term.Folded is "not" or "never" or "t");

    private static bool IsDenied(IReadOnlyList<Term> terms, Term verb)
    {
        for (var i = 1; i < terms.Count; i++)
        {
            if ((terms[i].Stem == verb.Stem || Lexicon.SynonymsOf(verb.Stem).Contains(terms[i].Stem)) && IsNegated([.. terms.Skip(Math.Max(0, i - 3)).Take(Math.Min(3, i))]))
            {
                return true;
            }
        }

        return false;
    }

    // "How many boats does he own": the last word of substance, unless it only says that they were there.
    private static Term? CountVerb(Question question)
    {
        var terms = question.Terms;
        for (var i = terms.Length - 1; i > 2; i--)
        {
            var before = terms[i - 1].Folded;
            if (terms[i].IsStop || terms[i].IsCapitalised || terms[i].IsNumber || before is "in" or "on" or "at" or "the" or "a" or "of" or "to" or "for" or "by" or "with" or "last" or "this" or "next")
            {
                continue;
            }

            var subjectFirst = terms.Skip(2).Take(3).Any(term => term.Folded is "did" or "does" or "do" or "has" or "have" or "will" or "would" or "can");
            return subjectFirst && !Attending.Contains(terms[i].Stem) && terms[i] != question.AskedNoun ? terms[i] : null;
        }

        return null;
    }

    private static bool IsLength(Question question) =>
        question.Terms.Length > 1 && question.Terms.Zip(question.Terms.Skip(1)).Any(pair => pair.First.Folded == "how" && pair.Second.Folded == "long");

    private static bool HasLength(FactView view, Passage passage) => passage.Times.Any(time => time.Type == TimeType.Duration)
        || view.EvidenceBag.Terms.Any(term => term.Folded is "until" or "till" or "since" or "midnight" or "hours" or "days" or "weeks" or "months" or "years" or "minutes");

    private static Term? HeadNoun(Question question)
    {
        var terms = question.Terms;
        if (terms.Length < 4 || terms[0].Folded != "what" || terms[1].Folded is not ("is" or "was" or "are" or "were") || terms[2].Folded is not ("the" or "a" or "an"))
        {
            return null;
        }

        for (var i = 3; i + 1 < terms.Length; i++)
        {
            if (terms[i + 1].Folded is "of" or "for" or "in" or "behind" or "to")
            {
                return Lexicon.IsLight(terms[i].Stem) ? null : terms[i];
            }
        }

        return null;
    }

    // "How many boats" wants a figure at the boats; "how long" any figure.
    private static bool HasCount(Question question, FactView view)
    {
        var terms = view.EvidenceBag.Terms;
        for (var i = 0; i < terms.Count; i++)
        {
            if (!terms[i].IsNumber && terms[i].Folded is not ("half" or "several" or "dozens" or "hundreds" or "thousands"))
            {
                continue;
            }

            if (question.AskedNoun is not { } noun)
            {
                return !question.Terms.Any(term => MoneyVerbs.Contains(term.Stem)) || view.EvidenceBag.Terms.Any(term => term.Folded is "$" or "€" or "£" or "euros" or "dollars" or "pounds");
            }

            var near = new TermBag(string.Join(' ', terms.Skip(i + 1).Take(6).Select(term => term.Folded)));
            if (near.Match(noun) > 0 || Lexicon.IsLight(noun.Stem) || noun.Stem is "money" or "water" or "per")
            {
                return true;
            }
        }

        return false;
    }

    // "a regional newspaper" names none.
    private static bool IsNamed(FactView view, Term noun)
    {
        var terms = view.EvidenceBag.Terms;
        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].Stem != noun.Stem)
            {
                continue;
            }

            var indefinite = terms.Skip(Math.Max(0, i - 3)).Take(Math.Min(3, i)).Any(term => Indefinite.Contains(term.Folded));
            var named = (i > 0 && terms[i - 1].IsCapitalised) || (i + 1 < terms.Count && terms[i + 1].IsCapitalised);
            if (indefinite && !named)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The verb that the question turns on, or null where none is sure.</summary>
    public static Term? MainVerb(Question question)
    {
        // Without tags: the last verb of the list that no article or adjective precedes, or the word right behind "who".
        var terms = question.Terms;
        if (terms.Length > 1 && terms[0].Folded == "who" && !terms[1].IsStop && !Lexicon.IsLight(terms[1].Stem))
        {
            return terms[1];
        }

        if (terms.Length > 3 && terms[0].Folded is "when" or "where" or "why" or "how" or "on" or "at" or "in" or "what" or "which" or "until")
        {
            for (var i = terms.Length - 1; i > 2; i--)
            {
                if ((Lexicon.IsVerb(terms[i].Stem) || terms[i - 1].Folded is "be" or "been") && !terms[i].IsCapitalised && question.Topic.Any(topic => topic.Term == terms[i])
                    && terms[i - 1].Folded is not ("the" or "a" or "an" or "of" or "in" or "for" or "on" or "new" or "their" or "his" or "her" or "its" or "this" or "no" or "to"))
                {
                    return terms[i];
                }
            }
        }

        return null;
    }
}
