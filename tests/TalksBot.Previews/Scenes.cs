using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot.Previews;

/// <summary>Something that is asked, and how it is answered where the desk is not to.</summary>
/// <param name="Asked">The line as typed.</param>
internal sealed record Scene(string Asked)
{
    public string? Locale { get; init; }

    /// <summary>Whether it is in the picture of the README.</summary>
    public bool IsPictured { get; init; }

    /// <summary>The page that is turned to.</summary>
    public int Page { get; init; }

    public ChatAnswer? Answer { get; init; }
}

/// <summary>Every command, found and not found, and what nobody should ever see do anything.</summary>
internal static class Scenes
{
    private const string Bad = "@everyone <@&1> [x](http://y.example) <!channel> `code` **bold** ||hidden|| ~~gone~~ <https://a.example|b> https://c.example </cmd:1> <t:1:R> :smile: \u202Eesrever";

    public static ImmutableArray<Scene> All { get; } =
    [
        new("/who-said \"The ball is now in their court\"") { IsPictured = true },
        new("/who-said ceasefire speaker:\"Volodymyr Zelensky\"") { Page = 1 },
        new("/who-said \"we will never sit at that table\""),
        new("/who-proposed 30-day ceasefire"),
        new("/who-proposed by:Ukraine"),
        new("/meetings"),
        new("/meetings all") { Page = 1 },
        new("/position Zelensky on:ceasefire"),
        new("/position \"Keir Starmer\""),
        new("/position Zelenkyy"),
        new("/position Merkel"),
        new("/timeline since:2025-03-11"),
        new("/brief"),
        new("/ask When do the delegations meet next?") { IsPictured = true },
        new("/ask What did Putin say about the ceasefire?"),
        new("/sources"),
        new("/sources") { Locale = "de" },
        new("/meetings past") { Locale = "ja" },
        new("/subscribe Ukraine topics:ceasefire preview:yes"),
        new("/subscribe actors:\"Marco Rubio\" how:\"every weekday\" at:\"8:30 Kyiv time\""),
        new("/subscribe how:sometimes"),
        new("/subscribe Zelenkyyy"),
        new("/subscriptions"),
        new("/subscriptions why:\"ball is now in their court\""),
        new("/unsubscribe s0"),
        new("/help"),
        new("/help who-said"),
        new("/privacy"),
        new("/dossier"),
        new("/meetings when:tomorrow"),
        new("/who-sad ceasefire"),
        new("(a moment of which the offset is known)") { Answer = Moment() },
        new("(hostile text in every place)") { Answer = Hostile() },
    ];

    private static ChatAnswer Moment() => new(AnswerKind.Answer, new Reply
    {
        Title = "Meetings",
        Kind = ReplyKind.Meeting,
        Items = [AnItem("Call between Marco Rubio and Sergey Lavrov: planned on Monday 17 March 2025", "The two will speak again on Monday at 14:00 GMT.") with { When = new TimeValue("2025-03-17T14:00Z") }],
    });

    private static ChatAnswer Hostile() => new(AnswerKind.Answer, new Reply
    {
        Title = Bad,
        Kind = ReplyKind.Statement,
        Lead = Bad,
        Items = [.. new[] { Bad, "قال الوزير إن المحادثات «مستمرة» غدا", "👨‍👩‍👧‍👦 # not a heading", string.Concat(Enumerable.Repeat("A very long sentence that goes on. ", 200)) }.Select(text => AnItem(text, text) with { Details = [text] })],
        Note = Bad,
        Page = 1,
        PageCount = 7,
    })
    {
        Buttons =
        [
            new ChatButton(ButtonKind.Previous, "Previous", "s.p0"),
            new ChatButton(ButtonKind.Next, "Next", "s.p2"),
            new ChatButton(ButtonKind.Suggestion, Bad, "s.a0"),
            new ChatButton(ButtonKind.Show, "Show to channel", "s.s0"),
        ],
    };

    private static ReplyItem AnItem(string head, string quote) => new()
    {
        Kind = ReplyKind.Statement,
        Head = head,
        Quote = quote,
        IsSpoken = true,
        Citations = [new Citation(
            new ArticleRevision(new ArticleId(head), 1, "s", head, "Harbour Post", "https://user:pass@harbour.example/a?api_key=1&id=2", new DateOnly(2025, 3, 16), IsPublishedAssumed: false),
            new TextSpan(0, 1),
            "x")],
    };
}
