using System.Collections.Immutable;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>What a person sees who opens the app: what it does, what to type, how data is deleted, which version answers.</summary>
public static class HomeTab
{
    private const int MaxVersion = 60;

    /// <summary>The view; the same for the same arguments, so that it need not be published again.</summary>
    /// <param name="version">Of the program.</param>
    /// <param name="privacyPolicy">Address of the operator's privacy policy, or null where there is none.</param>
    public static SlackHome Of(string version, string? privacyPolicy = null) => new()
    {
        Blocks =
        [
            new SlackHeader(new SlackPlainText("Who said what, and where it says so")),
            Paragraph("TalksBot reads news of negotiations and answers from it: whose words these are, who proposed what, who meets when. Every answer has its source; "
                + "what the sources do not say, it says it does not know."),
            Paragraph("Ask here in a message, mention the app in a channel, or type a command. Answers to commands are yours alone until you press “Show to channel”. "
                + "On any message, the menu has “Who said this?”."),
            new SlackDivider(),
            new SlackHeader(new SlackPlainText("Commands")),
            .. CommandCatalog.All.Select(Command),
            new SlackContext([new SlackMrkdwn($"Values of several words go in quotation marks: {SlackEscape.Code("speaker:\"Marco Rubio\"")}. Where another app has taken a command's name, {SlackEscape.Code("/talks meetings upcoming")} does the same.")]),
            new SlackDivider(),
            new SlackHeader(new SlackPlainText("Your data")),
            new SlackRichText([new SlackRichTextSection(Privacy(privacyPolicy))]),
            new SlackContext([new SlackPlainText($"TalksBot {Shortening.Cut(ForeignText.Clean(version), MaxVersion)}")]),
        ],
    };

    private static SlackRichText Paragraph(string text) => new([new SlackRichTextSection([new SlackRun(text)])]);

    private static SlackRichText Command(CommandDeclaration command)
    {
        var runs = ImmutableArray.CreateBuilder<SlackRichTextElement>();
        runs.Add(new SlackRun($"/{command.Name}") { Style = SlackStyle.Strong });
        runs.Add(new SlackRun($"  {command.Help}"));
        // The command alone stands above already.
        foreach (var (index, example) in command.Examples.Where(example => example != $"/{command.Name}").Index())
        {
            runs.Add(new SlackRun(index == 0 ? "\n" : "  "));
            runs.Add(new SlackRun(example) { Style = SlackStyle.Typed });
        }

        return new SlackRichText([new SlackRichTextSection(runs.ToImmutable())]);
    }

    private static ImmutableArray<SlackRichTextElement> Privacy(string? policy)
    {
        ImmutableArray<SlackRichTextElement> runs =
        [
            new SlackRun("Questions are answered and not stored. "),
            new SlackRun($"/{CommandCatalog.Privacy}") { Style = SlackStyle.Typed },
            new SlackRun(" says what is kept and how to have it deleted; removing the app from the workspace deletes what is kept for it."),
        ];
        return WebAddress.TryClean(policy, SheetSource.MaxUrlLength) is { } url ? [.. runs, new SlackRun(" "), new SlackLink(url, "Privacy policy")] : runs;
    }
}
