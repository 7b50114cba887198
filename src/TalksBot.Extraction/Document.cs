using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>A text with all that the stages before the facts have found in it.</summary>
/// <param name="Text">Tokens, tags, lemmas.</param>
/// <param name="PublishedOn">Day of publication.</param>
/// <param name="Quotations">Words between quotation marks.</param>
/// <param name="Attributions">Who is named as the source of what.</param>
/// <param name="Actors">Who appears, and where.</param>
/// <param name="Times">Time expressions, resolved.</param>
public sealed record Document(
    TaggedText Text,
    DateOnly PublishedOn,
    ImmutableArray<Quotation> Quotations,
    ImmutableArray<Attribution> Attributions,
    ActorMap Actors,
    ImmutableArray<TimeExpression> Times);

/// <summary>Finds proposals and the responses to them.</summary>
public interface IProposalFinder
{
    /// <summary>In reading order.</summary>
    ImmutableArray<Proposal> Find(Document document);
}

/// <summary>Finds meetings, calls and other talks, held or to come.</summary>
public interface IMeetingFinder
{
    /// <summary>In reading order; one entry a meeting, however often the text returns to it.</summary>
    ImmutableArray<Meeting> Find(Document document);
}
