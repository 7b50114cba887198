namespace TalksBot.Extraction;

/// <summary>Features of a token by the text alone: words, tags, quotation marks, verbs around, what the grammar found.</summary>
internal static class TextTemplates
{
    /// <summary>Most features that <see cref="Fill"/> adds.</summary>
    public const int Most = 112;

    private const uint FirstTemplate = 1;

    /// <summary>Fills <paramref name="row"/> with the features of the token at <paramref name="i"/>.</summary>
    public static void Fill(TextColumns text, int i, ref FeatureRow row)
    {
        row.Begin(FirstTemplate);
        Words(text, i, ref row);
        Quotations(text, i, ref row);
        Cues(text, i, ref row);
        Verbs(text, i, ref row);
        Places(text, i, ref row);
        Grammar(text, i, ref row);
        Frames(text, i, ref row);
    }

    private static void Words(TextColumns text, int i, ref FeatureRow row)
    {
        var (word, lemma, tag) = (text.Word[i], text.Lemma[i], (uint)text.Tag[i]);
        var (before, after) = (text.WordAt(i - 1), text.WordAt(i + 1));
        var (tagBefore, tagAfter) = (text.TagAt(i - 1), text.TagAt(i + 1));
        row.Add(word);
        row.Add(lemma, tag);
        row.Add(before);
        row.Add(after);
        row.Add(text.WordAt(i - 2));
        row.Add(text.WordAt(i + 2));
        row.Add(before, word);
        row.Add(word, after);
        row.Add(before, after);
        row.Add(text.WordAt(i - 2), before);
        row.Add(after, text.WordAt(i + 2));
        row.Add(tag);
        row.Add(tagBefore, tag);
        row.Add(tag, tagAfter);
        row.Add(tagBefore, tag, tagAfter);
        row.Add(text.TagAt(i - 2), tagBefore, tag);
        row.Add(tag, tagAfter, text.TagAt(i + 2));
        row.Add((text.TagAt(i - 2) << 6) | tagBefore, tag, (tagAfter << 6) | text.TagAt(i + 2));
        row.Add(text.LemmaAt(i - 1), tag);
        row.Add(text.LemmaAt(i + 1), tag);
        row.Add(text.Suffix[i], tag);
        row.Add((text.ShapeAt(i - 1) << 8) | (text.ShapeAt(i) << 4) | text.ShapeAt(i + 1));
        row.Add(lemma, tagAfter, text.TagAt(i + 2));
        row.Add(lemma, tagBefore, text.TagAt(i - 2));
    }

    private static void Quotations(TextColumns text, int i, ref FeatureRow row)
    {
        var quote = (uint)text.Quote[i];
        row.Add(quote, text.Tag[i]);
        row.Add(text.QuoteAt(i - 1), quote, text.QuoteAt(i + 1));
        if (text.QuoteFirst[i] is >= 0 and var first)
        {
            var end = text.QuoteEnd[i];
            row.Add(text.LemmaAt(end), text.LemmaAt(end + 1));
            row.Add(text.LemmaAt(first - 1));
            row.Add(FeatureHash.Bucket(end - first), text.TagAt(end - 2), text.ShapeAt(first + 1));
            row.Add(text.LemmaAt(end - 2), text.TagAt(end), text.TagAt(first - 1));
            row.Add(text.LemmaAt(first - 2), text.LemmaAt(first - 1), quote);
            row.Add(first == text.SentenceAround(first).First ? 1u : 0u, end == text.SentenceAround(end - 1).End ? 1u : 0u, quote);
        }
        else
        {
            row.Skip(6);
        }
    }

    private static void Cues(TextColumns text, int i, ref FeatureRow row)
    {
        var (left, right) = (text.LeftCue[i], text.RightCue[i]);
        var tag = (uint)text.Tag[i];
        var strength = (uint)text.Strength[i];
        var (leftLemma, rightLemma) = (text.LemmaAt(left), text.LemmaAt(right));
        row.Add(strength, tag, text.TagAt(i - 1));
        row.Add(strength, text.LemmaAt(i + 1));
        row.Add(leftLemma, FeatureHash.Bucket(left < 0 ? -1 : i - left));
        row.Add(rightLemma, FeatureHash.Bucket(right < 0 ? -1 : right - i));
        row.Add(leftLemma, tag);
        row.Add(rightLemma, tag);
        row.Add(leftLemma, rightLemma);
        if (left >= 0)
        {
            var comma = text.LastComma[i] > left ? 1u : 0u;
            row.Add(leftLemma, text.LemmaAt(left + 1), FeatureHash.Bucket(i - left));
            row.Add(leftLemma, text.TagAt(left + 1), comma, tag);
            row.Add(leftLemma, text.TagAt(left - 1), text.TagAt(left + 1), comma);
            row.Add(text.Tag[left], FeatureHash.Bucket(i - left), tag);
            row.Add(leftLemma, text.Word[i]);
        }
        else
        {
            row.Skip(5);
        }

        if (right >= 0)
        {
            var comma = text.LastComma[right] >= i ? 1u : 0u;
            row.Add(rightLemma, comma, tag, text.TagAt(i - 1));
            row.Add(rightLemma, text.TagAt(right - 1), text.TagAt(right + 1), comma);
            row.Add(text.Tag[right], FeatureHash.Bucket(right - i), tag);
            row.Add(rightLemma, text.LastComma[right] >= i && text.LastComma[text.LastComma[right]] >= i ? 2u : comma, text.Clauses[right] - (uint)text.Clauses[i]);
        }
        else
        {
            row.Skip(4);
        }

        row.Add(left < 0 ? 9u : text.Strength[left], right < 0 ? 9u : text.Strength[right], tag);
    }

    private static void Verbs(TextColumns text, int i, ref FeatureRow row)
    {
        var (left, right) = (text.LeftVerb[i], text.RightVerb[i]);
        var tag = (uint)text.Tag[i];
        row.Add(text.LemmaAt(left), tag);
        row.Add(text.LemmaAt(right), tag);
        row.Add(text.LemmaAt(right), right < 0 ? 0u : Path(text, i + 1, right), tag);
        row.Add(text.LemmaAt(left), left < 0 ? 0u : Path(text, left + 1, i), tag);
        var (first, end) = (text.RunFirst[i], text.RunEnd[i]);
        var isEdge = (i == first ? 1u : 0u) | (i == end - 1 ? 2u : 0u);
        row.Add(text.LemmaAt(first - 1), isEdge, tag);
        row.Add(text.LemmaAt(end), isEdge, tag);
        row.Add(text.TagAt(first - 1), text.TagAt(end), isEdge, FeatureHash.Bucket(end - first));
        row.Add(text.LemmaAt(end), text.LemmaAt(end - 1));
        row.Add(text.LemmaAt(first - 1), text.LemmaAt(end));
        row.Add(text.TagAt(end), text.LemmaAt(end + 1), text.ShapeAt(end - 1), isEdge);
        row.Add(text.Lemma[i], text.TagAt(i - 1), text.ShapeAt(i - 1));
        row.Add(text.Lemma[i], text.TagAt(i + 1), text.LemmaAt(i + 2));
        var comma = text.LastComma[i];
        row.Add(FeatureHash.Bucket(i - comma), text.LemmaAt(comma + 1));
        row.Add(text.LemmaAt(comma + 1), text.TagAt(comma), tag);
        row.Add(text.TagAt(comma + 1), text.TagAt(comma + 2), tag);
    }

    // Tags between two tokens, runs of nouns as one; far apart, only that they are.
    private static uint Path(TextColumns text, int first, int end)
    {
        if (end - first > 8)
        {
            return 7;
        }

        var hash = 11u;
        for (var i = first; i < end;)
        {
            hash = FeatureHash.Join(hash, text.RunEnd[i] > i + 1 ? 62u : text.Tag[i]);
            i = text.RunEnd[i];
        }

        return hash;
    }

    private static void Places(TextColumns text, int i, ref FeatureRow row)
    {
        var sentence = text.SentenceAround(i);
        var tag = (uint)text.Tag[i];
        row.Add(text.WordAt(sentence.First), FeatureHash.Bucket(i - sentence.First));
        row.Add(text.WordAt(sentence.First), text.WordAt(sentence.First + 1));
        row.Add(text.WordAt(sentence.End - 1), text.WordAt(sentence.End - 2), FeatureHash.Bucket(sentence.Count));
        row.Add(FeatureHash.Bucket(i - sentence.First), FeatureHash.Bucket(sentence.End - 1 - i), tag);
        var paragraph = (uint)Math.Min(text.Paragraph[i], 3);
        var inParagraph = (uint)Math.Min(text.Sentence[i] - text.Text.Tokens.Paragraphs[text.Paragraph[i]].First, 2);
        row.Add(paragraph, inParagraph, tag);
        row.Add(paragraph, FeatureHash.Bucket(i - sentence.First));
        row.Add(text.Clauses[i], tag, text.TagAt(i - 1));
        row.Add(text.Clauses[i], (uint)text.Clauses[sentence.End - 1] - text.Clauses[i], tag);
    }

    private static void Grammar(TextColumns text, int i, ref FeatureRow row)
    {
        var (before, own, after) = (text.RuleAt(i - 1), (uint)text.Rule[i], text.RuleAt(i + 1));
        var tag = (uint)text.Tag[i];
        row.Add(own);
        row.Add(before, own, after);
        row.Add((text.RuleAt(i - 2) << 3) | before, own, (after << 3) | text.RuleAt(i + 2));
        row.Add(own, tag);
        row.Add(own, after, text.WordAt(i + 1));
        row.Add(own, before, text.Word[i]);
        row.Add(own, before, text.Quote[i]);
        var owner = text.RuleOwner[i];
        var confidence = owner < 0 ? 0u : (uint)(text.Rules[owner].Confidence * 20);
        var cue = owner < 0 || text.Rules[owner].Cue is not { } span ? -1 : text.Text.Tokens.TokenAt(span.Start);
        row.Add(own, confidence, before);
        row.Add(own, text.LemmaAt(cue), tag);
        row.Add(own, text.LemmaAt(cue), cue < i ? 1u : 0u, before);
    }

    private static void Frames(TextColumns text, int i, ref FeatureRow row)
    {
        var (kind, shapes, side) = text.Frames.OpeningAt(i);
        var (closing, closingSide) = text.Frames.ClosingAt(i);
        var tag = (uint)text.Tag[i];
        var paragraph = text.Frames.Around(i);
        var fromStart = FeatureHash.Bucket(i - paragraph.First);
        var toEnd = FeatureHash.Bucket(paragraph.End - 1 - i);
        row.Add(kind, side, closing, closingSide);
        row.Add(fromStart, toEnd);
        if (kind != 0)
        {
            var count = FeatureHash.Bucket(text.Frames.OpeningCount);
            row.Add(kind, side, count);
            row.Add(kind, side, count, text.Quote[i]);
            row.Add(shapes, side, fromStart);
            row.Add(kind, side, fromStart, tag);
            row.Add(kind, side, toEnd, tag);
            row.Add(kind, side, text.QuoteAt(i + 1), text.WordAt(paragraph.First));
        }
        else
        {
            row.Skip(6);
        }

        if (closing != 0)
        {
            var count = FeatureHash.Bucket(text.Frames.ClosingCount);
            row.Add(closing, closingSide, count);
            row.Add(closing, closingSide, tag);
            row.Add(closingSide, count, text.Quote[i], fromStart);
            row.Add(closingSide, text.QuoteAt(paragraph.First), toEnd);
            row.Add(closingSide, count, tag);
        }
        else
        {
            row.Skip(5);
        }
    }
}
