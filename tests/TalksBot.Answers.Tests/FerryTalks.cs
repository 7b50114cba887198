using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Answers.Tests;

/// <summary>Two invented articles on one quarrel, with their facts put in by hand: what an extractor without faults would find.</summary>
internal static class FerryTalks
{
    public const string Engineer = "“The boats will not sail without a second engineer,”";
    public const string Dull = "“A cook can be dull and right,”";
    public const string TwoBoatsInside = "two boats would be sold";
    public const string TwoBoats = "Marl had told her that two boats would be sold";

    private const string FirstBody =
        """
        The ferry talks between the Sound Line and the Deckhands’ Guild opened in Kelm on Monday.

        “The boats will not sail without a second engineer,” Orla Venn, president of the Deckhands’ Guild, told reporters on Monday. She said the guild would strike if night watches were cut.

        Tobias Marl, director of the Sound Line, denied that night watches would be cut. “Nobody has written such a paper,” he said.

        Marl offered a raise of six per cent if the guild accepted a longer season. The guild refused the offer.

        The mediator, Ines Calloway, said Marl had told her that two boats would be sold. The Sound Line declined to say which boats.

        The Sound Line and the Deckhands’ Guild will meet in Kelm on May 13.
        """;

    private const string SecondBody =
        """
        The talks in Kelm between the Sound Line and the Deckhands’ Guild, planned for May 13, were put off to May 20 because the mediator was ill. No date was announced for the visit of transport minister Dag Oyelaran to the Sound Line.

        Marl offered a raise of eight per cent on Tuesday. “Eight is the roof,” he said.

        “A cook can be dull and right,” said Lena Venn, a ship’s cook. She said she would not strike.

        A call between Ines Calloway and Tobias Marl took place on Monday.
        """;

    /// <summary>Before the meeting of 13 May was to be.</summary>
    public static DateOnly EarlyMay => new(2025, 5, 7);

    /// <summary>The day after the second article.</summary>
    public static DateOnly MidMay => new(2025, 5, 15);

    public static ArticleSketch First => Actors(new ArticleSketch("ferry-1", "2025-05-06", FirstBody) { Title = "Ferry talks open in Kelm" })
        .Refers("She said the guild", "Orla Venn")
        .Refers("he said", "Tobias Marl")
        .Time("Monday", "2025-05-05")
        .Time("May 13", "2025-05-13")
        .Says("Orla Venn", Engineer, "told", fact => fact with { Addressee = null, When = new TimeValue("2025-05-05") })
        .Says("Orla Venn", "the guild would strike if night watches were cut", "said")
        .Says("Tobias Marl", "night watches would be cut", "denied", fact => fact with { Polarity = Polarity.Denied })
        .Says("Tobias Marl", "“Nobody has written such a paper,”", "said")
        .Says("Ines Calloway", TwoBoats, "said")
        .Says("Tobias Marl", TwoBoatsInside, "told", fact => fact with { ReportedIn = OuterId, AddresseeName = "Ines Calloway" })
        .Says("Sound Line", content: null, "declined to say which boats")
        .Proposes("Tobias Marl", "a raise of six per cent", fact => fact with
        {
            Kind = ProposalKind.Offer,
            Conditions = [Sketch1.Words("if the guild accepted a longer season")],
            Responses = [new Response("Deckhands’ Guild", ResponseKind.Refused, Sketch1.Words("The guild refused the offer").Spans[0])],
        })
        .Meets("Sound Line + Deckhands’ Guild", "will meet in Kelm", "2025-05-13", fact => fact with { Id = "mkelm", Where = "Kelm" });

    public static ArticleSketch Second => Actors(new ArticleSketch("ferry-2", "2025-05-14", SecondBody) { Title = "Ferry talks put off" })
        .Refers("he said", "Tobias Marl")
        .Refers("She said she", "Lena Venn")
        .Time("May 13", "2025-05-13")
        .Time("May 20", "2025-05-20")
        .Time("Tuesday", "2025-05-13")
        .Time("Monday", "2025-05-12")
        .Says("Tobias Marl", "“Eight is the roof,”", "said")
        .Says("Lena Venn", Dull, "said")
        .Says("Lena Venn", "she would not strike", "said")
        .Proposes("Tobias Marl", "a raise of eight per cent", fact => fact with { Kind = ProposalKind.Offer, When = new TimeValue("2025-05-13") })
        .Meets("Sound Line + Deckhands’ Guild", "were put off to May 20", "2025-05-20", fact => fact with
        {
            Id = "mkelm",
            Where = "Kelm",
            Status = MeetingStatus.Postponed,
            Previously = new TimeValue("2025-05-13"),
            Reason = Sketch2.Words("because the mediator was ill"),
        })
        .Meets("Dag Oyelaran + Sound Line", "No date was announced for the visit", when: null, fact => fact with { Kind = "visit", IsDateUnannounced = true })
        .Meets("Ines Calloway + Tobias Marl", "took place on Monday", "2025-05-12", fact => fact with { Kind = "call", Status = MeetingStatus.Held, Medium = MeetingMedium.Phone });

    private static ArticleSketch Sketch1 => new("ferry-1", "2025-05-06", FirstBody);

    private static ArticleSketch Sketch2 => new("ferry-2", "2025-05-14", SecondBody);

    private static string OuterId => StableId.Of('s', "Ines Calloway", TwoBoats);

    public static async Task<InMemoryFactStore> FirstOnlyAsync()
    {
        var store = new InMemoryFactStore();
        await First.SaveToAsync(store);
        return store;
    }

    public static async Task<InMemoryFactStore> BothAsync()
    {
        var store = await FirstOnlyAsync();
        await Second.SaveToAsync(store);
        return store;
    }

    private static ArticleSketch Actors(ArticleSketch sketch) => sketch
        .Actor("Orla Venn", "president of the Deckhands’ Guild", of: "Deckhands’ Guild")
        .Actor("Lena Venn", "ship’s cook")
        .Actor("Tobias Marl", "director of the Sound Line", of: "Sound Line", aliases: "Marl")
        .Actor("Ines Calloway", "mediator", aliases: ["Calloway", "The mediator", "the mediator"])
        .Actor("Dag Oyelaran", "transport minister", aliases: "Oyelaran")
        .Actor("Deckhands’ Guild", kind: ActorKind.Organisation, aliases: ["the guild", "The guild"])
        .Actor("Sound Line", kind: ActorKind.Organisation, aliases: "the line");
}
