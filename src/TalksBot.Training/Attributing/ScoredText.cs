using System.Text.RegularExpressions;
using TalksBot.Domain;

namespace TalksBot.Training;

/// <summary>A text cut into the tokens that attributions are scored by: runs of letters and digits with inner apostrophes, or one other mark.</summary>
internal sealed partial class ScoredText
{
    private readonly int[] _tokenAt;
    private readonly List<(int Start, bool IsWord, bool IsQuoted)> _tokens = [];

    /// <summary>The tokens of a text.</summary>
    public ScoredText(string text)
    {
        var quoted = Quoted(text);
        _tokenAt = new int[text.Length];
        Array.Fill(_tokenAt, -1);
        foreach (var match in Token().EnumerateMatches(text))
        {
            _tokenAt.AsSpan(match.Index, match.Length).Fill(_tokens.Count);
            _tokens.Add((match.Index, char.IsLetterOrDigit(text[match.Index]), quoted[match.Index]));
        }
    }

    /// <summary>The tokens that any of these spans touches.</summary>
    public HashSet<int> TokensOf(IEnumerable<TextSpan> spans)
    {
        var tokens = new HashSet<int>();
        foreach (var span in spans)
        {
            for (var i = span.Start; i < span.End; i++)
            {
                if (_tokenAt[i] >= 0)
                {
                    tokens.Add(_tokenAt[i]);
                }
            }
        }

        return tokens;
    }

    /// <summary>Whether all words among these tokens, at least one, stand in double quotation marks.</summary>
    public bool IsDirect(HashSet<int> tokens)
    {
        var words = tokens.Where(token => _tokens[token].IsWord).ToList();
        return words.Count > 0 && words.TrueForAll(token => _tokens[token].IsQuoted);
    }

    // Marks are paired within a line.
    private static bool[] Quoted(string text)
    {
        var (quoted, inside) = (new bool[text.Length], false);
        for (var i = 0; i < text.Length; i++)
        {
            inside = text[i] switch
            {
                '\n' or '”' or '»' => false,
                '“' or '„' or '«' => true,
                '"' => !inside,
                _ => inside,
            };
            quoted[i] = inside;
        }

        return quoted;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*|[^\p{L}\p{N}\s]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Token();
}
