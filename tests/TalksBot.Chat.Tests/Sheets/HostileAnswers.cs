using CsCheck;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests;

/// <summary>Answers in which every text is somebody else's, and meant badly; the platforms' tests share them.</summary>
internal static class HostileAnswers
{
    public const string Family = "👨‍👩‍👧‍👦";
    public const string Pings = "@everyone @here <@1> <@!1> <@&1> <#1> <!channel> <!here> <!everyone> <@U1> <#C1|x> <!subteam^S1>";
    public const string Links = "[x](http://y.example) <https://a.example|b> <http://c.example> https://d.example/e www.f.example discord.gg/g [i](<http://j.example>)";
    public const string Marks = "``` `code` **bold** *i* __u__ _i_ ~~s~~ ||hidden|| # h > q - l \\ &amp; &lt; :smile: <:x:1> <t:1:R> <id:guide> </cmd:1> <!date^1^{date}|x>";
    public const string Hidden = "a\u202Eb\u2066c\u200Bd\uFEFFe\u0007f\u009Bg\u00ADh\u2028i\U000E0041j\u3164k\uD800l";
    public const string RightToLeft = "قال الوزير إن المحادثات مستمرة";

    /// <summary>What stacks up over the lines above.</summary>
    public static string Stacked { get; } = "Z" + string.Concat(Enumerable.Repeat("\u0301\u0316\u0338", 30));

    /// <summary>Texts of all kinds, alone and together.</summary>
    public static string[] Texts { get; } =
    [
        Pings, Links, Marks, Hidden, RightToLeft, Stacked, "\n# heading\n- list\n1. one\n> quote\n>>> all\n-# small", "", " ", "\n\n", "…", "|", "]", ")", "(", "\\", "*", "&",
        "@everyone <@&1> [x](http://y)", string.Concat(Enumerable.Repeat(Family, 900)), string.Concat(Enumerable.Repeat("<&>`*_", 1700)), new string('x', 10_000), new string('-', 10_000),
        string.Concat(Enumerable.Repeat("Two words. ", 950)), string.Concat(Enumerable.Repeat(RightToLeft + " ", 300)), string.Concat(Enumerable.Repeat("日本語。", 2000)),
    ];

    /// <summary>Addresses that may and may not be linked.</summary>
    public static string?[] Urls { get; } =
    [
        null, "", "https://example.org/a", "http://user:pass@example.org/b?api_key=1&id=2", "javascript:alert(1)", "https://example.org/)](http://evil.example)", "https://example.org/a|b>c<d\"e f",
        "https://example.org/" + new string('a', 3000), "data:text/html,x", "//example.org", "https://пример.example/ä?q=ö#x", "ftp://example.org", "https://example.org/@everyone/<!channel>", "http://[::1]/x",
    ];

    /// <summary>Any answer made of these.</summary>
    public static Gen<ChatAnswer> Any { get; } =
        from kind in Gen.Enum<AnswerKind>()
        from title in Text
        from lead in Text.Null()
        from items in Item.Array[0, 14]
        from more in Item.Array[0, 4]
        from note in Text.Null()
        from pages in Gen.Int[1, 50]
        from buttons in Button.Array[0, 30]
        from locale in OneOf<string?>("de", "ja", "xx", null)
        select new ChatAnswer(kind, new Reply
        {
            Title = title,
            Kind = ReplyKind.Statement,
            Lead = lead,
            Items = [.. items],
            More = [.. more],
            Note = note,
            Page = pages - 1,
            PageCount = pages,
        })
        {
            Buttons = [.. buttons],
            Locale = locale,
        };

    /// <summary>One answer that has <paramref name="text"/> in every place.</summary>
    public static ChatAnswer Everywhere(string text, int items = 40) => new(AnswerKind.Answer, new Reply
    {
        Title = text,
        Kind = ReplyKind.Statement,
        Lead = text,
        Items = [.. Enumerable.Range(0, items).Select(index => AnItem(text, $"https://example.org/{index}", spoken: index % 2 == 0))],
        Note = text,
        PageCount = 7,
        Page = 1,
    })
    {
        Buttons =
        [
            new ChatButton(ButtonKind.Previous, "Previous", "s.p0"),
            new ChatButton(ButtonKind.Next, "Next", "s.p2"),
            .. Enumerable.Range(0, 8).Select(index => new ChatButton(ButtonKind.Suggestion, text, $"s.a{index}")),
            new ChatButton(ButtonKind.Show, "Show to channel", "s.s0"),
        ],
    };

    /// <summary>One of these, each as likely as the other.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<string> Text => OneOf(Texts).Array[1, 4].Select(parts => string.Join(' ', parts));

    private static Gen<ReplyItem> Item =>
        from text in Text
        from url in OneOf(Urls)
        from spoken in Gen.Bool
        select AnItem(text, url, spoken);

    private static Gen<ChatButton> Button =>
        from kind in Gen.Enum<ButtonKind>()
        from label in Text
        from key in Gen.Int[0, 40]
        from enabled in Gen.Bool
        select new ChatButton(kind, label, $"s.a{key}", enabled);

    private static ReplyItem AnItem(string text, string? url, bool spoken) => new()
    {
        Kind = ReplyKind.Statement,
        Head = text,
        Quote = text,
        IsSpoken = spoken,
        Details = [text, text],
        When = new TimeValue("2025-03-11T14:00+02:00"),
        Citations = [.. new[] { 1, 2 }.Select(number => new Citation(
            new ArticleRevision(new ArticleId($"{url}{number}"), 1, text, number == 1 ? text : null, number == 1 ? $"Outlet {text}" : null, url, new DateOnly(2025, 3, 11), IsPublishedAssumed: number == 2),
            new TextSpan(0, 1),
            "x"))],
    };
}
