using System.Runtime.InteropServices;

namespace TalksBot.Extraction;

/// <summary>Tags from left to right with a trained averaged perceptron; the model is loaded at the first text.</summary>
public sealed class PerceptronTagger : ITagger
{
    /// <summary>Number that stands for any mark as a tag to the left.</summary>
    internal const int MarkNumber = 63;

    private readonly TaggerModel? _model;

    /// <summary>A tagger with the embedded model.</summary>
    public PerceptronTagger()
    {
    }

    internal PerceptronTagger(TaggerModel model) => _model = model;

    /// <inheritdoc/>
    public TaggedText Tag(TokenizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var model = _model ?? TaggerModel.Default;
        var tags = new string[text.Tokens.Length];
        var lemmas = new string[text.Tokens.Length];
        var traits = new SentenceTraits();
        var lemmaPool = new LemmaPool(model.Lemmatizer);
        foreach (var sentence in text.Sentences)
        {
            TagSentence(model, text, sentence, traits, tags);
        }

        NameTags.Mend(text, tags);
        for (var i = 0; i < tags.Length; i++)
        {
            lemmas[i] = lemmaPool.LemmaOf(text.Form(i), tags[i]);
        }

        return new TaggedText(text, ImmutableCollectionsMarshal.AsImmutableArray(tags), ImmutableCollectionsMarshal.AsImmutableArray(lemmas));
    }

    private static void TagSentence(TaggerModel model, TokenizedText text, IndexRange sentence, SentenceTraits traits, string[] tags)
    {
        traits.Begin(sentence.Count);
        for (var i = 0; i < sentence.Count; i++)
        {
            var own = TokenTraits.Of(text.Form(sentence.First + i));
            traits.Set(i, own, model.ClassOf(own.Word));
        }

        traits.End();
        Span<uint> features = stackalloc uint[SentenceTraits.FeatureCount];
        var (before, beforeThat) = (-1, -1);
        for (var i = 0; i < sentence.Count; i++)
        {
            var token = sentence.First + i;
            int tag;
            if (traits.IsMark(i))
            {
                tags[token] = PennTags.OfMark(text.Form(token), text.Tokens[token].Kind == TokenKind.Word, Opens(text, token, sentence));
                tag = MarkNumber;
            }
            else
            {
                traits.Fill(i, before, beforeThat, features);
                tag = model.Best(features);
                tags[token] = PennTags.Learned[tag];
            }

            (beforeThat, before) = (before, tag);
        }
    }

    // A straight mark opens when it touches what follows and not what goes before.
    private static bool Opens(TokenizedText text, int token, IndexRange sentence)
    {
        var span = text.Tokens[token].Span;
        var touchesLeft = token > sentence.First && text.Tokens[token - 1].Span.End == span.Start
            && text.Text[span.Start - 1] is not ('(' or '[' or '—' or '–');
        var touchesRight = token + 1 < sentence.End && text.Tokens[token + 1].Span.Start == span.End;
        return touchesRight && !touchesLeft;
    }

    /// <summary>Lemmas of one text, each string made once.</summary>
    private sealed class LemmaPool(Lemmatizer lemmatizer)
    {
        private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>>[] _pools = [New(), New(), New(), New(), New()];

        public string LemmaOf(ReadOnlySpan<char> form, string tag)
        {
            var pool = _pools["vbnjo".IndexOf(Lemmatizer.KindOf(tag), StringComparison.Ordinal)];
            if (!pool.TryGetValue(form, out var lemma))
            {
                lemma = lemmatizer.LemmaOf(form, tag);
                pool[form] = lemma;
            }

            return lemma;
        }

        private static Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> New() =>
            new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
