using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>One question with all that may answer it; what the answerers of the single kinds work on.</summary>
public sealed class Inquiry
{
    private const int LongestSentence = 500;
    private const int LongestWithBefore = 700;

    private readonly Dictionary<(FactView, bool), Coverage> _coverage = [];
    private readonly CoverageMeter _whole;
    private readonly CoverageMeter _withoutSubject;

    /// <summary>A question with its candidates.</summary>
    /// <param name="question">The question.</param>
    /// <param name="views">Facts that may answer.</param>
    /// <param name="actors">The actors in them, by canonical name.</param>
    public Inquiry(Question question, IReadOnlyList<FactView> views, IReadOnlyDictionary<string, Actor> actors)
    {
        Question = question;
        Views = views;
        Actors = actors;
        Phrasing = new FactPhrasing(actors);
        _whole = new CoverageMeter(question, countSubject: true);
        _withoutSubject = new CoverageMeter(question, countSubject: false);
    }

    /// <summary>The question.</summary>
    public Question Question { get; }

    /// <summary>Facts that may answer.</summary>
    public IReadOnlyList<FactView> Views { get; }

    /// <summary>The actors in them, by canonical name.</summary>
    public IReadOnlyDictionary<string, Actor> Actors { get; }

    /// <summary>Puts facts into words.</summary>
    public FactPhrasing Phrasing { get; }

    /// <summary>Whether the day of publication may stand in the answer's text: not where a date is asked for, it would pass for the answer.</summary>
    public bool WithDates => (Question.Asked & (Asked.When | Asked.Clock)) == Asked.Nothing;

    /// <summary>The same question with the facts of one article only.</summary>
    public Inquiry Within(ArticleRevision article) => new(Question, [.. Views.Where(view => view.Article == article)], Actors);

    /// <summary>The item for a fact, with the sentence before it where it cannot be read without.</summary>
    public ReplyItem ItemOf(FactView view)
    {
        var item = OwnItemOf(view);
        return NeedsSentenceBefore(view) ? WithSentenceBefore(view, item) : item;
    }

    // Who "she" is, where "there" is: a statement's speaker is named in front, so its words stand alone.
    private bool NeedsSentenceBefore(FactView view) => view switch
    {
        { Statement: not null } when Question.Asked.HasFlag(Asked.Who) && Anaphora.IsAboutPronoun(view.CoreBag, isSpeakerAsked: Question.Intent is Intent.WhoSaid or Intent.WhoProposed) => true,
        { Statement.Fact: { Polarity: not Polarity.Declined } fact } => fact.Speakers.IsEmpty || (fact.Source is { Text: var source } && source.StartsWith("the ", StringComparison.OrdinalIgnoreCase)
            && fact.Speakers.All(name => Actors.TryGetValue(name, out var speaker) && speaker is { IsNamed: false, Kind: ActorKind.Person })),
        { Proposal.Fact: { } fact } => fact.By.IsEmpty,
        { Statement: null } => Anaphora.BeginsWithPronoun(view.EvidenceBag) || ((Question.Asked.HasFlag(Asked.Where) || !Question.Times.IsEmpty) && Anaphora.PointsToPlaceOrDay(view.EvidenceBag)),
        _ => false,
    };

    private ReplyItem WithSentenceBefore(FactView view, ReplyItem item)
    {
        var told = view.EvidenceText;
        var before = Anaphora.Before(view);
        if (told.Length == 0 || before.Count == 0)
        {
            return item;
        }

        // All of it where it is short, else who it is and what was asked for.
        var (setting, gap) = (string.Join(' ', before.Select(sentence => sentence.Citations[0].Text)), " ");
        if (told.Length + setting.Length > LongestWithBefore)
        {
            before = [before[0]];
            (setting, gap) = (before[0].Citations[0].Text, " … ");
        }

        if (told.Length + setting.Length > LongestWithBefore)
        {
            return item;
        }

        var outlet = OutletOf(view);
        return item with
        {
            Head = view.Kind is ReplyKind.Statement or ReplyKind.Proposal ? WithDates ? $"{outlet} ({DatePhrasing.Day(view.Article.PublishedOn)})" : outlet : item.Head,
            Quote = $"{setting}{gap}{told}",
            IsSpoken = false,
            Citations = [.. before.Select(sentence => sentence.Citations[0]), .. item.Citations],
            Details = WithDates && view.Kind != ReplyKind.Passage ? item.Details : [.. before.SelectMany(FactPhrasing.Dates), .. item.Details],
        };
    }

    private static string OutletOf(FactView view) => view.Article.Outlet ?? view.Article.Title ?? view.Article.Stem;

    private ReplyItem OwnItemOf(FactView view)
    {
        var item = Phrasing.Of(view, WithDates);
        if (view.Statement is { Fact: { Content: not null } spoken } && view.EvidenceText is { Length: > 0 and <= LongestSentence } told
            && spoken.Speakers.All(name => Actors.TryGetValue(name, out var speaker) && !speaker.IsNamed))
        {
            // Nobody is named: the sentence itself tells most about who spoke ("a person briefed on the talks, who …").
            item = item with { Quote = told, IsSpoken = false };
        }

        if ((view is { Statement.Fact: { Polarity: Polarity.Said, Manner: Manner.Indirect } } && Silences.SaysNothing(view.EvidenceBag))
            || (view is { Statement.Fact: { Polarity: Polarity.Declined } unsaid } && unsaid.Speakers.All(name => Actors.TryGetValue(name, out var silent) && !silent.IsNamed)))
        {
            // Nor is "Its statement gave no answer" anybody's answer: the sentence stands for itself.
            // "Has said nothing about the toll": the toll is not what was said.
            item = item with { Head = WithDates ? $"{OutletOf(view)} ({DatePhrasing.Day(view.Article.PublishedOn)})" : OutletOf(view), Quote = view.EvidenceText };
        }

        if (view is { Passage.Fact: { Kind: PassageKind.Correction } correction, Context: { } notes })
        {
            // A correction is what was wrong and what is right: the whole note.
            var note = notes.Passages.Where(passage => passage.Fact.Paragraph == correction.Paragraph).Select(passage => passage.Citations[0]).ToImmutableArray();
            item = item with { Quote = TextCut.AtSentence(string.Join(' ', note.Select(citation => citation.Text)), LongestSentence), Citations = note };
        }

        if (view is { Proposal: { } proposal, Context: { } around })
        {
            // The sentences in which others answered are cited too.
            var responses = proposal.Fact.Responses.SelectMany(response => around.Passages.Where(passage => passage.Fact.Span.Overlaps(response.Evidence)).Select(passage => passage.Citations[0]));
            item = item with { Citations = [.. item.Citations.Concat(responses).Distinct()] };
        }

        if (view is { Proposal.Fact.Conditions: { IsEmpty: false } conditions, Context: { } setting })
        {
            var sentences = conditions.SelectMany(condition => setting.Passages.Where(passage => passage.Fact.Span.Overlaps(condition.Extent)).Select(passage => passage.Citations[0]));
            item = item with { Citations = [.. item.Citations.Concat(sentences).Distinct()] };
        }

        if (WithDates || view.Kind is not (ReplyKind.Statement or ReplyKind.Proposal) || view.Context is not { } context || view.Sentences.First < 0)
        {
            return item;
        }

        // Where a date is asked for, "on Monday" is none.
        var dates = Enumerable.Range(view.Sentences.First, view.Sentences.Last - view.Sentences.First + 1).SelectMany(i => FactPhrasing.Dates(context.Passages[i]));
        return item with { Details = item.Details.AddRange(dates) };
    }

    /// <summary>How much of the question <paramref name="view"/> meets.</summary>
    /// <param name="view">The fact.</param>
    /// <param name="countSubject">Whether the subject counts; not where it is checked as the speaker.</param>
    public Coverage Cover(FactView view, bool countSubject = true)
    {
        if (!_coverage.TryGetValue((view, countSubject), out var coverage))
        {
            _coverage[(view, countSubject)] = coverage = (countSubject ? _whole : _withoutSubject).Measure(view);
        }

        return coverage;
    }

    /// <summary>How far the one who speaks, proposes or holds the position is who was asked about: 1 himself, less for somebody who speaks for it, 0 another.</summary>
    /// <param name="names">Canonical names of speakers or proposers.</param>
    /// <param name="source">The words that name the source, or null.</param>
    public double IsSubject(ImmutableArray<string> names, string? source)
    {
        if (Question.Subject is { } subject)
        {
            if (names.Any(subject.Names.Contains))
            {
                return 1;
            }

            return subject.Matches.Any(match => match.Actor.Kind != ActorKind.Person && (SpeaksFor(names, match.Actor) || Mentions(source, match.Actor))) ? 0.7 : 0;
        }

        if (Question.SubjectTerms.IsEmpty)
        {
            return 1;
        }

        var described = new TermBag(string.Join(' ', names.SelectMany(Descriptions).Append(source ?? "")));
        double met = 0, all = 0;
        foreach (var term in Question.SubjectTerms)
        {
            all += term.Weight;
            met += term.Weight * described.Match(term.Term);
        }

        // "The lawyer who advises the union" is no other of the union's people.
        var isOther = Question.SubjectHead is { } head && described.Match(head) == 0;
        return all <= 0 ? 1 : met / all * (isOther ? 0.5 : 1);
    }

    /// <summary>Whether the actor called <paramref name="name"/> belongs to <paramref name="asked"/>, or the other way round: a minister to the country, a country to its minister.</summary>
    public bool StandsFor(string name, NamedActor asked) => asked.Matches.Any(match =>
        SpeaksFor([name], match.Actor) || (Actors.TryGetValue(name, out var actor) && (match.Actor.Of == actor.Name || Mentions(match.Actor.Role, actor) || Mentions(name, match.Actor))));

    private IEnumerable<string> Descriptions(string name) =>
        Actors.TryGetValue(name, out var actor) ? actor.Aliases.Append(actor.Role ?? "").Append(actor.Of ?? "").Append(name) : [name];

    private bool SpeaksFor(ImmutableArray<string> names, Actor body) =>
        names.Any(name => Actors.TryGetValue(name, out var actor) && (actor.Of == body.Name || Mentions(actor.Role, body)));

    private static bool Mentions(string? text, Actor body) =>
        text is not null && body.Aliases.Append(body.Name).Any(alias => alias.Length > 2 && text.Contains(alias, StringComparison.OrdinalIgnoreCase));
}
