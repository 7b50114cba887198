using System.Collections.Immutable;
using System.Text;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>Facts as lines of an embed's description.</summary>
internal static class DiscordItem
{
    private const int MaxHead = 500;
    private const int MaxSection = 100;
    private const int MaxSources = 5;
    private const int MaxDetails = 12;

    // A line in small grey letters.
    private const string Start = "\n-# ";

    /// <summary>All items, a blank line between two, in at most <paramref name="length"/> code units; each keeps its sources, and the prose is what is shortened.</summary>
    public static string Render(ImmutableArray<SheetItem> items, int length)
    {
        if (items.IsEmpty)
        {
            return "";
        }

        var total = length - (2 * (items.Length - 1));
        var whole = items.Select(item => Item(item, total, isOnly: items.Length == 1)).ToList();
        var share = Shortening.FairShare(whole.ConvertAll(text => text.Length), total);
        return string.Join("\n\n", whole.Zip(items, (text, item) => text.Length <= share ? text : Item(item, share, isOnly: false)));
    }

    private static string Item(SheetItem item, int length, bool isOnly)
    {
        var section = item.Section is null ? "" : $"### {Shortening.Fit(item.Section, Math.Min(MaxSection, length / 4), DiscordEscape.Markdown)}\n";
        length -= section.Length;
        var sources = Sources(item.Sources, length / 2, isOnly);
        var left = length - sources.Length;
        var head = Shortening.Fit(item.Head, Math.Min(MaxHead, (left / 2) - 6), DiscordEscape.Markdown);
        var text = new StringBuilder(head.Length == 0 ? "" : $"**{head}{item.HeadEnd}**");
        left -= text.Length;
        var moment = item.At is { } at ? $"\nIn your time: <t:{at.ToUnixTimeSeconds()}:f>" : "";
        left -= moment.Length;
        var details = Details(item.Details, item.Quote is null ? left : left / 2);
        if (item.Quote is { } quote)
        {
            // "\n> " and quotation marks.
            text.Append("\n> ").Append(Shortening.Fit(quote, left - details.Length - 5, words => DiscordEscape.Markdown(item.IsSpoken ? $"“{words}”" : words)));
        }

        return section + text.Append(moment).Append(details).Append(sources).ToString().TrimStart('\n');
    }

    private static string Details(ImmutableArray<string> details, int length)
    {
        var text = new StringBuilder();
        foreach (var detail in details.Take(MaxDetails))
        {
            var line = Shortening.Fit(detail, length - text.Length - 1, DiscordEscape.Markdown);
            if (line.Length == 0)
            {
                break;
            }

            text.Append('\n').Append(line);
        }

        return text.ToString();
    }

    // The first is named in any case; where there is no room for its address, without a link.
    private static string Sources(ImmutableArray<SheetSource> sources, int length, bool withTitles)
    {
        var text = new StringBuilder();
        foreach (var (index, source) in sources.Take(MaxSources).Index())
        {
            var more = sources.Length > index + 1 ? 40 : 0;
            var title = withTitles && source.Title is not null ? DiscordEscape.Markdown($": {source.Title}") : "";
            var full = Start + DiscordEscape.Link(source.Label, source.Url) + title;
            var shorter = Start + DiscordEscape.Link(source.Label, source.Url);
            var shortest = Start + DiscordEscape.Markdown(source.Label);
            var line = new[] { full, shorter, shortest }.FirstOrDefault(candidate => text.Length + candidate.Length + more <= length);
            if (line is null && index > 0)
            {
                return text.Append($" · {sources.Length - index} more").ToString();
            }

            text.Append(line ?? Start + Shortening.Fit(source.Label, length - Start.Length - more, DiscordEscape.Markdown));
        }

        return sources.Length > MaxSources ? text.Append($" · {sources.Length - MaxSources} more").ToString() : text.ToString();
    }
}
