using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <content>Who puts something forward: subject, owner or speaker.</content>
internal sealed partial class ProposalReader
{
    private ImmutableArray<string> Proposers(VerbChain group, string lemma)
    {
        var subject = phrases.SubjectOf(group);
        if (subject is not [var phrase] || !ProposalLexicon.Has("noun", phrases.Lemma(phrase.Head)))
        {
            // "two weeks ago", "the law requires": neither puts anything forward.
            var acting = subject.Where(who => !IsTimeAt(who.First) && !(lemma is "require" or "need" && phrases.Tag(who.Head) is "NN" or "NNS" && mentions.Of(who) is not { Actors.IsEmpty: false }));
            var names = mentions.NamesOf(acting);
            return subject is [var one] && phrases.Is(one.End, ",") && phrases.PhraseAt(one.End + 1) is { } apposed && apposed.End < group.First && mentions.Of(apposed) is { Kind: MentionKind.Name, Actors.IsEmpty: false } other
                ? [.. names.Concat(other.Actors).Distinct(StringComparer.Ordinal)]
                : names;
        }

        // "The port's plan would …": its owner.
        return OwnerOf(phrase);
    }

    /// <summary>Whose the phrase says the thing is ("Veska's offer"); empty where it does not.</summary>
    public ImmutableArray<string> OwnerOf(NounPhrase phrase)
    {
        foreach (var mention in mentions.StartingIn(_text.Tokens.SpanOf(new IndexRange(phrase.First, phrase.Head))))
        {
            var last = _text.Tokens.TokenAt(mention.Span.End - 1);
            if (last < phrase.Head && (phrases.Tag(last + 1) == "POS" || phrases.Tag(last) is "PRP$" or "POS"))
            {
                return mention.Actors;
            }
        }

        // "a bid of 30 crowns a share, from the club", "the plan by the mediator"
        var end = ComplementsOf(phrase, phrases.SentenceOf(phrase.Head).End);
        for (var i = phrase.End; i < end; i++)
        {
            if (phrases.Is(i, "by", "from") && phrases.PhraseAt(i + 1) is { } who && mentions.NamesOf(who) is { IsEmpty: false } names && names.Any(_actors.Contains))
            {
                return names;
            }
        }

        return [];
    }

    /// <summary>Who reports the words at the token: the source of the innermost attribution around it.</summary>
    public ImmutableArray<string> SpeakerOf(int token)
    {
        var at = _text.Tokens.Tokens[token].Span;
        Attribution? best = null;
        foreach (var attribution in _attributions[_text.Tokens.SentenceOf(token)])
        {
            if (attribution.Source is not null && attribution.CueClass is not CueClass.Asked && attribution.Content.Any(span => span.Contains(at))
                && (best is null || attribution.Parent is not null))
            {
                best = attribution;
            }
        }

        return best?.Source is { } source && mentions.At(source) is { } mention ? mention.Actors : [];
    }

    // The one who speaks in the sentence; empty where several do or nobody does.
    private ImmutableArray<string> SpeakerIn(int sentenceIndex)
    {
        var sources = _attributions[sentenceIndex].Where(attribution => attribution.CueClass is not CueClass.Asked && attribution.Source is { Length: > 0 })
            .Select(attribution => attribution.Source.GetValueOrDefault()).Distinct().ToList();
        return sources is [var source] && mentions.At(source) is { } mention ? mention.Actors : [];
    }

    private static Dictionary<string, string> Belongings(Document document)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var actor in document.Actors.Actors)
        {
            if (actor.Actor.Of is { } body)
            {
                found[actor.Actor.Name] = body;
            }
        }

        return found;
    }

    // Under every sentence that its content touches.
    private static ILookup<int, Attribution> BySentence(Document document)
    {
        var tokens = document.Text.Tokens;
        return document.Attributions
            .SelectMany(attribution => attribution.Content.Where(span => span.Length > 0).SelectMany(span =>
            {
                var first = tokens.SentenceOf(tokens.TokenAt(span.Start));
                var last = tokens.SentenceOf(Math.Min(tokens.TokenAt(span.End - 1), tokens.Tokens.Length - 1));
                return Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(sentence => (sentence, attribution));
            }))
            .ToLookup(pair => pair.sentence, pair => pair.attribution);
    }

    // Who tells of another's demand does not make it ("Kaal warned that Veska was seeking …"), unless he speaks for that other.
    private bool SpeaksFor(string speaker, ImmutableArray<string> acting, string lemma) =>
        ProposalLexicon.Has("given", lemma) || !acting.Any(_actors.Contains) || acting.Contains(speaker)
        || (_belongsTo.TryGetValue(speaker, out var body) && !_people.Contains(body) && acting.Any(who => who == body || (_belongsTo.TryGetValue(who, out var other) && other == body)));
}
