using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Completes commands, options, choices and names as a person types; spelling is forgiven.</summary>
/// <param name="reader">Where the names come from.</param>
public sealed class Completer(IFactReader reader)
{
    private const int Limit = 8;

    // A name longer than this is none; the index is not asked.
    private const int MaxNameLength = 60;

    /// <summary>Ways to go on, best first; at most 8 names, and all commands, options or choices that fit.</summary>
    /// <param name="line">The line so far; any text.</param>
    /// <param name="caret">Where the person types, in UTF-16 code units from its start.</param>
    /// <param name="scope">Whose names may be seen.</param>
    /// <param name="cancellationToken">Stops the look-up of names.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<ImmutableArray<Completion>> CompleteAsync(string line, int caret, FactScope scope, CancellationToken cancellationToken)
    {
        caret = Math.Clamp(caret, 0, line.Length);
        var start = 0;
        while (start < caret && char.IsWhiteSpace(line[start]))
        {
            start++;
        }

        if (start == caret || line[start] != '/')
        {
            return await NamesInTextAsync(line, start, caret, scope, cancellationToken);
        }

        var end = start;
        while (end < caret && !char.IsWhiteSpace(line[end]))
        {
            end++;
        }

        if (end == caret)
        {
            return Commands(line[start..caret], start);
        }

        return CommandCatalog.Find(line[(start + 1)..end]) is { } command
            ? await InCommandAsync(command, line, end, caret, scope, cancellationToken)
            : [];
    }

    /// <summary>Values of one option, as platforms ask for them: what the person typed in the option's field.</summary>
    /// <param name="option">The option.</param>
    /// <param name="typed">Its value so far; any text.</param>
    /// <param name="scope">Whose names may be seen.</param>
    /// <param name="cancellationToken">Stops the look-up of names.</param>
    public async Task<ImmutableArray<string>> ValuesAsync(OptionDeclaration option, string typed, FactScope scope, CancellationToken cancellationToken) => option.Kind switch
    {
        OptionKind.Actor when option.IsList && LastItem(typed) is > 0 and var at => Appended(typed[..at], await ValuesAsync(option with { IsList = false }, typed[at..], scope, cancellationToken)),
        OptionKind.Text when !option.Suggestions.IsEmpty && option.IsList && LastItem(typed) is > 0 and var at => Appended(typed[..at], Suggested(option, typed[at..])),
        OptionKind.Text => Suggested(option, typed),
        OptionKind.Actor => typed.Length > MaxNameLength ? [] : await NamesAsync(typed.Trim(), scope, cancellationToken),
        OptionKind.Choice => [.. option.Choices.Where(choice => choice.StartsWith(typed.Trim(), StringComparison.OrdinalIgnoreCase))],
        OptionKind.Date => [.. DaySuggestions.Where(day => day.StartsWith(typed.Trim(), StringComparison.OrdinalIgnoreCase))],
        _ => [],
    };

    private static ImmutableArray<string> Suggested(OptionDeclaration option, string typed) =>
        [.. option.Suggestions.Where(suggestion => suggestion.StartsWith(typed.Trim(), StringComparison.OrdinalIgnoreCase))];

    // What is typed of a list up to its last comma stays as it is.
    private static int LastItem(string typed) => typed.LastIndexOf(',') + 1;

    private static ImmutableArray<string> Appended(string typed, ImmutableArray<string> values) => [.. values.Where(value => !typed.Contains(value, StringComparison.OrdinalIgnoreCase)).Select(value => $"{typed.TrimEnd()} {value}")];

    private static readonly string[] DaySuggestions = ["today", "yesterday", "this week", "last week", "last month"];

    private static ImmutableArray<Completion> Commands(string typed, int start)
    {
        var name = typed[1..];
        var fitting = CommandCatalog.All.Where(command => command.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (fitting.Length == 0 && Listing.Nearest(name, CommandCatalog.All.Select(command => command.Name)) is { } nearest)
        {
            fitting = [.. CommandCatalog.All.Where(command => command.Name == nearest)];
        }

        return [.. fitting.Select(command => new Completion(
            start, typed.Length, command.Options.IsEmpty ? $"/{command.Name}" : $"/{command.Name} ", $"/{command.Name}", command.Help))];
    }

    private async Task<ImmutableArray<Completion>> InCommandAsync(
        CommandDeclaration command, string line, int start, int caret, FactScope scope, CancellationToken cancellationToken)
    {
        if (command.TakesWordsLiterally)
        {
            return await NamesInTextAsync(line, start, caret, scope, cancellationToken);
        }

        if (OpenOption(command, line, start, caret) is var (option, valueStart))
        {
            return await ValuesAsync(option, line, valueStart, caret, scope, cancellationToken);
        }

        var word = WordStart(line, start, caret);
        var typed = line[word..caret];
        var used = command.Options.Where(known => line.Contains($" {known.Name}:", StringComparison.OrdinalIgnoreCase)).ToArray();
        var options = command.Options
            .Where((known, index) => index > 0 && !used.Contains(known) && known.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(known => new Completion(word, typed.Length, $"{known.Name}:", $"{known.Name}:", known.Help));
        if (command.Options.IsEmpty || used.Contains(command.Options[0]))
        {
            return [.. options];
        }

        var bareStart = SkipBlanks(line, start, caret);
        var bare = command.Options[0].Kind == OptionKind.Text
            ? await NamesInTextAsync(line, start, caret, scope, cancellationToken)
            : await ValuesAsync(command.Options[0], line, bareStart, caret, scope, cancellationToken);
        var choices = command.Options.Skip(1)
            .Where(known => !used.Contains(known) && typed.Length > 0)
            .SelectMany(known => known.Choices)
            .Where(choice => choice.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(choice => new Completion(word, typed.Length, choice, choice, null));
        return typed.Length == 0 ? [.. options, .. bare] : [.. choices, .. bare, .. options];
    }

    // The option whose value the caret stands in: "speaker:Alm|", "speaker:\"Rut A|", "speaker:Rut A|".
    private static (OptionDeclaration Option, int ValueStart)? OpenOption(CommandDeclaration command, string line, int start, int caret)
    {
        (OptionDeclaration Option, int ValueStart)? open = null;
        foreach (var option in command.Options)
        {
            var at = line.LastIndexOf($" {option.Name}:", caret - 1, caret - start, StringComparison.OrdinalIgnoreCase);
            var valueStart = at + option.Name.Length + 2;
            if (at >= 0 && valueStart <= caret && (open is null || valueStart > open.Value.ValueStart))
            {
                open = (option, valueStart);
            }
        }

        if (open is not var (_, from) || from >= caret)
        {
            return open;
        }

        // A closed quotation, or a blank after a word that is no name's, ends the value.
        var isQuoted = QuotationMarks.Opens(line[from]);
        var isEnded = isQuoted
            ? QuotationMarks.FindClosing(line, from) is var closing and >= 0 && closing < caret
            : open.Value.Option.Kind is OptionKind.Choice && line.AsSpan(from, caret - from).Contains(' ');
        return isEnded ? null : open;
    }

    private async Task<ImmutableArray<Completion>> ValuesAsync(
        OptionDeclaration option, string line, int start, int caret, FactScope scope, CancellationToken cancellationToken)
    {
        var typed = line[start..caret];
        var isQuoted = typed.Length > 0 && QuotationMarks.Opens(typed[0]);
        var values = await ValuesAsync(option, isQuoted ? typed[1..] : typed, scope, cancellationToken);
        return [.. values.Select(value => new Completion(
            start, typed.Length, isQuoted || value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\" " : $"{value} ", value, null))];
    }

    // In running text only what begins like a name is completed: its last word, or the last two ("Rut Alm").
    private async Task<ImmutableArray<Completion>> NamesInTextAsync(string line, int start, int caret, FactScope scope, CancellationToken cancellationToken)
    {
        var word = WordStart(line, start, caret);
        if (caret - word < 2 || caret - word > MaxNameLength || !char.IsUpper(line[word]))
        {
            return [];
        }

        var before = WordStart(line, start, Math.Max(start, word - 1));
        if (before < word && char.IsUpper(line[before]) && word - before <= MaxNameLength)
        {
            var first = line[before..word].Trim();
            var fitting = (await NamesAsync(line[before..caret], scope, cancellationToken))
                .Where(name => name.StartsWith(first, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (fitting.Length > 0)
            {
                return [.. fitting.Select(name => new Completion(before, caret - before, name, name, null))];
            }
        }

        var names = await reader.CompleteActorsAsync(scope, line[word..caret], Limit, cancellationToken);
        return [.. names.Select(name => new Completion(word, caret - word, name, name, null))];
    }

    // A name typed as far as its second word may be known by that word alone.
    private async Task<ImmutableArray<string>> NamesAsync(string typed, FactScope scope, CancellationToken cancellationToken)
    {
        var names = await reader.CompleteActorsAsync(scope, typed, Limit, cancellationToken);
        var blank = typed.LastIndexOf(' ');
        if (!names.IsEmpty || blank < 0)
        {
            return names;
        }

        var before = typed[..blank].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var byLast = await reader.CompleteActorsAsync(scope, typed[(blank + 1)..], Limit, cancellationToken);
        return [.. byLast.Where(name => before.All(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))];
    }

    private static int WordStart(string line, int start, int caret)
    {
        var word = caret;
        while (word > start && !char.IsWhiteSpace(line[word - 1]) && !QuotationMarks.Opens(line[word - 1]))
        {
            word--;
        }

        return word;
    }

    private static int SkipBlanks(string line, int start, int caret)
    {
        while (start < caret && char.IsWhiteSpace(line[start]))
        {
            start++;
        }

        return start;
    }
}
