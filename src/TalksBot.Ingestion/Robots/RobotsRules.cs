using System.Text;

namespace TalksBot.Ingestion;

/// <summary>What a robots.txt says to us (RFC 9309).</summary>
internal sealed class RobotsRules
{
    // Sites have a few hundred. A rule with a star takes time with its length times the path's.
    private const int MaxRules = 5_000;
    private const int MaxStarred = 300;
    private const int MaxPattern = 300;

    private readonly List<(string Pattern, bool IsAllowed)> _rules;

    private RobotsRules(List<(string Pattern, bool IsAllowed)> rules) => _rules = rules;

    /// <summary>Everything is allowed.</summary>
    internal static RobotsRules AllowAll { get; } = new([]);

    /// <summary>Reads the rules of the groups that name <paramref name="product"/>, else of those for everybody.</summary>
    /// <remarks>Sections 2.2.1 and 2.2.2: groups of one name are joined; a group begins with its user-agent lines and ends before the next such line.</remarks>
    internal static RobotsRules Parse(ReadOnlySpan<byte> bytes, string product)
    {
        var own = new List<(string, bool)>();
        var common = new List<(string, bool)>();
        var hasOwn = false;
        var starred = 0;
        var (isOwn, isCommon, isHead) = (false, false, false);
        foreach (var raw in Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').AsSpan().EnumerateLines())
        {
            var line = raw.IndexOf('#') is >= 0 and var comment ? raw[..comment] : raw;
            var colon = line.IndexOf(':');
            if (colon < 0)
            {
                continue;
            }

            var key = line[..colon].Trim();
            var value = line[(colon + 1)..].Trim();
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                (isOwn, isCommon) = isHead ? (isOwn, isCommon) : (false, false);
                isHead = true;
                isCommon |= value is "*";
                isOwn |= Token(value).Equals(product, StringComparison.OrdinalIgnoreCase);
                hasOwn |= isOwn;
            }
            else if (key.Equals("allow", StringComparison.OrdinalIgnoreCase) || key.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            {
                isHead = false;
                // An empty value is no rule.
                if (value.Length is > 0 and <= MaxPattern && own.Count + common.Count < MaxRules && (!value.Contains('*') || ++starred <= MaxStarred))
                {
                    var rule = (Normalise(value), key[0] is 'a' or 'A');
                    AddTo(own, isOwn, rule);
                    AddTo(common, isCommon, rule);
                }
            }
        }

        return new RobotsRules(hasOwn ? own : common);
    }

    /// <summary>Whether the path may be fetched: the longest rule that matches decides; of two as long, the one that allows (section 2.2.2).</summary>
    internal bool Allows(Uri address)
    {
        var path = Normalise(address.PathAndQuery);
        if (path == "/robots.txt")
        {
            return true;
        }

        var (length, isAllowed) = (-1, true);
        foreach (var rule in _rules)
        {
            if ((rule.Pattern.Length > length || (rule.Pattern.Length == length && rule.IsAllowed)) && Matches(rule.Pattern, path))
            {
                (length, isAllowed) = (rule.Pattern.Length, rule.IsAllowed);
            }
        }

        return isAllowed;
    }

    private static void AddTo(List<(string, bool)> rules, bool isMeant, (string, bool) rule)
    {
        if (isMeant)
        {
            rules.Add(rule);
        }
    }

    private static ReadOnlySpan<char> Token(ReadOnlySpan<char> value)
    {
        var length = 0;
        while (length < value.Length && (char.IsAsciiLetter(value[length]) || value[length] is '_' or '-'))
        {
            length++;
        }

        return value[..length];
    }

    // Section 2.2.2: what needs no escape is compared without one, what is not ASCII in its escaped form.
    private static string Normalise(ReadOnlySpan<char> path)
    {
        var result = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 2 < path.Length && char.IsAsciiHexDigit(path[i + 1]) && char.IsAsciiHexDigit(path[i + 2]))
            {
                var code = (char)Convert.ToInt32(path.Slice(i + 1, 2).ToString(), 16);
                if (char.IsAsciiLetterOrDigit(code) || code is '-' or '.' or '_' or '~')
                {
                    result.Append(code);
                }
                else
                {
                    result.Append('%').Append(char.ToUpperInvariant(path[i + 1])).Append(char.ToUpperInvariant(path[i + 2]));
                }

                i += 2;
            }
            else if (path[i] < '\u0080')
            {
                result.Append(path[i]);
            }
            else
            {
                var end = i;
                while (end < path.Length && path[end] >= '\u0080')
                {
                    end++;
                }

                result.Append(Uri.EscapeDataString(path[i..end].ToString()));
                i = end - 1;
            }
        }

        return result.ToString();
    }

    // "*" stands for any characters, "$" at the end for the end. Greedy with one way back: time grows with length times length at the most.
    private static bool Matches(string pattern, string path)
    {
        var isAnchored = pattern.EndsWith('$');
        var text = isAnchored ? pattern.AsSpan(0, pattern.Length - 1) : pattern;
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (true)
        {
            if (p == text.Length)
            {
                if (!isAnchored || t == path.Length)
                {
                    return true;
                }
            }
            else if (text[p] == '*')
            {
                (star, mark) = (p++, t);
                continue;
            }
            else if (t < path.Length && text[p] == path[t])
            {
                p++;
                t++;
                continue;
            }

            if (star < 0 || mark >= path.Length)
            {
                return false;
            }

            (p, t) = (star + 1, ++mark);
        }
    }
}
