using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Reads how far a proposal reaches in its sentence, and the amounts and conditions in it.</summary>
internal sealed class ProposalClauses(Document document, SentencePhrases phrases)
{
    private readonly TaggedText _text = document.Text;
    private readonly Dictionary<int, int> _reportAt = ReportStarts(document);

    /// <summary>The tokens of what is proposed, from <paramref name="first"/> to the end of its clause.</summary>
    public IndexRange ContentFrom(int first, int after)
    {
        var sentence = phrases.SentenceOf(after);
        var end = after;
        while (end < sentence.End && !phrases.Is(end, ";") && !Reports(end, after))
        {
            end++;
        }

        // "…, a plan which" before the report that ended it belongs to the report.
        if (end < sentence.End && !phrases.Is(end, ";"))
        {
            for (var i = end - 1; i > after && i >= end - 8; i--)
            {
                if (phrases.Is(i, ","))
                {
                    end = i;
                    break;
                }
            }
        }

        // A new clause with a subject of its own is no part of it: "…, but her office denied it".
        for (var i = after + 1; i < end - 2; i++)
        {
            if (phrases.Is(i, ",") && phrases.Is(i + 1, "but", "while", "although", "though", "who", "which", "whose", "where", "as", "after", "because"))
            {
                end = i;
            }
            else if (phrases.Is(i, ",") && phrases.Is(i + 1, "a", "an") && phrases.PhraseAt(i + 1) is { } apposed && phrases.Is(apposed.End, "that", "which"))
            {
                // "…, an offer that the union refused": told of it.
                end = i;
            }
        }

        end = UpToPredicate(first, end);
        while (end > after && phrases.Is(end - 1, ".", ",", "!", "?", "”", "\"", "’", "“", "‘", ":", "—", "–", "and", "that") && !Closes(first, end - 1))
        {
            end--;
        }

        // “for ‘joint patrols,’ her office said”: the mark that closes stands after the comma.
        var mark = phrases.Is(end, ",") ? end + 1 : end;
        if (end > after && mark < sentence.End && phrases.Is(mark, "”", "’", "\"") && Closes(first, mark))
        {
            end = mark + 1;
        }

        return new IndexRange(first, Math.Max(end, Math.Min(after + 1, sentence.End)));
    }

    // "asked for nine and were handed five": another predicate of the subject is no part of the noun.
    private int UpToPredicate(int first, int end)
    {
        if (phrases.PhraseAt(first) is not { } phrase || phrase.First != first)
        {
            return end;
        }

        for (var i = first; i < end - 1; i++)
        {
            if (phrases.IsFinite(i) || phrases.Is(i, "that", "which", "who", ","))
            {
                return end;
            }

            if (phrases.Is(i, "and", "but") && phrases.IsFinite(i + 1))
            {
                return i;
            }
        }

        return end;
    }

    // Whether the mark closes a quotation that was opened in the tokens from the first on.
    private bool Closes(int first, int mark)
    {
        var open = phrases.Is(mark, "”") ? "“" : phrases.Is(mark, "’") ? "‘" : phrases.Is(mark, "\"") ? "\"" : null;
        var depth = 0;
        for (var i = first; open is not null && i < mark; i++)
        {
            depth += phrases.Is(i, open) ? (open == "\"" && depth > 0 ? -1 : 1) : phrases.Is(i, "”", "’") && open != "\"" && depth > 0 ? -1 : 0;
        }

        return depth > 0;
    }

    /// <summary>The amounts and lengths of time in the tokens, with what they are of.</summary>
    public void AddTerms(ProposalDraft draft, IndexRange tokens)
    {
        for (var i = tokens.First; i < tokens.End; i++)
        {
            if (phrases.PhraseAt(i) is not { } phrase || phrase.First < tokens.First)
            {
                continue;
            }

            var hasAmount = false;
            for (var k = phrase.First; k < phrase.End; k++)
            {
                hasAmount |= (phrases.Tag(k) == "CD" && !IsDated(k)) || phrases.Is(k, "%", "$", "no", "half") || char.IsDigit(_text.Tokens.Form(k)[0]);
            }

            var end = Math.Min(phrase.End, tokens.End);
            if (hasAmount)
            {
                for (var more = 0; more < 2 && phrases.Is(end, "of", "per", "in", "for", "on") && !phrases.Is(end + 1, "exchange", "return") && phrases.PhraseAt(end + 1) is { } of && of.End <= tokens.End; more++)
                {
                    end = of.End;
                }

                draft.Terms.Add(_text.Tokens.SpanOf(new IndexRange(phrases.Is(phrase.First, "least", "most") && phrases.Is(phrase.First - 1, "at") && phrase.First > tokens.First ? phrase.First - 1 : phrase.First, end)));
            }

            i = Math.Max(i, end - 1);
        }
    }

    /// <summary>What the proposal in the sentence depends on.</summary>
    public void AddConditions(ProposalDraft draft, IndexRange sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            var length = ConditionAt(i);
            if (length == 0)
            {
                continue;
            }

            var end = i + length;
            while (end < sentence.End && !phrases.Is(end, ";", ".", "!", "?") && !Reports(end, i + length) && !(phrases.Is(end, ",") && !IsInList(end, sentence.End)))
            {
                end++;
            }

            while (end > i + length && phrases.Is(end - 1, ",", "”", "\"", "’", "“"))
            {
                end--;
            }

            if (end > i + length)
            {
                draft.Conditions.Add(_text.Tokens.SpanOf(new IndexRange(i, end)));
            }

            i = end;
        }
    }

    /// <summary>Whether the sentence has a condition.</summary>
    public bool HasCondition(IndexRange sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (ConditionAt(i) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an amount stands in the tokens.</summary>
    public bool HasAmount(IndexRange tokens)
    {
        for (var i = tokens.First; i < tokens.End; i++)
        {
            // "a whole one" is no amount.
            if ((phrases.Tag(i) == "CD" && !IsDated(i) && (!phrases.Is(i, "one") || phrases.Tag(i + 1) is ['N', ..] or "JJ")) || phrases.Is(i, "%", "$"))
            {
                return true;
            }
        }

        return false;
    }

    // Numbers that date something or tell its age: "in 2019", "on 15 January", "three years ago", "two years old".
    private bool IsDated(int token)
    {
        for (var i = token + 1; i <= token + 3; i++)
        {
            if (phrases.Is(i, "ago", "old", "later", "earlier"))
            {
                return true;
            }
        }

        var span = _text.Tokens.Tokens[token].Span;
        var (low, high) = (0, document.Times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = document.Times[middle].Span.End <= span.Start ? (middle + 1, high) : (low, middle);
        }

        return low < document.Times.Length && document.Times[low] is { Type: TimeType.Date or TimeType.Time } time && time.Span.Contains(span);
    }

    /// <summary>Whether the token is the first of a report's source or cue, other than one that holds <paramref name="inside"/>.</summary>
    public bool Reports(int token, int inside) => token > inside && _reportAt.TryGetValue(token, out var last) && last >= token;

    private int ConditionAt(int i)
    {
        if (phrases.Is(i, "if", "unless") && !phrases.Is(i - 1, "as", "even", "see", "know", "ask", "asked", "wonder"))
        {
            return 1;
        }

        if (phrases.Is(i, "provided", "providing") && (phrases.Is(i + 1, "that") || phrases.Is(i - 1, ",")))
        {
            return 1;
        }

        if (phrases.Is(i, "on") && (phrases.Is(i + 1, "condition") || (phrases.Is(i + 1, "the") && phrases.Is(i + 2, "condition"))) && !phrases.Is(i + 3, "anonymity") && !phrases.Is(i + 2, "of"))
        {
            return phrases.Is(i + 1, "condition") ? 2 : 3;
        }

        if (phrases.Is(i, "in") && phrases.Is(i + 1, "exchange", "return") && phrases.Is(i + 2, "for"))
        {
            return 3;
        }

        return phrases.Is(i, "as", "so") && phrases.Is(i + 1, "long") && phrases.Is(i + 2, "as") ? 3 : 0;
    }

    private bool IsInList(int comma, int end) =>
        comma + 2 < end && !phrases.IsVerb(comma + 1) && phrases.PhraseAt(comma + 1) is { } next && phrases.Is(next.End, ",", "and") && !Reports(comma + 1, comma);

    private static Dictionary<int, int> ReportStarts(Document document)
    {
        var starts = new Dictionary<int, int>();
        foreach (var attribution in document.Attributions)
        {
            foreach (var span in new[] { attribution.Source, attribution.Cue })
            {
                if (span is { Length: > 0 } words && attribution.CueClass is CueClass.Said or CueClass.Believes or CueClass.Asked)
                {
                    var first = document.Text.Tokens.TokenAt(words.Start);
                    starts[first] = document.Text.Tokens.TokenAt(words.End - 1);
                }
            }
        }

        return starts;
    }
}
