using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Mentions of actors by place, in logarithmic time.</summary>
internal sealed class MentionIndex
{
    private readonly TaggedText _text;
    private readonly SentencePhrases _phrases;
    private readonly ImmutableArray<Mention> _mentions;

    private readonly Dictionary<string, string?> _byRole;

    // Longest mention, to know how far back one that covers a place may begin.
    private readonly int _longest;

    public MentionIndex(Document document, SentencePhrases phrases)
    {
        _text = document.Text;
        _phrases = phrases;
        _mentions = document.Actors.Mentions;
        _byRole = ByRole(document);
        foreach (var mention in _mentions)
        {
            _longest = Math.Max(_longest, Math.Min(mention.Span.Length, 300));
        }
    }

    /// <summary>Mentions that begin in the span, in reading order; nested ones follow the one that holds them.</summary>
    public IEnumerable<Mention> StartingIn(TextSpan span)
    {
        for (var i = LowerBound(span.Start); i < _mentions.Length && _mentions[i].Span.Start < span.End; i++)
        {
            yield return _mentions[i];
        }
    }

    /// <summary>The outermost mention that covers the head of the phrase and belongs to it, or null.</summary>
    public Mention? Of(NounPhrase phrase)
    {
        var head = _text.Tokens.Tokens[phrase.Head].Span;
        var extent = _text.Tokens.SpanOf(new IndexRange(phrase.First, phrase.End));
        Mention? best = null;
        for (var i = LowerBound(extent.Start - _longest); i < _mentions.Length && _mentions[i].Span.Start <= head.Start; i++)
        {
            var mention = _mentions[i];
            if (mention.Span.End >= head.End && (mention.Span.Start >= extent.Start || mention.Head.Overlaps(extent)))
            {
                if (best is null || (best.Actors.IsEmpty && !mention.Actors.IsEmpty))
                {
                    best = mention;
                }
            }
        }

        return best;
    }

    /// <summary>The mention that names the source of an attribution: the outermost whose head holds the words, else the first whose head lies in them.</summary>
    public Mention? At(TextSpan words)
    {
        Mention? inside = null;
        for (var i = LowerBound(words.Start - _longest); i < _mentions.Length && _mentions[i].Span.Start < words.End; i++)
        {
            if (_mentions[i].Head.Contains(words))
            {
                return _mentions[i];
            }

            inside ??= words.Contains(_mentions[i].Head) ? _mentions[i] : null;
        }

        return inside;
    }

    /// <summary>Canonical names of whom the phrase stands for; the phrase's own words where no mention resolves it.</summary>
    public ImmutableArray<string> NamesOf(NounPhrase phrase)
    {
        if (Of(phrase) is { Actors.IsEmpty: false } mention)
        {
            return mention.Actors;
        }

        if (OfRole(phrase) is { } holder)
        {
            return [holder];
        }

        return _phrases.Tag(phrase.Head) is "PRP" or "EX" or "DT" or "CD" || _phrases.Is(phrase.Head, "who", "which", "that", "it") ? [] : [_phrases.NameOf(phrase)];
    }

    // "the envoy": the one person of the text whose role is that.
    private string? OfRole(NounPhrase phrase) =>
        _phrases.Is(phrase.First, "the") && phrase.End - phrase.First == 2 && _phrases.Tag(phrase.Head) == "NN" && _byRole.TryGetValue(_phrases.Lemma(phrase.Head), out var name) ? name : null;

    // The last word of a role to the person who holds it; null where several do.
    private static Dictionary<string, string?> ByRole(Document document)
    {
        var found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var actor in document.Actors.Actors.Select(actor => actor.Actor))
        {
            if (actor.Kind == ActorKind.Person && actor.Role?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var word])
            {
                found[word] = found.ContainsKey(word) ? null : actor.Name;
            }
        }

        return found;
    }

    /// <summary>As <see cref="NamesOf(NounPhrase)"/> over several phrases, each name once.</summary>
    public ImmutableArray<string> NamesOf(IEnumerable<NounPhrase> phrases) => [.. phrases.SelectMany(phrase => NamesOf(phrase)).Distinct(StringComparer.Ordinal)];

    private int LowerBound(int start)
    {
        var (low, high) = (0, _mentions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_mentions[middle].Span.Start < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
