using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>What a single mark is for.</summary>
internal enum SingleMarkRole
{
    /// <summary>An apostrophe: of a possessive, or for letters left out.</summary>
    Apostrophe,

    /// <summary>Opens a quotation.</summary>
    Opening,

    /// <summary>Closes a quotation.</summary>
    Closing,

    /// <summary>With the same mark after it, a double quotation mark (typewriter style).</summary>
    DoubleMark,

    /// <summary>The second half of a double quotation mark.</summary>
    SecondHalf,
}

/// <summary>Tells closing single quotation marks from apostrophes, a paragraph at a time.</summary>
internal sealed class SingleMarks
{
    private static readonly string[] Elisions = ["em", "tis", "twas", "til", "cause", "bout", "n", "round"];

    private readonly List<Mark> _marks = [];
    private int _next;

    /// <summary>Looks at the marks of <paramref name="paragraph"/> that stand at the edge of a word.</summary>
    public void Resolve(string text, TextSpan paragraph)
    {
        _marks.Clear();
        _next = 0;
        Collect(text, paragraph);
        Pair();
    }

    /// <summary>The role of the mark at <paramref name="position"/>; to be asked from left to right.</summary>
    public SingleMarkRole RoleAt(int position)
    {
        while (_next < _marks.Count && _marks[_next].Position < position)
        {
            _next++;
        }

        return _next < _marks.Count && _marks[_next].Position == position ? _marks[_next].Role : SingleMarkRole.Apostrophe;
    }

    private void Collect(string text, TextSpan paragraph)
    {
        for (var i = paragraph.Start; i < paragraph.End; i++)
        {
            var c = text[i];
            if (!Marks.IsSingle(c))
            {
                continue;
            }

            var before = i > paragraph.Start ? text[i - 1] : ' ';
            var after = i + 1 < paragraph.End ? text[i + 1] : ' ';
            if (c == after && c is '\'' or '`' && c == after)
            {
                _marks.Add(new Mark(i, SingleMarkRole.DoubleMark, IsSure: true));
                _marks.Add(new Mark(++i, SingleMarkRole.SecondHalf, IsSure: true));
            }
            else if (CanOpen(c, before, after) && !IsElision(text, i + 1, paragraph.End))
            {
                _marks.Add(new Mark(i, SingleMarkRole.Opening, IsSure: c != '\''));
            }
            else if (c is '\'' or '’' or '‘' && !char.IsWhiteSpace(before) && !char.IsLetterOrDigit(after))
            {
                // After "s" and before another word it may be a possessive; after a stop it never is.
                var isDoubtful = before is 's' or 'S' or 'x' or 'z' && char.IsWhiteSpace(after);
                _marks.Add(new Mark(i, SingleMarkRole.Closing, IsSure: !isDoubtful));
            }
        }
    }

    private static bool CanOpen(char c, char before, char after) => c switch
    {
        '‘' or '‚' or '‛' => !char.IsWhiteSpace(after),
        '`' => !char.IsWhiteSpace(after) && !char.IsLetterOrDigit(before),
        '\'' => !char.IsWhiteSpace(after) && (char.IsWhiteSpace(before) || Marks.IsDouble(before) || before is '(' or '[' or '—' or '–' or '-' or '/'),
        _ => false,
    };

    // ‘90s and 'em: often typed with an opening mark.
    private static bool IsElision(string text, int start, int limit)
    {
        var end = start;
        while (end < limit && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        var word = text.AsSpan(start, end - start);
        if (word.Length == 3 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[1]) && word[2] == 's')
        {
            return true;
        }

        foreach (var elision in Elisions)
        {
            if (word.Equals(elision, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void Pair()
    {
        // From the right: does a closing mark follow before the next opening one?
        Span<bool> closesLater = _marks.Count <= 256 ? stackalloc bool[_marks.Count] : new bool[_marks.Count];
        var closes = false;
        for (var i = _marks.Count - 1; i >= 0; i--)
        {
            closesLater[i] = closes;
            closes = _marks[i].Role switch
            {
                SingleMarkRole.Opening => false,
                SingleMarkRole.Closing => true,
                _ => closes,
            };
        }

        var isOpen = false;
        for (var i = 0; i < _marks.Count; i++)
        {
            var mark = _marks[i];
            if (mark.Role == SingleMarkRole.Opening)
            {
                // A straight mark that nothing closes is no quotation: "the 'burbs".
                isOpen = mark.IsSure || closesLater[i];
                _marks[i] = isOpen ? mark : mark with { Role = SingleMarkRole.Apostrophe };
            }
            else if (mark.Role == SingleMarkRole.Closing)
            {
                var isClosing = isOpen && (mark.IsSure || !closesLater[i]);
                _marks[i] = isClosing ? mark : mark with { Role = SingleMarkRole.Apostrophe };
                isOpen &= !isClosing;
            }
        }
    }

    private readonly record struct Mark(int Position, SingleMarkRole Role, bool IsSure);
}
