using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>Facts as blocks: rich text, which Slack does not parse, and the sources in small letters below.</summary>
internal static class SlackItem
{
    private const int MaxHead = 600;
    private const int MaxSection = 100;
    private const int MaxSources = 5;
    private const int MaxDetails = 12;

    // Of the most that all items may take.
    private const int LongestItem = 3500;

    /// <summary>All items in at most <paramref name="length"/> code units; each keeps its sources, and the prose is what is shortened.</summary>
    public static IEnumerable<SlackBlock> Render(ImmutableArray<SheetItem> items, int length)
    {
        if (items.IsEmpty)
        {
            return [];
        }

        var isOnly = items.Length == 1;
        var share = Math.Min(LongestItem, Shortening.FairShare(items.Select(LengthOf).ToList(), length));
        return items.SelectMany(item => Item(item, share, isOnly));
    }

    // An upper bound of what the item takes, escapes and addresses included.
    private static int LengthOf(SheetItem item) => Math.Min(
        LongestItem,
        (item.Section?.Length ?? 0) + item.Head.Length + (item.Quote?.Length ?? 0) + item.Details.Sum(detail => detail.Length + 1) + 100
            + item.Sources.Take(MaxSources).Sum(source => (2 * source.Label.Length) + (2 * (source.Title?.Length ?? 0)) + (source.Url?.Length ?? 0) + 20));

    private static IEnumerable<SlackBlock> Item(SheetItem item, int length, bool isOnly)
    {
        if (item.Section is { } section && Shortening.Fit(section, Math.Min(MaxSection, length / 4), SlackEscape.Plain) is { Length: > 0 } heading)
        {
            yield return new SlackHeader(new SlackPlainText(heading));
            length -= heading.Length;
        }

        var sources = Sources(item.Sources, length / 2, isOnly);
        var left = length - sources.Length;
        var head = Shortening.Fit(item.Head, Math.Min(MaxHead, (left / 2) - 2), SlackEscape.Rich);
        left -= head.Length + 1;
        var details = Details(item, item.Quote is null ? left : left / 2);
        left -= details.Sum(run => run is SlackRun words ? words.Text.Length : 60);
        var parts = ImmutableArray.CreateBuilder<SlackRichTextPart>();
        if (head.Length > 0)
        {
            parts.Add(new SlackRichTextSection([new SlackRun(head + item.HeadEnd) { Style = SlackStyle.Strong }]));
        }

        if (item.Quote is { } quote && Shortening.Fit(quote, left - 2, words => SlackEscape.Rich(item.IsSpoken ? $"“{words}”" : words)) is { Length: > 0 } words)
        {
            parts.Add(new SlackRichTextQuote([new SlackRun(words)]));
        }

        if (!details.IsEmpty)
        {
            parts.Add(new SlackRichTextSection(details));
        }

        if (parts.Count > 0)
        {
            yield return new SlackRichText(parts.ToImmutable());
        }

        if (sources.Length > 0)
        {
            yield return new SlackContext([new SlackMrkdwn(sources)]);
        }
    }

    private static ImmutableArray<SlackRichTextElement> Details(SheetItem item, int length)
    {
        var runs = ImmutableArray.CreateBuilder<SlackRichTextElement>();
        if (item.At is { } at)
        {
            runs.Add(new SlackRun("In your time: "));
            runs.Add(new SlackDate(at.ToUnixTimeSeconds(), "{date_long} {time}", at.ToUniversalTime().ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture)));
            length -= 100;
        }

        foreach (var detail in item.Details.Take(MaxDetails))
        {
            var line = Shortening.Fit(detail, length - 1, SlackEscape.Rich);
            if (line.Length == 0)
            {
                break;
            }

            runs.Add(new SlackRun(runs.Count > 0 ? "\n" + line : line));
            length -= line.Length + 1;
        }

        return runs.ToImmutable();
    }

    // The first is named in any case; where there is no room for its address, without a link.
    private static string Sources(ImmutableArray<SheetSource> sources, int length, bool withTitles)
    {
        var text = new StringBuilder();
        foreach (var (index, source) in sources.Take(MaxSources).Index())
        {
            var lead = index == 0 ? "" : "\n";
            var more = sources.Length > index + 1 ? 40 : 0;
            var linked = lead + SlackEscape.Link(source.Label, source.Url);
            var full = withTitles && source.Title is not null ? linked + SlackEscape.Mrkdwn($": {source.Title}") : linked;
            var line = new[] { full, linked, lead + SlackEscape.Mrkdwn(source.Label) }.FirstOrDefault(candidate => text.Length + candidate.Length + more <= length);
            if (line is null && index > 0)
            {
                return text.Append(" · ").Append(sources.Length - index).Append(" more").ToString();
            }

            text.Append(line ?? Shortening.Fit(source.Label, length - more, SlackEscape.Mrkdwn));
        }

        return sources.Length > MaxSources ? text.Append(" · ").Append(sources.Length - MaxSources).Append(" more").ToString() : text.ToString();
    }
}
