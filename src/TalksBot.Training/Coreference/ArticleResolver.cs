using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Runs the whole extraction over plain texts and keeps what its actors stage says of every mention.</summary>
internal sealed class ArticleResolver
{
    // No measure of actors depends on the day of publication.
    private static readonly DateOnly AnyDay = new(2016, 1, 1);

    private readonly Extractor _extractor;
    private readonly MapKeeper _keeper = new();

    public ArticleResolver(TaggerModel tagger, AttributionModels models) => _extractor = new Extractor(
        new PerceptronTagger(tagger), new QuotationFinder(), new LearnedAttributionFinder(models), new TimeFinder(), _keeper, null, null);

    /// <summary>Actors and mentions of a text; spans count its code units.</summary>
    public ActorMap Resolve(string stem, string body)
    {
        _extractor.Extract(new Article { Id = new ArticleId(stem), Stem = stem, PublishedOn = AnyDay, Body = body }, []);
        return _keeper.Last;
    }

    /// <summary>Passes on what the stage finds, and remembers it.</summary>
    private sealed class MapKeeper : IActorFinder
    {
        private readonly ActorFinder _finder = new();

        public ActorMap Last { get; private set; } = new([], []);

        public ActorMap Find(TaggedText text, ImmutableArray<Quotation> quotations, ImmutableArray<Attribution> attributions, IReadOnlyList<Actor> known) =>
            Last = _finder.Find(text, quotations, attributions, known);
    }
}
