using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>A slash command, mention or direct message as a line of the chat's grammar.</summary>
/// <param name="Line">"/who-said …", or a question.</param>
/// <param name="Bare">The command that was called without the words that it needs, or null.</param>
internal readonly record struct TypedLine(string Line, CommandDeclaration? Bare)
{
    /// <summary>Of a slash command.</summary>
    /// <param name="command">With its slash.</param>
    /// <param name="text">What follows it, as it came.</param>
    public static TypedLine OfCommand(string command, string text)
    {
        var name = command.TrimStart('/').Trim();
        var words = TypedText.Plain(text);
        if (name.Equals(SlackManifest.Alias, StringComparison.OrdinalIgnoreCase))
        {
            return OfAlias(words);
        }

        return words.Length == 0 && CommandCatalog.Find(name) is { } declared && CommandModal.IsWanted(declared)
            ? new TypedLine($"/{name}", declared)
            : new TypedLine($"/{name} {words}".TrimEnd(), null);
    }

    /// <summary>Of a mention or a direct message, where Slack lets nobody type a slash command.</summary>
    /// <param name="text">As it came.</param>
    public static string OfMessage(string text)
    {
        var words = TypedText.Plain(text);
        if (words.Length == 0)
        {
            return "/" + CommandCatalog.Help;
        }

        var (first, rest) = Split(words);
        var isCommand = CommandCatalog.Find(first) is { } command && (rest.Length == 0 || command.Name.Contains('-', StringComparison.Ordinal));
        return isCommand ? "/" + words : words;
    }

    // "/talks who-said …", "/talks /who-said …", "/talks When do they meet?", "/talks".
    private static TypedLine OfAlias(string words)
    {
        if (words.Length == 0)
        {
            return new TypedLine("/" + CommandCatalog.Help, null);
        }

        var (first, rest) = Split(words);
        var name = first.TrimStart('/');
        if (CommandCatalog.Find(name) is not null)
        {
            return OfCommand(name, rest);
        }

        // "/talks /who-sad": the grammar tells what was meant.
        return new TypedLine(words, null);
    }

    private static (string First, string Others) Split(string words)
    {
        var blank = words.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? (words, "") : (words[..blank], words[(blank + 1)..].Trim());
    }
}
