using System.Text.RegularExpressions;

namespace TalksBot.Testing.Golden;

/// <summary>What an answer has to hold or must not hold: plain words, or a regular expression behind "re:".</summary>
public sealed class GoldenPattern
{
    private const string ExpressionMark = "re:";
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    private readonly string _source;
    private readonly string _words = "";
    private readonly Regex? _expression;

    /// <summary>A pattern as it is written in a question file.</summary>
    /// <param name="source">An expression is written for normalised text: lower case, straight quotation marks, hyphens.</param>
    /// <exception cref="ArgumentException">The expression is malformed, or the words are empty and would always match.</exception>
    public GoldenPattern(string source)
    {
        _source = source;
        if (source.StartsWith(ExpressionMark, StringComparison.Ordinal))
        {
            _expression = new Regex(source[ExpressionMark.Length..], RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, LongestMatch);
            return;
        }

        _words = GoldenText.Normalise(source);
        if (_words.Length == 0)
        {
            throw new ArgumentException("A pattern needs words.", nameof(source));
        }
    }

    /// <summary>Whether it occurs in <paramref name="normalised"/>, a text that was normalised before.</summary>
    public bool IsIn(string normalised) => _expression?.IsMatch(normalised) ?? normalised.Contains(_words, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _source;
}
