using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Facts that were asked for by id, put into words as answers are: for messages that nobody asked for just now.</summary>
public sealed class FactSet
{
    // Ids in one query.
    private const int ChunkSize = 200;

    private readonly Dictionary<string, Found<Statement>> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Found<Proposal>> _proposals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Found<Meeting>> _meetings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Found<Proposal> Proposal, Response Response)> _responses = new(StringComparer.Ordinal);
    private readonly Dictionary<(ArticleId, int), string?> _bodies = [];

    private FactSet()
    {
    }

    /// <summary>Puts these facts into words.</summary>
    public FactPhrasing Phrasing { get; private set; } = new(ImmutableDictionary<string, Actor>.Empty);

    /// <summary>Looks facts up; those that are not told any more, or not where <paramref name="scope"/> sees them, are missing afterwards.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="scope">What may be seen.</param>
    /// <param name="facts">Any; of a response, its proposal is looked up.</param>
    /// <param name="cancellationToken">Stops between two queries.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public static async Task<FactSet> LoadAsync(IFactReader reader, FactScope scope, IReadOnlyCollection<ChangedFact> facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(facts);
        var set = new FactSet();
        foreach (var ids in Ids(facts, FactKind.Statement))
        {
            foreach (var found in await reader.FindStatementsAsync(new StatementQuery { Scope = scope, Ids = ids, Limit = ids.Length }, cancellationToken))
            {
                set._statements[found.Fact.Id] = found;
            }
        }

        foreach (var ids in Ids(facts, FactKind.Proposal, FactKind.Response))
        {
            foreach (var found in await reader.FindProposalsAsync(new ProposalQuery { Scope = scope, Ids = ids, Limit = ids.Length }, cancellationToken))
            {
                set._proposals[found.Fact.Id] = found;
                await set.AddAsync(reader, found, cancellationToken);
            }
        }

        foreach (var ids in Ids(facts, FactKind.Meeting))
        {
            foreach (var found in await reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, Ids = ids, Limit = ids.Length }, cancellationToken))
            {
                set._meetings[found.Fact.Id] = found;
            }
        }

        var names = set._statements.Values.SelectMany(found => found.Fact.Speakers).Concat(set._proposals.Values.SelectMany(found => found.Fact.By)).Distinct(StringComparer.Ordinal).ToList();
        set.Phrasing = new FactPhrasing(names.Count == 0 ? ImmutableDictionary<string, Actor>.Empty : await reader.GetActorsAsync(scope, names, cancellationToken));
        return set;
    }

    /// <summary>Looks a response up in the article that told it: a newer one may tell of the proposal and say nothing of the response.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task AddResponseAsync(IFactReader reader, FactScope scope, string responseId, ArticleId article, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var query = new ProposalQuery { Scope = scope, Ids = [ChangedFact.ProposalOf(responseId)], Articles = [article], Limit = 1 };
        foreach (var found in await reader.FindProposalsAsync(query, cancellationToken))
        {
            await AddAsync(reader, found, cancellationToken);
        }
    }

    private async Task AddAsync(IFactReader reader, Found<Proposal> found, CancellationToken cancellationToken)
    {
        var article = (found.Article.Id, found.Article.Revision);
        if (!found.Fact.Responses.IsEmpty && !_bodies.ContainsKey(article))
        {
            _bodies[article] = await reader.FindBodyAsync(found.Article.Id, found.Article.Revision, cancellationToken);
        }

        foreach (var response in found.Fact.Responses)
        {
            _responses.TryAdd(ChangedFact.ResponseId(found.Fact.Id, response.By, response.Kind), (found, response));
        }
    }

    /// <summary>A statement, or null.</summary>
    public Found<Statement>? Statement(string id) => _statements.GetValueOrDefault(id);

    /// <summary>A proposal, or null.</summary>
    public Found<Proposal>? Proposal(string id) => _proposals.GetValueOrDefault(id);

    /// <summary>A meeting, or null.</summary>
    public Found<Meeting>? Meeting(string id) => _meetings.GetValueOrDefault(id);

    /// <summary>The proposal of a response with the response; null when nobody tells it any more.</summary>
    /// <param name="responseId">See <see cref="ChangedFact.ResponseId"/>.</param>
    public (Found<Proposal> Proposal, Response Response)? Response(string responseId) => _responses.TryGetValue(responseId, out var found) ? found : null;

    /// <summary>A fact in words with its citations, as answers show it; null when it is not told any more.</summary>
    public ReplyItem? ItemOf(ChangedFact fact) => fact.Kind switch
    {
        FactKind.Statement => Statement(fact.Id) is { } statement ? Phrasing.Statement(statement) : null,
        FactKind.Proposal => Proposal(fact.Id) is { } proposal ? WithResponses(proposal, Phrasing.Proposal(proposal)) : null,
        FactKind.Response => Response(fact.Id) is var (proposal, response) ? ItemOf(proposal, response) : null,
        _ => Meeting(fact.Id) is { } meeting ? FactPhrasing.Meeting(meeting) : null,
    };

    /// <summary>The article that tells a fact; the newest where several do; null when none does.</summary>
    public ArticleRevision? ArticleOf(ChangedFact fact) => fact.Kind switch
    {
        FactKind.Statement => Statement(fact.Id)?.Article,
        FactKind.Meeting => Meeting(fact.Id)?.Article,
        FactKind.Response => Response(fact.Id)?.Proposal.Article,
        _ => Proposal(ChangedFact.ProposalOf(fact.Id))?.Article,
    };

    // Who answered, in the words of the sentence that says so; what was answered stands below.
    private ReplyItem ItemOf(Found<Proposal> proposal, Response response)
    {
        var by = Phrasing.Proposers(proposal.Fact) is { IsEmpty: false } proposers ? $" of {string.Join(", ", proposers)}" : "";
        var said = response.Kind switch
        {
            ResponseKind.Accepted => "accepted a proposal",
            ResponseKind.AcceptedInPrinciple => "accepted in principle a proposal",
            ResponseKind.Refused => "refused a proposal",
            _ => "neither accepted nor refused outright a proposal",
        };
        var sentence = Sentence(proposal.Article, response.Evidence);
        return new ReplyItem
        {
            Kind = ReplyKind.Proposal,
            FactId = proposal.Fact.Id,
            Head = $"{response.By} {said}{by} ({DatePhrasing.Day(proposal.Article.PublishedOn)})",
            Quote = sentence?.Text,
            Details = [$"Proposed: “{TextCut.AtSentence(proposal.Fact.Content.Text, LongestContent)}”"],
            Citations = sentence is null ? proposal.Citations : [.. proposal.Citations.Prepend(sentence).Distinct()],
            When = TimeValue.Of(proposal.Article.PublishedOn),
        };
    }

    private const int LongestContent = 200;

    // The sentences in which others answered are cited too.
    private ReplyItem WithResponses(Found<Proposal> proposal, ReplyItem item) =>
        item with { Citations = [.. item.Citations.Concat(proposal.Fact.Responses.Select(response => Sentence(proposal.Article, response.Evidence)).OfType<Citation>()).Distinct()] };

    private Citation? Sentence(ArticleRevision article, TextSpan span) =>
        _bodies.GetValueOrDefault((article.Id, article.Revision)) is { } body && span is { Start: >= 0, Length: > 0 } && span.Start <= body.Length - span.Length
            ? new Citation(article, span, span.Slice(body))
            : null;

    private static IEnumerable<ImmutableArray<string>> Ids(IReadOnlyCollection<ChangedFact> facts, params FactKind[] kinds) =>
        facts.Where(fact => kinds.Contains(fact.Kind)).Select(fact => ChangedFact.ProposalOf(fact.Id)).Distinct(StringComparer.Ordinal).Chunk(ChunkSize).Select(ids => ids.ToImmutableArray());
}
