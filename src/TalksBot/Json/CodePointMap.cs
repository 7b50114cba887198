using TalksBot.Domain;

namespace TalksBot;

/// <summary>Turns offsets in UTF-16 code units into offsets in Unicode code points, which the JSON interface counts.</summary>
public sealed class CodePointMap
{
    // Where the second half of each surrogate pair stands; most texts have none or few.
    private readonly int[] _pairs;

    /// <summary>A map of <paramref name="text"/>; reads it once.</summary>
    public CodePointMap(string text)
    {
        var pairs = new List<int>();
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                pairs.Add(i);
                i++;
            }
        }

        _pairs = [.. pairs];
    }

    /// <summary>How many code points stand before the code unit at <paramref name="offset"/>; an offset inside a pair counts as before it.</summary>
    public int CodePoints(int offset)
    {
        var index = Array.BinarySearch(_pairs, offset);
        var before = index >= 0 ? index + 1 : ~index;
        return offset - before;
    }

    /// <summary>First code point of <paramref name="span"/> and the one after its last.</summary>
    public int[] Bounds(TextSpan span) => [CodePoints(span.Start), CodePoints(span.End)];
}
