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

    /// <summary>Finds what is to be typed: in help and in what is said of a mistake, never in answers.</summary>
    /// <param name="line">Cleaned.</param>
    /// <param name="kind">Of the answer.</param>
    public static SheetLine Read(string line, AnswerKind kind)
    {
        if (kind == AnswerKind.Answer)
        {
            return Plain(line);
        }

        // "/who-said words [speaker:…]: whose words these are.", "speaker: only words of this person."
        if (kind == AnswerKind.Help && Entry().Match(line) is { Success: true } entry)
        {
            return new SheetLine([new SheetRun(entry.Groups["typed"].Value, IsTyped: true), new SheetRun(entry.Groups["rest"].Value)]);
        }

        // "For example: /meetings upcoming   /meetings Lavrov past"
        if (line.IndexOf("or example: /", StringComparison.Ordinal) is var example && example >= 0)
        {
            var at = line.IndexOf('/', example);
            var runs = ImmutableArray.CreateBuilder<SheetRun>();
            Commands(line[..at], runs);
            foreach (var typed in line[at..].Split([" / ", " /"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (runs[^1].IsTyped)
                {
                    runs.Add(new SheetRun(" or "));
                }

                runs.Add(new SheetRun(typed[0] == '/' ? typed : "/" + typed, IsTyped: true));
            }

            return new SheetLine(runs.ToImmutable());
        }

        var found = ImmutableArray.CreateBuilder<SheetRun>();
        Commands(line, found);
        return new SheetLine(found.ToImmutable());
    }

    /// <summary>The line as plain text.</summary>
    public override string ToString() => string.Concat(Runs.Select(run => run.Text));

    // Names of commands and options within a sentence, outside of what somebody typed.
    private static void Commands(string text, ImmutableArray<SheetRun>.Builder runs)
    {
        var start = 0;
        foreach (Match match in Typed().Matches(text))
        {
            if (match.Value[0] == '“' || (match.Value[0] == '/' && CommandCatalog.Find(match.Value[1..]) is null))
            {
                continue;
            }

            Add(runs, text[start..match.Index]);
            runs.Add(new SheetRun(match.Value, IsTyped: true));
            start = match.Index + match.Length;
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
