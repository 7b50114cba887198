using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>What a passage is to its article.</summary>
public enum PassageKind
{
    /// <summary>A sentence of the text.</summary>
    Sentence,

    /// <summary>The headline or a heading.</summary>
    Heading,

    /// <summary>A byline, caption, "read more" or other furniture; never an answer.</summary>
    Furniture,

    /// <summary>A correction or editor's note.</summary>
    Correction,
}

/// <summary>One sentence, ready to be searched.</summary>
/// <param name="Span">The sentence, with its quotation marks.</param>
/// <param name="Paragraph">Number of its paragraph in the article, from 0.</param>
/// <param name="Kind">What it is to the article.</param>
/// <param name="Actors">Canonical names of the actors in it, pronouns and roles resolved, in order.</param>
/// <param name="Times">Time expressions in it.</param>
public sealed record Passage(
    TextSpan Span,
    int Paragraph,
    PassageKind Kind,
    ImmutableArray<string> Actors,
    ImmutableArray<TimeExpression> Times);

/// <summary>Everything extracted from one revision of one article.</summary>
public sealed record ArticleFacts
{
    /// <summary>Who said what, in reading order; what is reported inside another's speech carries <see cref="Statement.ReportedIn"/>.</summary>
    public ImmutableArray<Statement> Statements { get; init; } = [];

    /// <summary>Who proposed what, in reading order.</summary>
    public ImmutableArray<Proposal> Proposals { get; init; } = [];

    /// <summary>Who met or meets, in reading order.</summary>
    public ImmutableArray<Meeting> Meetings { get; init; } = [];

    /// <summary>Time expressions, in reading order.</summary>
    public ImmutableArray<TimeExpression> Times { get; init; } = [];

    /// <summary>Who appears, in the order of first mention.</summary>
    public ImmutableArray<ArticleActor> Actors { get; init; } = [];

    /// <summary>Every sentence, in reading order.</summary>
    public ImmutableArray<Passage> Passages { get; init; } = [];
}

/// <summary>Text to facts. Pure: no I/O, no clock; the same input yields the same facts with the same ids.</summary>
public interface IExtractor
{
    /// <summary>Changes when the same text may yield other facts than before.</summary>
    string Version { get; }

    /// <summary>The facts of one article.</summary>
    /// <param name="article">Its body may be any text, hostile ones included; this never throws on it.</param>
    /// <param name="known">Actors of the dossiers, whose names and aliases win over those found in the text; may be empty.</param>
    ArticleFacts Extract(Article article, IReadOnlyList<Actor> known);
}
