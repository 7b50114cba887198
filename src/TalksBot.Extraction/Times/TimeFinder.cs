using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Recognises time expressions by their words and resolves them against the publication date and the tense around them.</summary>
public sealed class TimeFinder : ITimeFinder
{
    /// <inheritdoc/>
    public ImmutableArray<TimeExpression> Find(TaggedText text, DateOnly publishedOn)
    {
        ArgumentNullException.ThrowIfNull(text);
        var atoms = TimeAtoms.Read(text.Text);
        var reader = new TimeReader(text, atoms, publishedOn);
        var found = ImmutableArray.CreateBuilder<TimeExpression>();
        for (var i = 0; i < atoms.Count;)
        {
            if (reader.Read(i) is not { } match)
            {
                i++;
                continue;
            }

            var span = TextSpan.FromBounds(atoms[i].Span.Start, atoms[match.End - 1].Span.End);
            found.Add(new TimeExpression(span, match.Type, new TimeValue(match.Value)));
            i = match.End;
        }

        return found.ToImmutable();
    }
}
