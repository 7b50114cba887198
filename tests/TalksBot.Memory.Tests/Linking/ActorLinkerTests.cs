using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Memory.Tests;

public sealed class ActorLinkerTests
{
    [Fact]
    public async Task A_surname_means_the_only_person_of_it_in_the_dossier() =>
        Assert.Contains("Ada Wren", await KnownAfterAsync([Full("Ada Wren")], Bare("Wren")));

    [Fact]
    public async Task A_surname_of_two_stays_a_surname() =>
        Assert.DoesNotContain("Ada Wren", await KnownAfterAsync([Full("Ada Wren"), Full("Eve Wren")], Bare("Wren")));

    [Fact]
    public async Task A_surname_of_another_government_stays_a_surname() =>
        Assert.DoesNotContain("Ada Wren", await KnownAfterAsync([Full("Ada Wren", of: "Port Selm")], Bare("Wren", of: "Ostrava Bay")));

    [Fact]
    public async Task A_surname_that_only_resembles_stays_a_surname() =>
        Assert.DoesNotContain("Ada Wrenn", await KnownAfterAsync([Full("Ada Wrenn")], Bare("Wren")));

    [Fact]
    public async Task A_first_name_is_no_surname() =>
        Assert.DoesNotContain("Ada Wren", await KnownAfterAsync([Full("Ada Wren")], Bare("Ada")));

    [Fact]
    public async Task A_namesake_in_the_article_itself_keeps_them_apart() =>
        Assert.DoesNotContain("Ada Wren", await KnownAfterAsync([Full("Ada Wren")], Bare("Wren").Actor("Eve Wren")));

    [Fact]
    public async Task Outside_a_dossier_the_government_has_to_agree()
    {
        Assert.DoesNotContain("Ada Wren", await KnownAfterAsync([Full("Ada Wren")], Bare("Wren"), isInDossier: false));
        Assert.Contains(
            "Ada Wren", await KnownAfterAsync([Full("Ada Wren", of: "Port Selm")], Bare("Wren", of: "Port Selm"), isInDossier: false));
    }

    [Fact]
    public async Task A_role_means_its_only_holder_in_the_same_government()
    {
        Assert.Contains("Ada Wren", await KnownAfterAsync([Full("Ada Wren", of: "Port Selm", role: "the ferry minister")], Role("Port Selm")));
        Assert.DoesNotContain("Ada Wren", await KnownAfterAsync([Full("Ada Wren", of: "Port Selm", role: "the ferry minister")], Role("Ostrava Bay")));
        Assert.DoesNotContain("Ada Wren", await KnownAfterAsync([Full("Ada Wren", of: "Port Selm", role: "the ferry minister")], Role(of: null)));
    }

    [Fact]
    public async Task The_statement_is_stored_under_the_whole_name()
    {
        var extractor = new SketchExtractor
        {
            Resolve = (facts, known) => known.FirstOrDefault(actor => actor.Aliases.Contains("Wren")) is { } actor
                ? facts with { Statements = [.. facts.Statements.Select(statement => statement with { Speakers = [actor.Name] })] }
                : facts,
        };
        var memories = new Memories(extractor, Memories.Ferry());
        await memories.AddAsync(Full("Ada Wren"));

        await memories.AddAsync(Bare("Wren").Says("Wren", "Wren would wait", "said"));

        var found = Assert.Single(await memories.Store.FindStatementsAsync(new StatementQuery(), TestContext.Current.CancellationToken));
        Assert.Equal(["Ada Wren"], found.Fact.Speakers);
    }

    private static async Task<IEnumerable<string>> KnownAfterAsync(ArticleSketch[] stored, ArticleSketch next, bool isInDossier = true)
    {
        var extractor = new SketchExtractor
        {
            Resolve = (facts, _) => facts with
            {
                Actors = [.. facts.Actors.Select(found => found with { Actor = found.Actor with { IsNamed = char.IsUpper(found.Actor.Name[0]) } })],
            },
        };
        var memories = new Memories(extractor, Memories.Ferry());
        foreach (var sketch in stored)
        {
            await memories.AddAsync(sketch);
        }

        memories.Extractor.Replace(next);
        var article = next.Article with { Dossiers = isInDossier ? ["ferry"] : [] };
        await memories.Memory().RememberAsync(article, TestContext.Current.CancellationToken);
        return memories.Extractor.Calls.Last().Known;
    }

    private static ArticleSketch Full(string name, string? of = null, string? role = null) =>
        new ArticleSketch($"about {name}", "2025-10-14", $"{name} came.") { Dossiers = ["ferry"] }.Actor(name, role, of: of, aliases: role is null ? [] : [role]);

    private static ArticleSketch Bare(string name, string? of = null) =>
        new ArticleSketch("bare", "2025-10-15", $"The board said {name} would wait.") { Dossiers = ["ferry"] }.Actor(name, of: of);

    private static ArticleSketch Role(string? of) =>
        new ArticleSketch("bare", "2025-10-15", "The ferry minister would wait.") { Dossiers = ["ferry"] }.Actor("ferry minister", of: of);
}
