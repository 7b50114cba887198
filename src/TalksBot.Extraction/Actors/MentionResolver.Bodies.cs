using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class MentionResolver
{
    private void ResolveStatePart(Phrase phrase, string head)
    {
        ResolveOf(phrase);
        if (CountryIn(phrase) is { } country)
        {
            phrase.Actors.Add(_registry.Government(country));
            return;
        }

        var owner = OwnerOf(phrase);
        if (owner is { Kind: ActorKind.Government })
        {
            phrase.Actors.Add(owner);
        }
        else if (owner is { Kind: ActorKind.Person })
        {
            if (owner.Of is { Kind: ActorKind.Government } state && head is not ("side" or "delegation"))
            {
                phrase.Actors.Add(state);
                phrase.Confidence = 0.7;
            }
            else if (phrase.IsSource)
            {
                AddUnnamed(phrase, ActorKind.Organisation, 0.6, owner);
            }
        }
        else if (owner is { Kind: ActorKind.Organisation } body && head is "side" or "delegation")
        {
            phrase.Actors.Add(body);
        }
        else if (phrase.Of is { Coordinate: { } second } first && phrase.OfWord == "of" && first.Actors.Count == 1)
        {
            ResolveOne(second);
            phrase.Actors.AddRange(first.Actors.Concat(second.Actors).Distinct());
        }
        else if (phrase.Determiner is "the" or "this" or "that" && phrase.Possessor is null)
        {
            var states = States();
            if (states.Count == 1 && head is "government" or "country" or "nation" or "regime" or "administration")
            {
                phrase.Actors.Add(states[0]);
                phrase.Confidence = 0.6;
            }
            else if (phrase.IsSource)
            {
                AddUnnamed(phrase, ActorKind.Organisation, 0.5);
            }
        }
        else if (phrase.IsSource)
        {
            AddUnnamed(phrase, ActorKind.Organisation, 0.5, owner);
        }
    }

    private void ResolveBody(Phrase phrase, string head)
    {
        ResolveOf(phrase);
        var owner = OwnerOf(phrase);
        if (head is "office" or "team" or "campaign" or "camp" or "entourage" or "staff" && owner is { Kind: ActorKind.Person })
        {
            phrase.Actors.Add(Unnamed($"{owner.Name}'s {head}", ActorKind.Organisation, owner, head));
            phrase.Confidence = Math.Min(0.9, phrase.Possessor?.Confidence ?? 0.9);
            return;
        }

        if (phrase.Determiner is "a" or "an" or "another" or "any" or "every" or "no")
        {
            if (phrase.IsSource)
            {
                AddUnnamed(phrase, ActorKind.Organisation, 0.6, owner);
            }

            return;
        }

        // "Calder's president, Ann Roe, ... Her club": the body that the person speaks for.
        if (phrase.Possessor is not null && owner is { Kind: ActorKind.Person, Of: { Kind: ActorKind.Organisation, IsNamed: true } own }
            && head is "club" or "party" or "company" or "firm" or "union" or "organisation" or "organization" or "group" && phrase.RoleEnd == phrase.RoleFirst)
        {
            phrase.Actors.Add(own);
            phrase.Confidence = 0.8;
            return;
        }

        var fitting = FittingBodies(phrase, head, owner);
        if (fitting.Count > 0)
        {
            if (Latest(fitting, phrase) is { } latest)
            {
                phrase.Actors.Add(latest);
                phrase.Confidence = fitting.Count == 1 ? 0.85 : 0.6;
                if (fitting.Count == 1 && latest.IsNamed && phrase.Determiner == "the" && phrase.Possessor is null)
                {
                    latest.AddAlias("the " + TextOf(phrase.RoleFirst, phrase.HeadEnd));
                }
            }

            return;
        }

        if (phrase.IsSource || phrase.IsSubject || phrase.IsPossessor || (owner is { Kind: ActorKind.Government } && phrase.Possessor is not null
            && head is "council" or "ministry" or "army" or "navy" or "parliament" or "commission" or "military" or "senate" or "embassy" or "police" or "cabinet" or "agency"))
        {
            if (phrase.Possessor is { Actors.Count: 0 } && phrase.Possessor.Kind == PhraseKind.Pronoun)
            {
                return;
            }

            AddUnnamed(phrase, ActorKind.Organisation, 0.7, owner);
        }
    }

    private List<ActorDraft> FittingBodies(Phrase phrase, string head, ActorDraft? owner)
    {
        var country = CountryIn(phrase);
        var fitting = new List<ActorDraft>();
        var bearers = WithHead(head);
        if (head is "group" or "organisation" or "organization" or "body" or "company" or "firm" or "agency")
        {
            var isFirm = head is "company" or "firm";
            var bodies = RecentActors().Where(actor => actor.IsNamed && actor.Kind == ActorKind.Organisation).ToList();
            var plain = isFirm && !bodies.Exists(actor => actor.Heads.Overlaps(NameRegistry.FirmHeads));
            bearers = bearers.Concat(bodies.Where(actor => isFirm ? actor.Heads.Overlaps(NameRegistry.FirmHeads) || (plain && actor.Heads.Count == 0)
                : actor.Heads.Overlaps(head == "agency" ? AgencyHeads : GroupHeads))).Distinct();
        }
        else if (head == "union" && !bearers.Any())
        {
            // A teachers' association is a union as well, when it is the only one.
            var unions = RecentActors().Where(actor => actor.IsNamed && actor.Heads.Overlaps(UnionHeads)).ToList();
            bearers = unions.Count == 1 ? unions : [];
            if (unions.Count == 1)
            {
                Index(unions[0], head);
            }
        }

        foreach (var actor in bearers)
        {
            if (actor.Kind != ActorKind.Organisation || (actor.IsNamed && actor.Mentions == 0))
            {
                continue;
            }

            var isStranger = owner is { Kind: ActorKind.Person } && actor.IsNamed && actor.Of != owner && owner.Of != actor;
            if (owner is not null && (actor == owner || (actor.Of is not null && actor.Of != owner) || isStranger))
            {
                continue;
            }

            var isOwned = owner is not null && actor.Of == owner;
            if ((!isOwned && !AgreesInName(phrase, actor)) || (country is not null && actor.Of is not null && actor.Of.Name != country)
                || (phrase.Possessor is { Actors.Count: 0 } && actor.IsNamed))
            {
                continue;
            }

            fitting.Add(actor);
        }

        return fitting;
    }

    private static readonly HashSet<string> GroupHeads = ["association", "union", "federation", "alliance", "coalition", "league", "foundation", "movement", "council"];

    private static readonly HashSet<string> AgencyHeads = ["agency", "administration", "bureau", "authority", "service", "commission", "press"];

    private static readonly HashSet<string> UnionHeads = ["association", "federation", "guild", "alliance", "union"];

    private bool AgreesInName(Phrase phrase, ActorDraft actor)
    {
        for (var i = phrase.RoleFirst; i < phrase.RoleEnd; i++)
        {
            var lower = _words.Lower[i];
            var folded = NameFolding.Fold(lower);
            if (_words.Tag(i) is "NN" or "NNP" or "NNS" or "NNPS" or "JJ" && !IsLoose(lower) && lower is not ("full" or "local" or "national" or "whole" or "entire")
                && !actor.Words.Contains(folded) && !actor.RoleWords.Contains(lower) && (_names.CountryOf(i, i + 1) is not { } country || actor.Of?.Name != country.Name))
            {
                return false;
            }
        }

        return true;
    }

    private void ResolveDocument(Phrase phrase, string head)
    {
        if (!phrase.IsSource)
        {
            return;
        }

        // "said in a joint statement … The statement said": its authors.
        if (phrase.Determiner is "the" or "this" or "that" && Issuers(phrase, head) is { Count: > 0 } issuers)
        {
            phrase.Actors.AddRange(issuers);
            phrase.Confidence = 0.7;
            return;
        }

        AddUnnamed(phrase, ActorKind.Document, 0.8);
    }

    private List<ActorDraft> Issuers(Phrase phrase, string head)
    {
        if (head is not ("statement" or "communique" or "communiqué" or "declaration" or "release" or "letter" or "tweet" or "post" or "announcement"))
        {
            return [];
        }

        for (var i = _recentDocuments.Count - 1; i >= 0; i--)
        {
            if (_recentDocuments[i].Head == head && _recentDocuments[i].Token < phrase.First)
            {
                return [.. _recentDocuments[i].Source.Actors];
            }
        }

        return [];
    }
}
