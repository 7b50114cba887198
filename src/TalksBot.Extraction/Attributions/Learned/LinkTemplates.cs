namespace TalksBot.Extraction;

/// <summary>Features of a token as a part of the attribution of one cue.</summary>
internal static class LinkTemplates
{
    /// <summary>Most features that <see cref="Fill"/> adds.</summary>
    public const int Most = 96;

    private const uint FirstTemplate = 400;

    /// <summary>Fills <paramref name="row"/> with the features of the token at <paramref name="i"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="reading">What the document's labellers made of it.</param>
    /// <param name="cue">The cue.</param>
    /// <param name="i">The token.</param>
    /// <param name="row">Where to.</param>
    public static void Fill(TextColumns text, Reading reading, CueView cue, int i, ref FeatureRow row)
    {
        row.Begin(FirstTemplate);
        var side = i < cue.First ? 0u : i < cue.End ? 1u : 2u;
        var gap = side == 0 ? cue.First - i : side == 2 ? i - cue.End + 1 : 0;
        var turn = (uint)Math.Clamp(text.Sentence[i] - text.Sentence[cue.First] + 2, 0, 4);
        var place = (side << 4) | turn;
        var (before, own, after) = (reading.LabelAt(i - 1), (uint)reading.Labels[i], reading.LabelAt(i + 1));
        var (tag, word, lemma) = ((uint)text.Tag[i], text.Word[i], text.LemmaAt(cue.First));
        var piece = reading.PieceOf[i];
        var (first, end, part) = reading.Pieces[piece];
        var isEdge = (i == first ? 1u : 0u) | (i == end - 1 ? 2u : 0u);
        var rank = (uint)cue.Rank(piece);
        var nearer = (uint)cue.CuesBetween(i);

        row.Add(own, place);
        row.Add(own, place, before, after);
        row.Add(own, place, rank, nearer);
        row.Add(own, before, rank, nearer);
        row.Add(own, place, rank, lemma);
        row.Add(own, rank, reading.SureAt(i), place);
        row.Add(own, place, FeatureHash.Bucket(gap));
        row.Add(own, lemma, FeatureHash.Bucket(gap), side);
        row.Add(part, isEdge, place, rank);
        row.Add(own, cue.Skeleton, place, rank);
        row.Add(own, cue.Skeleton, rank, before);
        row.Add(cue.Skeleton, (uint)(piece - cue.Piece + 20), own);
        row.Add(cue.SentenceSkeleton, (uint)(piece - cue.Piece + 20), own);
        row.Add(reading.Skeletons[text.Sentence[i]], place, rank, own);

        var rule = cue.RuleAt(i);
        row.Add(rule, own, before);
        row.Add(rule, own, cue.RuleAt(i - 1), cue.RuleAt(i + 1));
        row.Add(rule, cue.HasRule, own, place);
        row.Add(rule, cue.HasRule, cue.RuleConfidence, own);
        row.Add(rule, rank, own, nearer);

        row.Add(word, side, own);
        row.Add(text.WordAt(i - 1), side, own, before);
        row.Add(text.WordAt(i + 1), side, own, after);
        row.Add(tag, text.TagAt(i - 1), side, own);
        row.Add(tag, text.TagAt(i + 1), side, own);
        row.Add(lemma, word, side);
        row.Add(lemma, tag, place, own);
        row.Add(lemma, text.TagAt(cue.End), text.LemmaAt(cue.End), place);
        row.Add(lemma, text.TagAt(cue.First - 1), place, own);
        row.Add(text.TagAt(cue.First), text.TagAt(cue.First - 1), text.TagAt(cue.End), (place << 3) | own);
        row.Add(text.LemmaAt(cue.End - 1), place, own, rank);
        row.Add(text.Quote[i], text.QuoteAt(cue.First), place, own);
        row.Add(text.Quote[i], text.QuoteAt(i - 1), place, own);
        row.Add(text.QuoteFirst[i] >= 0 && text.QuoteFirst[i] == text.QuoteFirst[cue.First] ? 1u : 0u, own, place);

        var (low, high) = side == 0 ? (i, cue.First) : (cue.End, i);
        var commas = side == 1 ? 0u : (uint)Math.Min(cue.Commas(low, high), 3);
        row.Add(commas, place, own, before);
        row.Add(commas, tag, place, own);
        row.Add(lemma, commas, place, FeatureHash.Bucket(gap));
        row.Add(reading.PartAt(piece - 1), reading.PartAt(piece + 1), place, own);
        row.Add(cue.Left, cue.Right, place, own);
        row.Add(cue.Left, cue.Right, rank, part);
        row.Add(text.WordAt(first), text.WordAt(end - 1), place, rank);
        row.Add(text.ShapeAt(end - 1), text.TagAt(end - 1), text.TagAt(end), (place << 3) | own);
        row.Add(text.LemmaAt(end), own, place);
        row.Add(reading.SureOf(i, Labels.Source), reading.SureOf(i, Labels.Content), place, rank);
        row.Add(reading.SureAt(cue.First), own, place, rank);
        var sentence = text.SentenceAround(i);
        row.Add(i == sentence.First ? 1u : i == sentence.End - 1 ? 2u : 0u, own, place, before);
        row.Add(FeatureHash.Bucket(i - sentence.First), own, place);
        row.Add(text.Clauses[i], (uint)text.Clauses[cue.First], place, own);
    }
}
