namespace TalksBot.Extraction;

/// <summary>Features of a token by what an earlier labeller made of the text.</summary>
internal static class ReadingTemplates
{
    /// <summary>Most features that <see cref="Add"/> adds.</summary>
    public const int Most = 48;

    private const uint FirstTemplate = 200;

    /// <summary>Adds the features of the token at <paramref name="i"/> to <paramref name="row"/>.</summary>
    public static void Add(TextColumns text, Reading reading, int i, ref FeatureRow row)
    {
        row.GoOn(FirstTemplate);
        var (before, own, after) = (reading.LabelAt(i - 1), (uint)reading.Labels[i], reading.LabelAt(i + 1));
        var (tag, word) = ((uint)text.Tag[i], text.Word[i]);
        row.Add(own);
        row.Add(own, reading.SureAt(i));
        row.Add(before, own, after);
        row.Add((reading.LabelAt(i - 2) << 3) | before, own, (after << 3) | reading.LabelAt(i + 2));
        row.Add(own, tag, text.TagAt(i + 1));
        row.Add(own, tag, text.TagAt(i - 1));
        row.Add(own, word);
        row.Add(before, own, word);
        row.Add(own, after, text.WordAt(i + 1));
        row.Add(own, before, text.WordAt(i - 1));
        row.Add(reading.SureOf(i, Labels.Source), reading.SureOf(i, Labels.Content), reading.SureOf(i, Labels.Cue));
        row.Add(reading.SureAt(i - 1), own, reading.SureAt(i + 1), before);
        row.Add(own, before, text.Quote[i]);
        row.Add(own, before, text.Rule[i], text.RuleAt(i - 1));
        row.Add(reading.SourceName[i], own, tag);
        row.Add(reading.SourceName[i], own, before, text.LemmaAt(text.RunEnd[i]));
        row.Add(reading.ContentShare, own, before);
        row.Add(reading.ContentShare, own, text.Quote[i], tag);
        Around(text, reading, i, ref row);
        Pieces(text, reading, i, ref row);
    }

    private static void Around(TextColumns text, Reading reading, int i, ref FeatureRow row)
    {
        var (left, right) = (reading.LeftCue[i], reading.RightCue[i]);
        var (leftLemma, rightLemma) = (text.LemmaAt(left), text.LemmaAt(right));
        var own = (uint)reading.Labels[i];
        var before = reading.LabelAt(i - 1);
        row.Add(leftLemma, FeatureHash.Bucket(left < 0 ? -1 : i - left), own);
        row.Add(rightLemma, FeatureHash.Bucket(right < 0 ? -1 : right - i), own);
        row.Add(leftLemma, rightLemma, own);
        row.Add(leftLemma, text.Lemma[i], own);
        row.Add(rightLemma, text.Tag[i], own);
        row.Add(left < 0 ? 0u : 1u, right < 0 ? 0u : 1u, own, before);
        row.Add(left < 0 ? 0u : 1u, right < 0 ? 0u : 1u, text.Tag[i], text.TagAt(i - 1));
        var skeletons = reading.Skeletons;
        var sentence = text.Sentence[i];
        row.Add(skeletons[sentence], own, before);
        row.Add(skeletons[sentence], reading.PartAt(reading.PieceOf[i] - 1), reading.PartAt(reading.PieceOf[i] + 1), own);
        var earlier = sentence > 0 ? skeletons[sentence - 1] : 1;
        var later = sentence + 1 < skeletons.Length ? skeletons[sentence + 1] : 1;
        row.Add(earlier, own, before);
        row.Add(later, own, before);
        row.Add(skeletons[sentence], text.Quote[i], text.Tag[i]);
    }

    private static void Pieces(TextColumns text, Reading reading, int i, ref FeatureRow row)
    {
        var at = reading.PieceOf[i];
        var (first, end, part) = reading.Pieces[at];
        var isEdge = (i == first ? 1u : 0u) | (i == end - 1 ? 2u : 0u);
        var own = (uint)reading.Labels[i];
        row.Add(part, FeatureHash.Bucket(end - first), isEdge);
        row.Add(part, text.WordAt(first), isEdge);
        row.Add(part, text.WordAt(end), isEdge);
        row.Add(part, text.WordAt(first - 1), isEdge);
        row.Add(part, text.WordAt(end - 1), text.Tag[i], isEdge);
        row.Add(part, reading.PartAt(at - 1), reading.PartAt(at + 1), isEdge);
        row.Add(part, reading.PartAt(at - 1), reading.PartAt(at + 1), text.Tag[i]);
        row.Add(part, (reading.PartAt(at - 2) << 3) | reading.PartAt(at - 1), (reading.PartAt(at + 1) << 3) | reading.PartAt(at + 2), isEdge);
        row.Add(part, FeatureHash.Bucket(i - first), FeatureHash.Bucket(end - 1 - i), text.Tag[i]);
        row.Add(own, text.TagAt(first - 1), text.TagAt(end), isEdge);
        row.Add(own, text.TagAt(first), text.TagAt(end - 1), isEdge);
    }
}
