using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>One question with all that may answer it; what the answerers of the single kinds work on.</summary>
public sealed class Inquiry
{
    private const int LongestSentence = 500;

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

    /// <summary>The item for a fact.</summary>
    public ReplyItem ItemOf(FactView view)
    {
        var item = Phrasing.Of(view, WithDates);
        if (view.Statement is { Fact: { Content: not null } spoken } && view.EvidenceText is { Length: > 0 and <= LongestSentence } told
            && spoken.Speakers.All(name => Actors.TryGetValue(name, out var speaker) && !speaker.IsNamed))
        {
            // Nobody is named: the sentence itself tells most about who spoke ("a person briefed on the talks, who …").
            item = item with { Quote = told, IsSpoken = false };
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

        return all <= 0 ? 1 : met / all;
    }

    private IEnumerable<string> Descriptions(string name) =>
        Actors.TryGetValue(name, out var actor) ? actor.Aliases.Append(actor.Role ?? "").Append(actor.Of ?? "").Append(name) : [name];

    private bool SpeaksFor(ImmutableArray<string> names, Actor body) =>
        names.Any(name => Actors.TryGetValue(name, out var actor) && (actor.Of == body.Name || Mentions(actor.Role, body)));

    private static bool Mentions(string? text, Actor body) =>
        text is not null && body.Aliases.Append(body.Name).Any(alias => alias.Length > 2 && text.Contains(alias, StringComparison.OrdinalIgnoreCase));
}
