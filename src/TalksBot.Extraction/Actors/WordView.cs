using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <summary>A tagged text as the actors stage reads it: one pass fills what every later step asks a token for.</summary>
internal sealed class WordView
{
    private readonly Dictionary<string, (int Capital, int Small)> _uses = new(StringComparer.Ordinal);

    public WordView(TaggedText text, ImmutableArray<Quotation> quotations)
    {
        Text = text;
        Count = text.Count;
        Lower = new string[Count];
        IsCapital = new bool[Count];
        Sentence = new int[Count];
        Paragraph = new int[Count];
        Quotation = new int[Count];
        IsTerm = new bool[Count];
        IsSentenceStart = new bool[Count];
        IsHeadline = new bool[Count];
        IsSkipped = new bool[Count];
        Array.Fill(Quotation, -1);
        MarkQuotations(quotations);
        MarkSentences();
        MarkFrame();
        CountUses();
    }

    public TaggedText Text { get; }

    public int Count { get; }

    /// <summary>Lower-case forms with straight apostrophes.</summary>
    public string[] Lower { get; }

    public bool[] IsCapital { get; }

    public int[] Sentence { get; }

    public int[] Paragraph { get; }

    /// <summary>Index of the innermost speech quotation, or -1.</summary>
    public int[] Quotation { get; }

    /// <summary>Inside a title or term in quotation marks.</summary>
    public bool[] IsTerm { get; }

    /// <summary>Whether a capital here may be owed to the start of a sentence.</summary>
    public bool[] IsSentenceStart { get; }

    public bool[] IsHeadline { get; }

    /// <summary>Bylines and datelines.</summary>
    public bool[] IsSkipped { get; }

    public string Tag(int token) => token >= 0 && token < Count ? Text.Tags[token] : "";

    public string Word(int token) => token >= 0 && token < Count ? Lower[token] : "";

    /// <summary>A personal or possessive pronoun; "mine" may be a pit and "US" a country.</summary>
    public bool IsPronoun(int token) => Pronouns.IsPronoun(Lower[token])
        && !(Lower[token] == "mine" && Text.Tags[token] is "NN" or "NNP" or "VB") && !(Lower[token] is "it" or "us" && IsAllCapitals(token));

    public bool IsNoun(int token) => Tag(token) is "NN" or "NNS" or "NNP" or "NNPS";

    public bool IsWord(int token) => token >= 0 && token < Count && Text.Tokens.Tokens[token].Kind == TokenKind.Word;

    public string Form(int token) => Text.Tokens.Form(token).ToString();

    /// <summary>Whether the text prints this word with a capital inside a sentence and not more often without.</summary>
    public bool IsCapitalElsewhere(string lower) => _uses.TryGetValue(lower, out var uses) && uses.Capital > 0 && uses.Capital >= uses.Small;

    /// <summary>Whether the text also prints this word without a capital.</summary>
    public bool IsSmallElsewhere(string lower) => _uses.TryGetValue(lower, out var uses) && uses.Small > 0;

    public bool IsAllCapitals(int token)
    {
        var letters = 0;
        foreach (var c in Text.Tokens.Form(token))
        {
            if (char.IsLower(c))
            {
                return false;
            }

            letters += char.IsLetter(c) ? 1 : 0;
        }

        return letters > 1;
    }

    private void MarkQuotations(ImmutableArray<Quotation> quotations)
    {
        var tokens = Text.Tokens;
        for (var q = 0; q < quotations.Length; q++)
        {
            foreach (var span in quotations[q].Spans)
            {
                for (var i = tokens.TokenAt(span.Start); i < Count && tokens.Tokens[i].Span.Start < span.End; i++)
                {
                    if (quotations[q].Kind == QuotationKind.Term)
                    {
                        IsTerm[i] = true;
                    }
                    else
                    {
                        Quotation[i] = q;
                    }
                }
            }
        }
    }

    private void MarkSentences()
    {
        var tokens = Text.Tokens;
        for (var p = 0; p < tokens.Paragraphs.Length; p++)
        {
            for (var s = tokens.Paragraphs[p].First; s < tokens.Paragraphs[p].End; s++)
            {
                var isStart = true;
                for (var i = tokens.Sentences[s].First; i < tokens.Sentences[s].End; i++)
                {
                    var form = tokens.Form(i);
                    Lower[i] = form.ToString().ToLowerInvariant().Replace('’', '\'');
                    Sentence[i] = s;
                    Paragraph[i] = p;
                    IsCapital[i] = tokens.Tokens[i].Kind == TokenKind.Word && (char.IsUpper(form[0])
                        || (form.Length > 2 && char.IsUpper(form[^1]) && char.IsUpper(form[1]))
                        || (form.Length > 3 && form[1] is '\'' or '’' && char.IsUpper(form[2]))
                        || (form.Length > 4 && form.StartsWith("al-") && char.IsUpper(form[3])));
                    IsSentenceStart[i] = isStart && IsCapital[i];
                    isStart = Text.Tags[i] is "``" or ":" or "." || (isStart && tokens.Tokens[i].Kind != TokenKind.Word);
                }
            }
        }
    }

    // Headlines in title case, bylines and datelines: frames of the text, where capitals mean little.
    private void MarkFrame()
    {
        var tokens = Text.Tokens;
        for (var p = 0; p < tokens.Paragraphs.Length; p++)
        {
            var first = tokens.Sentences[tokens.Paragraphs[p].First].First;
            var end = tokens.Sentences[tokens.Paragraphs[p].End - 1].End;
            if (end <= first)
            {
                continue;
            }

            var isClosed = Text.Tags[end - 1] is "." or "''";
            if (IsTitleCase(first, end, isTitle: p == 0))
            {
                Array.Fill(IsHeadline, true, first, end - first);
                continue;
            }

            if (!isClosed && end - first <= 25)
            {
                if (Lower[first] == "by" && end - first > 1 && (IsCapital[first + 1] || end - first < 8))
                {
                    Array.Fill(IsSkipped, true, first, end - first);
                    continue;
                }

                Array.Fill(IsHeadline, true, first, end - first);
            }

            MarkDateline(first, end);
        }
    }

    // Every word that means something has a capital: a headline, whatever mark closes it.
    private bool IsTitleCase(int first, int end, bool isTitle)
    {
        if (end - first is < 4 or > 30)
        {
            return false;
        }

        var capitals = 0;
        var hasVerb = false;
        for (var i = first; i < end; i++)
        {
            var tag = Text.Tags[i];
            if (Text.Tokens.Tokens[i].Kind != TokenKind.Word || tag is "POS")
            {
                continue;
            }

            // Titles leave only articles, conjunctions and short prepositions small.
            if (!IsCapital[i] && (Lower[i].Length > 4 || tag is not ("DT" or "IN" or "CC" or "TO" or "RP")))
            {
                return false;
            }

            capitals += IsCapital[i] ? 1 : 0;
            hasVerb |= IsCapital[i] && tag is "VBZ" or "VBD" or "VBP" or "VB" or "MD" or "VBG" or "VBN";
        }

        return capitals > 3 && (isTitle || hasVerb);
    }

    // "PORT SAID, May 3 (Reuters) —": capitals, then a dash within the first words.
    private void MarkDateline(int first, int end)
    {
        if (!IsCapital[first] || !IsAllCapitals(first))
        {
            return;
        }

        var limit = Math.Min(end, first + 14);
        for (var i = first; i < limit; i++)
        {
            if (Lower[i] is "—" or "–" or "-" or "--")
            {
                Array.Fill(IsSkipped, true, first, i + 1 - first);
                for (var j = i + 1; j < end && j < i + 3; j++)
                {
                    IsSentenceStart[j] |= j == i + 1 && IsCapital[j];
                }

                return;
            }

            // "NHC's president, Ann Roe — no relation — said": small words are no place and no date.
            if (Text.Tags[i] is "VBD" or "VBZ" or "MD" or "``" or "POS" || (!IsCapital[i] && Text.Tokens.Tokens[i].Kind == TokenKind.Word))
            {
                return;
            }
        }
    }

    private void CountUses()
    {
        for (var i = 0; i < Count; i++)
        {
            if (!IsWord(i) || IsSentenceStart[i] || IsHeadline[i] || IsTerm[i])
            {
                continue;
            }

            var uses = _uses.GetValueOrDefault(Lower[i]);
            _uses[Lower[i]] = IsCapital[i] ? (uses.Capital + 1, uses.Small) : (uses.Capital, uses.Small + 1);
        }
    }
}
