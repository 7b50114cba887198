using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Testing.Golden;

/// <summary>A reply as it is judged.</summary>
/// <param name="Answer">Its plain text.</param>
/// <param name="IsRefused">Whether it says that nothing stored answers.</param>
/// <param name="Citations">The words behind it.</param>
public sealed record JudgedReply(string Answer, bool IsRefused, ImmutableArray<Citation> Citations);

/// <summary>What is to be said of a reply.</summary>
/// <param name="Misses">Why it does not pass, one sentence each; empty where it does.</param>
/// <param name="FalseCitations">Citations whose words do not stand where they say.</param>
/// <param name="Forbidden">Patterns in the answer that must not be there.</param>
/// <param name="IsTooLong">Whether the answer has more characters than a chat message may.</param>
/// <param name="IsRefused">Whether it refused.</param>
public sealed record Verdict(
    ImmutableArray<string> Misses,
    ImmutableArray<Citation> FalseCitations,
    ImmutableArray<string> Forbidden,
    bool IsTooLong,
    bool IsRefused)
{
    /// <summary>Whether the reply is right in every respect.</summary>
    public bool Passes => Misses.IsEmpty;

    /// <summary>Whether it says what is wrong as if it were known; worse than any refusal.</summary>
    public bool IsConfidentlyWrong => !IsRefused && !Forbidden.IsEmpty;
}

/// <summary>Judges replies against what is expected of them.</summary>
/// <param name="bodies">The texts by stem, read from their files and not from the store.</param>
public sealed class AnswerJudge(IReadOnlyDictionary<string, string> bodies)
{
    /// <summary>The most Unicode characters that an answer may have.</summary>
    public const int LongestAnswer = 1500;

    /// <summary>Judges <paramref name="reply"/>.</summary>
    public Verdict Judge(GoldenExpectation expected, JudgedReply reply)
    {
        var answer = GoldenText.Normalise(reply.Answer);
        var isTooLong = reply.Answer.EnumerateRunes().Count() > LongestAnswer;
        ImmutableArray<Citation> untrue = [.. reply.Citations.Where(citation => !IsVerbatim(citation))];
        ImmutableArray<string> forbidden = [.. expected.NoneOf.Where(pattern => new GoldenPattern(pattern).IsIn(answer))];

        var misses = ImmutableArray.CreateBuilder<string>();
        if (answer.Length == 0)
        {
            misses.Add("The answer is empty.");
        }

        if (isTooLong)
        {
            misses.Add($"The answer has more than {LongestAnswer} characters.");
        }

        misses.AddRange(untrue.Select(citation => $"{citation.Article.Stem} does not hold “{citation.Text}” at {citation.Span}."));
        misses.AddRange(expected.AllOf.Where(pattern => !new GoldenPattern(pattern).IsIn(answer)).Select(pattern => $"It lacks “{pattern}”."));
        if (!expected.AnyOf.IsEmpty && !expected.AnyOf.Any(pattern => new GoldenPattern(pattern).IsIn(answer)))
        {
            misses.Add($"It has none of “{string.Join("”, “", expected.AnyOf)}”.");
        }

        misses.AddRange(forbidden.Select(pattern => $"It must not have “{pattern}”."));
        if (expected.Refuse is { } refuse && refuse != reply.IsRefused)
        {
            misses.Add(refuse ? "It had to refuse." : "It must not refuse.");
        }

        if (!expected.CitesAnyOf.IsEmpty && !expected.CitesAnyOf.Any(words => IsCited(words, reply.Citations)))
        {
            misses.Add($"It cites none of “{string.Join("”, “", expected.CitesAnyOf)}”.");
        }

        return new Verdict(misses.ToImmutable(), untrue, forbidden, isTooLong, reply.IsRefused);
    }

    private bool IsVerbatim(Citation citation) =>
        citation.Text.Length > 0
        && bodies.TryGetValue(citation.Article.Stem, out var body)
        && citation.Span.Start >= 0
        && citation.Span.Length == citation.Text.Length
        && citation.Span.Start <= body.Length - citation.Span.Length
        && string.CompareOrdinal(body, citation.Span.Start, citation.Text, 0, citation.Text.Length) == 0;

    private static bool IsCited(string words, ImmutableArray<Citation> citations)
    {
        var wanted = GoldenText.Normalise(words);
        return citations.Any(citation => GoldenText.Normalise(citation.Text).Contains(wanted, StringComparison.Ordinal));
    }
}
