using System.Globalization;

namespace TalksBot.Terminal;

/// <summary>A line being typed, and the caret in it; moves by what a reader sees as one character.</summary>
public sealed class LineBuffer
{
    /// <summary>Keys beyond this length are ignored; more than any command takes.</summary>
    public const int MaxLength = 4000;

    /// <summary>The line.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The caret, in UTF-16 code units from the start; never inside a character.</summary>
    public int Caret { get; private set; }

    /// <summary>Replaces the line and puts the caret behind it.</summary>
    public void Set(string text)
    {
        Text = text.Length > MaxLength ? text[..MaxLength] : text;
        Caret = Text.Length;
    }

    /// <summary>Puts a typed or pasted character at the caret; control and formatting characters are dropped.</summary>
    public void Insert(char c)
    {
        if (Text.Length >= MaxLength || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || (char.GetUnicodeCategory(c) is UnicodeCategory.Format && c is not ('\u200c' or '\u200d')))
        {
            return;
        }

        Text = Text.Insert(Caret, c.ToString());
        Caret++;
    }

    /// <summary>Replaces <paramref name="length"/> code units from <paramref name="start"/> and puts the caret behind the new text.</summary>
    public void Replace(int start, int length, string text)
    {
        Text = string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(start + length));
        Caret = start + text.Length;
    }

    /// <summary>Removes the character in front of the caret.</summary>
    public void Backspace() => Remove(Previous(), Caret);

    /// <summary>Removes the character behind the caret.</summary>
    public void Delete() => Remove(Caret, Next());

    /// <summary>Moves one character to the left.</summary>
    public void Left() => Caret = Previous();

    /// <summary>Moves one character to the right.</summary>
    public void Right() => Caret = Next();

    /// <summary>Moves to the start of this word, or of the one before.</summary>
    public void WordLeft() => Caret = PreviousWord();

    /// <summary>Moves behind this word, or the next one.</summary>
    public void WordRight()
    {
        while (Caret < Text.Length && char.IsWhiteSpace(Text[Caret]))
        {
            Caret++;
        }

        while (Caret < Text.Length && !char.IsWhiteSpace(Text[Caret]))
        {
            Caret++;
        }
    }

    /// <summary>Moves to the start.</summary>
    public void Home() => Caret = 0;

    /// <summary>Moves to the end.</summary>
    public void End() => Caret = Text.Length;

    /// <summary>Removes what stands in front of the caret.</summary>
    public void KillToStart() => Remove(0, Caret);

    /// <summary>Removes what stands behind the caret.</summary>
    public void KillToEnd() => Remove(Caret, Text.Length);

    /// <summary>Removes the word in front of the caret.</summary>
    public void KillWord() => Remove(PreviousWord(), Caret);

    private void Remove(int start, int end)
    {
        Text = Text.Remove(start, end - start);
        Caret = start;
    }

    private int PreviousWord()
    {
        var at = Caret;
        while (at > 0 && char.IsWhiteSpace(Text[at - 1]))
        {
            at--;
        }

        while (at > 0 && !char.IsWhiteSpace(Text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private int Next() => Caret >= Text.Length ? Text.Length : Caret + StringInfo.GetNextTextElementLength(Text, Caret);

    private int Previous()
    {
        var at = 0;
        while (at < Caret)
        {
            var next = at + StringInfo.GetNextTextElementLength(Text, at);
            if (next >= Caret)
            {
                return at;
            }

            at = next;
        }

        return 0;
    }
}
