using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TalksBot.Domain;

namespace TalksBot.Training;

/// <summary>A word of a treebank.</summary>
/// <param name="Span">Its place in <see cref="GumDocument.Text"/>; parts of a contraction whose forms do not make it up share the whole.</param>
/// <param name="Form">As printed.</param>
/// <param name="IsProper">Whether its Penn tag is that of a proper noun.</param>
internal readonly record struct GumWord(TextSpan Span, string Form, bool IsProper);

/// <summary>An annotated mention; words are counted over the document.</summary>
/// <param name="Entity">Number of its chain.</param>
/// <param name="Type">"person", "organization", "place" and others.</param>
/// <param name="First">First word.</param>
/// <param name="End">First word after it.</param>
/// <param name="Heads">The words at its heart.</param>
internal sealed record GumMention(string Entity, string Type, int First, int End, int[] Heads);

/// <summary>A document of UD English GUM with entities and coreference.</summary>
internal sealed partial class GumDocument
{
    private readonly StringBuilder _text = new();
    private readonly Stack<(string[] Fields, int First)> _open = new();

    private GumDocument(string id, string genre) => (Id, Genre) = (id, genre);

    public string Id { get; }

    public string Genre { get; }

    /// <summary>The text put together from the words, a blank line between paragraphs.</summary>
    public string Text => _text.ToString();

    public List<GumWord> Words { get; } = [];

    /// <summary>In the order of their ends.</summary>
    public List<GumMention> Mentions { get; } = [];

    /// <summary>The documents of a CoNLL-U file whose MISC column holds <c>Entity</c> with the fields GRP-etype-infstat-minspan-link-identity.</summary>
    /// <exception cref="InvalidDataException">A mention closes that was not opened.</exception>
    public static List<GumDocument> ReadAll(IEnumerable<string> lines)
    {
        var documents = new List<GumDocument>();
        GumDocument? document = null;
        var (id, isParagraph, surfaceEnd, isGlued) = ("", false, 0, true);
        var surface = default(TextSpan);
        foreach (var line in lines)
        {
            if (line.StartsWith("# newdoc id = ", StringComparison.Ordinal))
            {
                (id, document) = (line["# newdoc id = ".Length..], null);
            }
            else if (line.StartsWith("# meta::genre = ", StringComparison.Ordinal))
            {
                documents.Add(document = new GumDocument(id, line["# meta::genre = ".Length..]));
                isGlued = true;
            }
            else if (line.StartsWith("# newpar", StringComparison.Ordinal))
            {
                isParagraph = true;
            }
            else if (document is not null && line.Length > 0 && line[0] != '#')
            {
                var columns = line.Split('\t');
                var number = columns[0].Split('-');
                if (!int.TryParse(number[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) || columns[0].Contains('.', StringComparison.Ordinal))
                {
                    continue;
                }

                var isRange = number.Length == 2;
                if (isRange || first > surfaceEnd)
                {
                    if (!isGlued)
                    {
                        document._text.Append(isParagraph ? "\n\n" : " ");
                    }

                    surface = new TextSpan(document._text.Length, columns[1].Length);
                    document._text.Append(columns[1]);
                    (isParagraph, isGlued) = (false, columns[9].Contains("SpaceAfter=No", StringComparison.Ordinal));
                    surfaceEnd = isRange ? int.Parse(number[1], CultureInfo.InvariantCulture) : surfaceEnd;
                }

                if (!isRange)
                {
                    document.AddWord(columns, surface);
                }
            }
            else if (line.Length == 0)
            {
                surfaceEnd = 0;
            }
        }

        return documents;
    }

    /// <summary>First and next word that <paramref name="span"/> touches; null where it touches none.</summary>
    public (int First, int End)? WordsOf(TextSpan span)
    {
        var first = Words.FindIndex(word => word.Span.Overlaps(span));
        var last = Words.FindLastIndex(word => word.Span.Overlaps(span));
        return first < 0 ? null : (first, last + 1);
    }

    private void AddWord(string[] columns, TextSpan surface)
    {
        var span = surface;
        var text = _text.ToString(surface.Start, surface.Length);
        var at = Words.Count > 0 && Words[^1].Span.Start >= surface.Start && Words[^1].Span != surface ? Words[^1].Span.End - surface.Start : 0;
        if (at + columns[1].Length <= text.Length && string.CompareOrdinal(text, at, columns[1], 0, columns[1].Length) == 0)
        {
            span = new TextSpan(surface.Start + at, columns[1].Length);
        }

        var index = Words.Count;
        Words.Add(new GumWord(span, columns[1], columns[4] is "NNP" or "NNPS"));
        if (EntityValue().Match(columns[9]) is not { Success: true } entity)
        {
            return;
        }

        foreach (Match part in Bracket().Matches(entity.Groups["value"].Value))
        {
            if (part.Groups["open"].Success)
            {
                _open.Push((part.Groups["open"].Value.Split('-'), index));
                if (part.Groups["shut"].Success)
                {
                    Close(_open.Peek().Fields[0], index);
                }
            }
            else
            {
                Close(part.Groups["close"].Value, index);
            }
        }
    }

    private void Close(string entity, int last)
    {
        // Mentions may cross: the innermost of that entity closes.
        var passed = new Stack<(string[] Fields, int First)>();
        while (_open.Count > 0 && _open.Peek().Fields[0] != entity)
        {
            passed.Push(_open.Pop());
        }

        if (_open.Count == 0)
        {
            throw new InvalidDataException($"{Id}: entity {entity} closes without having been opened.");
        }

        var (fields, first) = _open.Pop();
        while (passed.Count > 0)
        {
            _open.Push(passed.Pop());
        }

        // "minspan" counts words of the mention from 1; some mentions have salience and centring before it.
        var heads = fields.Skip(3).First(field => char.IsAsciiDigit(field[0])).Split(',').Select(head => first + int.Parse(head, CultureInfo.InvariantCulture) - 1).ToArray();
        Mentions.Add(new GumMention(fields[0], fields[1], first, last + 1, heads));
    }

    [GeneratedRegex(@"(^|\|)Entity=(?<value>[^|]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EntityValue();

    [GeneratedRegex(@"\((?<open>[^()]+)(?<shut>\))?|(?<close>[^()]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracket();
}
