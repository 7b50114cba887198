using System.Collections.Concurrent;
using System.Collections.Immutable;
using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Memory.Tests;

/// <summary>Yields facts that were made by hand.</summary>
internal sealed class SketchExtractor(params IEnumerable<ArticleSketch> sketches) : IExtractor
{
    private readonly ConcurrentDictionary<ArticleId, ArticleSketch> _sketches =
        new(sketches.ToDictionary(sketch => sketch.Article.Id));

    private readonly ConcurrentQueue<(Article Article, ImmutableArray<string> Known)> _calls = [];

    public string Version { get; set; } = "v1";

    /// <summary>What was extracted, with the names that were known.</summary>
    public IReadOnlyCollection<(Article Article, ImmutableArray<string> Known)> Calls => _calls;

    /// <summary>Stands in for the text's own meaning of names, where a test is about that.</summary>
    public Func<ArticleFacts, IReadOnlyList<Actor>, ArticleFacts> Resolve { get; init; } = (facts, _) => facts;

    public void Replace(ArticleSketch sketch) => _sketches[sketch.Article.Id] = sketch;

    public ArticleFacts Extract(Article article, IReadOnlyList<Actor> known)
    {
        _calls.Enqueue((article, [.. known.Select(actor => actor.Name)]));
        return Resolve(_sketches[article.Id].Facts, known);
    }
}
