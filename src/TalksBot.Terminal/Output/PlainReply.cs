using System.Text;
using TalksBot.Answers;

namespace TalksBot.Terminal;

/// <summary>A reply as plain text, for pipes, files and screen readers.</summary>
public static class PlainReply
{
    private const int NearCount = 3;

    /// <summary>Lead, items with the articles they come from, caveat, near misses and what to type next; no line end after the last line.</summary>
    public static string Of(Reply reply)
    {
        var text = new StringBuilder();
        if (reply.Lead is not null)
        {
            Line(text, reply.Lead);
        }
        else if (reply.Items.IsEmpty)
        {
            Line(text, reply.Title);
        }

        foreach (var item in reply.Items)
        {
            Item(text, item);
        }

        if (reply.Items.IsEmpty && !reply.More.IsEmpty)
        {
            Line(text, "The nearest that is known:");
            foreach (var item in reply.More.Take(NearCount))
            {
                Item(text, item);
            }
        }

        if (reply.Note is not null)
        {
            Line(text, reply.Note);
        }

        if (reply.PageCount > 1)
        {
            Line(text, $"Page {reply.Page + 1} of {reply.PageCount}.");
        }

        if (!reply.Actions.IsEmpty)
        {
            Line(text, $"Try: {string.Join("   ", reply.Actions.Select(action => action.Command))}");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Item(StringBuilder text, ReplyItem item)
    {
        Line(text, item.ToText());
        foreach (var line in CitationLine.For(item))
        {
            text.Append("    ").Append(line).Append('\n');
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(Printable.Text(line)).Append('\n');
}
