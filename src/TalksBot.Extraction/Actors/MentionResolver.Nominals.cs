using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class MentionResolver
{
    private const int LongestDescription = 70;

    private void ResolveNominal(Phrase phrase)
    {
        // One half of an apposition is the other.
        if (phrase.Apposition is { Kind: PhraseKind.Name } name)
        {
            ResolveOne(name);
            if (name.Actors.Count == 1)
            {
                LearnFromPossessor(phrase, name.Actors[0], _words.Lower[phrase.HeadFirst]);
                phrase.Actors.AddRange(name.Actors);
                phrase.Confidence = name.Confidence;
                return;
            }
        }

        var head = _words.Lower[phrase.HeadFirst];

        // "Baker said": a surname that is also a trade.
        if (_words.IsCapital[phrase.HeadFirst] && phrase.Determiner.Length == 0 && phrase.RoleEnd == phrase.RoleFirst && phrase.Possessor is null
            && _registry.Candidates(_registry.Fold(phrase), null) is { Count: 1 } bearers && bearers[0].Kind == ActorKind.Person)
        {
            phrase.Kind = PhraseKind.Name;
            phrase.Actors.Add(bearers[0]);
            return;
        }

        if (_registry.Known(_names.Fold(phrase.RoleFirst, phrase.HeadEnd)) is { } known && phrase.Determiner is not ("a" or "an"))
        {
            phrase.Actors.Add(_registry.OfKnown(known));
            return;
        }

        if (phrase.Determiner is "neither" or "either" && !phrase.IsPlural)
        {
            ResolveEither(phrase, head);
        }
        else if (phrase.Number == 2 || phrase.Determiner is "both" or "neither" || phrase.IsPlural || (ActorLexicon.Groups.Contains(head) && !ActorLexicon.IsPerson(head) && !ActorLexicon.Bodies.ContainsKey(head)))
        {
            ResolvePlural(phrase, head);
        }
        else if (ActorLexicon.IsPerson(head))
        {
            ResolveRole(phrase, head);
        }
        else if (IsStatePart(head))
        {
            ResolveStatePart(phrase, head);
        }
        else if (ActorLexicon.Bodies.ContainsKey(head) && !(ActorLexicon.Documents.Contains(head) && !phrase.IsSource))
        {
            ResolveBody(phrase, head);
        }
        else if (ActorLexicon.Documents.Contains(head))
        {
            ResolveDocument(phrase, head);
        }
        else if (phrase.IsSource)
        {
            AddUnnamed(phrase, LooksLikePerson(head) ? ActorKind.Person : ActorKind.Organisation, 0.5);
        }
    }

    private static bool LooksLikePerson(string head) => head.Length > 4
        && (head.EndsWith("er", StringComparison.Ordinal) || head.EndsWith("or", StringComparison.Ordinal) || head.EndsWith("ist", StringComparison.Ordinal)
            || head.EndsWith("ian", StringComparison.Ordinal) || head.EndsWith("man", StringComparison.Ordinal) || head.EndsWith("ant", StringComparison.Ordinal));

    private static bool IsStatePart(string head) => head is "government" or "country" or "nation" or "state" or "side" or "delegation" or "regime" or "administration" or "cabinet" or "republic" or "kingdom";

    private static ActorDraft? OwnerOf(Phrase phrase) =>
        phrase.Possessor is { Actors.Count: 1 } owner ? owner.Actors[0]
        : phrase.Of is { Actors.Count: 1 } of && phrase.OfWord is "of" or "for" or "at" ? of.Actors[0] : null;

    private void ResolveOf(Phrase phrase)
    {
        if (phrase.Of is { } of && phrase.OfWord is "of" or "for" or "at" or "from")
        {
            ResolveOne(of);
        }
    }

    private void ResolveRole(Phrase phrase, string head)
    {
        ResolveOf(phrase);
        var isOpen = phrase.Determiner is "a" or "an" or "one" or "another" or "any" or "every" or "each" or "no" or "some" or "many" || phrase.Number == 1;
        if (isOpen || (phrase.Determiner.Length == 0 && phrase.Possessor is null && !_words.IsCapital[phrase.HeadFirst] && !phrase.IsSource))
        {
            if (phrase.IsSource && phrase.Determiner is not ("no" or "any" or "every" or "each"))
            {
                AddUnnamed(phrase, ActorKind.Person, 0.8);
            }

            return;
        }

        var fitting = Fitting(phrase, head);
        var owner = OwnerOf(phrase);

        // "no relation to the superintendent": the one of the same surname.
        if (fitting.Count > 1 && SameSurname(phrase, fitting) is { } namesake)
        {
            phrase.Actors.Add(namesake);
            return;
        }

        if (fitting.Count > 0 && Latest(fitting, phrase) is { } latest)
        {
            phrase.Actors.Add(latest);
            phrase.Confidence = fitting.Count == 1 ? 0.9 : 0.65;
            if (fitting.Count == 1 && latest.IsNamed && phrase.Determiner == "the" && phrase.Possessor is null)
            {
                latest.AddAlias("the " + TextOf(phrase.RoleFirst, phrase.HeadEnd));
            }

            return;
        }

        if (fitting.Count == 0 && phrase.IsSource)
        {
            if (phrase.Possessor is { Actors.Count: 0 })
            {
                // "her lawyer" of nobody known
                AddUnnamed(phrase, ActorKind.Person, 0.4);
            }
            else
            {
                AddUnnamed(phrase, ActorKind.Person, 0.7, owner);
            }
        }
    }

    private ActorDraft? SameSurname(Phrase phrase, List<ActorDraft> fitting)
    {
        for (var i = phrase.First - 1; i > phrase.First - 4 && i > 0; i--)
        {
            if (_words.Lower[i] is "relation" or "related" or "relative")
            {
                var named = _recent.FindLast(other => other.Kind == PhraseKind.Name && other.Sentence == phrase.Sentence && other.Actors.Count == 1);
                return named is null ? null : fitting.Find(actor => actor != named.Actors[0] && actor.Words[^1] == named.Actors[0].Words[^1]);
            }
        }

        return null;
    }

    // Those whose roles the words of the phrase do not contradict; people met already before those still to come.
    private List<ActorDraft> Fitting(Phrase phrase, string head)
    {
        var heads = new List<string> { head };
        if (ActorLexicon.Narrower.TryGetValue(head, out var narrower))
        {
            heads.AddRange(narrower);
        }

        var owner = OwnerOf(phrase);
        var country = CountryIn(phrase);
        var hasUnknownOwner = phrase.Possessor is { Actors.Count: 0 };
        var fitting = new List<ActorDraft>();
        foreach (var actor in heads.SelectMany(WithHead).Distinct())
        {
            if (owner is not null && (actor == owner || (actor.Of is not null && actor.Of != owner && !IsPartOf(actor.Of, owner))))
            {
                continue;
            }

            if ((country is not null && actor.Of is not null && actor.Of.Name != country && CountryOfActor(actor) != country)
                || (hasUnknownOwner && actor.IsNamed) || !AgreesInWords(phrase, head, actor))
            {
                continue;
            }

            fitting.Add(actor);
        }

        if (owner is not null && fitting.Exists(actor => actor.Of == owner))
        {
            fitting.RemoveAll(actor => actor.Of != owner);
        }

        if (country is not null && fitting.Exists(actor => CountryOfActor(actor) == country))
        {
            fitting.RemoveAll(actor => CountryOfActor(actor) != country);
        }

        // The plain word first: "the chairman" is the chairman before he is a chairperson.
        var met = fitting.FindAll(actor => actor.Mentions > 0);
        return met.Count > 0 ? met : fitting;
    }

    // Only the latest few: a role that half a text bears tells nothing.
    private IEnumerable<ActorDraft> WithHead(string head) =>
        _byHead.TryGetValue(head, out var bearers) ? bearers.Skip(Math.Max(0, bearers.Count - MostStates)) : [];

    private static bool IsPartOf(ActorDraft part, ActorDraft whole) => part.Of == whole;

    private static string? CountryOfActor(ActorDraft actor) => actor.Of is null ? null
        : actor.Of.Kind == ActorKind.Government ? actor.Of.Name : actor.Of.Of?.Kind == ActorKind.Government ? actor.Of.Of.Name : null;

    private string? CountryIn(Phrase phrase)
    {
        for (var i = phrase.RoleFirst; i < phrase.RoleEnd; i++)
        {
            if (_names.CountryOf(i, i + 1) is { } country || (i + 1 < phrase.RoleEnd && _names.CountryOf(i, i + 2) is { } pair && (country = pair).Name is not null))
            {
                return country.Name;
            }
        }

        return null;
    }

    // "the finance minister" is no other minister, and "the minister" no prime minister.
    private bool AgreesInWords(Phrase phrase, string head, ActorDraft actor)
    {
        for (var i = phrase.RoleFirst; i < phrase.RoleEnd; i++)
        {
            var lower = _words.Lower[i];
            if (_words.Tag(i) is "NN" or "NNP" or "NNS" or "NNPS" or "JJ" && _names.CountryOf(i, i + 1) is null && !IsLoose(lower)
                && actor.RoleWords.Count > 0 && !actor.RoleWords.Contains(lower))
            {
                return false;
            }
        }

        if (head == "executive" && Has(phrase, "chief") && !actor.RoleWords.Contains("chief"))
        {
            // A body's executive is not its chief executive.
            return false;
        }

        if (!actor.Heads.Contains(head))
        {
            return true;
        }

        return !(actor.RoleWords.Contains("prime") && head == "minister" && !Has(phrase, "prime"))
            && !((actor.RoleWords.Contains("vice") || actor.RoleWords.Contains("deputy")) && head is not ("deputy" or "vice") && !Has(phrase, "vice") && !Has(phrase, "deputy"));
    }

    private bool Has(Phrase phrase, string word)
    {
        for (var i = phrase.RoleFirst; i < phrase.RoleEnd; i++)
        {
            if (_words.Lower[i] == word)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLoose(string lower) => lower is "former" or "new" or "own" or "same" or "outgoing" or "top" or "senior" or "current" or "first" or "late"
        or "incoming" or "longtime" or "veteran" or "embattled" or "powerful" or "old" or "young" or "two" or "other" or "present" or "then" or "elder" or "younger"
        or "respective" or "popular" or "ousted" or "acting" or "visiting" or "chief" or "embattled" or "female" or "male";

    // The one mentioned last; two that were last mentioned in one sentence stay two unless one is its subject.
    private static ActorDraft? Latest(List<ActorDraft> fitting, Phrase phrase)
    {
        if (fitting.Count == 1)
        {
            return fitting[0];
        }

        var ranked = fitting.Where(actor => actor.Last is not null).OrderByDescending(actor => actor.Last!.Sentence).ToList();
        if (ranked.Count == 0)
        {
            return null;
        }

        if (ranked.Count == 1 || ranked[0].Last!.Sentence > ranked[1].Last!.Sentence)
        {
            // Not over half the text: a role that two people share and that was long not used stays open.
            return phrase.Sentence - ranked[0].Last!.Sentence <= 6 ? ranked[0] : null;
        }

        var together = ranked.FindAll(actor => actor.Last!.Sentence == ranked[0].Last!.Sentence);
        var subjects = together.FindAll(actor => actor.Last!.IsSubject);
        return subjects.Count == 1 && together[0].Last!.Sentence < phrase.Sentence ? subjects[0] : null;
    }
}
