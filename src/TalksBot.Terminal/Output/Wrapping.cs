using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace TalksBot.Terminal;

/// <summary>Breaks text into lines between words.</summary>
public static class Wrapping
{
    /// <summary>Lines of at most <paramref name="width"/> cells; a longer word is cut between characters.</summary>
    /// <param name="text">Line feeds in it stay line ends.</param>
    /// <param name="width">Cells, at least 2.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        return text.Split('\n').SelectMany(line => Wrap(line, width));
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = Cells(word);
            if (used > 0 && used + 1 + cells > width)
            {
                yield return line.ToString();
                line.Clear();
                used = 0;
            }

            if (used > 0)
            {
                line.Append(' ');
                used++;
            }

            if (cells <= width)
            {
                line.Append(word);
                used += cells;
                continue;
            }

            var elements = StringInfo.GetTextElementEnumerator(word);
            while (elements.MoveNext())
            {
                var element = elements.GetTextElement();
                if (used > 0 && used + Cells(element) > width)
                {
                    yield return line.ToString();
                    line.Clear();
                    used = 0;
                }

                line.Append(element);
                used += Cells(element);
            }
        }

        yield return line.ToString();
    }

    private static int Cells(string text) => new Segment(text).CellCount();
}
