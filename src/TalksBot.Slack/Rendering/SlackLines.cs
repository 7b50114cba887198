using System.Collections.Immutable;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>Lines of our own words as runs of rich text.</summary>
internal static class SlackLines
{
    /// <summary>All lines, in at most <paramref name="length"/> code units; code is never cut: half a command is of no use.</summary>
    public static ImmutableArray<SlackRichTextElement> Runs(ImmutableArray<SheetLine> lines, int length)
    {
        var runs = ImmutableArray.CreateBuilder<SlackRichTextElement>();
        var left = length;
        foreach (var (index, line) in lines.Index())
        {
            var breakBefore = index == 0 ? "" : "\n";
            foreach (var run in line.Runs)
            {
                var text = run.IsTyped ? SlackEscape.Rich(run.Text) : Edged(run.Text, left);
                if (text.Length + 1 > left || text.Length == 0)
                {
                    return runs.ToImmutable();
                }

                left -= text.Length + 1;
                if (run.IsTyped && breakBefore.Length > 0)
                {
                    runs.Add(new SlackRun(breakBefore));
                    breakBefore = "";
                }

                runs.Add(new SlackRun(breakBefore + text) { Style = run.IsTyped ? SlackStyle.Typed : null });
                breakBefore = "";
            }

            if (breakBefore.Length > 0)
            {
                runs.Add(new SlackRun(breakBefore));
            }
        }

        return runs.ToImmutable();
    }

    // Cleaning trims; the blanks beside a command are wanted.
    private static string Edged(string text, int length)
    {
        var written = Shortening.Fit(text.Trim(), length - 2, SlackEscape.Rich);
        return written.Length == 0 ? "" : $"{(text[0] == ' ' ? " " : "")}{written}{(text[^1] == ' ' ? " " : "")}";
    }
}
