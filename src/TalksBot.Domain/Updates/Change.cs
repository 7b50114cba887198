using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>What a change is about, and what a subscription can ask for.</summary>
public enum FactKind
{
    /// <summary>A <see cref="Domain.Statement"/>.</summary>
    Statement,

    /// <summary>A <see cref="Domain.Proposal"/>.</summary>
    Proposal,

    /// <summary>A <see cref="Domain.Response"/> to a proposal; its id is that of the proposal, who answered and how: <see cref="ChangedFact.ResponseId"/>.</summary>
    Response,

    /// <summary>A <see cref="Domain.Meeting"/>.</summary>
    Meeting,
}

/// <summary>What happened to a fact.</summary>
public enum ChangeKind
{
    /// <summary>Told for the first time in at least one dossier of its article.</summary>
    New,

    /// <summary>An edited article tells it otherwise than before; <see cref="Change.ReplacedId"/> is the fact it takes the place of.</summary>
    Corrected,

    /// <summary>A meeting that was known has another date, hour, place or status; <see cref="Change.Before"/> is what it was.</summary>
    Moved,

    /// <summary>No article says it any more, or it was retracted.</summary>
    Withdrawn,
}

/// <summary>A fact by kind and id.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id; of a response, <see cref="ResponseId"/>.</param>
public readonly record struct ChangedFact(FactKind Kind, string Id)
{
    /// <summary>The id of a response: the same whichever article tells of it.</summary>
    public static string ResponseId(string proposalId, string by, ResponseKind kind) => $"{proposalId}/{StableId.Normalise(by)}/{(int)kind}";

    /// <summary>The id of the proposal that a response answers.</summary>
    public static string ProposalOf(string responseId) => responseId.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? responseId[..slash] : responseId;
}

/// <summary>When, where and whether a meeting was to be, before it changed.</summary>
/// <param name="When">The day or range, or null.</param>
/// <param name="Where">The place, or null.</param>
/// <param name="Status">What was to become of it.</param>
public sealed record MeetingBefore(TimeValue? When, string? Where, MeetingStatus Status)
{
    /// <summary>The instant at which it was to begin, UTC, or null where no hour and zone were told.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>One entry of the change log. Written in the transaction that stores the facts; never altered.</summary>
public sealed record Change
{
    /// <summary>Its place in the log: greater than that of every earlier change; numbers may be missing, none is used twice.</summary>
    public required long Sequence { get; init; }

    /// <summary>What happened.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>To which fact.</summary>
    public required ChangedFact Fact { get; init; }

    /// <summary>Of a correction: the id that the fact had; else null.</summary>
    public string? ReplacedId { get; init; }

    /// <summary>Of a move: what it was; else null.</summary>
    public MeetingBefore? Before { get; init; }

    /// <summary>The article that brought it; of a retraction, the newest of <see cref="Dossiers"/> that told it.</summary>
    public required ArticleId Article { get; init; }

    /// <summary>Day of publication of that article: what is old is no news.</summary>
    public required DateOnly PublishedOn { get; init; }

    /// <summary>When it was stored, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Dossiers of the article; empty for none. Of a retraction one of them: each dossier that told the fact has a change of its own, in words that it sees.</summary>
    public ImmutableArray<string> Dossiers { get; init; } = [];

    /// <summary>Dossiers of the articles that told the fact before this change, each once; "" stands for articles that belong to none. Empty when nobody told it.</summary>
    public ImmutableArray<string> KnownIn { get; init; } = [];

    /// <summary>Of a withdrawal: dossiers of the articles that go on telling the fact, "" for none, so that only those who see none of them have lost it. Empty when nobody tells it any more.</summary>
    public ImmutableArray<string> StillIn { get; init; } = [];

    /// <summary>Canonical names of those who act in it or are acted on: speakers and addressee; proposers, those it is put to and those who answered; who answered and whose proposal it is; participants and organiser.</summary>
    public ImmutableArray<string> Actors { get; init; } = [];

    /// <summary>The sentences behind it, for topics to be looked for; at most <see cref="MaxTextLength"/> code units.</summary>
    public required string Text { get; init; }

    /// <summary>The fact in its article's words (content of a statement or proposal, sentence of a meeting), to be able to speak of it when it is withdrawn; at most <see cref="MaxWordsLength"/> code units.</summary>
    public required string Words { get; init; }

    /// <summary>Code units of <see cref="Text"/>, at the most.</summary>
    public const int MaxTextLength = 2000;

    /// <summary>Code units of <see cref="Words"/>, at the most.</summary>
    public const int MaxWordsLength = 500;

    /// <summary>Whether this is news to those who see what <paramref name="scope"/> shows: they see the article, and saw none before that told the fact.</summary>
    /// <remarks>A move or a correction is news to whoever sees the article; a withdrawal to those of them who see no other that tells the fact.</remarks>
    public bool IsNewsTo(FactScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Shows(Dossiers) && Kind switch
        {
            ChangeKind.New => !IsIn(KnownIn, scope),
            ChangeKind.Withdrawn => !IsIn(StillIn, scope),
            _ => true,
        };
    }

    private static bool IsIn(ImmutableArray<string> dossiers, FactScope scope) => scope.Dossier is { } dossier
        ? dossiers.Contains(dossier, StringComparer.Ordinal)
        : dossiers.Any(name => name.Length == 0 || !scope.Hidden.Contains(name, StringComparer.Ordinal));
}

/// <summary>Reads the change log.</summary>
public interface IChangeLog
{
    /// <summary>The changes after <paramref name="after"/>, in order; those of one article stay together, so that a batch may be somewhat longer than <paramref name="limit"/>.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<ImmutableArray<Change>> ReadChangesAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>The last sequence in use; 0 for none yet.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<long> GetLastChangeAsync(CancellationToken cancellationToken);

    /// <summary>The changes recorded in [<paramref name="since"/>, <paramref name="until"/>), newest first, at most <paramref name="limit"/>.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<ImmutableArray<Change>> ListChangesAsync(DateTimeOffset since, DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes changes recorded before <paramref name="before"/> that the matcher has read.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing changed.</exception>
    Task<int> PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
