namespace TalksBot.Extraction;

/// <summary>An attribution as the labellers find it, in tokens.</summary>
/// <param name="Cue">Tokens of the cue.</param>
/// <param name="Source">Fragments of the source; empty where none is named.</param>
/// <param name="Content">Fragments of the content, in reading order.</param>
/// <param name="CueSureness">Probability of the cue, 0 to 1.</param>
/// <param name="SourceSureness">Mean probability of the source's tokens, or that there is none.</param>
/// <param name="ContentSureness">Mean probability of the content's tokens.</param>
internal sealed record LabelledAttribution(
    IndexRange Cue,
    List<IndexRange> Source,
    List<IndexRange> Content,
    float CueSureness,
    float SourceSureness,
    float ContentSureness);
