using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <summary>A tokenized text with a Penn Treebank part-of-speech tag and a lemma a token.</summary>
/// <param name="Tokens">The tokens.</param>
/// <param name="Tags">One Penn Treebank tag a token ("NNP", "VBD", "IN", "PRP$", "``", ",", …).</param>
/// <param name="Lemmas">One lemma a token, lower case ("said" → "say"); for names the form in lower case.</param>
public sealed record TaggedText(TokenizedText Tokens, ImmutableArray<string> Tags, ImmutableArray<string> Lemmas)
{
    /// <summary>The article's body.</summary>
    public string Text => Tokens.Text;

    /// <summary>How many tokens there are.</summary>
    public int Count => Tokens.Tokens.Length;
}

/// <summary>Gives each token its part of speech and lemma.</summary>
public interface ITagger
{
    /// <summary>Tags every token of <paramref name="text"/>.</summary>
    TaggedText Tag(TokenizedText text);
}
