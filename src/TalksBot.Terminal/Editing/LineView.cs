using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace TalksBot.Terminal;

/// <summary>Draws the line being typed and the completions beneath it, with the few control sequences that every terminal knows.</summary>
/// <param name="output">The terminal.</param>
/// <param name="prompt">What stands in front of the line; one cell a character.</param>
/// <param name="width">How many cells wide the terminal is at the moment.</param>
public sealed class LineView(TextWriter output, string prompt, Func<int> width)
{
    private const string ClearBelow = "\u001b[J";
    private const string Dim = "\u001b[2m";
    private const string Inverse = "\u001b[7m";
    private const string Accent = "\u001b[36m";
    private const string Plain = "\u001b[0m";

    /// <summary>Draws the line with the caret in it.</summary>
    /// <param name="buffer">The line; where it is too wide, the part around the caret is shown.</param>
    /// <param name="labels">Completions to list beneath; empty for none.</param>
    /// <param name="selected">Which of them is in the line, or -1.</param>
    /// <param name="help">What the selected one is, or null.</param>
    public void Draw(LineBuffer buffer, IReadOnlyList<string> labels, int selected, string? help)
    {
        var cells = Math.Max(8, width() - prompt.Length - 1);
        var (visible, caret) = Window(buffer, cells);
        var text = new StringBuilder("\r").Append(ClearBelow).Append(Accent).Append(prompt).Append(Plain).Append(visible);
        if (labels.Count > 0)
        {
            text.Append("\r\n").Append(Menu(labels, selected, help, cells)).Append("\u001b[1A");
        }

        text.Append(CultureInfo.InvariantCulture, $"\u001b[{prompt.Length + caret + 1}G");
        output.Write(text.ToString());
        output.Flush();
    }

    /// <summary>Leaves the line as it stands and goes to the next one.</summary>
    public void Finish(LineBuffer buffer)
    {
        buffer.End();
        Draw(buffer, [], -1, null);
        output.Write("\r\n");
        output.Flush();
    }

    private static (string Visible, int CaretCells) Window(LineBuffer buffer, int cells)
    {
        // From the caret to the left as many characters as fill the line but a third, the rest to the right of it.
        var elements = StringInfo.ParseCombiningCharacters(buffer.Text);
        var caretElement = elements.TakeWhile(start => start < buffer.Caret).Count();
        var first = caretElement;
        var before = 0;
        var room = CellCount(buffer.Text) <= cells ? cells : cells * 2 / 3;
        while (first > 0 && before + Width(buffer.Text, elements, first - 1) <= room)
        {
            before += Width(buffer.Text, elements, --first);
        }

        var end = caretElement;
        var total = before;
        while (end < elements.Length && total + Width(buffer.Text, elements, end) <= cells)
        {
            total += Width(buffer.Text, elements, end++);
        }

        var from = first < elements.Length ? elements[first] : buffer.Text.Length;
        var to = end < elements.Length ? elements[end] : buffer.Text.Length;
        return (Printable.Line(buffer.Text[from..to]), before);
    }

    private static int Width(string text, int[] elements, int index) =>
        CellCount(text[elements[index]..(index + 1 < elements.Length ? elements[index + 1] : text.Length)]);

    private static int CellCount(string text) => new Segment(Printable.Line(text)).CellCount();

    private static string Menu(IReadOnlyList<string> labels, int selected, string? help, int cells)
    {
        // The list begins so that the selected one is in view.
        var first = 0;
        while (first < selected && labels.Skip(first).Take(selected - first + 1).Sum(label => CellCount(label) + 2) > cells)
        {
            first++;
        }

        var text = new StringBuilder();
        var used = 0;
        for (var i = first; i < labels.Count; i++)
        {
            var label = Printable.Line(labels[i]);
            if (used + CellCount(label) + 2 > cells)
            {
                break;
            }

            used += CellCount(label) + 2;
            text.Append(i == selected ? Inverse : Dim).Append(label).Append(Plain).Append("  ");
        }

        if (help is not null && used + CellCount(help) + 2 <= cells)
        {
            text.Append(Dim).Append("— ").Append(Printable.Line(help)).Append(Plain);
        }

        return text.ToString();
    }
}
