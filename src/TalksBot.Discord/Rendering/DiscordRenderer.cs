using System.Collections.Immutable;
using System.Text;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>Answers as Discord messages. Every limit of the platform is kept, whatever the answer holds (Message and Component reference, 2026-08).</summary>
public static class DiscordRenderer
{
    // An embed's description may have 4,096 characters, title and footer 256 and 2,048, and all together 6,000.
    private const int MaxDescription = 3900;

    // Content may have 2,000; title and page take their share of it.
    private const int MaxPlain = 1500;
    private const int MaxTitle = 240;
    private const int MaxFooter = 200;
    private const int MaxNote = 400;

    // A label may have 80.
    private const int MaxLabel = 76;
    private const int MaxCustomId = 100;
    private const int ButtonsInRow = 5;
    private const int MaxRows = 5;

    // The bar at the side; what it says is said in words too.
    private const int AnswerColor = 0x3B82F6;
    private const int RefusedColor = 0x80848E;
    private const int HelpColor = 0x5865F2;
    private const int ProblemColor = 0xF0B232;

    /// <summary>Draws <paramref name="answer"/>.</summary>
    /// <param name="answer">From the desk.</param>
    /// <param name="isPrivate">Whether only the asker is to see it, where it is the first answer to an interaction; false for edits, posts and replies.</param>
    public static DiscordMessage Render(ChatAnswer answer, bool isPrivate)
    {
        var sheet = AnswerSheet.Of(answer);
        return new DiscordMessage
        {
            Embeds = [Embed(sheet)],
            Components = Rows(sheet.Buttons),
            Flags = isPrivate ? DiscordMessageFlags.Ephemeral : null,
        };
    }

    /// <summary>
    /// Draws <paramref name="answer"/> without an embed, for a post in a channel where embeds are not allowed: Discord drops them there without a word, and refuses what is
    /// then empty (50006). Interactions may embed everywhere.
    /// </summary>
    public static DiscordMessage RenderPlain(ChatAnswer answer)
    {
        var sheet = AnswerSheet.Of(answer);
        var title = sheet.Title is null ? "" : $"**{Shortening.Fit(sheet.Title, MaxTitle, DiscordEscape.Markdown)}**\n";
        var page = sheet.Page is null ? "" : $"\n-# {Shortening.Fit(sheet.Page, MaxFooter / 2, DiscordEscape.Markdown)}";
        return new DiscordMessage
        {
            Content = $"{title}{Description(sheet, MaxPlain)}{page}",
            Components = Rows(sheet.Buttons),
            Flags = DiscordMessageFlags.SuppressEmbeds,
        };
    }

    /// <summary>A plain sentence of ours: an apology, a notice.</summary>
    /// <param name="sentence">Any text; escaped and shortened.</param>
    /// <param name="isPrivate">As in <see cref="Render"/>.</param>
    public static DiscordMessage Notice(string sentence, bool isPrivate) =>
        Render(new ChatAnswer(AnswerKind.Problem, new Answers.Reply { Title = sentence, Kind = Answers.ReplyKind.None }), isPrivate);

    private static DiscordEmbed Embed(AnswerSheet sheet)
    {
        var description = Description(sheet, MaxDescription);
        return new DiscordEmbed
        {
            Title = sheet.Title is null ? null : Shortening.Fit(sheet.Title, MaxTitle, DiscordEscape.Markdown),
            Description = description.Length > 0 ? description : null,
            Color = sheet.Kind switch
            {
                AnswerKind.Help => HelpColor,
                AnswerKind.Problem => ProblemColor,
                _ => sheet.IsRefused ? RefusedColor : AnswerColor,
            },
            Footer = sheet.Page is null ? null : new DiscordEmbedFooter(Shortening.Fit(sheet.Page, MaxFooter, DiscordEscape.Plain)),
        };
    }

    private static string Description(AnswerSheet sheet, int length)
    {
        var tail = Tail(sheet, Math.Min(MaxNote, length / 8));
        var lead = Lead(sheet.Lead, sheet.Items.IsEmpty ? length - tail.Length - 4 : length / 3);
        var items = DiscordItem.Render(sheet.Items, length - lead.Length - tail.Length - 4);
        return string.Join("\n\n", new[] { lead, items, tail }.Where(part => part.Length > 0));
    }

    private static string Lead(ImmutableArray<SheetLine> lines, int length)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var left = length - text.Length - 1;
            var written = Line(line, left);
            if (written.Length == 0 && !line.Runs.IsEmpty)
            {
                break;
            }

            text.Append(text.Length > 0 ? "\n" : "").Append(written);
        }

        return text.ToString().Trim('\n');
    }

    // Code is never cut: half a command is of no use.
    private static string Line(SheetLine line, int length)
    {
        var text = new StringBuilder();
        foreach (var run in line.Runs)
        {
            var left = length - text.Length;
            var written = run.IsTyped ? DiscordEscape.Code(run.Text) : Edged(run.Text, left);
            if (written.Length > left || written.Length == 0)
            {
                break;
            }

            text.Append(written);
        }

        return text.ToString();
    }

    // Cleaning trims; the blanks beside a command are wanted.
    private static string Edged(string text, int length)
    {
        var written = Shortening.Fit(text.Trim(), length - 2, DiscordEscape.Markdown);
        return $"{(text[0] == ' ' ? " " : "")}{written}{(text[^1] == ' ' ? " " : "")}";
    }

    private static string Tail(AnswerSheet sheet, int length)
    {
        var lines = new[] { sheet.LeftOut, sheet.Note }.OfType<string>().Select(line => "-# " + Shortening.Fit(line, length, DiscordEscape.Markdown));
        return string.Join('\n', lines);
    }

    // Pages, then suggestions, then "Show to channel"; pages and show share a row where nothing stands between.
    private static ImmutableArray<DiscordActionRow> Rows(ImmutableArray<ChatButton> buttons)
    {
        var usable = buttons.Where(button => button.Key.Length is > 0 and <= MaxCustomId).ToList();
        var pages = usable.Where(button => button.Kind is ButtonKind.Previous or ButtonKind.Next).ToList();
        var suggestions = usable.Where(button => button.Kind == ButtonKind.Suggestion).Take(ButtonsInRow * (MaxRows - 2));
        var show = usable.Where(button => button.Kind == ButtonKind.Show).ToList();
        var groups = usable.Exists(button => button.Kind == ButtonKind.Suggestion) || pages.Count + show.Count > ButtonsInRow
            ? [pages.Take(ButtonsInRow).ToArray(), .. suggestions.Chunk(ButtonsInRow), show.Take(ButtonsInRow).ToArray()]
            : new[] { pages.Concat(show).ToArray() };
        return [.. groups.Where(group => group.Length > 0).Select(group => new DiscordActionRow([.. group.Select(Button)]))];
    }

    private static DiscordComponent Button(ChatButton button) =>
        new DiscordButton(button.Kind == ButtonKind.Suggestion ? DiscordButtonStyle.Primary : DiscordButtonStyle.Secondary, Shortening.Fit(button.Label, MaxLabel, DiscordEscape.Plain))
        {
            CustomId = button.Key,
            Disabled = button.IsEnabled ? null : true,
        };
}
