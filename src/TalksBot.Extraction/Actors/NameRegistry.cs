using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>The named actors of a text: who is introduced, and which names can mean whom.</summary>
internal sealed partial class NameRegistry
{
    // A name shared by more people than this stays with the first of them.
    private const int MostPerWord = 12;

    private readonly WordView _words;
    private readonly NameShape _names;
    private readonly Dictionary<string, Actor> _known;
    private readonly HashSet<string> _surnames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActorDraft> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ActorDraft>> _byWord = new(StringComparer.Ordinal);

    public NameRegistry(WordView words, NameShape names, Dictionary<string, Actor> known) => (_words, _names, _known) = (words, names, known);

    /// <summary>In the order in which they were introduced.</summary>
    public List<ActorDraft> All { get; } = [];

    /// <summary>Those of <see cref="All"/> that are governments.</summary>
    public List<ActorDraft> Governments { get; } = [];

    /// <summary>Gives every full name, country and acronym its actor; bare words are left to <see cref="Candidates"/>.</summary>
    public void Introduce(IReadOnlyList<Phrase> phrases)
    {
        foreach (var phrase in phrases.Where(phrase => phrase.Kind == PhraseKind.Name && phrase.HeadEnd - phrase.HeadFirst > 1))
        {
            if (ActorLexicon.FirstNames.ContainsKey(_names.Fold(phrase.HeadFirst, phrase.HeadFirst + 1)))
            {
                _surnames.Add(_names.Fold(phrase.HeadEnd - 1, phrase.HeadEnd));
            }
        }

        foreach (var phrase in phrases)
        {
            if (phrase.Kind is PhraseKind.Name or PhraseKind.Modifier && !_words.IsHeadline[phrase.HeadFirst] && Full(phrase) is { } actor)
            {
                phrase.Actors.Add(actor);
            }
        }

        Acronyms(phrases);

        // Titles with a single name, then names that nobody bears in full.
        foreach (var phrase in phrases.Where(phrase => phrase.Kind == PhraseKind.Name && phrase.Actors.Count == 0 && !_words.IsHeadline[phrase.HeadFirst]))
        {
            var word = Fold(phrase);
            if (word.Length > 0 && Candidates(word, phrase).Count == 0)
            {
                phrase.Actors.Add(FirmOf(phrase, word) ?? Bare(phrase, word));
            }
        }

        // Single names that only one actor bears, wherever they stand.
        foreach (var phrase in phrases.Where(phrase => phrase.Kind is PhraseKind.Name or PhraseKind.Modifier && phrase.Actors.Count == 0))
        {
            if (_byName.TryGetValue(Fold(phrase), out var actor) && actor is { Words.Count: 1, Kind: not ActorKind.Government })
            {
                phrase.Actors.Add(actor);
            }
        }
    }

    /// <summary>Cuts a name in a headline, where every word may have a capital, to the longest part that the text below knows.</summary>
    public void Trim(Phrase phrase)
    {
        for (var length = Math.Min(6, phrase.HeadEnd - phrase.HeadFirst); length > 0; length--)
        {
            for (var first = phrase.HeadFirst; first + length <= phrase.HeadEnd; first++)
            {
                var key = _names.Fold(first, first + length);
                if (key.Length > 0 && (_byName.ContainsKey(key) || (length == 1 && Candidates(key, null).Count > 0)))
                {
                    (phrase.HeadFirst, phrase.HeadEnd) = (first, first + length);
                    (phrase.First, phrase.End) = (first, first + length);
                    phrase.RoleFirst = phrase.RoleEnd = first;
                    return;
                }
            }
        }
    }

    /// <summary>The actors that this one word can mean: by surname first, then first name, then any part.</summary>
    public List<ActorDraft> Candidates(string word, Phrase? phrase)
    {
        if (_byName.TryGetValue(word, out var exact) && (exact.Words.Count == 1 || !word.Contains(' ')))
        {
            return [exact];
        }

        var parts = word.Split(' ');
        if (!_byWord.TryGetValue(parts[^1], out var bearers))
        {
            return [];
        }

        var isPerson = phrase is not null && HasPersonTitle(phrase);
        var gender = phrase is null ? '-' : TitleGender(phrase);
        var fitting = bearers.Where(actor => (!isPerson || actor.IsPersonLike) && (gender == '-' || actor.Gender == '-' || actor.Gender == gender)
            && (parts.Length == 1 || parts.All(part => actor.Words.Contains(part, StringComparer.Ordinal)))).ToList();
        var surnames = fitting.Where(actor => actor.IsPersonLike && actor.Words[^1] == parts[^1]).ToList();
        if (surnames.Count > 0)
        {
            return surnames;
        }

        var first = fitting.Where(actor => actor.IsPersonLike && actor.Words[0] == parts[0]).ToList();
        if (first.Count > 0)
        {
            return first;
        }

        return [.. fitting.Where(actor => actor.IsPersonLike && actor.Kind == ActorKind.Person && actor.Words.Count > 2)];
    }

    public void Add(ActorDraft actor, string key)
    {
        All.Add(actor);
        if (actor.Kind == ActorKind.Government)
        {
            Governments.Add(actor);
        }

        _byName.TryAdd(key, actor);
        foreach (var word in actor.Words.Where(word => word.Length > 1 || actor.Words.Count == 1))
        {
            if (!_byWord.TryGetValue(word, out var bearers))
            {
                _byWord[word] = bearers = [];
            }

            if (bearers.Count < MostPerWord && !bearers.Contains(actor))
            {
                bearers.Add(actor);
            }
        }
    }

    public ActorDraft? Find(string folded) => _byName.GetValueOrDefault(folded);

    /// <summary>The government with this canonical name, made at its first use.</summary>
    public ActorDraft Government(string name)
    {
        var key = NameFolding.Fold(name);
        if (_byName.TryGetValue(key, out var known))
        {
            return known;
        }

        var actor = new ActorDraft { Name = name, Kind = ActorKind.Government, Words = [.. key.Split(' ')] };
        if (_known.TryGetValue(key, out var dossier))
        {
            Adopt(actor, dossier);
            if (_byName.TryGetValue(NameFolding.Fold(actor.Name), out known))
            {
                return known;
            }
        }

        Add(actor, key);
        _byName.TryAdd(NameFolding.Fold(actor.Name), actor);
        return actor;
    }

    /// <summary>The known actor that goes by this folded name, or null.</summary>
    public Actor? Known(string folded) => _known.GetValueOrDefault(folded);

    /// <summary>The actor of a known one, made at its first use.</summary>
    public ActorDraft OfKnown(Actor known)
    {
        var key = NameFolding.Fold(known.Name);
        if (_byName.TryGetValue(key, out var actor))
        {
            if (actor.Known is null)
            {
                Adopt(actor, known);
            }

            return actor;
        }

        actor = new ActorDraft { Name = known.Name, Words = [.. key.Split(' ')] };
        Adopt(actor, known);
        Add(actor, key);
        return actor;
    }

    public string Fold(Phrase phrase)
    {
        var end = phrase.HeadEnd;
        return _names.Fold(phrase.HeadFirst, end);
    }

    public bool HasPersonTitle(Phrase phrase)
    {
        for (var i = phrase.RoleFirst; i < phrase.RoleEnd; i++)
        {
            var lower = _words.Lower[i].TrimEnd('.');
            if (ActorLexicon.Titles.ContainsKey(lower) || (i == phrase.RoleEnd - 1 && ActorLexicon.IsPerson(lower) && !IsBodyToo(lower, phrase)))
            {
                return true;
            }
        }

        return phrase.RoleEnd > phrase.RoleFirst && IsOfficeOf(phrase);
    }

    // "Mr. Roe" is not the one Jane Roe of the text.
    private char TitleGender(Phrase phrase)
    {
        for (var i = phrase.RoleFirst; i < phrase.RoleEnd; i++)
        {
            if (ActorLexicon.Titles.TryGetValue(_words.Lower[i].TrimEnd('.'), out var gender) && gender != "-")
            {
                return gender[0];
            }
        }

        return '-';
    }

    // "the broadcaster TVN", "operator Norgas": a body rather than a person.
    private bool IsBodyToo(string role, Phrase phrase) => ActorLexicon.Bodies.ContainsKey(role)
        && (phrase.HeadEnd - phrase.HeadFirst == 1 || _words.IsAllCapitals(phrase.HeadFirst));

    // "Secretary of State"
    private bool IsOfficeOf(Phrase phrase)
    {
        for (var i = phrase.RoleFirst + 1; i < phrase.RoleEnd; i++)
        {
            if (_words.Lower[i] is "of" or "for" && ActorLexicon.Roles.ContainsKey(_words.Lower[i - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private ActorDraft? Full(Phrase phrase)
    {
        var folded = Fold(phrase);
        if (folded.Length == 0)
        {
            return null;
        }

        var isTitled = HasPersonTitle(phrase);
        var count = phrase.HeadEnd - phrase.HeadFirst;
        if (!isTitled && _names.CountryOf(phrase.HeadFirst, phrase.HeadEnd) is { } country
            && !(_known.TryGetValue(folded, out var bearer) && bearer.Kind == ActorKind.Person))
        {
            // "the French" is a people; "French" in front of a noun, the state.
            return Country(phrase, country);
        }

        if (_known.TryGetValue(WithTitle(phrase), out var known) || _known.TryGetValue(folded, out known))
        {
            // A single word may be somebody else's surname here; that is decided when all full names are in.
            if (count > 1 || known.Kind != ActorKind.Person)
            {
                return OfKnown(known);
            }

            return null;
        }

        // A body named for its founder is not meant where somebody of that surname is about.
        var isSurname = count == 1 && _surnames.Contains(folded);
        if (ActorLexicon.WellKnown.TryGetValue(folded, out var body) && !isTitled && !isSurname && (count > 1 || _words.IsAllCapitals(phrase.HeadFirst) || folded.Length > 3))
        {
            return Body(body, NameFolding.Fold(body));
        }

        if (_names.IsBodyName(phrase.HeadFirst, phrase.HeadEnd) && !isTitled && !isSurname)
        {
            return Body(Text(phrase), folded);
        }

        if (count < 2 || phrase.Kind == PhraseKind.Modifier)
        {
            return _byName.GetValueOrDefault(folded);
        }

        return FullPerson(phrase, folded, isTitled);
    }

    private ActorDraft? Country(Phrase phrase, Country country)
    {
        if (country.Form == CountryForm.Capital && (phrase.IsLocative || phrase.Kind == PhraseKind.Modifier))
        {
            return null;
        }

        if (phrase.IsLocative && phrase.Kind == PhraseKind.Name && !phrase.IsSource)
        {
            return null;
        }

        if (country.Form == CountryForm.Demonym && phrase.Kind == PhraseKind.Name && phrase.Determiner is "a" or "an")
        {
            return null;
        }

        var actor = Government(country.Name);
        if (country.Form == CountryForm.Name)
        {
            actor.AddAlias(Text(phrase));
        }

        return actor;
    }

    private ActorDraft Body(string name, string folded)
    {
        if (folded.StartsWith("the ", StringComparison.Ordinal))
        {
            folded = folded[4..];
        }

        if (_byName.TryGetValue(folded, out var actor))
        {
            return actor;
        }

        actor = new ActorDraft { Name = name, Kind = ActorKind.Organisation, Words = [.. folded.Split(' ')] };
        foreach (var word in actor.Words.Where(ActorLexicon.Bodies.ContainsKey))
        {
            actor.Heads.Add(word);
            actor.RoleWords.Add(word);
        }

        Add(actor, folded);
        return actor;
    }

    private ActorDraft? FullPerson(Phrase phrase, string folded, bool isTitled)
    {
        if (_byName.TryGetValue(folded, out var actor))
        {
            return Confirm(actor, isTitled);
        }

        var parts = folded.Split(' ');
        foreach (var other in Bearers(parts[^1]))
        {
            if (other.IsPersonLike && IsSamePerson(other.Words, parts))
            {
                if (parts.Length > other.Words.Count && other.Known is null && parts[0].Length > 1)
                {
                    other.AddAlias(other.Name);
                    (other.Name, other.Words) = (Text(phrase), [.. parts]);
                }
                else
                {
                    other.AddAlias(Text(phrase));
                }

                _byName.TryAdd(folded, other);
                return Confirm(other, isTitled);
            }
        }

        if (!isTitled && ActorLexicon.Places.Contains(folded))
        {
            return Place(phrase, folded);
        }

        actor = new ActorDraft { Name = Text(phrase), Words = [.. parts], Gender = ActorLexicon.GenderOfName(parts[0]) };
        var hasFirstName = ActorLexicon.FirstNames.ContainsKey(parts[0]);
        if (isTitled || (hasFirstName && !ActorLexicon.Things.Contains(parts[^1])))
        {
            actor.Kind = ActorKind.Person;
        }
        else if (ActorLexicon.Things.Contains(parts[^1]) || ActorLexicon.Things.Contains(parts[0]))
        {
            actor.IsDropped = true;
        }

        Add(actor, folded);
        return actor;

        static ActorDraft Confirm(ActorDraft known, bool isTitled)
        {
            if (isTitled && known.Kind is null)
            {
                (known.Kind, known.IsDropped) = (ActorKind.Person, false);
            }

            return known;
        }
    }

    // "Jane Q. Roe", "J. Roe" and "Jane Roe" are one; "John Roe" is another.
    private static bool IsSamePerson(List<string> words, string[] parts)
    {
        if (words.Count < 2 || words[^1] != parts[^1])
        {
            return false;
        }

        var (shorter, longer) = words.Count <= parts.Length ? (words, parts.ToList()) : (parts.ToList(), words);
        return shorter.Count > 1 && shorter.TrueForAll(part => longer.Exists(other => other == part
            || (part.Length == 1 && other[0] == part[0]) || (other.Length == 1 && part[0] == other[0])));
    }

    private List<ActorDraft> Bearers(string word) => _byWord.TryGetValue(word, out var bearers) ? bearers : [];

    private ActorDraft Bare(Phrase phrase, string word)
    {
        if (_byName.TryGetValue(word, out var actor))
        {
            return actor;
        }

        if (!HasPersonTitle(phrase) && ActorLexicon.Places.Contains(word) && !ActorLexicon.FirstNames.ContainsKey(word) && !_known.ContainsKey(word))
        {
            return Place(phrase, word);
        }

        actor = new ActorDraft { Name = Text(phrase), Words = [.. word.Split(' ')] };
        if (HasPersonTitle(phrase))
        {
            actor.Kind = ActorKind.Person;
        }
        else if ((_words.IsAllCapitals(phrase.HeadFirst) && word.Length is > 1 and < 8) || (ActorLexicon.Bodies.TryGetValue(word, out var use) && use == "b" && phrase.Determiner == "the"))
        {
            // "HQL", "the Senate"
            actor.Kind = ActorKind.Organisation;
        }
        else if (ActorLexicon.FirstNames.ContainsKey(word))
        {
            (actor.Kind, actor.Gender) = (ActorKind.Person, ActorLexicon.GenderOfName(word));
        }

        if (_known.TryGetValue(word, out var known))
        {
            return OfKnown(known);
        }

        Add(actor, word);
        return actor;
    }

    // A town or region is nobody until it acts, and no country that "both governments" could mean.
    private ActorDraft Place(Phrase phrase, string folded)
    {
        var place = new ActorDraft { Name = Text(phrase), Words = [.. folded.Split(' ')], IsDropped = true };
        Add(place, folded);
        place.Kind = ActorKind.Government;
        return place;
    }

    private string WithTitle(Phrase phrase) => _names.Fold(phrase.RoleEnd > phrase.RoleFirst ? phrase.RoleFirst : phrase.HeadFirst, phrase.HeadEnd);

    private string Text(Phrase phrase)
    {
        var span = _words.Text.Tokens.SpanOf(new IndexRange(phrase.HeadFirst, phrase.HeadEnd));
        return Names.Plain(span.Slice(_words.Text.Text));
    }
}
