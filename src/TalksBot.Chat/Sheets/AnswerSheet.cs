using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>
/// An answer as it stands on the page, the same for every platform: all text cleaned (<see cref="ForeignText"/>), dates and numbers as the reader
/// writes them, only what is to be shown. A platform escapes, shortens and lays it out.
/// </summary>
public sealed record AnswerSheet
{
    /// <summary>The most items of one message; more are on further pages.</summary>
    public const int MaxItems = 10;

    private const int NearCount = 3;

    /// <summary>What it is.</summary>
    public required AnswerKind Kind { get; init; }

    /// <summary>Whether nothing that is stored answers.</summary>
    public bool IsRefused { get; init; }

    /// <summary>What was asked, one line; null where the lead says it.</summary>
    public string? Title { get; init; }

    /// <summary>Lines in front of the items.</summary>
    public ImmutableArray<SheetLine> Lead { get; init; } = [];

    /// <summary>The facts, at most <see cref="MaxItems"/>.</summary>
    public ImmutableArray<SheetItem> Items { get; init; } = [];

    /// <summary>How many items were left out, in words; or null.</summary>
    public string? LeftOut { get; init; }

    /// <summary>A caveat, or null.</summary>
    public string? Note { get; init; }

    /// <summary>"Page 2 of 7", or null where there is one.</summary>
    public string? Page { get; init; }

    /// <summary>Labels cleaned; keys each once.</summary>
    public ImmutableArray<ChatButton> Buttons { get; init; } = [];

    /// <summary>Lays <paramref name="answer"/> out.</summary>
    public static AnswerSheet Of(ChatAnswer answer)
    {
        var locale = ReaderLocale.Of(answer.Locale);
        var reply = answer.Reply;
        var nearest = reply.Items.IsEmpty ? reply.More.Take(NearCount).ToImmutableArray() : [];
        var items = nearest.IsEmpty ? reply.Items : nearest;
        var title = ForeignText.Clean(locale.Localize(reply.Title));
        var words = reply.Lead is { Length: > 0 } said ? locale.Localize(said) : reply.Items.IsEmpty ? title : "";
        var lead = words.Length == 0 ? [] : SheetLine.ReadAll(nearest.IsEmpty ? words : $"{words} The nearest that is known:", answer.Kind);
        return new AnswerSheet
        {
            Kind = answer.Kind,
            IsRefused = reply.IsRefused,
            Title = title.Length == 0 || (lead is [var only] && only.ToString() == title) ? null : title,
            Lead = lead,
            Items = [.. items.Take(MaxItems).Select((item, index) => SheetItem.Of(item, locale) with
            {
                // Said once for all that stand below it.
                Section = item.Section is { } section && (index == 0 || items[index - 1].Section != section) && ForeignText.Clean(locale.Localize(section)) is { Length: > 0 } heading ? heading : null,
            })],
            LeftOut = items.Length > MaxItems ? $"… and {locale.Number(items.Length - MaxItems)} more." : null,
            Note = reply.Note is { } note && ForeignText.Clean(locale.Localize(note)) is { Length: > 0 } caveat ? caveat : null,
            Page = reply.PageCount > 1 ? $"Page {locale.Number(reply.Page + 1)} of {locale.Number(reply.PageCount)}" : null,
            Buttons = [.. answer.Buttons.DistinctBy(button => button.Key).Select(button => button with { Label = ForeignText.Clean(button.Label) }).Where(button => button.Label.Length > 0)],
        };
    }
}

/// <summary>A fact on the page.</summary>
public sealed record SheetItem
{
    /// <summary>A heading over this item and the next ones, or null where the one before goes on.</summary>
    public string? Section { get; init; }

    /// <summary>Who and when, without end mark.</summary>
    public required string Head { get; init; }

    /// <summary>What follows the head: a colon in front of words, where it has none yet ("Talks: held on …").</summary>
    public string HeadEnd => Quote is null || Head.Contains(": ", StringComparison.Ordinal) ? "" : ":";

    /// <summary>Verbatim words, without outer quotation marks; or null.</summary>
    public string? Quote { get; init; }

    /// <summary>Whether the words are the speaker's own and stand in quotation marks.</summary>
    public bool IsSpoken { get; init; }

    /// <summary>Further sentences.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>The instant that platforms show in the reader's own zone, or null where only a day is known.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Where the words come from, each article once.</summary>
    public ImmutableArray<SheetSource> Sources { get; init; } = [];

    /// <summary>Lays <paramref name="item"/> out.</summary>
    public static SheetItem Of(ReplyItem item, ReaderLocale locale)
    {
        var articles = item.Citations.Select(citation => citation.Article).DistinctBy(article => (article.Id, article.Revision)).ToList();
        if (item.Kind == ReplyKind.Sources && articles is [var source, ..])
        {
            // An article itself: its headline in front, outlet and date with the link below.
            return new SheetItem { Head = ForeignText.Clean(source.Title ?? source.Stem), Sources = [SheetSource.Of(source, locale) with { Title = null }] };
        }

        return new SheetItem
        {
            Head = ForeignText.Clean(locale.Localize(item.Head)),
            Quote = item.Quote is null || ForeignText.Clean(item.Quote) is not { Length: > 0 } quote ? null : quote,
            IsSpoken = item.IsSpoken,
            Details = [.. item.Details.Select(detail => ForeignText.Clean(IsVerbatim(detail) ? detail : locale.Localize(detail))).Where(detail => detail.Length > 0)],
            At = item.When is { } when && when.TryGetInstant(out var instant) ? instant : null,
            Sources = [.. articles.Select(article => SheetSource.Of(article, locale))],
        };
    }

    // These lines repeat an article's words.
    private static bool IsVerbatim(string detail) => detail.StartsWith("Condition: ", StringComparison.Ordinal) || detail.StartsWith("Reason: ", StringComparison.Ordinal);
}

/// <summary>An article that is cited.</summary>
/// <param name="Outlet">Who published it, or its headline where that is not known.</param>
/// <param name="Date">When, as the reader writes it; says so where the date is assumed.</param>
/// <param name="Title">Its headline, or null where <paramref name="Outlet"/> is it.</param>
/// <param name="Url">A harmless address, or null.</param>
public sealed record SheetSource(string Outlet, string Date, string? Title, string? Url)
{
    /// <summary>The most characters of an address; with a longer one the source is named without a link.</summary>
    public const int MaxUrlLength = 500;

    private const int MaxOutletLength = 60;
    private const int MaxTitleLength = 120;

    /// <summary>"Outlet, 11 March 2025".</summary>
    public string Label => $"{Outlet}, {Date}";

    /// <summary>Names <paramref name="article"/>.</summary>
    public static SheetSource Of(ArticleRevision article, ReaderLocale locale)
    {
        var title = ForeignText.Clean(article.Title ?? "");
        var outlet = ForeignText.Clean(article.Outlet ?? "");
        return new SheetSource(
            outlet.Length > 0 ? Shortening.Cut(outlet, MaxOutletLength) : Shortening.Cut(title.Length > 0 ? title : ForeignText.Clean(article.Stem), MaxTitleLength),
            locale.Day(article.PublishedOn) + (article.IsPublishedAssumed ? " (date assumed)" : ""),
            title.Length > 0 && outlet.Length > 0 ? Shortening.Cut(title, MaxTitleLength) : null,
            WebAddress.TryClean(article.Url, MaxUrlLength));
    }
}
