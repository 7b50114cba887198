using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Pairs quotation marks over sentences and paragraphs.</summary>
/// <remarks>
/// A quotation of several paragraphs has an opening mark at each and a closing one at the last. One that nothing
/// closes, and that the next paragraph does not take up, ends with its paragraph.
/// </remarks>
public sealed class QuotationFinder : IQuotationFinder
{
    private const int DeepestNesting = 8;

    /// <inheritdoc/>
    public ImmutableArray<Quotation> Find(TaggedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var machine = new Machine(text.Tokens);
        foreach (var paragraph in text.Tokens.Paragraphs)
        {
            machine.Read(TokensOf(text.Tokens, paragraph));
        }

        machine.End();
        var crossing = Crossing(machine.Found);
        return
        [
            .. machine.Found
                .Where(found => !crossing.Contains(found))
                .OrderBy(found => found.Spans[0].Start)
                .ThenByDescending(found => found.Spans[^1].End)
                .Select(found => new Quotation([.. found.Spans], found.Depth, QuotationKinds.Of(text, found.Spans, found.IsClosed), found.IsClosed)),
        ];
    }

    // Marks that were never closed can make quotations cross; the one that began later is then no quotation.
    private static HashSet<Closed> Crossing(List<Closed> found)
    {
        var crossing = new HashSet<Closed>(ReferenceEqualityComparer.Instance);
        var around = new Stack<TextSpan>();
        foreach (var (span, owner) in found.SelectMany(owner => owner.Spans.Select(span => (span, owner))).OrderBy(pair => pair.span.Start).ThenByDescending(pair => pair.span.End))
        {
            while (around.TryPeek(out var top) && top.End <= span.Start)
            {
                around.Pop();
            }

            if (around.TryPeek(out var outer) && outer.End < span.End)
            {
                crossing.Add(owner);
            }
            else if (!crossing.Contains(owner))
            {
                around.Push(span);
            }
        }

        return crossing;
    }

    private static IndexRange TokensOf(TokenizedText text, IndexRange paragraph) =>
        new(text.Sentences[paragraph.First].First, text.Sentences[paragraph.End - 1].End);

    private enum Family
    {
        Double,
        Single,
        Guillemet,
        ReversedGuillemet,
    }

    private sealed class Machine(TokenizedText text)
    {
        private readonly List<Open> _open = [];
        private IndexRange _last;

        public List<Closed> Found { get; } = [];

        public void Read(IndexRange paragraph)
        {
            var next = TakeUp(paragraph);
            for (var token = next; token < paragraph.End; token++)
            {
                if (text.Tokens[token].Kind == TokenKind.Quote)
                {
                    Read(token, paragraph);
                }
            }

            _last = paragraph;
        }

        public void End() => GiveUp(0);

        // Opening marks at the head of a paragraph take up what the one before left open.
        private int TakeUp(IndexRange paragraph)
        {
            var token = paragraph.First;
            var level = 0;
            while (level < _open.Count && token < paragraph.End && text.Tokens[token].Kind == TokenKind.Quote
                && FamilyOf(text.Form(token)) == _open[level].Family && MayOpen(token, paragraph))
            {
                var open = _open[level];
                open.Spans.Add(TextSpan.FromBounds(text.Tokens[open.Start].Span.Start, text.Tokens[_last.End - 1].Span.End));
                open.Start = token;
                level++;
                token++;
            }

            GiveUp(level);
            return token;
        }

        // What stays open ends with its paragraph; an inner single mark was an apostrophe after all.
        private void GiveUp(int level)
        {
            for (var i = _open.Count - 1; i >= level; i--)
            {
                var open = _open[i];
                if (i > 0 && open.Family == Family.Single)
                {
                    continue;
                }

                var end = text.Tokens[_last.End - 1].Span.End;
                if (open.FirstInner >= 0)
                {
                    // A mark of the same family opened inside: the closing mark before it is missing.
                    end = text.Tokens[Math.Max(open.Start, open.FirstInner - 1)].Span.End;
                    Promote(open.FoundBefore);
                }

                Add(open, end, depth: 0, isClosed: false);
            }

            _open.RemoveRange(level, _open.Count - level);
        }

        private void Promote(int from)
        {
            for (var i = from; i < Found.Count; i++)
            {
                Found[i] = Found[i] with { Depth = Math.Max(0, Found[i].Depth - 1) };
            }
        }

        private void Read(int token, IndexRange paragraph)
        {
            var form = text.Form(token);
            var family = FamilyOf(form);
            if (family == Family.Guillemet)
            {
                ReadGuillemet(token, form[0], paragraph);
                return;
            }

            var level = LevelOf(family);
            if (level >= 0 && Closes(token, form, level, paragraph))
            {
                Close(level, token);
            }
            else if (MayOpen(token, paragraph))
            {
                Push(token, family);
            }
        }

        private void ReadGuillemet(int token, char form, IndexRange paragraph)
        {
            var opens = form is '«' or '‹';
            var reversed = LevelOf(Family.ReversedGuillemet);
            if (opens && reversed >= 0)
            {
                Close(reversed, token);
            }
            else if (opens)
            {
                Push(token, Family.Guillemet);
            }
            else if (LevelOf(Family.Guillemet) is >= 0 and var level)
            {
                Close(level, token);
            }
            else if (TouchesRight(token, paragraph))
            {
                Push(token, Family.ReversedGuillemet);
            }
        }

        private static Family FamilyOf(ReadOnlySpan<char> form) => form switch
        {
            "‘" or "’" or "'" or "‚" or "‛" or "`" => Family.Single,
            "«" or "»" or "‹" or "›" => Family.Guillemet,
            _ => Family.Double,
        };

        private int LevelOf(Family family) => _open.FindLastIndex(open => open.Family == family);

        private bool Closes(int token, ReadOnlySpan<char> form, int level, IndexRange paragraph) => form[0] switch
        {
            '”' or '’' => true,
            '“' or '‘' => text.Form(_open[level].Start) is "„" or "‚" || (TouchesLeft(token, paragraph) && !TouchesRight(token, paragraph)),
            '„' or '‚' or '`' => false,
            _ => TouchesLeft(token, paragraph) || !TouchesRight(token, paragraph),
        };

        private bool MayOpen(int token, IndexRange paragraph) => text.Form(token)[0] switch
        {
            '“' or '‘' or '„' or '‚' or '‛' or '`' or '«' or '‹' or '‟' => true,
            '”' or '»' or '›' => false,
            '’' => false,
            _ => TouchesRight(token, paragraph) && !TouchesLeft(token, paragraph) && !IsInches(token),
        };

        private bool IsInches(int token) => token > 0 && text.Tokens[token - 1].Kind == TokenKind.Number
            && text.Tokens[token - 1].Span.End == text.Tokens[token].Span.Start;

        private bool TouchesRight(int token, IndexRange paragraph) =>
            token + 1 < paragraph.End && text.Tokens[token + 1].Span.Start == text.Tokens[token].Span.End;

        private bool TouchesLeft(int token, IndexRange paragraph) =>
            token > paragraph.First && text.Tokens[token - 1].Span.End == text.Tokens[token].Span.Start
            && text.Form(token - 1)[0] is not ('(' or '[' or '—' or '–' or '-' or '“' or '‘' or '„' or '«' or '/' or '`')
            && (text.Tokens[token - 1].Kind != TokenKind.Quote || !_open.Exists(open => open.Start == token - 1));

        private void Push(int token, Family family)
        {
            if (_open.Count >= DeepestNesting)
            {
                return;
            }

            var around = LevelOf(family);
            if (around >= 0 && _open[around].FirstInner < 0)
            {
                _open[around].FirstInner = token;
            }

            _open.Add(new Open(family, token, Found.Count));
        }

        private void Close(int level, int token)
        {
            var open = _open[level];
            Add(open, text.Tokens[token].Span.End, level, isClosed: true);
            _open.RemoveRange(level, _open.Count - level);
        }

        private void Add(Open open, int end, int depth, bool isClosed)
        {
            var last = TextSpan.FromBounds(text.Tokens[open.Start].Span.Start, end);
            Found.Add(new Closed([.. open.Spans, last], depth, isClosed));
        }
    }

    private sealed class Open(Family family, int start, int foundBefore)
    {
        public Family Family { get; } = family;

        public int FoundBefore { get; } = foundBefore;

        public List<TextSpan> Spans { get; } = [];

        public int Start { get; set; } = start;

        public int FirstInner { get; set; } = -1;
    }

    private sealed record Closed(List<TextSpan> Spans, int Depth, bool IsClosed);
}
