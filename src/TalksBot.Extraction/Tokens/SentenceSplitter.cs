using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <summary>Cuts the tokens of a paragraph into sentences.</summary>
internal static class SentenceSplitter
{
    /// <summary>A text without full stops is cut here, so that what works on a sentence stays bounded.</summary>
    private const int LongestSentence = 400;

    private const int LongestName = 6;

    private static readonly FrozenSet<string> Starters = LanguageFile.Set("sentence-starters");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StarterLookup =
        Starters.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ReportingLookup =
        FrozenSet.Create(
            StringComparer.Ordinal,
            ["said", "says", "asked", "asks", "wrote", "told", "added", "replied", "wondered", "shouted", "joked", "tweeted", "continued", "demanded"])
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterReportingLookup =
        FrozenSet.Create(
            StringComparer.Ordinal,
            [
                "on", "in", "at", "after", "before", "during", "as", "when", "to", "of", "while", "with", "by", "reporters", "rhetorically",
                "later", "yesterday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "him", "her", "me", "them",
            ])
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the sentences of <paramref name="paragraph"/> to <paramref name="sentences"/>.</summary>
    public static void Split(
        string text,
        ImmutableArray<Token>.Builder tokens,
        IndexRange paragraph,
        ImmutableArray<IndexRange>.Builder sentences)
    {
        var first = paragraph.First;
        for (var i = paragraph.First; i < paragraph.End; i++)
        {
            var end = i + 1;
            var form = Form(text, tokens[i]);
            if (IsTerminator(form))
            {
                end = AfterClosingMarks(text, tokens, end, paragraph.End);
                if (end < paragraph.End && !EndsSentence(text, tokens, i, end, first, paragraph.End))
                {
                    continue;
                }
            }
            else if (end - first < LongestSentence)
            {
                continue;
            }

            sentences.Add(new IndexRange(first, end));
            first = end;
            i = end - 1;
        }

        if (first < paragraph.End)
        {
            sentences.Add(new IndexRange(first, paragraph.End));
        }
    }

    private static ReadOnlySpan<char> Form(string text, Token token) => text.AsSpan(token.Span.Start, token.Span.Length);

    private static bool IsTerminator(ReadOnlySpan<char> form) =>
        form[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？';

    // Closing marks belong to the sentence they close; a straight mark closes when nothing parts it from the stop.
    private static int AfterClosingMarks(string text, ImmutableArray<Token>.Builder tokens, int index, int limit)
    {
        while (index < limit)
        {
            var span = tokens[index].Span;
            var c = text[span.Start];
            var isAdjacent = span.Start == tokens[index - 1].Span.End;
            var closes = c switch
            {
                '”' or '»' => true,
                '’' or '\'' or '"' => tokens[index].Kind == TokenKind.Quote && isAdjacent,
                ')' or ']' or '.' or '!' or '?' => isAdjacent,
                _ => false,
            };
            if (!closes)
            {
                break;
            }

            index++;
        }

        return index;
    }

    private static bool EndsSentence(string text, ImmutableArray<Token>.Builder tokens, int stop, int next, int first, int limit)
    {
        var form = Form(text, tokens[stop]);
        var begin = next;
        while (begin < limit - 1 && IsOpening(text, tokens[begin]))
        {
            begin++;
        }

        var head = Form(text, tokens[begin]);
        var c = head[0];
        var isBlankBetween = tokens[next].Span.Start > tokens[next - 1].Span.End;
        if (char.IsLower(c) || IsMiddle(c))
        {
            return false;
        }

        if (!isBlankBetween)
        {
            // "said.He": a blank is missing; "Yahoo!X" and "3.No" stay whole.
            return next > stop + 1
                ? tokens[next].Kind == TokenKind.Quote || char.IsUpper(c)
                : form is "." && stop > first && char.IsUpper(c) && char.IsLower(text[tokens[stop].Span.Start - 1]);
        }

        if (form.Length > 1 && char.IsLetterOrDigit(form[0]))
        {
            return next > stop + 1 || EndsAfterAbbreviation(text, tokens, stop, begin, limit, form, head);
        }

        if (form is "." && stop == first + 1 && tokens[first].Kind == TokenKind.Number)
        {
            // "1. First item"
            return false;
        }

        return form[0] is not ('?' or '!') || next == stop + 1 || begin != next || !IsReporting(text, tokens, begin, limit);
    }

    private static bool IsOpening(string text, Token token) =>
        token.Kind == TokenKind.Quote || text[token.Span.Start] is '(' or '[' or '—' or '–';

    private static bool IsMiddle(char c) => c is ',' or ';' or ':' or '.' or '!' or '?' or ')' or '/' or '%';

    private static bool EndsAfterAbbreviation(
        string text,
        ImmutableArray<Token>.Builder tokens,
        int stop,
        int begin,
        int limit,
        ReadOnlySpan<char> form,
        ReadOnlySpan<char> head)
    {
        var kind = WordScanner.AbbreviationClass(form);
        if (kind is "name" or "number")
        {
            return false;
        }

        if (char.IsDigit(head[0]))
        {
            return kind is "clock" or "any";
        }

        if (kind == "clock")
        {
            // "at 4 p.m. Monday", "at 2 p.m. GMT" go on.
            return !IsAllUpper(head) && !IsWeekday(head);
        }

        if (form.Length == 2 && stop + 1 < limit && begin == stop + 1 && char.IsUpper(head[0]) && head.Length > 1 && !StartsSentence(head))
        {
            return false;
        }

        return StartsSentence(head) || (begin > stop + 1 && text[tokens[stop + 1].Span.Start] is not '(' and not '—' and not '–');
    }

    private static bool IsAllUpper(ReadOnlySpan<char> form)
    {
        foreach (var c in form)
        {
            if (!char.IsUpper(c) && c != '.')
            {
                return false;
            }
        }

        return form.Length > 1;
    }

    private static bool IsWeekday(ReadOnlySpan<char> form) =>
        form.EndsWith("day", StringComparison.Ordinal) || form is "Eastern" or "Pacific" or "Central" or "Greenwich" or "Moscow";

    private static bool StartsSentence(ReadOnlySpan<char> form)
    {
        Span<char> lower = stackalloc char[16];
        if (form.Length > lower.Length || !char.IsUpper(form[0]))
        {
            return false;
        }

        form.ToLowerInvariant(lower);
        return StarterLookup.Contains(lower[..form.Length]);
    }

    // “Is it late?” Orvane asked. The sentence goes on although a capital follows.
    private static bool IsReporting(string text, ImmutableArray<Token>.Builder tokens, int begin, int limit)
    {
        for (var i = begin; i < limit && i <= begin + LongestName; i++)
        {
            var form = Form(text, tokens[i]);
            if (i > begin && ReportingLookup.Contains(form))
            {
                var after = i + 1 < limit ? Form(text, tokens[i + 1]) : ".";
                return after[0] is '.' or ',' or ';' or ':' or '—' || form is "told" || AfterReportingLookup.Contains(after);
            }

            if (!char.IsUpper(form[0]) && form[0] is not ('\'' or '’'))
            {
                return false;
            }
        }

        return false;
    }
}
