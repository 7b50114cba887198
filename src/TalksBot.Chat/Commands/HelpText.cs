using System.Text;
using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>Help, made of the declarations.</summary>
public static class HelpText
{
    /// <summary>Help on one command, or on all when <paramref name="command"/> is null.</summary>
    public static Reply For(CommandDeclaration? command) => new()
    {
        Title = command is null ? "What can be asked" : $"/{command.Name}",
        Kind = ReplyKind.None,
        Lead = command is null ? Overview() : Details(command),
    };

    /// <summary>How the command is typed: "/who-said words [speaker:…]".</summary>
    public static string Usage(CommandDeclaration command)
    {
        var text = new StringBuilder("/").Append(command.Name);
        foreach (var option in command.Options)
        {
            var value = option.Choices.IsEmpty || option.Choices.Length > 4 ? "…" : string.Join('|', option.Choices);
            var shown = option == command.Options[0] ? option.Name : $"{option.Name}:{value}";
            text.Append(option.IsRequired ? $" {shown}" : $" [{shown}]");
        }

        return text.ToString();
    }

    private static string Overview()
    {
        var text = new StringBuilder("Ask in your own words, or use a command:");
        foreach (var command in CommandCatalog.All)
        {
            text.Append('\n').Append(Usage(command)).Append(": ").Append(command.Help).Append('.');
        }

        return text.Append("\nValues of several words go in quotation marks: speaker:\"Marco Rubio\".").ToString();
    }

    private static string Details(CommandDeclaration command)
    {
        var text = new StringBuilder(Usage(command)).Append(": ").Append(command.Help).Append('.');
        foreach (var option in command.Options)
        {
            text.Append('\n').Append(option.Name).Append(": ").Append(option.Help).Append('.');
        }

        return text.Append("\nFor example: ").AppendJoin("   ", command.Examples).ToString();
    }
}
