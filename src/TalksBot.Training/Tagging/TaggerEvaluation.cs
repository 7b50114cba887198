using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Measures a tagger model against tagged sentences, on the corpus's own tokens; marks are left out.</summary>
internal sealed class TaggerEvaluation(TaggerModel model, UniversalTags universal)
{
    private readonly Dictionary<string, int> _confusions = new(StringComparer.Ordinal);
    private (int Right, int All) _tags;
    private (int Right, int All) _unknown;
    private (int Right, int All) _lemmas;
    private (int Right, int All) _universal;

    /// <summary>Share of the words that get the corpus's tag.</summary>
    public double Tags => Share(_tags);

    /// <summary>The same of words that the model does not know.</summary>
    public double Unknown => Share(_unknown);

    /// <summary>Share of the rightly tagged words that get the corpus's lemma.</summary>
    public double Lemmas => Share(_lemmas);

    /// <summary>Share of the words that get the corpus's universal tag; not a number when it has none.</summary>
    public double Universal => Share(_universal);

    /// <summary>The commonest confusions of tags.</summary>
    public IEnumerable<string> Confusions =>
        _confusions.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(12).Select(pair => $"{pair.Key}: {pair.Value}");

    /// <summary>Tags these sentences and counts.</summary>
    public TaggerEvaluation Add(IEnumerable<TaggedSentence> sentences)
    {
        var traits = new SentenceTraits();
        foreach (var sentence in sentences)
        {
            var tags = Tag(sentence, traits);
            for (var i = 0; i < tags.Length; i++)
            {
                if (sentence.Tokens[i].IsCounted && !traits.IsMark(i))
                {
                    Count(sentence.Tokens[i], tags, i);
                }
            }
        }

        return this;
    }

    private static double Share((int Right, int All) counts) => (double)counts.Right / counts.All;

    private static (int Right, int All) With((int Right, int All) counts, bool isRight) => (counts.Right + (isRight ? 1 : 0), counts.All + 1);

    private string[] Tag(TaggedSentence sentence, SentenceTraits traits)
    {
        traits.Begin(sentence.Tokens.Count);
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            var own = TokenTraits.Of(sentence.Tokens[i].Form);
            traits.Set(i, own, model.ClassOf(own.Word));
        }

        traits.End();
        var tags = new string[sentence.Tokens.Count];
        Span<uint> features = stackalloc uint[SentenceTraits.FeatureCount];
        var (before, beforeThat) = (-1, -1);
        for (var i = 0; i < tags.Length; i++)
        {
            var tag = PerceptronTagger.MarkNumber;
            if (!traits.IsMark(i))
            {
                traits.Fill(i, before, beforeThat, features);
                tag = model.Best(features);
            }

            tags[i] = traits.IsMark(i) ? sentence.Tokens[i].Tag : PennTags.Learned[tag];
            (beforeThat, before) = (before, tag);
        }

        return tags;
    }

    private void Count(TaggedToken token, ReadOnlySpan<string> tags, int index)
    {
        var isRight = tags[index] == token.Tag;
        _tags = With(_tags, isRight);
        if (model.ClassOf(TokenTraits.Of(token.Form).Word) == 0)
        {
            _unknown = With(_unknown, isRight);
        }

        if (!isRight)
        {
            var key = $"{token.Tag} as {tags[index]}";
            _confusions[key] = _confusions.GetValueOrDefault(key) + 1;
        }
        else if (token.Lemma is { } lemma && Lemmatizer.KindOf(tags[index]) != 'o')
        {
            _lemmas = With(_lemmas, model.Lemmatizer.LemmaOf(token.Form, tags[index]) == lemma);
        }

        if (token.Universal is { } gold)
        {
            _universal = With(_universal, universal.Of(token.Form, tags, index) == gold);
        }
    }
}
