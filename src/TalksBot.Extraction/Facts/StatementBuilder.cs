using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Turns attributions into statements: sources become the actors they stand for.</summary>
internal static class StatementBuilder
{
    /// <summary>The statements of a document, in the order of its attributions; the same statement twice is one with the evidence of both.</summary>
    public static ImmutableArray<Statement> Build(Document document)
    {
        var statements = new List<Statement>();
        var ids = new string[document.Attributions.Length];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var sentences = new SentenceIndex(document);
        for (var i = 0; i < ids.Length; i++)
        {
            var attribution = document.Attributions[i];
            var statement = ToStatement(document, sentences, attribution, attribution.Parent is { } parent ? ids[parent] : null);
            ids[i] = statement.Id;
            if (places.TryGetValue(statement.Id, out var place))
            {
                var first = statements[place];
                statements[place] = first with { Evidence = [.. first.Evidence.Union(statement.Evidence).Order()] };
            }
            else
            {
                places[statement.Id] = statements.Count;
                statements.Add(statement);
            }
        }

        return [.. statements];
    }

    private static Statement ToStatement(Document document, SentenceIndex sentences, Attribution attribution, string? reportedIn)
    {
        var body = document.Text.Text;
        var speakers = SpeakersOf(document, attribution);
        var evidence = sentences.Holding([.. attribution.Content, .. Given(attribution.Source), .. Given(attribution.Cue)]);
        var words = attribution.Content.IsEmpty
            ? string.Join(' ', evidence.Select(span => span.Slice(body)))
            : string.Join(' ', attribution.Content.Select(span => span.Slice(body)));
        var who = speakers.IsEmpty ? attribution.Source?.Slice(body) ?? "" : string.Join('|', speakers.Order(StringComparer.Ordinal));
        return new Statement
        {
            Id = StableId.Of('s', who, attribution.Polarity.ToString(), words),
            Speakers = speakers,
            Manner = attribution.Manner,
            Polarity = attribution.Polarity,
            CueClass = attribution.CueClass,
            Source = Anchored(body, attribution.Source),
            Cue = Anchored(body, attribution.Cue),
            Content = attribution.Content.IsEmpty ? null : AnchoredText.From(body, attribution.Content),
            Addressee = Anchored(body, attribution.Addressee),
            AddresseeName = attribution.Addressee is { } addressee ? document.Actors.Within(addressee).LastOrDefault()?.Actors.FirstOrDefault() : null,
            ReportedIn = reportedIn,
            When = sentences.TimeOfCue(attribution)?.Value,
            Confidence = attribution.Confidence,
            About = [.. attribution.Content.SelectMany(span => document.Actors.In(span)).Distinct(StringComparer.Ordinal)],
            Evidence = evidence,
        };
    }

    // By the heads of the source alone: the names in "a spokesman for Holt's ministry" do not speak.
    private static ImmutableArray<string> SpeakersOf(Document document, Attribution attribution)
    {
        if (attribution.SourceHead is not { } head)
        {
            return [];
        }

        // "Ann Roe, 24, from Kolm, who said": the pronoun knows better than the nearest noun.
        if (attribution.Source is { Length: 3 } source && string.Equals(source.Slice(document.Text.Text), "who", StringComparison.OrdinalIgnoreCase)
            && document.Actors.At(source) is { Kind: MentionKind.Pronoun, Actors: { IsEmpty: false } antecedents })
        {
            return antecedents;
        }

        return
        [
            .. attribution.JoinedHeads.Prepend(head)
                .SelectMany(span => document.Actors.Around(span)?.Actors ?? [])
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<TextSpan> Given(TextSpan? span) => span is { } given ? [given] : [];

    private static AnchoredText? Anchored(string body, TextSpan? span) => span is { } given ? AnchoredText.From(body, given) : null;
}
