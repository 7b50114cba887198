using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Decides what a name without any mark of its own is, from how the whole text uses it.</summary>
internal static class KindJudge
{
    public static void Decide(WordView words, IReadOnlyList<Phrase> phrases, NameRegistry registry)
    {
        var isSource = new HashSet<ActorDraft>();
        var isHuman = new HashSet<ActorDraft>();
        var isAdjunct = new HashSet<ActorDraft>();
        var isState = new HashSet<ActorDraft>();
        var hasStates = false;
        for (var i = 0; i < phrases.Count; i++)
        {
            var phrase = phrases[i];
            hasStates |= phrase.Kind == PhraseKind.Nominal && phrase.Determiner is "the" or "both"
                && words.Lower[phrase.HeadFirst] is "governments" or "countries" or "nations" or "neighbours" or "neighbors" or "capitals" or "republics";
            if (phrase is { Kind: PhraseKind.Nominal, OfWord: "of", Of: { Kind: PhraseKind.Name, Actors: [var governed] } }
                && words.Lower[phrase.HeadFirst] is "government" or "governments" or "republic" or "kingdom" or "regime")
            {
                isState.Add(governed);
            }

            if (phrase.Kind is not (PhraseKind.Name or PhraseKind.Modifier) || phrase.Actors.Count != 1)
            {
                continue;
            }

            var actor = phrase.Actors[0];
            if (actor.Kind is null && words.Tag(phrase.HeadEnd - 1) == "NNPS" && (actor.Words.Count == 1 || ActorLexicon.PersonOfPlural(actor.Words[^1]) is not null))
            {
                // "Europeans", "House Republicans"
                actor.Kind = ActorKind.Group;
            }

            if (phrase.Kind == PhraseKind.Modifier)
            {
                isAdjunct.Add(actor);
            }

            if (phrase.IsLocative)
            {
                actor.PlaceUses++;
            }
            else if (phrase.IsSubject || phrase.IsSource)
            {
                actor.ActorUses++;
            }

            if (phrase.IsSource)
            {
                isSource.Add(actor);
            }

            // "X, who …" is a person; "X, 47," as well.
            if (phrase.Kind == PhraseKind.Name && words.Word(phrase.End) == ","
                && (words.Word(phrase.End + 1) is "who" or "whose" || (words.Tag(phrase.End + 1) == "CD" && words.Word(phrase.End + 2) == ",")))
            {
                isHuman.Add(actor);
            }
            else if (words.Word(phrase.End) == "who")
            {
                isHuman.Add(actor);
            }
        }

        foreach (var actor in isSource.Where(actor => actor.Kind == ActorKind.Government))
        {
            actor.IsDropped = false;
        }

        foreach (var actor in registry.All.Where(actor => actor.Kind is null).ToList())
        {
            if (isState.Contains(actor))
            {
                // "the government of San Kolm"
                (actor.Kind, actor.IsDropped) = (ActorKind.Government, false);
            }
            else
            {
                Decide(actor, isSource.Contains(actor), isHuman.Contains(actor));
            }

            // "Norland vessels", "Norland refuses", "both governments"
            if (actor is { Kind: null, ActorUses: > 0, Words.Count: 1 } && hasStates && isAdjunct.Contains(actor))
            {
                actor.Kind = ActorKind.Government;
            }

            if (actor.Kind == ActorKind.Government)
            {
                registry.Governments.Add(actor);
            }
        }
    }

    private static void Decide(ActorDraft actor, bool isSource, bool isHuman)
    {
        if (isHuman && actor.Kind is null)
        {
            (actor.Kind, actor.IsDropped) = (ActorKind.Person, false);
        }
        else if (actor.PlaceUses > 0)
        {
            // A place acts through its government; one that never acts is no actor.
            if (actor.ActorUses > 0 && actor.Words.Count == 1)
            {
                actor.Kind = ActorKind.Government;
            }
            else
            {
                actor.IsDropped = !isSource;
            }
        }
        else if (actor.Words.Count is 2 or 3 && !actor.IsDropped)
        {
            actor.Kind = isSource || actor.ActorUses > 0 ? ActorKind.Person : null;
        }
        else if (isSource)
        {
            actor.IsDropped = false;
        }
        else if (actor.ActorUses == 0 && actor.Words.Count == 1)
        {
            actor.IsDropped = true;
        }
    }
}
