using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class NameRegistry
{
    // "Northern Harbours Council (NHC)", and "NHC" wherever it fits the initials of one body.
    private void Acronyms(IReadOnlyList<Phrase> phrases)
    {
        for (var i = 0; i + 1 < phrases.Count; i++)
        {
            var (name, next) = (phrases[i], phrases[i + 1]);
            if (name.Kind == PhraseKind.Name && name.Actors.Count == 1 && name.Actors[0].Kind != ActorKind.Person && IsAcronym(next)
                && next.First == name.End + 1 && _words.Word(name.End) == "(" && _words.Word(next.End) == ")")
            {
                Give(next, name.Actors[0]);
            }
        }

        Dictionary<string, ActorDraft>? initials = null;
        foreach (var phrase in phrases)
        {
            if (phrase.Actors.Count > 0 || !IsAcronym(phrase))
            {
                continue;
            }

            var word = Fold(phrase);
            if (_byName.TryGetValue(word, out var actor))
            {
                phrase.Actors.Add(actor);
                continue;
            }

            initials ??= Initials();
            if (initials.TryGetValue(word, out actor))
            {
                Give(phrase, actor);
            }
        }

        void Give(Phrase phrase, ActorDraft actor)
        {
            if (phrase.Actors.Count == 0)
            {
                phrase.Actors.Add(actor);
            }

            actor.IsDropped = false;
            actor.Kind ??= ActorKind.Organisation;
            actor.AddAlias(Text(phrase));
            _byName[Fold(phrase)] = actor;
        }
    }

    private bool IsAcronym(Phrase phrase) => phrase.Kind is PhraseKind.Name or PhraseKind.Modifier && phrase.HeadEnd - phrase.HeadFirst == 1
        && _words.IsAllCapitals(phrase.HeadFirst) && _words.Lower[phrase.HeadFirst].Length is >= 2 and <= 8;

    private Dictionary<string, ActorDraft> Initials()
    {
        var initials = new Dictionary<string, ActorDraft>(StringComparer.Ordinal);
        foreach (var actor in All.Where(actor => actor.Kind == ActorKind.Organisation && actor.Words.Count > 2))
        {
            initials.TryAdd(string.Concat(actor.Words.Where(word => word is not ("of" or "for" or "the" or "and")).Select(word => word[0])), actor);
            initials.TryAdd(string.Concat(actor.Words.Select(word => word[0])), actor);
        }

        return initials;
    }
}
