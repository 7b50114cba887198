using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>Reads facts back. Facts of superseded revisions are never returned, and nothing of an article that the scope does not show.</summary>
/// <remarks>
/// A fact that seen and unseen articles carry is returned as the seen ones have it: their words, names, dates and citations.
/// The methods without a scope are for an <see cref="ArticleId"/> that a scoped one returned, and for whoever writes articles:
/// an article is seen as a whole or not at all, so whoever holds its id may read it. None of them may be given an id that
/// came from a person.
/// </remarks>
public interface IFactReader
{
    /// <summary>Counts and dates of what may be seen, exact. With hidden dossiers it takes time in proportion to what they hold.</summary>
    Task<StoreSummary> GetSummaryAsync(FactScope scope, CancellationToken cancellationToken);

    /// <summary>Latest revisions, newest publication first.</summary>
    Task<ImmutableArray<ArticleRevision>> ListArticlesAsync(FactScope scope, int limit, CancellationToken cancellationToken);

    /// <summary>The article whose latest revision citations call <paramref name="stem"/> (compared by ordinal value), or null.</summary>
    /// <remarks>Not for answers: it sees every article, because stems are unique among all. This looks through the list of articles; a store that has many overrides it with an index.</remarks>
    async Task<ArticleRevision?> FindByStemAsync(string stem, CancellationToken cancellationToken) =>
        (await ListArticlesAsync(FactScope.All, int.MaxValue, cancellationToken)).FirstOrDefault(article => article.Stem == stem);

    /// <summary>The text of a revision, or null when it is not stored; to check and place citations of facts that a scope has shown.</summary>
    Task<string?> FindBodyAsync(ArticleId id, int revision, CancellationToken cancellationToken);

    /// <summary>Actors whose name or alias is like <paramref name="name"/>: same letters first, then without diacritics, then misspelt or transliterated otherwise.</summary>
    /// <param name="scope">What may be seen: names, role and aliases come from the articles that it shows.</param>
    /// <param name="name">A whole name, a surname or an alias as a person types it.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    Task<ImmutableArray<ActorMatch>> FindActorsAsync(FactScope scope, string name, int limit, CancellationToken cancellationToken);

    /// <summary>The actors with these canonical names, as the articles that <paramref name="scope"/> shows describe them; those that none of these knows are missing from the result.</summary>
    Task<ImmutableDictionary<string, Actor>> GetActorsAsync(FactScope scope, IReadOnlyCollection<string> names, CancellationToken cancellationToken);

    /// <summary>Actors that a person may mean who has typed <paramref name="prefix"/> so far, most mentioned first; spelling is forgiven.</summary>
    Task<ImmutableArray<string>> CompleteActorsAsync(FactScope scope, string prefix, int limit, CancellationToken cancellationToken);

    /// <summary>In how many passages each term occurs (stemmed, diacritics folded), to tell rare words from common ones; absent terms count 0.</summary>
    /// <remarks>A statistic of everything stored, hidden or not: it weighs words and is never shown.</remarks>
    Task<ImmutableDictionary<string, long>> CountTermsAsync(IReadOnlyCollection<string> terms, CancellationToken cancellationToken);

    /// <summary>Statements that match, newest first.</summary>
    Task<ImmutableArray<Found<Statement>>> FindStatementsAsync(StatementQuery query, CancellationToken cancellationToken);

    /// <summary>Proposals that match, newest first.</summary>
    Task<ImmutableArray<Found<Proposal>>> FindProposalsAsync(ProposalQuery query, CancellationToken cancellationToken);

    /// <summary>Meetings that match, by date; those without one last.</summary>
    Task<ImmutableArray<Found<Meeting>>> FindMeetingsAsync(MeetingQuery query, CancellationToken cancellationToken);

    /// <summary>Sentences that match, newest article first, then in reading order.</summary>
    Task<ImmutableArray<Found<Passage>>> FindPassagesAsync(PassageQuery query, CancellationToken cancellationToken);

    /// <summary>The sentences of an article's latest revision from paragraph <paramref name="firstParagraph"/> to <paramref name="lastParagraph"/>, both inclusive.</summary>
    Task<ImmutableArray<Found<Passage>>> ReadPassagesAsync(ArticleId id, int firstParagraph, int lastParagraph, CancellationToken cancellationToken);
}

/// <summary>A fact with the words behind it.</summary>
/// <typeparam name="T">Statement, Proposal, Meeting or Passage.</typeparam>
/// <param name="Fact">Its spans point into the text of <paramref name="Article"/>.</param>
/// <param name="Article">The revision it was read from; where several articles carry the fact, the newest.</param>
/// <param name="Citations">The fact's evidence in <paramref name="Article"/> first, then that in other articles.</param>
public sealed record Found<T>(T Fact, ArticleRevision Article, ImmutableArray<Citation> Citations);

/// <summary>How a name that was asked for matched.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="MatchedName">The name or alias of it that matched.</param>
/// <param name="Similarity">1 for the same letters, less for folded or misspelt ones; at least 0.5.</param>
/// <param name="Mentions">In how many passages the actor occurs; with hidden dossiers at least so many of those that may be seen.</param>
public sealed record ActorMatch(Actor Actor, string MatchedName, double Similarity, long Mentions);

/// <summary>Counts and dates of what may be seen.</summary>
/// <param name="Articles">Articles, latest revisions only.</param>
/// <param name="Statements">Statements.</param>
/// <param name="Proposals">Proposals.</param>
/// <param name="Meetings">Meetings.</param>
/// <param name="Actors">Actors.</param>
/// <param name="FirstPublishedOn">Oldest publication date, or null when nothing is stored.</param>
/// <param name="LastPublishedOn">Newest publication date, or null when nothing is stored.</param>
public sealed record StoreSummary(
    long Articles,
    long Statements,
    long Proposals,
    long Meetings,
    long Actors,
    DateOnly? FirstPublishedOn,
    DateOnly? LastPublishedOn);

/// <summary>Words to look for: each group must occur by at least one of its words, compared by stem and without diacritics.</summary>
/// <param name="Groups">Groups of alternatives; empty matches everything.</param>
/// <param name="Phrase">Words that must stand next to each other in this order, or null.</param>
public sealed record TextMatch(ImmutableArray<ImmutableArray<string>> Groups, string? Phrase = null)
{
    /// <summary>Matches everything.</summary>
    public static TextMatch Any { get; } = new([]);
}

/// <summary>Common to all queries.</summary>
public abstract record FactQuery
{
    /// <summary>What may be seen.</summary>
    public FactScope Scope { get; init; } = FactScope.All;

    /// <summary>Words in the fact or the sentences around it.</summary>
    public TextMatch Text { get; init; } = TextMatch.Any;

    /// <summary>Published on or after this day, or null.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Published on or before this day, or null.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Only facts of these articles; empty for all.</summary>
    public ImmutableArray<ArticleId> Articles { get; init; } = [];

    /// <summary>Only facts with these ids; empty for all. Passages have none.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>How many at the most.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>Asks for statements; <see cref="FactQuery.Text"/> is looked for in the content, and with <see cref="IncludeEvidence"/> in the whole sentences.</summary>
public sealed record StatementQuery : FactQuery
{
    /// <summary>Canonical names, one of which must be a speaker; empty for all.</summary>
    public ImmutableArray<string> Speakers { get; init; } = [];

    /// <summary>Canonical names, one of which must be spoken of or to; empty for all.</summary>
    public ImmutableArray<string> About { get; init; } = [];

    /// <summary>Whether the words may stand anywhere in the sentences, not in the content alone.</summary>
    public bool IncludeEvidence { get; init; }

    /// <summary>Whether statements known through another speaker only are returned too.</summary>
    public bool IncludeReported { get; init; } = true;
}

/// <summary>Asks for proposals; <see cref="FactQuery.Text"/> is looked for in their sentences.</summary>
public sealed record ProposalQuery : FactQuery
{
    /// <summary>Canonical names, one of which must be a proposer; empty for all.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>Canonical names, one of which must have responded or be the one it is put to; empty for all.</summary>
    public ImmutableArray<string> Others { get; init; } = [];
}

/// <summary>Asks for meetings; <see cref="FactQuery.Text"/> is looked for in their sentences.</summary>
public sealed record MeetingQuery : FactQuery
{
    /// <summary>Canonical names, each of which must take part (or organise); empty for all.</summary>
    public ImmutableArray<string> With { get; init; } = [];

    /// <summary>Its last day is this one or a later one, or it has no date; null for all.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Its first day is this one or an earlier one; null for all.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether the latest dates come first, and are kept where more match than <see cref="FactQuery.Limit"/>; meetings without a date come last all the same.</summary>
    public bool LatestFirst { get; init; }
}

/// <summary>Asks for sentences.</summary>
public sealed record PassageQuery : FactQuery
{
    /// <summary>Canonical names, each of which must occur, be it as a pronoun; empty for all.</summary>
    public ImmutableArray<string> Actors { get; init; } = [];
}
