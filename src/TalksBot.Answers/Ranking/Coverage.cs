namespace TalksBot.Answers;

/// <summary>How much of a question's subject matter a fact meets.</summary>
/// <param name="Share">0 to 1: weight met over weight asked; 1 when nothing in particular was asked.</param>
/// <param name="OwnShare">The same, counting only what the fact's own sentences meet.</param>
/// <param name="CoreShare">The same, counting only what the words that state the fact meet, names of its actors included.</param>
/// <param name="Missed">The heaviest word or name that is met nowhere in the article, as typed; null when all are met.</param>
/// <param name="MissedWeight">The weight of all that is met nowhere in the article, over the weight asked.</param>
public readonly record struct Coverage(double Share, double OwnShare, double CoreShare, string? Missed, double MissedWeight);

/// <summary>Measures facts against a question.</summary>
public sealed class CoverageMeter(Question question, bool countSubject)
{
    // What stands next to the fact counts less the farther it is; the figures were set on questions and articles of our own.
    private const double EvidenceTier = 0.95;
    private const double BeforeTier = 0.6;
    private const double TitleTier = 0.6;
    private const double AfterTier = 0.4;
    private const double ArticleTier = 0.3;
    private const double ActorWeight = 1.2;
    private const double UnknownWeight = 2;
    private const double TimeWeight = 0.8;
    private const double PointedAt = 0.7;

    /// <summary>Measures <paramref name="view"/>.</summary>
    public Coverage Measure(FactView view)
    {
        var sum = default(Sum);
        foreach (var topic in question.Topic)
        {
            sum.Add(topic.Weight, Met(view, topic.Term), topic.Term.Folded);
        }

        foreach (var topic in countSubject ? question.SubjectTerms : [])
        {
            sum.Add(topic.Weight, Met(view, topic.Term), topic.Term.Folded);
        }

        foreach (var quoted in question.Quoted)
        {
            foreach (var term in TermReader.Read(quoted).Where(term => !term.IsStop))
            {
                sum.Add(1, Met(view, term), term.Folded);
            }
        }

        foreach (var actor in question.Actors)
        {
            if (countSubject || actor != question.Subject)
            {
                sum.Add(ActorWeight, Met(view, actor), actor.Text);
            }
        }

        foreach (var name in question.UnknownNames)
        {
            sum.Add(UnknownWeight, (0, 0, 0), name);
        }

        foreach (var time in question.Times)
        {
            // "They like that day" speaks of the day in the sentence before.
            var own = view.Times.Any(time.Matches) ? 1
                : time.Matches(view.Article.PublishedOn, view.Article.PublishedOn) || (Anaphora.PointsToPlaceOrDay(view.EvidenceBag) && IsInSentenceBefore(view, time)) ? PointedAt : 0;
            sum.Add(TimeWeight, (own, own, own), "");
        }

        return sum.ToCoverage();
    }

    private static bool IsInSentenceBefore(FactView view, QuestionTime time) =>
        view is { Context: { } context, Sentences.First: > 0 and var first } && context.Passages[first - 1].Fact.Times.Any(near => time.Matches(near.Value));

    /// <summary>How well <paramref name="term"/> is met by the words that state the fact, by its sentences, and by what is around them.</summary>
    internal static (double Core, double Own, double Any) Met(FactView view, Term term)
    {
        var core = view.CoreBag.Match(term);
        var own = Math.Max(core, EvidenceTier * view.EvidenceBag.Match(term));
        if (own >= 0.9 || view.Context is not { } context)
        {
            return (core, own, own);
        }

        var any = Math.Max(own, TitleTier * context.Title.Match(term));
        var (first, last) = view.Sentences;
        if (first > 0)
        {
            any = Math.Max(any, BeforeTier * context.BagOf(first - 1).Match(term));
        }

        if (last >= 0 && last + 1 < context.Passages.Length)
        {
            any = Math.Max(any, AfterTier * context.BagOf(last + 1).Match(term));
        }

        return (core, own, any > 0 ? any : ArticleTier * context.MatchAnywhere(term));
    }

    /// <summary>Whether the fact itself names <paramref name="actor"/>, or its sentences do.</summary>
    internal static bool MetByOwn(FactView view, NamedActor actor) => Met(view, actor).Own > 0;

    private static (double Core, double Own, double Any) Met(FactView view, NamedActor actor)
    {
        if (actor.Names.Any(view.Names.Contains))
        {
            return (1, 1, 1);
        }

        // The name may stand in the sentences without having been resolved.
        var words = TermReader.Read(actor.Text).Where(term => !term.IsStop).ToList();
        var own = words.Count == 0 ? 0 : 0.8 * words.Min(word => view.EvidenceBag.Match(word));
        if (own > 0 || view.Context is not { } context)
        {
            return (0, own, own);
        }

        var (first, last) = view.Sentences;
        var near = first > 0 && actor.Names.Any(context.Passages[first - 1].Fact.Actors.Contains) ? BeforeTier
            : last >= 0 && last + 1 < context.Passages.Length && actor.Names.Any(context.Passages[last + 1].Fact.Actors.Contains) ? AfterTier
            : context.Passages.Any(passage => actor.Names.Any(passage.Fact.Actors.Contains)) ? ArticleTier
            : 0;
        return (0, 0, near);
    }

    private struct Sum
    {
        private double _asked;
        private double _met;
        private double _own;
        private double _core;
        private double _missed;
        private double _heaviest;
        private string? _word;

        public void Add(double weight, (double Core, double Own, double Any) met, string word)
        {
            _asked += weight;
            _met += weight * met.Any;
            _own += weight * met.Own;
            _core += weight * met.Core;
            if (met.Any <= 0)
            {
                _missed += weight;
                if (weight > _heaviest)
                {
                    (_heaviest, _word) = (weight, word);
                }
            }
        }

        public readonly Coverage ToCoverage() => _asked <= 0
            ? new Coverage(1, 1, 1, null, 0)
            : new Coverage(_met / _asked, _own / _asked, _core / _asked, _word, _missed / _asked);
    }
}
