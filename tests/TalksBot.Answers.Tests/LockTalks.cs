using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Answers.Tests;

/// <summary>An invented quarrel about a river lock, told as news tells it: with pronouns, silences, moved days and turns.</summary>
internal static class LockTalks
{
    private const string Body =
        """
        Esk and Carrow broke off their talks about the lock at Dunmere on Monday. The bargemen's union was not heard.

        Hanne Roth, chair of the water board, denied that toll collectors were being lined up for the spring. Whether the lock will open at night, her office would not say.

        Piet Aalders of the water board was milder. The gate could open by ten, he said. It was he who first thought of a second gate, officials said.

        Aalders had asked for 4 June for the second hearing. Roth turned that date down.

        The union now wants 40 crowns a barge, down from 52. A date for the signing of the contract has not been fixed.

        Esk and Carrow spoke by telephone on Saturday. On 12 June, officers of the ports on the coast will meet in Ilverby. As to when Esk and Carrow will meet next, Roth gave no date.

        The second closing of the lock is planned for 20 July. It will take place at noon. The crane at Dunmere was sold on 2 May, and its new owner wants to move it. The move is to begin at dawn on 9 June.
        """;

    /// <summary>The day after the article.</summary>
    public static DateOnly Today => new(2025, 6, 3);

    public static async Task<InMemoryFactStore> StoreAsync()
    {
        var store = new InMemoryFactStore();
        await Article.SaveToAsync(store);
        return store;
    }

    private static ArticleSketch Article => new ArticleSketch("lock", "2025-06-02", Body) { Title = "Talks about Dunmere lock broken off" }
        .Actor("Hanne Roth", "chair of the water board", aliases: "Roth")
        .Actor("Piet Aalders", "engineer", aliases: "Aalders")
        .Actor("Esk", kind: ActorKind.Government)
        .Actor("Carrow", kind: ActorKind.Government)
        .Actor("officers", kind: ActorKind.Organisation)
        .Actor("bargemen's union", kind: ActorKind.Organisation, aliases: "The union")
        .Time("Saturday", "2025-05-31")
        .Time("4 June", "2025-06-04")
        .Time("12 June", "2025-06-12")
        .Time("20 July", "2025-07-20")
        .Time("2 May", "2025-05-02")
        .Time("9 June", "2025-06-09")
        .Says("Hanne Roth", "toll collectors were being lined up for the spring", "denied", fact => fact with { Polarity = Polarity.Denied })
        .Says("", "The gate could open by ten", "he said", fact => fact with { Source = Sketch.Words("he") })
        .Says("officials", "It was he who first thought of a second gate", "officials said")
        .Meets("Esk + Carrow", "spoke by telephone on Saturday", "2025-05-31", fact => fact with { Kind = "call", Status = MeetingStatus.Held, Medium = MeetingMedium.Phone })
        .Meets("officers", "officers of the ports on the coast will meet", "2025-06-12", fact => fact with { Where = "Ilverby" });

    private static ArticleSketch Sketch => new("lock", "2025-06-02", Body);
}
