using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction.Tests;

/// <summary>A text read by the actors stage, with one place marked by [[ and ]].</summary>
internal sealed class Reading
{
    private static readonly PerceptronTagger Tagger = new();
    private static readonly QuotationFinder Quotations = new();
    private static readonly AttributionFinder Attributions = new();
    private static readonly ActorFinder Actors = new();

    private Reading(string text, TextSpan? marked, ActorMap map) => (Text, Marked, Map) = (text, marked, map);

    public string Text { get; }

    public TextSpan? Marked { get; }

    public ActorMap Map { get; }

    /// <summary>Canonical names that the marked words stand for, in order of the alphabet.</summary>
    public string Who => string.Join(" + ", (Map.Mentions.FirstOrDefault(mention => mention.Span == Marked!.Value || mention.Head == Marked.Value)
        ?? Map.At(Marked!.Value))?.Actors.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>());

    public static Reading Of(string marked, params IReadOnlyList<Actor> known)
    {
        var start = marked.IndexOf("[[", StringComparison.Ordinal);
        var text = marked.Replace("[[", "", StringComparison.Ordinal).Replace("]]", "", StringComparison.Ordinal);
        TextSpan? span = start < 0 ? null : TextSpan.FromBounds(start, marked.IndexOf("]]", StringComparison.Ordinal) - 2);
        return new Reading(text, span, Find(text, known));
    }

    public static ActorMap Find(string text, IReadOnlyList<Actor> known)
    {
        var tagged = Tagger.Tag(Tokenizer.Tokenize(text));
        var quotations = Quotations.Find(tagged);
        return Actors.Find(tagged, quotations, Attributions.Find(tagged, quotations), known);
    }

    public Actor Actor(string name) => Map.Actors.Single(actor => actor.Actor.Name == name).Actor;

    public ImmutableArray<string> Names => [.. Map.Actors.Select(actor => actor.Actor.Name)];
}
