namespace TalksBot.Extraction;

/// <summary>Paragraphs that name their speaker before a colon ("HOLT: No.") or after a dash at their end ("“No.” ― Ann Holt").</summary>
internal sealed class ParagraphFrames
{
    private const int LongestOpening = 9;
    private const int LongestClosing = 12;
    private const int LeastLines = 2;
    private const int LeastSigned = 4;
    private const int LongestTurn = 4;

    private readonly TextColumns _text;
    private readonly (int Mark, uint Kind, uint Shapes)[] _openings;
    private readonly (int Mark, uint Kind)[] _closings;
    private readonly IndexRange[] _paragraphs;

    /// <summary>The frames of a text's paragraphs.</summary>
    public ParagraphFrames(TextColumns text)
    {
        _text = text;
        var paragraphs = text.Text.Tokens.Paragraphs;
        _paragraphs = [.. paragraphs.Select(paragraph => AttributionLabeller.Tokens(text, paragraph))];
        _openings = [.. _paragraphs.Select(Opening)];
        _closings = [.. _paragraphs.Select(Closing)];
        foreach (var opening in _openings)
        {
            OpeningCount += opening.Kind is 2 or 3 ? 1 : 0;
            LineCount += opening.Kind == 2 ? 1 : 0;
        }

        foreach (var closing in _closings)
        {
            ClosingCount += closing.Kind != 0 ? 1 : 0;
        }
    }

    /// <summary>How many paragraphs begin with names before a colon.</summary>
    public int OpeningCount { get; }

    /// <summary>How many paragraphs begin with names in capitals before a colon: lines of a transcript.</summary>
    public int LineCount { get; }

    /// <summary>How many paragraphs end with a dash and names.</summary>
    public int ClosingCount { get; }

    /// <summary>Tokens of the paragraph that holds <paramref name="token"/>.</summary>
    public IndexRange Around(int token) => _paragraphs[_text.Paragraph[token]];

    /// <summary>Kind of the opening around a token: 0 none, 1 with a verb, 2 in capitals, 3 of names, 4 other; its shapes; and whether the token stands before, at or behind the colon.</summary>
    public (uint Kind, uint Shapes, uint Side) OpeningAt(int token)
    {
        var (mark, kind, shapes) = _openings[_text.Paragraph[token]];
        return kind == 0 ? (0, 0, 0) : (kind, shapes, token < mark ? 1u : token == mark ? 2u : 3u);
    }

    /// <summary>Kind of the closing around a token: 0 none, else by its dash; and whether the token stands before, at or behind the dash.</summary>
    public (uint Kind, uint Side) ClosingAt(int token)
    {
        var (mark, kind) = _closings[_text.Paragraph[token]];
        return kind == 0 ? (0, 0) : (kind, token < mark ? 1u : token == mark ? 2u : 3u);
    }

    /// <summary>The attribution that the frame of a paragraph makes by itself: a line of a transcript, a quotation signed by its speaker; null where there is none.</summary>
    public LabelledAttribution? Attribution(int paragraph)
    {
        var tokens = _paragraphs[paragraph];
        var (colon, kind, _) = _openings[paragraph];
        if (kind == 2 && LineCount >= LeastLines)
        {
            return Of(new IndexRange(Behind(tokens.First), colon), colon, new IndexRange(colon + 1, _paragraphs[LastOfTurn(paragraph)].End));
        }

        var (dash, closing) = _closings[paragraph];
        if (closing == 0 || !IsQuote(tokens.First) || dash - tokens.First < LeastSigned || !IsQuote(dash - 1))
        {
            return null;
        }

        var end = _text.Text.Tokens.Tokens[tokens.End - 1].Kind == TokenKind.Punctuation ? tokens.End - 1 : tokens.End;
        return end > dash + 1 && _text.Text.Tokens.Tokens[dash + 1].Kind == TokenKind.Word
            ? Of(new IndexRange(dash + 1, end), dash, new IndexRange(tokens.First, dash))
            : null;
    }

    /// <summary>Whether a paragraph goes on with the turn of a speaker in a transcript.</summary>
    public bool IsInTurn(int paragraph)
    {
        for (var before = paragraph - 1; before >= 0 && before >= paragraph - LongestTurn; before--)
        {
            if (_openings[before].Kind != 0)
            {
                return _openings[before].Kind == 2 && LastOfTurn(before) >= paragraph;
            }
        }

        return false;
    }

    // What stands between two lines of a transcript is still said by the first speaker.
    private int LastOfTurn(int paragraph)
    {
        for (var next = paragraph + 1; next < _openings.Length && next <= paragraph + LongestTurn; next++)
        {
            if (_openings[next].Kind != 0)
            {
                return _openings[next].Kind == 2 ? next - 1 : paragraph;
            }
        }

        // Nor does the last turn end while its quotation goes on.
        var last = paragraph;
        while (last + 1 < _paragraphs.Length && _text.Quote[_paragraphs[last + 1].First] >= 8)
        {
            last++;
        }

        return last;
    }

    private static LabelledAttribution? Of(IndexRange source, int mark, IndexRange content) => source.Count > 0 && content.Count > 1
        ? new LabelledAttribution(new IndexRange(mark, mark + 1), [source], [content], CueSureness: 0.95f, SourceSureness: 0.95f, ContentSureness: 0.95f)
        : null;

    private bool IsQuote(int token) => _text.Text.Tokens.Tokens[token].Kind == TokenKind.Quote;

    private int Behind(int token) => IsQuote(token) ? token + 1 : token;

    private (int Mark, uint Kind, uint Shapes) Opening(IndexRange paragraph)
    {
        var (hasVerb, isCapitals, isNames, shapes) = (false, true, true, 3u);
        for (var i = paragraph.First; i < paragraph.End - 1 && i < paragraph.First + LongestOpening; i++)
        {
            if (_text.Text.Tokens.Form(i) is ":")
            {
                return i == paragraph.First ? (0, 0, 0) : (i, hasVerb ? 1u : isCapitals ? 2u : isNames ? 3u : 4u, shapes);
            }

            hasVerb |= TextColumns.IsVerb[_text.Tag[i]];
            var form = _text.Text.Tokens.Form(i);
            isCapitals &= !char.IsLetter(form[0]) || _text.Shape[i] is TokenTraits.AllCapitals or TokenTraits.Acronym or TokenTraits.Initial;
            isNames &= !char.IsLower(form[0]);
            shapes = FeatureHash.Join(shapes, _text.Shape[i]);
        }

        return (0, 0, 0);
    }

    private (int Mark, uint Kind) Closing(IndexRange paragraph)
    {
        for (var i = paragraph.End - 1; i > paragraph.First && i >= paragraph.End - LongestClosing; i--)
        {
            var form = _text.Text.Tokens.Form(i);
            if (form[0] is '―' or '—' or '–' or '-' or '~' && !char.IsLetterOrDigit(form[^1]))
            {
                return i < paragraph.End - 1 ? (i, form[0] is '―' ? 1u : form[0] is '-' ? 2u : 3u) : (0, 0);
            }

            if (char.IsLower(form[0]) && form.Length > 3)
            {
                break;
            }
        }

        return (0, 0);
    }
}
