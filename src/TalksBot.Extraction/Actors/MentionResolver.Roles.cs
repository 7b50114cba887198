using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class MentionResolver
{
    // What title and apposition say of a named actor.
    private void LearnRoles(Phrase phrase, ActorDraft actor)
    {
        if (actor.Kind is ActorKind.Government or ActorKind.Document)
        {
            return;
        }

        var gender = GenderIn(phrase);
        if (gender != '-' && actor.IsPersonLike)
        {
            actor.Gender = gender;
        }

        if (phrase.RoleEnd > phrase.RoleFirst && _registry.HasPersonTitle(phrase) && actor.IsPersonLike)
        {
            actor.Kind = ActorKind.Person;
            actor.IsDropped = false;
            LearnRole(actor, phrase.RoleFirst, phrase.RoleEnd, phrase, null);
        }

        if (phrase.Apposition is { Kind: PhraseKind.Nominal } other && !other.IsPlural)
        {
            var head = _words.Lower[other.HeadFirst];
            if (ActorLexicon.IsPerson(head) && actor is { Kind: null, Words.Count: 1 } && ActorLexicon.Bodies.ContainsKey(head) && phrase.RoleEnd == phrase.RoleFirst)
            {
                // "Norgas, the largest operator": people are introduced with a first name.
                (actor.Kind, actor.IsDropped) = (ActorKind.Organisation, false);
                Index(actor, head);
            }
            else if (ActorLexicon.IsPerson(head) && actor.IsPersonLike)
            {
                actor.Kind = ActorKind.Person;
                actor.IsDropped = false;
                LearnRole(actor, other.RoleFirst, other.HeadEnd, other, other.Of);
                if (other.Coordinate is { Kind: PhraseKind.Nominal, IsPlural: false } second && second.Determiner != "no"
                    && ActorLexicon.IsPerson(_words.Lower[second.HeadFirst]))
                {
                    // "the mayor's sister and a lawyer for the guild"
                    LearnRole(actor, second.RoleFirst, second.HeadEnd, second, second.Of);
                }
            }
            else if (ActorLexicon.Bodies.ContainsKey(head) && actor.Kind != ActorKind.Person)
            {
                actor.Kind = ActorKind.Organisation;
                actor.IsDropped = false;
                Index(actor, head);
            }
        }
        else if (phrase.RoleEnd > phrase.RoleFirst && actor.Kind != ActorKind.Person)
        {
            // "the farmers' union FUO"
            var head = _words.Lower[phrase.RoleEnd - 1];
            if (ActorLexicon.Bodies.ContainsKey(head))
            {
                actor.Kind ??= ActorKind.Organisation;
                Index(actor, head);
            }
        }
    }

    private void LearnRole(ActorDraft actor, int first, int end, Phrase phrase, Phrase? of)
    {
        var isOffice = false;
        while (end - 1 > first && ActorLexicon.Titles.ContainsKey(_words.Lower[end - 1].TrimEnd('.')) && !ActorLexicon.Roles.ContainsKey(_words.Lower[end - 1]))
        {
            // "Chief executive Dr. Jane Roe"
            end--;
        }

        for (var i = first; i < end; i++)
        {
            var lower = _words.Lower[i];
            if (ActorLexicon.Roles.ContainsKey(lower) || ActorLexicon.Kin.ContainsKey(lower))
            {
                Index(actor, lower);
                isOffice = true;
            }

            if (i + 2 < end && lower == "secretary" && _words.Lower[i + 1] == "of" && _words.Lower[i + 2] == "state")
            {
                Index(actor, "secretary-of-state");
            }

            if (_names.CountryOf(i, i + 1) is { Form: not CountryForm.Capital } country)
            {
                actor.Of ??= _registry.Government(country.Name);
            }
            else if (_words.IsWord(i))
            {
                actor.RoleWords.Add(lower);
            }
        }

        if (!isOffice || actor.Role is not null && actor.Role.Length > 60)
        {
            return;
        }

        if (actor.Role is null || actor.Known?.Role == actor.Role)
        {
            var start = phrase.Possessor is { Kind: not PhraseKind.Pronoun and not PhraseKind.Relative } owner && phrase.Kind == PhraseKind.Nominal
                ? owner.Determiner.Length > 0 ? Math.Min(owner.First + 1, owner.HeadFirst) : owner.First
                : first;
            var stop = of is { Kind: PhraseKind.Name or PhraseKind.Nominal } && phrase.OfWord is "of" or "for" or "at" ? of!.End : end;
            actor.Role = TextOf(start, stop);
        }
        else if (phrase.Kind == PhraseKind.Nominal && actor.Role.Length < 40 && !actor.RoleTexts.Contains(TextOf(first, end)))
        {
            var start = phrase.Possessor is { Kind: PhraseKind.Name or PhraseKind.Nominal } owner
                ? owner.Determiner.Length > 0 ? Math.Min(owner.First + 1, owner.HeadFirst) : owner.First
                : first;
            actor.Role = TextOf(start, end) + ", " + actor.Role;
        }

        actor.RoleTexts.Add(TextOf(first, end));
    }

    // "State Department spokeswoman X", "union president X", "X of the farmers' union": the body behind the person.
    private void LearnBody(Phrase phrase, ActorDraft actor)
    {
        if (actor.Kind != ActorKind.Person || actor.Of is { Kind: ActorKind.Organisation })
        {
            return;
        }

        for (var i = phrase.Index - 1; i >= 0 && i > phrase.Index - 4; i--)
        {
            if (_phrases[i] is { Kind: PhraseKind.Modifier, Actors.Count: 1 } modifier && modifier.First >= phrase.RoleFirst && modifier.End < phrase.RoleEnd
                && modifier.Actors[0].Kind == ActorKind.Organisation)
            {
                actor.Of = modifier.Actors[0];
                return;
            }
        }

        for (var i = phrase.RoleFirst; i + 1 < phrase.RoleEnd; i++)
        {
            var lower = _words.Lower[i];
            if (ActorLexicon.Bodies.ContainsKey(lower) && ActorLexicon.Roles.ContainsKey(_words.Lower[i + 1]) && _names.CountryOf(i, i + 1) is null)
            {
                var body = new Phrase
                {
                    Kind = PhraseKind.Nominal,
                    First = phrase.RoleFirst,
                    End = i + 1,
                    HeadFirst = i,
                    HeadEnd = i + 1,
                    RoleFirst = phrase.RoleFirst,
                    RoleEnd = i,
                    Sentence = phrase.Sentence,
                    Determiner = "the",
                    IsSubject = true,
                };
                ResolveBody(body, lower);
                actor.Of = body.Actors.Count == 1 ? body.Actors[0] : actor.Of;
                return;
            }
        }

        if (phrase.Of is { } of && phrase.OfWord is "of" or "from" or "at")
        {
            ResolveOne(of);
            if (of.Actors.Count == 1 && of.Actors[0].Kind == ActorKind.Organisation)
            {
                actor.Of ??= of.Actors[0];
            }
        }
    }

    // "her counterpart", "its chairwoman": whose it is tells what else holds.
    private void LearnFromPossessor(Phrase phrase, ActorDraft actor, string head)
    {
        if (OwnerOf(phrase) is not { } owner || owner == actor)
        {
            return;
        }

        if (head == "counterpart")
        {
            foreach (var office in owner.Heads.Where(office => ActorLexicon.Roles.ContainsKey(office) && office is not ("counterpart" or "figure")).ToList())
            {
                Index(actor, office);
                actor.RoleWords.UnionWith(owner.RoleWords);
            }

            RelateRole(actor, owner);
            return;
        }

        if (head is "predecessor" or "successor" or "rival" or "deputy" || ActorLexicon.Kin.ContainsKey(head))
        {
            RelateRole(actor, owner);
        }

        if (owner.Kind is ActorKind.Organisation or ActorKind.Government or ActorKind.Group || head is "deputy" or "aide" or "adviser" or "advisor")
        {
            actor.Of ??= owner;
        }
    }

    // "counterpart" alone tells nothing: "counterpart of Ann Roe".
    private static void RelateRole(ActorDraft actor, ActorDraft owner)
    {
        if (actor.Role is not null && !actor.Role.Contains(" of ", StringComparison.Ordinal) && !actor.Role.Contains("'s ", StringComparison.Ordinal))
        {
            actor.Role += " of " + owner.Name;
        }
    }
}
