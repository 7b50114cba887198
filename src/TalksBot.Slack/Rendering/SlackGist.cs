using System.Text;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>The text beside the blocks: what a notification or a screen reader gets.</summary>
internal static class SlackGist
{
    // 4,000 are advised.
    private const int MaxLength = 3800;
    private const int MaxLine = 900;

    /// <summary>Title or lead, then each fact with its words and where they come from, as far as there is room.</summary>
    public static string Of(AnswerSheet sheet)
    {
        var text = new StringBuilder();
        Add(text, sheet.Lead.IsEmpty ? sheet.Title : string.Join(' ', sheet.Lead.Select(line => line.ToString())));
        foreach (var item in sheet.Items)
        {
            if (!Add(text, Words(item)))
            {
                break;
            }
        }

        Add(text, sheet.Note);
        Add(text, sheet.Page);
        return text.Length > 0 ? text.ToString() : "TalksBot";
    }

    private static string Words(SheetItem item)
    {
        var quote = item.Quote is null ? "." : item.IsSpoken ? $": “{item.Quote}”" : $": {item.Quote}";
        var source = item.Sources.IsEmpty ? "" : $" ({item.Sources[0].Label})";
        return $"{item.Head}{Shortening.Cut(quote, MaxLine)} {string.Join(' ', item.Details)}".TrimEnd() + source;
    }

    private static bool Add(StringBuilder text, string? line)
    {
        if (string.IsNullOrEmpty(line))
        {
            return true;
        }

        var written = Shortening.Fit(line, Math.Min(MaxLength - text.Length - 1, 2 * MaxLine), SlackEscape.Mrkdwn);
        if (written.Length == 0)
        {
            return false;
        }

        text.Append(text.Length > 0 ? "\n" : "").Append(written);
        return true;
    }
}
