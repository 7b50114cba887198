using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>What an atom is made of.</summary>
internal enum AtomKind
{
    Word,
    Number,
    Mark,
}

/// <summary>The smallest piece of a time expression: a run of letters, a run of digits, or one mark.</summary>
/// <remarks>Finer than tokens, so that "p.m.", "30-day", "10.00" and "14th" are read alike however they were tokenized.</remarks>
/// <param name="Span">Where it stands.</param>
/// <param name="Kind">Letters, digits or a mark.</param>
/// <param name="Number">The value of a run of at most nine digits, else -1.</param>
/// <param name="Word">What it can be in a time expression, or null.</param>
/// <param name="IsGlued">Whether no blank stands before it.</param>
/// <param name="BeginsBlock">Whether an empty line stands before it.</param>
internal readonly record struct Atom(TextSpan Span, AtomKind Kind, int Number, TimeWord? Word, bool IsGlued, bool BeginsBlock);

/// <summary>Cuts a text into atoms.</summary>
internal static class TimeAtoms
{
    /// <summary>The atoms of <paramref name="text"/>, in reading order.</summary>
    public static List<Atom> Read(string text)
    {
        var atoms = new List<Atom>((text.Length / 5) + 1);
        var lineEnds = 0;
        var isGlued = false;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                lineEnds += c == '\n' ? 1 : 0;
                isGlued = false;
                i++;
                continue;
            }

            var end = i + 1;
            var kind = AtomKind.Mark;
            if (char.IsLetter(c))
            {
                kind = AtomKind.Word;
                end = RunEnd(text, end, char.IsLetter);
            }
            else if (char.IsAsciiDigit(c))
            {
                kind = AtomKind.Number;
                end = RunEnd(text, end, char.IsAsciiDigit);
            }

            atoms.Add(new Atom(
                TextSpan.FromBounds(i, end),
                kind,
                kind == AtomKind.Number && end - i <= 9 ? int.Parse(text.AsSpan(i, end - i)) : -1,
                kind == AtomKind.Word ? TimeLexicon.Find(text.AsSpan(i, end - i)) : null,
                isGlued,
                lineEnds > 1));
            lineEnds = 0;
            isGlued = true;
            i = end;
        }

        return atoms;
    }

    private static int RunEnd(string text, int end, Func<char, bool> belongs)
    {
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end;
    }
}
