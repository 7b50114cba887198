using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class MentionResolver
{
    // How many tokens of age and place may stand between a name and its "who".
    private const int LongestInset = 14;

    // "X, who": the phrase right before it.
    private void ResolveRelative(Phrase phrase)
    {
        for (var i = phrase.Index - 1; i >= 0 && i > phrase.Index - 6; i--)
        {
            var before = _phrases[i];
            if (before.Kind == PhraseKind.Modifier || before.IsPossessor)
            {
                continue;
            }

            var gap = phrase.First - before.End;
            var isNext = gap == 0 || (gap == 1 && _words.Word(before.End) is "," or "—" or "–" or "--" or "-") || (gap == 1 && _words.Tag(before.End) == "IN")
                || (gap == 2 && _words.Word(before.End) == "," && _words.Tag(before.End + 1) == "IN");
            if (!isNext || before.Sentence != phrase.Sentence)
            {
                return;
            }

            if (Inset(phrase, before) is { } named)
            {
                TakeAntecedent(phrase, named.Actors, named.Confidence);
            }
            else if (_words.Lower[phrase.HeadFirst] is "who" && JoinedTo(before) is { } first)
            {
                ResolveJoined(phrase, first, before);
            }
            else
            {
                TakeAntecedent(phrase, before.Actors, before.Confidence, before.IsPlural);
            }

            return;
        }
    }

    // "X" of "X and Y", which stands a few phrases before "Y" at most.
    private Phrase? JoinedTo(Phrase second)
    {
        for (var i = second.Index - 1; i >= 0 && i > second.Index - 8; i--)
        {
            if (_phrases[i].Coordinate == second)
            {
                return _phrases[i];
            }
        }

        return null;
    }

    // "Ann Roe and Karl Holm, who have left": the verb tells whether it is both; where it does not, nobody.
    private void ResolveJoined(Phrase phrase, Phrase first, Phrase second)
    {
        var isPlural = _words.Tag(phrase.End) == "VBP" || _words.Word(phrase.End) is "have" or "are" or "were" or "do";
        if (isPlural && first.Actors.Count > 0 && second.Actors.Count > 0)
        {
            TakeAntecedent(phrase, [.. first.Actors.Concat(second.Actors).Distinct()], Math.Min(first.Confidence, second.Confidence), isPlural: true);
        }
        else if (_words.Tag(phrase.End) == "VBZ" || _words.Word(phrase.End) is "was")
        {
            TakeAntecedent(phrase, second.Actors, second.Confidence);
        }
    }

    // "a friend of Ann Roe, who": a person for "who".
    private void TakeAntecedent(Phrase phrase, List<ActorDraft> actors, double confidence, bool isPlural = false)
    {
        var isHuman = actors.TrueForAll(actor => actor.Kind is ActorKind.Person or ActorKind.Group or null);
        if (_words.Lower[phrase.HeadFirst] is "who" or "whom" ? isHuman : _words.Lower[phrase.HeadFirst] == "whose" || !isHuman || isPlural)
        {
            phrase.Actors.AddRange(actors);
            phrase.Confidence = Math.Min(0.85, confidence);
        }
    }

    // "Ann Roe, 59, of Kolm, Ostland, who": age and home stand between the name and what is told of her.
    private Phrase? Inset(Phrase phrase, Phrase nearest)
    {
        if (_words.Lower[phrase.HeadFirst] is not ("who" or "whose") || _words.Word(phrase.First - 1) != ",")
        {
            return null;
        }

        for (var i = nearest.Index - 1; i >= 0 && _phrases[i].Sentence == phrase.Sentence && phrase.First - _phrases[i].End <= LongestInset; i--)
        {
            if (_phrases[i] is not { Kind: PhraseKind.Name, IsPossessor: false } named || _words.Word(named.End) != ",")
            {
                continue;
            }

            var isAge = _words.Tag(named.End + 1) == "CD" && _words.Word(named.End + 2) == ",";
            var isHome = _words.Word(named.End + (isAge ? 3 : 1)) is "of" or "from";
            if (!isHome || named.Actors is not [{ Kind: ActorKind.Person }])
            {
                continue;
            }

            for (var at = named.End + 1; at < phrase.First; at++)
            {
                if (_words.Tag(at) is not ("CD" or "," or "NNP" or "NNPS" or "." or "DT") && _words.Word(at) is not ("of" or "from"))
                {
                    return null;
                }
            }

            return named;
        }

        return null;
    }
}
