using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>Answers as Slack messages. Every limit of the platform is kept, whatever the answer holds (Block Kit reference, 2026-08).</summary>
public static class SlackRenderer
{
    // All blocks of a message together may have about 13,200 characters (msg_blocks_too_long); buttons and the names of parts come on top of these.
    private const int MaxBlocks = 9_500;
    private const int MaxLead = 3000;
    private const int MaxNote = 500;

    // A header may have 150, a button's label 75.
    private const int MaxTitle = 145;
    private const int MaxLabel = 72;
    private const int MaxActionId = 255;
    private const int MaxButtons = 25;

    /// <summary>Draws <paramref name="answer"/>; the way of sending sets whom it is for and where it goes.</summary>
    /// <param name="answer">From the desk.</param>
    public static SlackMessage Render(ChatAnswer answer)
    {
        var sheet = AnswerSheet.Of(answer);
        var blocks = ImmutableArray.CreateBuilder<SlackBlock>();
        var left = MaxBlocks;
        if (sheet.Title is { } title)
        {
            blocks.Add(new SlackHeader(new SlackPlainText(Shortening.Fit(title, MaxTitle, SlackEscape.Plain))));
            left -= MaxTitle;
        }

        if (Lead(sheet.Lead) is { } lead)
        {
            blocks.Add(lead);
            left -= MaxLead;
        }

        blocks.AddRange(SlackItem.Render(sheet.Items, left - (2 * MaxNote)));
        foreach (var line in new[] { sheet.LeftOut, sheet.Note, sheet.Page }.OfType<string>())
        {
            blocks.Add(Small(line));
        }

        if (Buttons(sheet.Buttons) is { IsEmpty: false } buttons)
        {
            blocks.Add(new SlackActions(buttons));
        }

        return new SlackMessage(SlackGist.Of(sheet)) { Blocks = blocks.ToImmutable() };
    }

    /// <summary>A plain sentence of ours: an apology, a notice.</summary>
    /// <param name="sentence">Any text; escaped and shortened.</param>
    public static SlackMessage Notice(string sentence) => Render(new ChatAnswer(AnswerKind.Problem, new Reply { Title = sentence, Kind = ReplyKind.None }));

    private static SlackContext Small(string line) => new([new SlackMrkdwn(Shortening.Fit(line, MaxNote, SlackEscape.Mrkdwn))]);

    private static SlackRichText? Lead(ImmutableArray<SheetLine> lines)
    {
        var runs = SlackLines.Runs(lines, MaxLead);
        return runs.IsEmpty ? null : new SlackRichText([new SlackRichTextSection(runs)]);
    }

    // Slack has no button that cannot be pressed: at the ends there is none, and the page is said in words.
    private static ImmutableArray<SlackElement> Buttons(ImmutableArray<ChatButton> buttons) =>
    [
        .. buttons.Where(button => button.IsEnabled && button.Key.Length is > 0 and <= MaxActionId).OrderBy(button => button.Kind).Take(MaxButtons)
            .Select(button => new SlackButton(new SlackPlainText(Shortening.Fit(button.Label, MaxLabel, SlackEscape.Plain))) { ActionId = button.Key }),
    ];
}
