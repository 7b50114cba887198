using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Terminal.Tests;

/// <summary>Replies with defaults for what does not matter.</summary>
internal static class Replies
{
    public static Reply AReply(params ReplyItem[] items) => new() { Title = "Harbour", Kind = ReplyKind.Statement, Items = [.. items] };

    public static ReplyItem AnItem(string head = "Rut Almqvist said on 3 May 2026", string? quote = "The quay stays shut", string title = "Quay shut", string? url = null) => new()
    {
        Kind = ReplyKind.Statement,
        Head = head,
        Quote = quote,
        IsSpoken = true,
        Citations = [new Citation(
            new ArticleRevision(new ArticleId("a"), 1, "quay", title, "Harbour Post", url, new DateOnly(2026, 5, 4), IsPublishedAssumed: false),
            new TextSpan(3, 4),
            "quay")],
    };
}
