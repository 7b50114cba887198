using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TalksBot.Chat;

/// <summary>A piece of a line.</summary>
/// <param name="Text">Cleaned, not empty.</param>
/// <param name="IsTyped">Whether it is something to type, shown as code.</param>
public readonly record struct SheetRun(string Text, bool IsTyped = false);

/// <summary>A line of our own words, in which commands stand out.</summary>
/// <param name="Runs">Empty for an empty line.</param>
public sealed partial record SheetLine(ImmutableArray<SheetRun> Runs)
{
    /// <summary>A line without anything to type.</summary>
    public static SheetLine Plain(string text) => new(text.Length == 0 ? [] : [new SheetRun(text)]);

    /// <summary>The lines of <paramref name="text"/> with what is to be typed marked: in help and in what is said of a mistake, never in answers.</summary>
    /// <param name="text">Our own words; line ends part paragraphs or entries of a list.</param>
    /// <param name="kind">Of the answer.</param>
    public static ImmutableArray<SheetLine> ReadAll(string text, AnswerKind kind)
    {
        var lines = ForeignText.CleanLines(text).SelectMany(line => kind switch
        {
            AnswerKind.Help => ReadHelp(line),
            AnswerKind.Problem => [ReadProblem(line)],
            _ => [Plain(line)],
        });
        if (kind != AnswerKind.Help)
        {
            return [.. lines];
        }

        // Entries of a list stand together, paragraphs apart.
        var result = ImmutableArray.CreateBuilder<SheetLine>();
        foreach (var line in lines.Where(line => !line.Runs.IsEmpty))
        {
            if (result.Count > 0 && !(line.IsEntry && (result[^1].IsEntry || result[^1].ToString().EndsWith(':'))))
            {
                result.Add(Plain(""));
            }

            result.Add(line);
        }

        return result.ToImmutable();
    }

    // An entry of a list: something to type in front.
    private bool IsEntry => Runs is [{ IsTyped: true }, ..];

    // "/who-said words [speaker:…]: whose words these are.", "speaker: only words of this person.", "For example: /meetings upcoming   /meetings Lavrov past"
    private static IEnumerable<SheetLine> ReadHelp(string line)
    {
        if (Entry().Match(line) is { Success: true } entry)
        {
            return [new SheetLine([new SheetRun(entry.Groups["typed"].Value, IsTyped: true), new SheetRun(entry.Groups["rest"].Value)])];
        }

        return line.StartsWith("For example: /", StringComparison.Ordinal)
            ? [Plain("For example:"), .. Examples(line["For example: ".Length..]).Select(typed => new SheetLine([new SheetRun(typed, IsTyped: true)]))]
            : [ReadProblem(line)];
    }

    private static SheetLine ReadProblem(string line)
    {
        var runs = ImmutableArray.CreateBuilder<SheetRun>();
        var example = line.IndexOf("or example: /", StringComparison.Ordinal);
        var at = example < 0 ? line.Length : line.IndexOf('/', example);
        Commands(line[..at], runs);
        foreach (var (index, typed) in Examples(line[at..]).Index())
        {
            if (index > 0)
            {
                runs.Add(new SheetRun(" or "));
            }

            runs.Add(new SheetRun(typed, IsTyped: true));
        }

        return new SheetLine(runs.ToImmutable());
    }

    private static IEnumerable<string> Examples(string text) =>
        text.Split([" /"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(typed => typed[0] == '/' ? typed : "/" + typed);

    /// <summary>The line as plain text.</summary>
    public override string ToString() => string.Concat(Runs.Select(run => run.Text));

    // Names of commands and options within a sentence, outside of what somebody typed.
    private static void Commands(string text, ImmutableArray<SheetRun>.Builder runs)
    {
        var start = 0;
        foreach (Match match in Typed().Matches(text))
        {
            var command = match.Value[0] == '/' ? CommandCatalog.Find(match.Value[1..]) : null;
            if (match.Value[0] == '“' || (match.Value[0] == '/' && command is null))
            {
                continue;
            }

            // "/dossier all forgets …": as much as one of its examples has.
            var typed = command?.Examples.Where(example => text.AsSpan(match.Index).StartsWith(example, StringComparison.Ordinal)).MaxBy(example => example.Length) ?? match.Value;
            Add(runs, text[start..match.Index]);
            runs.Add(new SheetRun(typed, IsTyped: true));
            start = match.Index + typed.Length;
        }

        Add(runs, text[start..]);
    }

    private static void Add(ImmutableArray<SheetRun>.Builder runs, string text)
    {
        if (text.Length > 0)
        {
            runs.Add(new SheetRun(text));
        }
    }

    [GeneratedRegex("^(?<typed>/[a-z]+(-[a-z]+)*( .*?)?|[a-z]+)(?<rest>: .+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Entry();

    [GeneratedRegex("“[^”]*”|/[a-z]+(-[a-z]+)*|[a-z]+:\"[^\"]*\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Typed();
}
