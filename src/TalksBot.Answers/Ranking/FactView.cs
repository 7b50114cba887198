using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>One fact as the ranking sees it: words, actors and times, whatever its kind.</summary>
public sealed class FactView
{
    private TermBag? _core;
    private TermBag? _evidence;

    /// <summary>What kind of fact it is.</summary>
    public required ReplyKind Kind { get; init; }

    /// <summary>The revision it was read from.</summary>
    public required ArticleRevision Article { get; init; }

    /// <summary>The words behind it.</summary>
    public required ImmutableArray<Citation> Citations { get; init; }

    /// <summary>The words that state it: a statement's content, a sentence.</summary>
    public required string Core { get; init; }

    /// <summary>Canonical names of all actors in it.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>Days it speaks of or happened on.</summary>
    public ImmutableArray<TimeValue> Times { get; init; } = [];

    /// <summary>The statement, when it is one.</summary>
    public Found<Statement>? Statement { get; init; }

    /// <summary>The proposal, when it is one.</summary>
    public Found<Proposal>? Proposal { get; init; }

    /// <summary>The meeting, when it is one.</summary>
    public Found<Meeting>? Meeting { get; init; }

    /// <summary>The sentence, when it is one.</summary>
    public Found<Passage>? Passage { get; init; }

    /// <summary>Its article's sentences, or null when they were not read.</summary>
    public ArticleContext? Context { get; init; }

    /// <summary>Indexes of its first and last sentence in <see cref="Context"/>; -1 when not known.</summary>
    public (int First, int Last) Sentences { get; init; } = (-1, -1);

    /// <summary>The words of <see cref="Core"/>.</summary>
    public TermBag CoreBag => _core ??= Sentence ?? new TermBag(Core);

    /// <summary>The words of the whole sentences.</summary>
    public TermBag EvidenceBag => _evidence ??= Sentence ?? new TermBag(EvidenceText);

    // A sentence is read once, for itself and for its neighbours.
    private TermBag? Sentence => Passage is not null && Context is { } context && Sentences.First >= 0 ? context.BagOf(Sentences.First) : null;

    /// <summary>The whole sentences in the newest article.</summary>
    public string EvidenceText => string.Join(' ', Citations.Where(citation => citation.Article == Article).Select(citation => citation.Text));
}

/// <summary>Makes views of facts.</summary>
public static class FactViews
{
    /// <summary>Every fact of <paramref name="candidates"/>.</summary>
    public static List<FactView> Of(Candidates candidates)
    {
        var views = new List<FactView>();
        views.AddRange(candidates.Statements.Select(found => Of(found, candidates)));
        views.AddRange(candidates.Proposals.Select(found => Of(found, candidates)));
        views.AddRange(candidates.Meetings.Select(found => Of(found, candidates)));
        foreach (var context in candidates.Articles.Values)
        {
            for (var i = 0; i < context.Passages.Length; i++)
            {
                if (context.Passages[i].Fact.Kind is PassageKind.Sentence or PassageKind.Correction or PassageKind.Heading)
                {
                    views.Add(Of(context, i));
                }
            }
        }

        return views;
    }

    /// <summary>A statement.</summary>
    public static FactView Of(Found<Statement> found, Candidates candidates)
    {
        var context = candidates.Articles.GetValueOrDefault(found.Article.Id);
        var fact = found.Fact;
        ImmutableArray<string> names = [.. fact.Speakers, .. fact.About, .. fact.AddresseeName is { } addressee ? [addressee] : ImmutableArray<string>.Empty];
        return new FactView
        {
            Kind = ReplyKind.Statement,
            Article = found.Article,
            Citations = found.Citations,
            Core = fact.Content?.Text ?? string.Join(' ', found.Citations.Select(citation => citation.Text)),
            Names = names,
            Times = Times(context, fact.Evidence, fact.When),
            Statement = found,
            Context = context,
            Sentences = At(context, fact.Evidence),
        };
    }

    /// <summary>A proposal.</summary>
    public static FactView Of(Found<Proposal> found, Candidates candidates)
    {
        var context = candidates.Articles.GetValueOrDefault(found.Article.Id);
        var fact = found.Fact;
        return new FactView
        {
            Kind = ReplyKind.Proposal,
            Article = found.Article,
            Citations = found.Citations,
            Core = string.Join(' ', fact.Conditions.Select(condition => condition.Text).Prepend(fact.Content.Text)),
            Names = [.. fact.By, .. fact.To, .. fact.Responses.Select(response => response.By)],
            Times = Times(context, fact.Evidence, fact.When),
            Proposal = found,
            Context = context,
            Sentences = At(context, fact.Evidence),
        };
    }

    /// <summary>A meeting.</summary>
    public static FactView Of(Found<Meeting> found, Candidates candidates)
    {
        var context = candidates.Articles.GetValueOrDefault(found.Article.Id);
        var fact = found.Fact;
        ImmutableArray<TimeValue> times = [.. new[] { fact.When, fact.Previously }.OfType<TimeValue>()];
        return new FactView
        {
            Kind = ReplyKind.Meeting,
            Article = found.Article,
            Citations = found.Citations,
            Core = string.Join(' ', found.Citations.Select(citation => citation.Text)) + " " + fact.Where,
            Names = [.. fact.Participants, .. fact.Organiser is { } organiser ? [organiser] : ImmutableArray<string>.Empty],
            Times = times,
            Meeting = found,
            Context = context,
            Sentences = At(context, fact.Evidence),
        };
    }

    private static FactView Of(ArticleContext context, int index)
    {
        var found = context.Passages[index];
        return new FactView
        {
            Kind = ReplyKind.Passage,
            Article = found.Article,
            Citations = found.Citations,
            Core = context.TextOf(index),
            Names = found.Fact.Actors,
            Times = [.. found.Fact.Times.Select(time => time.Value)],
            Passage = found,
            Context = context,
            Sentences = (index, index),
        };
    }

    private static (int First, int Last) At(ArticleContext? context, ImmutableArray<TextSpan> evidence) =>
        context is null || evidence.IsEmpty ? (-1, -1) : context.SentencesAt(TextSpan.FromBounds(evidence[0].Start, evidence[^1].End));

    private static ImmutableArray<TimeValue> Times(ArticleContext? context, ImmutableArray<TextSpan> evidence, TimeValue? when)
    {
        var times = ImmutableArray.CreateBuilder<TimeValue>();
        if (when is { } known)
        {
            times.Add(known);
        }

        var (first, last) = At(context, evidence);
        for (var i = first; context is not null && i >= 0 && i <= last; i++)
        {
            times.AddRange(context.Passages[i].Fact.Times.Select(time => time.Value));
        }

        return times.ToImmutable();
    }
}
