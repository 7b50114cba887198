using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Text to facts: tokens, tags, quotations, attributions, actors, times, then statements, proposals and meetings.</summary>
public sealed class Extractor : IExtractor
{
    private readonly ITagger _tagger;
    private readonly IQuotationFinder _quotations;
    private readonly IAttributionFinder _attributions;
    private readonly ITimeFinder _times;
    private readonly IActorFinder? _actors;
    private readonly IProposalFinder? _proposals;
    private readonly IMeetingFinder? _meetings;

    /// <summary>An extractor of these stages.</summary>
    /// <param name="tagger">Parts of speech and lemmas.</param>
    /// <param name="quotations">Words between quotation marks.</param>
    /// <param name="attributions">Who is the source of what.</param>
    /// <param name="times">Time expressions.</param>
    /// <param name="actors">Names, roles and pronouns; null leaves all speakers unresolved.</param>
    /// <param name="proposals">Null looks for none.</param>
    /// <param name="meetings">Null looks for none.</param>
    public Extractor(
        ITagger tagger,
        IQuotationFinder quotations,
        IAttributionFinder attributions,
        ITimeFinder times,
        IActorFinder? actors,
        IProposalFinder? proposals,
        IMeetingFinder? meetings)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        ArgumentNullException.ThrowIfNull(quotations);
        ArgumentNullException.ThrowIfNull(attributions);
        ArgumentNullException.ThrowIfNull(times);
        (_tagger, _quotations, _attributions, _times) = (tagger, quotations, attributions, times);
        (_actors, _proposals, _meetings) = (actors, proposals, meetings);
    }

    /// <inheritdoc/>
    public string Version => "4";

    /// <summary>The extractor with the project's own stages.</summary>
    public static Extractor Create() => new(
        new PerceptronTagger(),
        new QuotationFinder(),
        new LearnedAttributionFinder(),
        new TimeFinder(),
        new ActorFinder(),
        new ProposalFinder(),
        new MeetingFinder());

    /// <inheritdoc/>
    public ArticleFacts Extract(Article article, IReadOnlyList<Actor> known)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(known);
        var text = _tagger.Tag(Tokenizer.Tokenize(article.Body));
        var quotations = _quotations.Find(text);
        var kinds = PassageKinds.Of(text, article.Title);
        var attributions = WithinBody(text, kinds, _attributions.Find(text, quotations));
        var actors = _actors?.Find(text, quotations, attributions, known) ?? new ActorMap([], []);
        var times = _times.Find(text, article.PublishedOn);
        var document = new Document(text, article.PublishedOn, quotations, attributions, actors, times);
        return new ArticleFacts
        {
            Statements = StatementBuilder.Build(document),
            Proposals = [.. (_proposals?.Find(document) ?? []).Where(proposal => !IsDisowned(proposal, attributions))],
            Meetings = _meetings?.Find(document) ?? [],
            Times = times,
            Actors = actors.Actors,
            Passages = Passages(document, kinds),
        };
    }

    // "She denied that she had offered a deal", "he accused her of demanding a bribe": nobody made that offer or demand.
    private static bool IsDisowned(Proposal proposal, ImmutableArray<Attribution> attributions) => attributions.Any(attribution =>
        (attribution.Polarity != Polarity.Said || attribution.CueLemma is "accuse" or "deny" or "blame")
        && attribution.Content.Any(span => span.Contains(proposal.Content.Extent)));

    // Bylines report nothing, and a correction tells what was wrong.
    private static ImmutableArray<Attribution> WithinBody(TaggedText text, ImmutableArray<PassageKind> kinds, ImmutableArray<Attribution> found)
    {
        var numbers = new int?[found.Length];
        var kept = ImmutableArray.CreateBuilder<Attribution>(found.Length);
        for (var i = 0; i < found.Length; i++)
        {
            var at = found[i].Cue ?? found[i].Content[0];
            var kind = kinds[text.Tokens.ParagraphOf(text.Tokens.SentenceOf(text.Tokens.TokenAt(at.Start)))];
            if (kind is PassageKind.Furniture or PassageKind.Correction)
            {
                continue;
            }

            if (found[i].Parent is { } parent && numbers[parent] is null)
            {
                continue;
            }

            if (CueSense.Of(text, found[i]) is not { } told)
            {
                continue;
            }

            numbers[i] = kept.Count;
            kept.Add(told with { Parent = found[i].Parent is { } outer ? numbers[outer] : null });
        }

        return kept.ToImmutable();
    }

    private static ImmutableArray<Passage> Passages(Document document, ImmutableArray<PassageKind> kinds)
    {
        var tokens = document.Text.Tokens;
        var passages = ImmutableArray.CreateBuilder<Passage>(tokens.Sentences.Length);
        var nextTime = 0;
        for (var paragraph = 0; paragraph < tokens.Paragraphs.Length; paragraph++)
        {
            var sentences = tokens.Paragraphs[paragraph];
            for (var sentence = sentences.First; sentence < sentences.End; sentence++)
            {
                var span = tokens.SpanOf(tokens.Sentences[sentence]);
                var times = ImmutableArray.CreateBuilder<TimeExpression>();
                for (; nextTime < document.Times.Length && document.Times[nextTime].Span.Start < span.End; nextTime++)
                {
                    if (span.Contains(document.Times[nextTime].Span))
                    {
                        times.Add(document.Times[nextTime]);
                    }
                }

                passages.Add(new Passage(span, paragraph, kinds[paragraph], document.Actors.In(span), times.ToImmutable()));
            }
        }

        return passages.MoveToImmutable();
    }
}
