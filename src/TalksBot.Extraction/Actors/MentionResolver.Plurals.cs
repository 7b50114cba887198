using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class MentionResolver
{
    // How many phrases back an antecedent may lie, and how many states are looked through: both keep long texts linear.
    private const int Reach = 140;
    private const int MostStates = 40;
    private const int LeastMentionsOfSide = 4;
    private readonly List<(string Head, int Token, Phrase Source)> _recentDocuments = [];

    // "said in a joint statement": remembered so that "the statement" can speak for its authors later.
    private void RememberDocuments()
    {
        foreach (var (source, attribution) in _speech.Attributions)
        {
            var from = Math.Max(source.End, attribution.Cue is { } cue ? _words.Text.Tokens.TokenAt(Math.Max(0, cue.End - 1)) : source.End);
            for (var i = from; i < Math.Min(from + 9, _words.Count) && _words.Sentence[i] == source.Sentence; i++)
            {
                if (_words.Lower[i] is "statement" or "communique" or "communiqué" or "declaration" or "release" or "letter" or "tweet" or "post" or "announcement")
                {
                    _recentDocuments.Add((_words.Lower[i], i, source));
                    break;
                }
            }
        }

        _recentDocuments.Sort((left, right) => left.Token.CompareTo(right.Token));
    }

    // "neither side", "either minister": as "both sides", and nobody where that is nobody.
    private void ResolveEither(Phrase phrase, string head)
    {
        if (head is "side" or "delegation" or "party" or "camp" or "team")
        {
            ResolveSides(phrase);
        }
        else if (head is "government" or "country" or "nation" or "state" or "capital")
        {
            ResolveStates(phrase, 2);
        }
        else if (ActorLexicon.IsPerson(head))
        {
            ResolvePeople(phrase, head, 2);
        }
    }

    private void ResolvePlural(Phrase phrase, string head)
    {
        var wanted = phrase.Number == 2 || phrase.Determiner is "both" or "neither" ? 2 : phrase.Number;
        var isDefinite = wanted > 0 && phrase.Determiner is "the" or "both" or "neither" or "these" or "those" || phrase.Determiner is "the" or "both" or "neither" or "these"
            || phrase.Possessor is not null;
        if (phrase.OfWord == "of" && phrase.Of is { } of && head is "governments" or "sides" or "leaders" or "delegations" or "ministers" or "presidents" or "countries" or "parliaments"
            && ResolveNamedPair(phrase, of, head))
        {
            return;
        }

        if (isDefinite)
        {
            if (head is "governments" or "countries" or "nations" or "states" or "neighbours" or "neighbors" or "republics" or "capitals" or "powers" or "kingdoms")
            {
                ResolveStates(phrase, wanted);
                if (phrase.Actors.Count > 0 || wanted > 0)
                {
                    return;
                }
            }
            else if (head is "sides" or "delegations" or "parties" or "camps")
            {
                ResolveSides(phrase);
                if (phrase.Actors.Count > 0 || wanted > 0)
                {
                    return;
                }
            }
            else if ((ActorLexicon.PersonOfPlural(head) ?? (ActorLexicon.IsPerson(head) ? head : null)) is { } role)
            {
                if (ResolvePeople(phrase, role, wanted))
                {
                    return;
                }
            }
            else if (head is "pair" or "duo" || (wanted == 2 && head is "two" or "both"))
            {
                ResolvePeople(phrase, "person", 2);
                if (phrase.Actors.Count == 0)
                {
                    ResolveStates(phrase, 2);
                }

                return;
            }
        }

        if (!phrase.IsSource || head is "two" or "both" || phrase.Determiner is "no")
        {
            return;
        }

        ResolveOf(phrase);
        if (ActorLexicon.Documents.Contains(head) && !ActorLexicon.Groups.Contains(head))
        {
            AddUnnamed(phrase, ActorKind.Document, 0.6);
        }
        else
        {
            AddUnnamed(phrase, ActorKind.Group, 0.7, OwnerOf(phrase));
        }
    }

    // "the governments of A and B"
    private bool ResolveNamedPair(Phrase phrase, Phrase of, string head)
    {
        if (of.Coordinate is not { } second)
        {
            return false;
        }

        ResolveOne(of);
        ResolveOne(second);
        if (of.Actors.Count != 1 || second.Actors.Count != 1 || ActorLexicon.PersonOfPlural(head) is not null)
        {
            return false;
        }

        phrase.Actors.Add(of.Actors[0]);
        phrase.Actors.Add(second.Actors[0]);
        return true;
    }

    private void ResolveStates(Phrase phrase, int wanted)
    {
        var states = States();
        Take(phrase, states, wanted == 0 ? 2 : wanted);
    }

    private void ResolveSides(Phrase phrase)
    {
        var states = States();
        if (states.Count > 0)
        {
            Take(phrase, states, 2);
        }

        if (phrase.Actors.Count > 0)
        {
            return;
        }

        // Two bodies that the text keeps coming back to, all others far less.
        var sides = RecentActors().Where(actor => actor.Kind is ActorKind.Organisation or ActorKind.Government && !actor.IsDropped && actor.Mentions > 1)
            .OrderByDescending(actor => actor.Mentions).Take(3).ToList();
        if (sides.Count == 2 || (sides.Count == 3 && sides[1].Mentions >= LeastMentionsOfSide && sides[1].Mentions >= 2 * sides[2].Mentions))
        {
            phrase.Actors.AddRange(sides.Take(2));
            phrase.Confidence = 0.5;
        }
    }

    private List<ActorDraft> States() =>
        [.. _registry.Governments.Where(actor => actor.Mentions > 0).Take(MostStates)];

    // Whoever was mentioned within reach, each once.
    private List<ActorDraft> RecentActors() =>
        [.. _recent.Skip(Math.Max(0, _recent.Count - Reach)).SelectMany(phrase => phrase.Actors).Distinct()];

    // All when they are as many as wanted; else the last ones, when the last sentences name just so many.
    private static void Take(Phrase phrase, List<ActorDraft> from, int wanted)
    {
        if (from.Count == wanted)
        {
            phrase.Actors.AddRange(from);
            phrase.Confidence = 0.8;
            return;
        }

        if (from.Count < wanted)
        {
            return;
        }

        for (var back = 0; back <= 3; back++)
        {
            var near = from.FindAll(actor => actor.Last is not null && phrase.Sentence - actor.Last.Sentence <= back);
            if (near.Count == wanted)
            {
                phrase.Actors.AddRange(near);
                phrase.Confidence = 0.65;
                return;
            }

            if (near.Count > wanted)
            {
                return;
            }
        }
    }

    private bool ResolvePeople(Phrase phrase, string role, int wanted)
    {
        ResolveOf(phrase);
        var isGeneric = role is "person" or "man" or "woman" or "leader" or "official" or "politician" or "figure" or "rival" or "counterpart" or "colleague" or "negotiator" or "diplomat";
        var people = isGeneric
            ? RecentActors().Where(actor => actor.Kind == ActorKind.Person).ToList()
            : Fitting(phrase, role).FindAll(actor => actor.Mentions > 0 && actor.Kind is null or ActorKind.Person);
        var gender = role switch { "man" => 'm', "woman" => 'f', _ => '-' };
        if (gender != '-')
        {
            people.RemoveAll(actor => actor.Gender != '-' && actor.Gender != gender);
        }

        if (wanted == 0)
        {
            // "the ministers": all of them when the text has two or three and has them near.
            if (isGeneric || people.Count is < 2 or > 3)
            {
                return false;
            }

            phrase.Actors.AddRange(people);
            phrase.Confidence = 0.6;
            return true;
        }

        Take(phrase, people, wanted);
        if (phrase.Actors.Count > 0 && isGeneric)
        {
            phrase.Confidence = 0.6;
        }

        return phrase.Actors.Count > 0 || wanted == 2 && people.Count > 0;
    }

    private void AddUnnamed(Phrase phrase, ActorKind kind, double confidence, ActorDraft? owner = null)
    {
        var head = _words.Lower[phrase.HeadFirst];
        var name = Describe(phrase, owner, kind);
        if (name.Length == 0)
        {
            return;
        }

        phrase.Actors.Add(Unnamed(name, kind, owner, head));
        phrase.Confidence = confidence;
    }

    // "spokesman for Marek's ministry", "two officials", "Sarnia fishing council"
    private string Describe(Phrase phrase, ActorDraft? owner, ActorKind kind)
    {
        var start = phrase.RoleFirst < phrase.RoleEnd ? phrase.RoleFirst : phrase.HeadFirst;
        if (phrase.Number > 1 && phrase.Determiner.Length == 0)
        {
            start = phrase.First;
        }

        while (start < phrase.HeadFirst && TimeWords.IsTime(_words.Lower[start]))
        {
            // "on Wednesday parliament voted"
            start++;
        }

        var end = phrase.HeadEnd;
        if (phrase.Of is { Kind: PhraseKind.Name or PhraseKind.Nominal } of && phrase.OfWord is "of" or "for" or "at" or "from" or "with" && kind is not ActorKind.Document)
        {
            // "for [Marek]['s ministry]" ends with what is possessed.
            end = of.End;
            for (var i = of.Index + 1; of.IsPossessor && i < _phrases.Count && i < of.Index + 5; i++)
            {
                if (_phrases[i].Possessor == of)
                {
                    end = _phrases[i].End;
                    break;
                }
            }
        }

        // "a spokesman for him"
        if (end == phrase.HeadEnd && phrase.Of is { Kind: PhraseKind.Pronoun, Actors.Count: 1 } meant && phrase.OfWord is "for" or "of")
        {
            return $"{TextOf(start, end)} {phrase.OfWord} {meant.Actors[0].Name}";
        }

        end = end == phrase.HeadEnd ? RestrictionEnd(phrase) : end;
        var text = TextOf(start, end);
        if (text.Length > LongestDescription)
        {
            text = TextOf(start, phrase.HeadEnd);
        }

        if (text.Length > LongestDescription)
        {
            text = TextOf(phrase.HeadFirst, phrase.HeadEnd);
        }

        if (text.Length > 1 && !_names.IsNameWord(start) && !_words.IsAllCapitals(start))
        {
            text = char.ToLowerInvariant(text[0]) + text[1..];
        }

        if (phrase.Possessor is { } possessor && end == phrase.HeadEnd)
        {
            if (possessor.Kind is PhraseKind.Pronoun or PhraseKind.Relative)
            {
                if (owner is null)
                {
                    return "";
                }

                return owner.Kind == ActorKind.Government && kind == ActorKind.Organisation ? $"{owner.Name} {text}" : $"{owner.Name}'s {text}";
            }

            var name = owner?.Name ?? TextOf(possessor.Determiner.Length > 0 ? Math.Min(possessor.First + 1, possessor.HeadFirst) : possessor.First, possessor.End);
            return $"{name}'s {text}";
        }

        return text;
    }

    // "people close to the board", "a person briefed on the talks", "a letter to the clubs": what tells them apart.
    private int RestrictionEnd(Phrase phrase)
    {
        var at = phrase.HeadEnd;
        var head = _words.Lower[phrase.HeadFirst];
        var word = _words.Word(at);
        var begin = (word is "close" or "familiar" or "briefed" or "involved" && _words.Tag(at + 1) is "IN" or "TO") ? at + 2
            : (word == "to" && head is "letter" or "note" or "email" or "e-mail" or "memo" or "message" or "appeal")
                || (word is "for" or "by" && head is "poll" or "survey" or "study" or "report" or "analysis") ? at + 1 : -1;
        for (var i = phrase.Index + 1; begin >= 0 && i < _phrases.Count && i < phrase.Index + 6; i++)
        {
            if (_phrases[i].First == begin && _phrases[i].Kind is PhraseKind.Name or PhraseKind.Nominal && !_phrases[i].IsPossessor)
            {
                return _phrases[i].End;
            }
        }

        return at;
    }

    private ActorDraft Unnamed(string name, ActorKind kind, ActorDraft? owner, string head)
    {
        // "Sarnia's ministry" and, of "its ministry", "Sarnia ministry" are one.
        var key = NameFolding.Fold(name.Replace("'s ", " ", StringComparison.Ordinal));
        if (!_unnamed.TryGetValue(key, out var actor))
        {
            actor = new ActorDraft { Name = name, Kind = kind, IsNamed = false, Of = owner, Words = [.. key.Split(' ')] };
            if (kind == ActorKind.Person)
            {
                actor.Gender = ActorLexicon.GenderOf(head);
            }

            _unnamed[key] = actor;
            Index(actor, head);
            foreach (var word in actor.Words)
            {
                actor.RoleWords.Add(word);
            }
        }

        return actor;
    }
}
