using System.Globalization;
using Spectre.Console;
using TalksBot.Answers;

namespace TalksBot.Terminal;

/// <summary>A reply on a terminal with colours. Text is never read as markup, and no links are written.</summary>
/// <param name="console">Where to write.</param>
public sealed class RichReply(IAnsiConsole console)
{
    private const int NearCount = 3;

    private static readonly Style Head = new(decoration: Decoration.Bold);
    private static readonly Style Words = new(Color.Green, decoration: Decoration.Italic);
    private static readonly Style Bar = new(Color.Green);
    private static readonly Style Origin = new(Color.Grey62);
    private static readonly Style Caveat = new(Color.Yellow);
    private static readonly Style Offer = new(Color.Aqua);

    /// <summary>Writes the reply and an empty line.</summary>
    public void Write(Reply reply)
    {
        if (reply.Lead is not null)
        {
            Line(reply.Lead, reply.IsRefused ? Caveat : Style.Plain);
        }
        else if (reply.Items.IsEmpty)
        {
            Line(reply.Title, Style.Plain);
        }

        foreach (var item in reply.Items)
        {
            Item(item);
        }

        if (reply.Items.IsEmpty && !reply.More.IsEmpty)
        {
            Line("The nearest that is known:", Origin);
            foreach (var item in reply.More.Take(NearCount))
            {
                Item(item);
            }
        }

        if (reply.Note is not null)
        {
            Line(reply.Note, Caveat);
        }

        Footer(reply);
        console.WriteLine();
    }

    /// <summary>Writes a sentence of the chat itself.</summary>
    public void Say(string message)
    {
        Line(message, Caveat);
        console.WriteLine();
    }

    /// <summary>Writes what the chat opens with.</summary>
    public void Write(Greeting greeting)
    {
        console.Write(new Rule { Style = Origin, Title = "[bold]TalksBot[/]", Justification = Justify.Left });
        Line(greeting.Loaded, Origin);
        foreach (var notice in greeting.Notices)
        {
            Line(notice, Caveat);
        }

        if (!greeting.Questions.IsEmpty)
        {
            console.WriteLine();
            Line("Worth asking:", Style.Plain);
            Offers(greeting.Questions);
        }

        console.WriteLine();
        Line("Type a question or /help; a number takes a suggestion, Tab completes, ↑ recalls, /quit leaves.", Origin);
        console.WriteLine();
    }

    private void Item(ReplyItem item)
    {
        Line(item.Quote is null ? $"{item.Head}." : $"{item.Head}:", Head);
        if (item.Quote is not null)
        {
            // Only what was said word for word is shown as a quotation.
            Indented("│ ", Bar, item.IsSpoken ? $"“{item.Quote}”" : item.Quote, item.IsSpoken ? Words : Style.Plain);
        }

        foreach (var detail in item.Details)
        {
            Indented("  ", Style.Plain, detail, Style.Plain);
        }

        foreach (var origin in CitationLine.For(item))
        {
            Indented("  ", Style.Plain, origin, Origin);
        }
    }

    private void Footer(Reply reply)
    {
        var hasPages = reply.Page + 1 < reply.PageCount;
        if (reply.PageCount > 1)
        {
            Line($"Page {reply.Page + 1} of {reply.PageCount}{(hasPages ? "; “more” shows the next." : ".")}", Origin);
        }
        else if (!reply.Items.IsEmpty && !reply.More.IsEmpty)
        {
            Line($"“more” shows {reply.More.Length.ToString(CultureInfo.InvariantCulture)} more that are near the question.", Origin);
        }

        if (!reply.Actions.IsEmpty)
        {
            Offers(reply.Actions.Select(action => action.Command));
        }
    }

    private void Offers(IEnumerable<string> lines)
    {
        foreach (var (index, line) in lines.Take(9).Index())
        {
            Indented($"{index + 1} ", Origin, line, Offer);
        }
    }

    private void Line(string text, Style style) => console.Write(new Padder(new Text(Printable.Text(text), style), new Padding(0, 0, 0, 0)));

    private void Indented(string mark, Style markStyle, string text, Style style)
    {
        // The mark goes down along wrapped lines, so the words are wrapped first.
        var width = Math.Max(20, console.Profile.Width - 6);
        foreach (var (index, line) in Wrapping.Lines(Printable.Text(text), width).Index())
        {
            var shown = index == 0 || mark[0] == '│' ? mark : new string(' ', mark.Length);
            console.Write(new Text("  " + shown, markStyle));
            console.Write(new Text(line, style));
            console.WriteLine();
        }
    }
}
