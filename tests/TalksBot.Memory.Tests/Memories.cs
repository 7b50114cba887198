using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Memory.Tests;

/// <summary>A memory over a store of its own.</summary>
internal sealed class Memories(SketchExtractor extractor, params Dossier[] dossiers)
{
    public Memories(params ArticleSketch[] sketches)
        : this(new SketchExtractor(sketches))
    {
    }

    public InMemoryFactStore Store { get; } = new();

    public SketchExtractor Extractor => extractor;

    public RememberArticle Memory(params Dossier[] others) =>
        new(extractor, Store, Store, new DossierMatcher(others.Length > 0 ? others : dossiers), TimeProvider.System);

    public async Task<Remembered> AddAsync(ArticleSketch sketch)
    {
        extractor.Replace(sketch);
        return await Memory().RememberAsync(sketch.Article, TestContext.Current.CancellationToken);
    }

    public static Dossier Ferry(params Actor[] actors) => new()
    {
        Name = "ferry",
        Title = "Ferry talks",
        Keywords = ["ferry talks", "truce"],
        Actors = [.. actors],
    };

    public static Actor Person(string name, params string[] aliases) => new() { Name = name, Aliases = [.. aliases] };

    public static Actor Government(string name, params string[] aliases) =>
        new() { Name = name, Kind = ActorKind.Government, Aliases = [.. aliases] };
}
