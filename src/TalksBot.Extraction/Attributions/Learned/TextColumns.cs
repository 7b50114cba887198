using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <summary>What the labellers see of a text, a column an aspect: hashes and small numbers by token.</summary>
internal sealed class TextColumns
{
    private static readonly FrozenDictionary<string, byte> TagNumbers = PennTags.Learned
        .Concat([",", ".", ":", "``", "''", "-LRB-", "-RRB-", "$", "#"])
        .Select((tag, number) => (tag, number))
        .ToFrozenDictionary(pair => pair.tag, pair => (byte)(pair.number + 1), StringComparer.Ordinal);


    /// <summary>The columns of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="quotations">Its quotations.</param>
    /// <param name="rules">What the grammar has found in it, in the order of <see cref="RuleOwner"/>.</param>
    /// <param name="cues">How likely each lemma is a cue.</param>
    public TextColumns(TaggedText text, ImmutableArray<Quotation> quotations, ImmutableArray<Attribution> rules, CueOdds cues)
    {
        Text = text;
        Rules = rules;
        Count = text.Count;
        Word = new uint[Count];
        Lemma = new uint[Count];
        Suffix = new uint[Count];
        Tag = new byte[Count];
        Shape = new byte[Count];
        Strength = new byte[Count];
        ReadTokens(cues);
        Sentence = new int[Count];
        Paragraph = new int[Count];
        SentenceParagraph = new int[text.Tokens.Sentences.Length];
        ReadPlaces();
        Quote = new byte[Count];
        QuoteFirst = new int[Count];
        QuoteEnd = new int[Count];
        ReadQuotations(quotations);
        Rule = new byte[Count];
        RuleOwner = new int[Count];
        ReadRules();
        (LeftVerb, RightVerb) = Nearest(token => IsVerb[Tag[token]]);
        (LeftCue, RightCue) = Nearest(token => Strength[token] >= CueOdds.Likely);
        RunFirst = new int[Count];
        RunEnd = new int[Count];
        ReadRuns();
        LastComma = new int[Count];
        Clauses = new byte[Count];
        ReadClauses();
        Frames = new ParagraphFrames(this);
        Blocks = JoinParagraphs();
        BlockOf = new int[Count];
        for (var block = 0; block < Blocks.Count; block++)
        {
            BlockOf.AsSpan(Blocks[block].First, Blocks[block].Count).Fill(block);
        }
    }

    /// <summary>The text.</summary>
    public TaggedText Text { get; }

    /// <summary>What the grammar found.</summary>
    public ImmutableArray<Attribution> Rules { get; }

    /// <summary>How many tokens there are.</summary>
    public int Count { get; }

    /// <summary>Hash of the folded form.</summary>
    public uint[] Word { get; }

    /// <summary>Hash of the lemma.</summary>
    public uint[] Lemma { get; }

    /// <summary>Hash of the last three characters.</summary>
    public uint[] Suffix { get; }

    /// <summary>Number of the tag, from 1; 0 for an unlisted mark.</summary>
    public byte[] Tag { get; }

    /// <summary>Shape, as the tagger's.</summary>
    public byte[] Shape { get; }

    /// <summary>How likely the token is a cue by its lemma: 0 for hardly, up to 7.</summary>
    public byte[] Strength { get; }

    /// <summary>Index of the token's sentence.</summary>
    public int[] Sentence { get; }

    /// <summary>Index of the token's paragraph.</summary>
    public int[] Paragraph { get; }

    /// <summary>Index of each sentence's paragraph.</summary>
    public int[] SentenceParagraph { get; }

    /// <summary>0 outside quotation marks; 1 opening, 2 inside, 3 closing; 4 more for a term, 8 more in a further paragraph of the same speech.</summary>
    public byte[] Quote { get; }

    /// <summary>First token of the quotation around each token; -1 outside.</summary>
    public int[] QuoteFirst { get; }

    /// <summary>First token after the quotation around each token; -1 outside.</summary>
    public int[] QuoteEnd { get; }

    /// <summary>Label that the grammar would give; see <see cref="Labels"/>.</summary>
    public byte[] Rule { get; }

    /// <summary>Index in <see cref="Rules"/> of the attribution that gave it, or -1.</summary>
    public int[] RuleOwner { get; }

    /// <summary>Nearest verb to the left in the sentence, or -1.</summary>
    public int[] LeftVerb { get; }

    /// <summary>Nearest verb to the right in the sentence, or -1.</summary>
    public int[] RightVerb { get; }

    /// <summary>Nearest likely cue to the left in the sentence, or -1.</summary>
    public int[] LeftCue { get; }

    /// <summary>Nearest likely cue to the right in the sentence, or -1.</summary>
    public int[] RightCue { get; }

    /// <summary>First token of the run of nouns and their modifiers that holds each token; the token itself outside such runs.</summary>
    public int[] RunFirst { get; }

    /// <summary>First token after that run.</summary>
    public int[] RunEnd { get; }

    /// <summary>The last comma, colon, dash or bracket before each token in its sentence, or the token before the sentence.</summary>
    public int[] LastComma { get; }

    /// <summary>Finite verbs before each token in its sentence, 7 at most.</summary>
    public byte[] Clauses { get; }

    /// <summary>Tokens of paragraphs that go on with one another: after a colon, or in the same speech.</summary>
    public List<IndexRange> Blocks { get; }

    /// <summary>Index of the block that holds each token.</summary>
    public int[] BlockOf { get; }

    /// <summary>Paragraphs that name their speaker at an edge.</summary>
    public ParagraphFrames Frames { get; }

    /// <summary>By number of a tag, whether it is a verb's.</summary>
    public static bool[] IsVerb { get; } = TagTable(tag => tag is "MD" or ['V', 'B', ..]);

    /// <summary>By number of a tag, whether it is a finite verb's.</summary>
    public static bool[] IsFinite { get; } = TagTable(tag => tag is "MD" or "VBD" or "VBZ" or "VBP");

    /// <summary>By number of a tag, whether it is a noun's or pronoun's.</summary>
    public static bool[] IsNoun { get; } = TagTable(tag => tag is "PRP" or "EX" or ['N', 'N', ..]);

    private static readonly bool[] IsInRun = TagTable(tag => tag is "DT" or "PDT" or "PRP$" or "JJ" or "JJR" or "JJS" or "CD" or "POS" or "PRP" or ['N', 'N', ..] or "$" or "#");

    private static readonly bool[] IsBreak = TagTable(tag => tag is "," or ":" or "-LRB-" or "-RRB-");

    /// <summary>Number of a tag's name.</summary>
    public static byte NumberOf(string tag) => TagNumbers.GetValueOrDefault(tag);

    /// <summary>Folded form at <paramref name="index"/>; a constant outside the text.</summary>
    public uint WordAt(int index) => (uint)index < (uint)Count ? Word[index] : 1;

    /// <summary>Lemma at <paramref name="index"/>; a constant outside the text.</summary>
    public uint LemmaAt(int index) => (uint)index < (uint)Count ? Lemma[index] : 1;

    /// <summary>Tag at <paramref name="index"/>; a constant outside the text.</summary>
    public uint TagAt(int index) => (uint)index < (uint)Count ? Tag[index] : 63u;

    /// <summary>Shape at <paramref name="index"/>; a constant outside the text.</summary>
    public uint ShapeAt(int index) => (uint)index < (uint)Count ? Shape[index] : 15u;

    /// <summary>Label of the grammar at <paramref name="index"/>; none outside the text.</summary>
    public uint RuleAt(int index) => (uint)index < (uint)Count ? Rule[index] : 0u;

    /// <summary>State of quotation at <paramref name="index"/>; none outside the text.</summary>
    public uint QuoteAt(int index) => (uint)index < (uint)Count ? Quote[index] : 0u;

    /// <summary>Tokens of the sentence that holds <paramref name="token"/>.</summary>
    public IndexRange SentenceAround(int token) => Text.Tokens.Sentences[Sentence[token]];

    private static bool[] TagTable(Func<string, bool> holds)
    {
        var table = new bool[64];
        foreach (var (tag, number) in TagNumbers)
        {
            table[number] = holds(tag);
        }

        return table;
    }

    private void ReadTokens(CueOdds cues)
    {
        for (var i = 0; i < Count; i++)
        {
            var traits = TokenTraits.Of(Text.Tokens.Form(i));
            (Word[i], Suffix[i], Shape[i]) = (traits.Word, traits.Suffix3, traits.Shape);
            Lemma[i] = HashOf(Text.Lemmas[i]);
            Tag[i] = NumberOf(Text.Tags[i]);
            Strength[i] = cues.Of(Lemma[i], Tag[i]);
        }
    }

    private static uint HashOf(string lemma)
    {
        var hash = 2166136261;
        foreach (var c in lemma)
        {
            hash = (hash ^ c) * 16777619;
        }

        return hash;
    }

    private void ReadPlaces()
    {
        var tokens = Text.Tokens;
        for (var paragraph = 0; paragraph < tokens.Paragraphs.Length; paragraph++)
        {
            for (var sentence = tokens.Paragraphs[paragraph].First; sentence < tokens.Paragraphs[paragraph].End; sentence++)
            {
                SentenceParagraph[sentence] = paragraph;
                var range = tokens.Sentences[sentence];
                Sentence.AsSpan(range.First, range.Count).Fill(sentence);
                Paragraph.AsSpan(range.First, range.Count).Fill(paragraph);
            }
        }
    }

    private void ReadQuotations(ImmutableArray<Quotation> quotations)
    {
        Array.Fill(QuoteFirst, -1);
        Array.Fill(QuoteEnd, -1);
        foreach (var quotation in quotations)
        {
            if (quotation.Depth > 0)
            {
                continue;
            }

            for (var part = 0; part < quotation.Spans.Length; part++)
            {
                var (first, last) = (Text.Tokens.TokenAt(quotation.Spans[part].Start), Text.Tokens.TokenAt(quotation.Spans[part].End - 1));
                var more = (quotation.Kind == QuotationKind.Term ? 4 : 0) + (part > 0 ? 8 : 0);
                for (var i = first; i <= last; i++)
                {
                    Quote[i] = (byte)((i == first ? 1 : i == last && quotation.IsClosed && part == quotation.Spans.Length - 1 ? 3 : 2) + more);
                    (QuoteFirst[i], QuoteEnd[i]) = (first, last + 1);
                }
            }
        }
    }

    private void ReadRules()
    {
        Array.Fill(RuleOwner, -1);
        for (var rule = 0; rule < Rules.Length; rule++)
        {
            if (Rules[rule].Parent is not null)
            {
                continue;
            }

            foreach (var span in Rules[rule].Content)
            {
                Paint(span.Start, span.End, Labels.Content, rule);
            }

            if (Rules[rule].Source is { } source)
            {
                Paint(source.Start, source.End, Labels.Source, rule);
            }

            if (Rules[rule].Cue is { } cue)
            {
                Paint(cue.Start, cue.End, Labels.Cue, rule);
            }
        }
    }

    private void Paint(int start, int end, byte label, int rule)
    {
        var first = Text.Tokens.TokenAt(start);
        for (var i = first; i < Count && Text.Tokens.Tokens[i].Span.Start < end; i++)
        {
            Rule[i] = (byte)(i == first ? label : label + 1);
            RuleOwner[i] = rule;
        }
    }

    private (int[] Left, int[] Right) Nearest(Func<int, bool> holds)
    {
        var (left, right) = (new int[Count], new int[Count]);
        foreach (var sentence in Text.Tokens.Sentences)
        {
            var last = -1;
            for (var i = sentence.First; i < sentence.End; i++)
            {
                left[i] = last;
                last = holds(i) ? i : last;
            }

            last = -1;
            for (var i = sentence.End - 1; i >= sentence.First; i--)
            {
                right[i] = last;
                last = holds(i) ? i : last;
            }
        }

        return (left, right);
    }

    private void ReadRuns()
    {
        foreach (var sentence in Text.Tokens.Sentences)
        {
            for (var i = sentence.First; i < sentence.End;)
            {
                var end = i + 1;
                if (IsInRun[Tag[i]])
                {
                    while (end < sentence.End && IsInRun[Tag[end]])
                    {
                        end++;
                    }
                }

                RunFirst.AsSpan(i..end).Fill(i);
                RunEnd.AsSpan(i..end).Fill(end);
                i = end;
            }
        }
    }

    private void ReadClauses()
    {
        foreach (var sentence in Text.Tokens.Sentences)
        {
            var (comma, clauses) = (sentence.First - 1, 0);
            for (var i = sentence.First; i < sentence.End; i++)
            {
                LastComma[i] = comma;
                Clauses[i] = (byte)Math.Min(clauses, 7);
                comma = IsBreak[Tag[i]] ? i : comma;
                clauses += IsFinite[Tag[i]] ? 1 : 0;
            }
        }
    }

    private List<IndexRange> JoinParagraphs()
    {
        var blocks = new List<IndexRange>();
        foreach (var paragraph in Text.Tokens.Paragraphs)
        {
            var tokens = new IndexRange(Text.Tokens.Sentences[paragraph.First].First, Text.Tokens.Sentences[paragraph.End - 1].End);
            var goesOn = blocks.Count > 0 && (Quote[tokens.First] >= 8 || Text.Tokens.Form(tokens.First - 1) is ":");
            if (goesOn)
            {
                blocks[^1] = blocks[^1] with { End = tokens.End };
            }
            else
            {
                blocks.Add(tokens);
            }
        }

        return blocks;
    }
}
