using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Cuts a text into tokens, sentences and paragraphs.</summary>
/// <remarks>
/// Tokens follow the Penn Treebank where its tags depend on it: "'s", "n't", "'ll" stand apart from their word,
/// currency and per cent signs from their number; hyphened words stay whole, abbreviations keep their full stop.
/// </remarks>
public static class Tokenizer
{
    /// <summary>Tokens, sentences and paragraphs of <paramref name="text"/>, whatever it holds.</summary>
    public static TokenizedText Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = ImmutableArray.CreateBuilder<Token>(text.Length / 5);
        var sentences = ImmutableArray.CreateBuilder<IndexRange>();
        var paragraphs = ImmutableArray.CreateBuilder<IndexRange>();
        var marks = new SingleMarks();
        foreach (var paragraph in ParagraphSplitter.Split(text))
        {
            var (firstToken, firstSentence) = (tokens.Count, sentences.Count);
            marks.Resolve(text, paragraph);
            AddTokens(text, paragraph, marks, tokens);
            if (tokens.Count > firstToken)
            {
                SentenceSplitter.Split(text, tokens, new IndexRange(firstToken, tokens.Count), sentences);
                paragraphs.Add(new IndexRange(firstSentence, sentences.Count));
            }
        }

        return new TokenizedText(text, tokens.ToImmutable(), sentences.ToImmutable(), paragraphs.ToImmutable());
    }

    private static void AddTokens(string text, TextSpan paragraph, SingleMarks marks, ImmutableArray<Token>.Builder tokens)
    {
        for (var i = paragraph.Start; i < paragraph.End;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (Marks.IsSingle(c))
            {
                i = AddSingleMark(text, i, paragraph, marks, tokens);
            }
            else if (WordScanner.IsWordStart(text, i, paragraph.End))
            {
                i = AddWord(text, i, paragraph.End, tokens);
            }
            else
            {
                var end = MarkEnd(text, i, paragraph.End);
                var kind = Marks.IsDouble(c) ? TokenKind.Quote : TokenKind.Punctuation;
                tokens.Add(new Token(TextSpan.FromBounds(i, end), kind));
                i = end;
            }
        }
    }

    private static int AddSingleMark(string text, int start, TextSpan paragraph, SingleMarks marks, ImmutableArray<Token>.Builder tokens)
    {
        var role = marks.RoleAt(start);
        if (role == SingleMarkRole.DoubleMark)
        {
            tokens.Add(new Token(new TextSpan(start, 2), TokenKind.Quote));
            return start + 2;
        }

        if (role is SingleMarkRole.Opening or SingleMarkRole.Closing)
        {
            tokens.Add(new Token(new TextSpan(start, 1), TokenKind.Quote));
            return start + 1;
        }

        // "’90s", "’em": the mark begins the word; "farmers’": it is a possessive of its own, as in the Penn Treebank.
        var isBefore = start + 1 < paragraph.End && char.IsLetterOrDigit(text[start + 1]);
        if (isBefore)
        {
            var (end, kind) = WordScanner.Scan(text, start + 1, paragraph.End);
            tokens.Add(new Token(TextSpan.FromBounds(start, end), kind));
            return end;
        }

        var isAfter = start > paragraph.Start && char.IsLetterOrDigit(text[start - 1]);
        tokens.Add(new Token(new TextSpan(start, 1), isAfter ? TokenKind.Word : TokenKind.Punctuation));
        return start + 1;
    }

    private static int AddWord(string text, int start, int limit, ImmutableArray<Token>.Builder tokens)
    {
        var (end, kind) = WordScanner.Scan(text, start, limit);
        var split = WordScanner.CliticStart(text.AsSpan(start, end - start));
        if (split > 0)
        {
            // The stem may carry a clitic of its own ("shouldn't've"); one cut is enough for tags.
            tokens.Add(new Token(new TextSpan(start, split), kind));
            tokens.Add(new Token(TextSpan.FromBounds(start + split, end), TokenKind.Word));
        }
        else
        {
            tokens.Add(new Token(TextSpan.FromBounds(start, end), kind));
        }

        return end;
    }

    private static int MarkEnd(string text, int start, int limit)
    {
        var c = text[start];
        var end = start + 1;
        if (char.IsHighSurrogate(c) && end < limit && char.IsLowSurrogate(text[end]))
        {
            return end + 1;
        }

        if (c is '.' or '-')
        {
            while (end < limit && text[end] == c)
            {
                end++;
            }
        }

        return end;
    }
}
