using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Cuts a text into tokens, sentences and paragraphs.</summary>
public static class Tokenizer
{
    /// <summary>Tokens, sentences and paragraphs of <paramref name="text"/>, whatever it holds.</summary>
    public static TokenizedText Tokenize(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var sentences = ImmutableArray.CreateBuilder<IndexRange>();
        var paragraphs = ImmutableArray.CreateBuilder<IndexRange>();
        var (firstToken, firstSentence) = (0, 0);
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                if (c == '\n')
                {
                    EndParagraph();
                }

                i++;
                continue;
            }

            var end = i + 1;
            var kind = TokenKind.Punctuation;
            if (char.IsLetter(c))
            {
                kind = TokenKind.Word;
                end = WordEnd(text, i);
            }
            else if (char.IsDigit(c))
            {
                kind = TokenKind.Number;
                end = NumberEnd(text, i);
            }
            else if (c is '"' or '“' or '”' or '‘' or '’' or '\'' or '«' or '»' or '„')
            {
                kind = TokenKind.Quote;
            }

            tokens.Add(new Token(TextSpan.FromBounds(i, end), kind));
            i = end;
            if (c is '.' or '!' or '?' && NextStartsSentence(text, i))
            {
                // Closing marks belong to the sentence they close.
                while (i < text.Length && text[i] is '"' or '”' or '’' or '\'' or ')' or '»')
                {
                    tokens.Add(new Token(new TextSpan(i, 1), text[i] == ')' ? TokenKind.Punctuation : TokenKind.Quote));
                    i++;
                }

                EndSentence();
            }
        }

        EndParagraph();
        return new TokenizedText(text, tokens.ToImmutable(), sentences.ToImmutable(), paragraphs.ToImmutable());

        void EndSentence()
        {
            if (tokens.Count > firstToken)
            {
                sentences.Add(new IndexRange(firstToken, tokens.Count));
                firstToken = tokens.Count;
            }
        }

        void EndParagraph()
        {
            EndSentence();
            if (sentences.Count > firstSentence)
            {
                paragraphs.Add(new IndexRange(firstSentence, sentences.Count));
                firstSentence = sentences.Count;
            }
        }
    }

    private static int WordEnd(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length)
        {
            if (char.IsLetterOrDigit(text[end]) || char.IsSurrogate(text[end]))
            {
                end++;
            }
            else if (text[end] is '-' or '‑' or '.' or '\'' or '’' && end + 1 < text.Length && char.IsLetter(text[end + 1]))
            {
                end += 2;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private static int NumberEnd(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length
            && (char.IsLetterOrDigit(text[end]) || (text[end] is '.' or ',' or ':' && end + 1 < text.Length && char.IsDigit(text[end + 1]))))
        {
            end++;
        }

        return end;
    }

    private static bool NextStartsSentence(string text, int position)
    {
        while (position < text.Length && (char.IsWhiteSpace(text[position]) || text[position] is '"' or '“' or '”' or '‘' or '’' or '\'' or ')'))
        {
            position++;
        }

        return position >= text.Length || char.IsUpper(text[position]) || char.IsDigit(text[position]);
    }
}
