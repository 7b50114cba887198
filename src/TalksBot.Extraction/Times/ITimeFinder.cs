using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Finds and resolves time expressions.</summary>
public interface ITimeFinder
{
    /// <summary>Time expressions of the text, in reading order, none overlapping.</summary>
    /// <param name="text">The tagged text; the tense around "on Thursday" decides whether it lies before or after.</param>
    /// <param name="publishedOn">What relative dates are counted from.</param>
    ImmutableArray<TimeExpression> Find(TaggedText text, DateOnly publishedOn);
}
