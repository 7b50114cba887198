using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Chat.Tests.Subscriptions;

/// <summary>Invented articles on one quarrel, a day each.</summary>
internal static class FerryNews
{
    public const string Sail = "“The boats will not sail without a second engineer,”";

    /// <summary>7 May: a statement, another one, an offer, a meeting on 13 May.</summary>
    public static ArticleSketch Opening(string sail = Sail) => Actors(new ArticleSketch(
        "ferry-1",
        "2025-05-07",
        $"""
        {sail} Orla Venn told reporters. Tobias Marl said that night watches would be cut.

        Marl offered a raise of six per cent.

        The Sound Line and the Guild will meet in Kelm on 13 May.
        """)
    {
        Title = "Ferry talks open",
    })
        .Says("Orla Venn", sail, "told", fact => fact with { CueClass = CueClass.Demanded })
        .Says("Tobias Marl", "night watches would be cut", "said")
        .Proposes("Tobias Marl", "a raise of six per cent", fact => fact with { Id = "praise", Kind = ProposalKind.Offer })
        .Meets("Sound Line + Guild", "will meet in Kelm", "2025-05-13", fact => fact with { Id = "mkelm", Where = "Kelm" });

    /// <summary>8 May: the Guild refuses the offer; the meeting is put off to 20 May.</summary>
    public static ArticleSketch Refusal()
    {
        var sketch = Actors(new ArticleSketch(
            "ferry-2",
            "2025-05-08",
            """
            Marl offered a raise of six per cent. The Guild refused the offer.

            The Sound Line and the Guild will not meet in Kelm on 13 May but on 20 May.
            """)
        {
            Title = "Guild refuses",
        });
        return sketch
            .Proposes("Tobias Marl", "a raise of six per cent", fact => fact with { Id = "praise", Kind = ProposalKind.Offer, Responses = [new Response("Guild", ResponseKind.Refused, sketch.Words("The Guild refused the offer.").Spans[0])] })
            .Meets("Sound Line + Guild", "will not meet in Kelm", "2025-05-20", fact => fact with { Id = "mkelm", Where = "Kelm", Status = MeetingStatus.Postponed, Previously = new TimeValue("2025-05-13") });
    }

    /// <summary>8 May: the meeting of 13 May again, with what the text says of its hour, or nothing of it.</summary>
    public static ArticleSketch Hour(string stem, string? hour)
    {
        var sketch = Actors(new ArticleSketch(stem, "2025-05-08", $"The Sound Line and the Guild meet in Kelm on 13 May{(hour is null ? "" : $" at {hour}")}.") { Title = "When they meet" });
        return sketch.Meets("Sound Line + Guild", "meet in Kelm", "2025-05-13", fact => fact with { Id = "mkelm", Where = "Kelm", Clock = hour is null ? null : sketch.Words(hour) });
    }

    /// <summary>A meeting by its day, as some dossiers have it.</summary>
    public static ArticleSketch Day(string stem, string published, int day, params string[] dossiers) =>
        Actors(new ArticleSketch(stem, published, $"The Sound Line and the Guild meet in Kelm on {day} May.") { Title = "When they meet", Dossiers = [.. dossiers] })
            .Meets("Sound Line + Guild", "meet in Kelm", $"2025-05-{day}", fact => fact with { Id = "mkelm", Where = "Kelm" });

    /// <summary>9 May: the Guild accepts it after all.</summary>
    public static ArticleSketch Acceptance()
    {
        var sketch = Actors(new ArticleSketch("ferry-3", "2025-05-09", "Marl offered a raise of six per cent. On Friday the Guild accepted it. “A good day,” said Orla Venn.") { Title = "Guild accepts" });
        return sketch
            .Says("Orla Venn", "“A good day,”", "said")
            .Proposes("Tobias Marl", "a raise of six per cent", fact => fact with { Id = "praise", Kind = ProposalKind.Offer, Responses = [new Response("Guild", ResponseKind.Accepted, sketch.Words("On Friday the Guild accepted it.").Spans[0])] });
    }

    /// <summary>An article with <paramref name="count"/> statements of one speaker.</summary>
    public static ArticleSketch Many(int count)
    {
        var sketch = Actors(new ArticleSketch("ferry-many", "2025-05-07", string.Join(' ', Enumerable.Range(1, count).Select(number => $"Orla Venn said that point {number} matters."))) { Title = "Many points" });
        return Enumerable.Range(1, count).Aggregate(sketch, (all, number) => all.Says("Orla Venn", $"point {number} matters", "said"));
    }

    private static ArticleSketch Actors(ArticleSketch sketch) => sketch
        .Actor("Orla Venn", "president of the Guild")
        .Actor("Tobias Marl", "director of the Sound Line", aliases: "Marl")
        .Actor("Guild", kind: ActorKind.Organisation)
        .Actor("Sound Line", kind: ActorKind.Organisation);
}
