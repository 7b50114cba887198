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
            return IsPartOfName(mention, phrase) ? OfCompleted(phrase) : mention.Actors;
        }

        if (_phrases.Is(phrase.End, "and", "or") && Demonym(phrase.Head) is { } country && Demonym(phrase.End + 1) is not null)
        {
            return [country];
        }

        if (OfRole(phrase) is { } holder)
        {
            return [holder];
        }

        if (_phrases.Tag(phrase.Head) is "PRP" or "EX" or "DT" or "CD" or "WP" || _phrases.Tag(phrase.First) is "WDT" or "WP" || _phrases.Is(phrase.Head, "who", "which", "that", "it"))
        {
            return [];
        }

        return _phrases.Tag(phrase.Head) is "NN" or "NNS" ? OfCompleted(phrase) : [_phrases.NameOf(phrase)];
    }

    // "leaders" for "the leaders of the union", a description that the text names by its noun alone.
    private bool IsPartOfName(Mention mention, NounPhrase phrase) =>
        mention is { Kind: MentionKind.Nominal, Actors: [{ Length: > 0 } name] } && char.IsLower(name[0]) && _phrases.Tag(phrase.Head) == "NNS"
        && (_phrases.NameOf(phrase) != name || _phrases.Completed(phrase).End > phrase.End)
        && _phrases.NameOf(phrase).EndsWith(name, StringComparison.OrdinalIgnoreCase);

    // "envoys of Veska and Ostmark" stand for both; "leaders of the union" is what the text calls them.
    private ImmutableArray<string> OfCompleted(NounPhrase phrase)
    {
        var whole = _phrases.Completed(phrase);
        if (_phrases.Tag(phrase.Head) == "NNS" && Demonym(phrase.Head - 1) is { } country && _phrases.Is(phrase.Head - 2, "and", "or", "-", "–") && Demonym(phrase.Head - 3) is { } other)
        {
            return [other, country];
        }

        if (_phrases.Tag(phrase.Head) == "NNS" && whole.End > phrase.End)
        {
            var named = StartingIn(_text.Tokens.SpanOf(new IndexRange(phrase.End, whole.End))).Where(mention => mention.Kind == MentionKind.Name).SelectMany(mention => mention.Actors).Distinct(StringComparer.Ordinal).ToImmutableArray();
            if (named.Length > 1)
            {
                return named;
            }
        }

        // At the start of a sentence a description has a capital that is none of its own.
        var name = _phrases.NameOf(whole);
        return [_phrases.SentenceOf(whole.First).First == whole.First && _phrases.Tag(whole.First) is not ("NNP" or "NNPS") && name.Length > 1 && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name];
    }

    // "Danish" of "Danish and Swedish officials".
    private string? Demonym(int token) =>
        token >= 0 && ActorLexicon.Countries.TryGetValue(NameFolding.Fold(_text.Tokens.Form(token).ToString()), out var country) && country.Form == CountryForm.Demonym ? country.Name : null;

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
