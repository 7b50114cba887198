using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Measures a tagger model against tagged sentences, on the corpus's own tokens.</summary>
internal static class TaggerEvaluation
{
    /// <summary>Share of the words, marks left out, that get the corpus's tag and lemma; and the commonest confusions.</summary>
    public static (double Tags, double Lemmas, double Unknown, IReadOnlyList<string> Confusions) Measure(TaggerModel model, IEnumerable<TaggedSentence> sentences)
    {
        var (words, right, lemmas, rightLemmas, unknown, rightUnknown) = (0, 0, 0, 0, 0, 0);
        var confusions = new Dictionary<string, int>(StringComparer.Ordinal);
        var traits = new SentenceTraits();
        Span<uint> features = stackalloc uint[SentenceTraits.FeatureCount];
        foreach (var sentence in sentences)
        {
            traits.Begin(sentence.Tokens.Count);
            for (var i = 0; i < sentence.Tokens.Count; i++)
            {
                var own = TokenTraits.Of(sentence.Tokens[i].Form);
                traits.Set(i, own, model.ClassOf(own.Word));
            }

            traits.End();
            var (before, beforeThat) = (-1, -1);
            for (var i = 0; i < traits.Count; i++)
            {
                var tag = PerceptronTagger.MarkNumber;
                if (!traits.IsMark(i))
                {
                    traits.Fill(i, before, beforeThat, features);
                    tag = model.Best(features);
                    var token = sentence.Tokens[i];
                    if (token.IsCounted)
                    {
                        var found = PennTags.Learned[tag];
                        var isUnknown = model.ClassOf(TokenTraits.Of(token.Form).Word) == 0;
                        words++;
                        right += found == token.Tag ? 1 : 0;
                        unknown += isUnknown ? 1 : 0;
                        rightUnknown += isUnknown && found == token.Tag ? 1 : 0;
                        if (found != token.Tag)
                        {
                            var key = $"{token.Tag} as {found}";
                            confusions[key] = confusions.GetValueOrDefault(key) + 1;
                        }

                        if (token.Lemma is { } lemma && found == token.Tag && Lemmatizer.KindOf(found) != 'o')
                        {
                            lemmas++;
                            rightLemmas += model.Lemmatizer.LemmaOf(token.Form, found) == lemma ? 1 : 0;
                        }
                    }
                }

                (beforeThat, before) = (before, tag);
            }
        }

        var worst = confusions.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(12).Select(pair => $"{pair.Key}: {pair.Value}");
        return ((double)right / words, (double)rightLemmas / Math.Max(1, lemmas), (double)rightUnknown / Math.Max(1, unknown), [.. worst]);
    }
}
