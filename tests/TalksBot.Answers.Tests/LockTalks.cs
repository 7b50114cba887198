using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Answers.Tests;

/// <summary>An invented quarrel about a river lock, told as news tells it: with pronouns, silences, moved days and turns.</summary>
internal static class LockTalks
{
    private const string Body =
        """
        Esk and Carrow broke off their talks about the lock at Dunmere on Monday. The bargemen's union was not heard.

        Hanne Roth, chair of the water board, denied that guards would be sent to the gates. Whether the lock will open at night, her office would not say.

        Piet Aalders of the water board had a calmer voice. The toll might fall in autumn, he said. It was he who drew the side gate, two pilots said.

        Aalders told friends that the mill would be sold. The water board would neither confirm nor deny the sale. The pilots of Dunmere came to the hearing in May, and the bargemen did not come. The mill was meant to be painted on 6 May.

        For the second hearing Aalders would like 4 June. Roth refused that day because of the fair.

        The union has raised its demand to 60 crowns a barge. No day has been set for signing the contract.

        Esk and Carrow spoke by telephone on Saturday. On 12 June, officers of the ports on the coast will meet in Ilverby. For the next meeting of Esk and Carrow, Roth gave no date.

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
        .Actor("water board", kind: ActorKind.Organisation)
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
        .Says("Hanne Roth", "guards would be sent to the gates", "denied", fact => fact with { Polarity = Polarity.Denied })
        .Says("", "The toll might fall in autumn", "he said", fact => fact with { Source = Sketch.Words("he") })
        .Says("Piet Aalders", "the mill would be sold", "told friends")
        .Says("water board", content: null, "would neither confirm nor deny the sale")
        .Time("6 May", "2025-05-06")
        .Says("two pilots", "It was he who drew the side gate", "two pilots said")
        .Meets("Esk + Carrow", "spoke by telephone on Saturday", "2025-05-31", fact => fact with { Kind = "call", Status = MeetingStatus.Held, Medium = MeetingMedium.Phone })
        .Meets("officers", "officers of the ports on the coast will meet", "2025-06-12", fact => fact with { Where = "Ilverby" });

    private static ArticleSketch Sketch => new("lock", "2025-06-02", Body);
}
