namespace TalksBot.Training;

/// <summary>One token of a corpus.</summary>
/// <param name="Form">As it stands in the text.</param>
/// <param name="Tag">Penn Treebank tag.</param>
/// <param name="Lemma">Lower case, or null when the corpus gives none.</param>
/// <param name="IsCounted">Whether it counts in an evaluation; words that were joined to fit our tokens do not.</param>
/// <param name="Universal">Universal part-of-speech tag, or null when the corpus gives none.</param>
internal sealed record TaggedToken(string Form, string Tag, string? Lemma, bool IsCounted = true, string? Universal = null);

/// <summary>One sentence of a corpus.</summary>
/// <param name="Tokens">In reading order.</param>
internal sealed record TaggedSentence(IReadOnlyList<TaggedToken> Tokens);
