using System.Text;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Decides which words belong to a proper name, where it ends, and where its title ends.</summary>
internal sealed class NameShape
{
    private const int LongestName = 14;

    private readonly WordView _words;
    private readonly bool[] _isName;
    private readonly IReadOnlyDictionary<string, Country> _learned;
    private readonly HashSet<string> _knownWords;
    private readonly HashSet<string> _joined = new(StringComparer.Ordinal);

    /// <param name="words">The text.</param>
    /// <param name="learned">Countries and demonyms that this text itself introduces, folded.</param>
    /// <param name="known">Folded words of known actors' names.</param>
    public NameShape(WordView words, IReadOnlyDictionary<string, Country> learned, HashSet<string> known)
    {
        (_words, _learned, _knownWords) = (words, learned, known);
        _isName = new bool[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            _isName[i] = Decide(i);
        }
    }

    /// <summary>Whether the token belongs to a proper name or a capitalised title.</summary>
    public bool IsNameWord(int token) => token >= 0 && token < _isName.Length && _isName[token];

    /// <summary>The country that these words stand for, from the world list or learned from the text.</summary>
    public Country? CountryOf(int first, int end)
    {
        if (end - first > 4)
        {
            return null;
        }

        var key = Fold(first, end);
        return _learned.TryGetValue(key, out var country) || ActorLexicon.Countries.TryGetValue(key, out country) ? country : null;
    }

    /// <summary>The folded characters from the token at <paramref name="first"/> to the one before <paramref name="end"/>.</summary>
    public string Fold(int first, int end)
    {
        var span = _words.Text.Tokens.SpanOf(new IndexRange(first, end));
        return NameFolding.Fold(_words.Text.Text.AsSpan(span.Start, span.Length));
    }

    /// <summary>First token after the name that begins at <paramref name="first"/>.</summary>
    public int End(int first, int limit)
    {
        limit = Math.Min(limit, first + LongestName);
        var i = first + 1;
        while (i < limit)
        {
            if (_isName[i])
            {
                i++;
            }
            else if (IsParticle(i) && ParticleEnd(i, limit) is var after && after < limit && _isName[after])
            {
                i = after + 1;
            }
            else if (_words.Tag(i) == "POS" && i + 1 < limit && _isName[i + 1] && IsPluralOwner(i - 1, i)
                && ActorLexicon.Bodies.TryGetValue(_words.Lower[LastOfRun(i + 1, limit)], out var use) && use is not "c")
            {
                // "Farmers' Union"
                i += 2;
            }
            else if (_words.Lower[i] is "of" or "for" && JoinedByOf(first, i, limit) is var joined && joined > i)
            {
                i = joined;
            }
            else if (_words.Tag(i) is "``" or "''" && i + 3 < limit && _words.IsCapital[i + 1] && _words.Tag(i + 2) is "''" or "``" && _isName[i + 3])
            {
                // Robert "Bob" Roe
                i += 4;
            }
            else if (_words.Lower[i] == "&" && i + 1 < limit && _isName[i + 1])
            {
                i += 2;
            }
            else if (_words.Lower[i] == "and" && i + 1 < limit && _isName[i + 1] && JoinedByAcronym(first, i, limit) is var whole && whole > i)
            {
                i = whole;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    /// <summary>Where the name proper begins behind a capitalised title; <paramref name="end"/> when all of it is title.</summary>
    public int CoreFirst(int first, int end)
    {
        if (IsBodyName(first, end))
        {
            return first;
        }

        // "secretary of State Ann Roe": part of the office though it has a capital.
        if (end - first > 1 && _words.Lower[first] == "state" && _words.Word(first - 1) == "of" && _words.Word(first - 2).EndsWith("secretary", StringComparison.Ordinal))
        {
            return first + 1;
        }

        // "Secretary of State X", "Minister for Foreign Affairs X": the name begins behind the portfolio.
        for (var i = first + 1; i + 1 < end; i++)
        {
            if (_words.Lower[i] is "of" or "for" && ActorLexicon.Roles.ContainsKey(_words.Lower[i - 1]))
            {
                return BehindPortfolio(i + 1, end);
            }
        }

        // "Senators Ann Roe", "Democrats Ann Roe": several share the title, the name is the first one's.
        if (end - first > 2 && _words.Tag(first) is "NNPS" or "NNS" && ActorLexicon.PersonOfPlural(_words.Lower[first]) is not null)
        {
            return first + 1;
        }

        for (var i = end - 1; i >= first; i--)
        {
            var lower = _words.Lower[i].TrimEnd('.');
            if ((ActorLexicon.Roles.ContainsKey(lower) || ActorLexicon.Titles.ContainsKey(lower)) && !IsFirstNameBefore(i, first, end))
            {
                return i + 1;
            }
        }

        return first;
    }

    /// <summary>Whether the words name a body by their own form ("… Union", "Ministry of …").</summary>
    public bool IsBodyName(int first, int end)
    {
        if (ActorLexicon.WellKnown.ContainsKey(Fold(first, end)))
        {
            return true;
        }

        if (end - first < 2)
        {
            return false;
        }

        for (var i = first + 1; i < end; i++)
        {
            if (_words.Lower[i] is "of" or "for")
            {
                return IsBodyWord(i - 1);
            }
        }

        return (IsBodyWord(end - 1) && !IsTitledPerson(first, end)) || _words.Lower[first] is "radio" or "air" or "banco" or "banque" or "télévision" or "deutsche";
    }

    private bool IsBodyWord(int token) => ActorLexicon.Bodies.TryGetValue(_words.Lower[token].TrimEnd('.'), out var use) && use is not "c";

    // "President Park", "Jane House": a surname that happens to be a word for a body.
    private bool IsTitledPerson(int first, int end) =>
        (end - first == 2 && (ActorLexicon.FirstNames.ContainsKey(Fold(first, first + 1)) || ActorLexicon.Titles.ContainsKey(_words.Lower[first].TrimEnd('.'))))
        && _words.Lower[end - 1] is not ("inc" or "corp" or "ltd" or "party" or "union" or "foundation" or "university" or "group" or "association" or "department" or "ministry"
            or "committee" or "council" or "agency" or "commission" or "league" or "federation" or "bureau" or "office" or "institute" or "society" or "authority" or "company");

    private bool IsFirstNameBefore(int token, int first, int end) =>
        token > first && token == end - 1 && ActorLexicon.FirstNames.ContainsKey(Fold(token - 1, token));

    private int BehindPortfolio(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (ActorLexicon.FirstNames.ContainsKey(Fold(i, i + 1)))
            {
                return i;
            }
        }

        for (var i = end - 2; i >= start; i--)
        {
            if (_words.Lower[i] is "state" or "defence" or "defense" or "finance" or "interior" or "justice" or "health" or "education" or "affairs"
                or "trade" or "energy" or "agriculture" or "labour" or "labor" or "transport" or "transportation" or "environment" or "commerce"
                or "treasury" or "security" or "culture" or "staff" or "industry" or "fisheries" or "representatives" || CountryOf(i, i + 1) is not null)
            {
                return i + 1;
            }
        }

        return end;
    }

    private bool Decide(int i)
    {
        if (!_words.IsCapital[i] || _words.IsSkipped[i] || _words.IsTerm[i])
        {
            return false;
        }

        var lower = _words.Lower[i];
        var tag = _words.Tag(i);
        if (ActorLexicon.NotNames.Contains(lower.TrimEnd('.')) || _words.IsPronoun(i) || tag is "CD" or "POS" || IsPartyMark(i))
        {
            return false;
        }

        if (_words.IsHeadline[i])
        {
            return _words.IsCapitalElsewhere(lower);
        }

        if (_words.IsSentenceStart[i])
        {
            return tag is "NNP" or "NNPS" ? !_words.IsSmallElsewhere(lower) || _words.IsCapitalElsewhere(lower)
                : _words.IsCapitalElsewhere(lower) && tag is not ("DT" or "IN" or "CC" or "PRP" or "PRP$" or "TO" or "WRB" or "WP")
                || (tag is "NN" or "NNS" or "JJ" or "VB" or "VBN" or "VBD" or "RB" && IsListed(i) && !_words.IsSmallElsewhere(lower));
        }

        return tag is "NNP" or "NNPS"
            || (tag is "NN" or "NNS" or "JJ" or "FW" or "VBN" or "VBG" or "VB" or "VBP" or "VBZ" or "VBD" or "RB" or "JJS" or "UH" or "IN"
                && (lower.Length > 1 || i + 1 < _words.Count) && tag is not "IN");
    }

    // "(R-Texas)", "D-Vt.": party and state of the one named before.
    private bool IsPartyMark(int i) => _words.Lower[i] is ['r' or 'd' or 'i', '-', _, _, ..] && _words.Word(i - 1) is "(" or ",";

    private bool IsListed(int i)
    {
        var key = Fold(i, i + 1);
        return ActorLexicon.Countries.ContainsKey(key) || ActorLexicon.FirstNames.ContainsKey(key) || ActorLexicon.WellKnown.ContainsKey(key)
            || _learned.ContainsKey(key) || _knownWords.Contains(key) || (_words.IsAllCapitals(i) && _words.Lower[i].Length <= 6);
    }

    private bool IsParticle(int i) => _words.Lower[i] is "van" or "von" or "der" or "den" or "de" or "del" or "della" or "di" or "da" or "das" or "dos"
        or "du" or "la" or "le" or "las" or "los" or "al" or "el" or "bin" or "ibn" or "bint" or "ben" or "ter" or "ten" or "te" or "zu" or "zum" or "af" or "av" or "y" or "e"
        or "aux" or "sur" or "in't" or "op" || (_words.Lower[i] is "an" or "na" or "a'" && i > 0 && _words.IsCapital[i - 1] && _words.Lower[i - 1] is "mac" or "nic" or "ó" or "mhic");

    private int ParticleEnd(int i, int limit)
    {
        var end = i + 1;
        while (end < limit && end < i + 3 && IsParticle(end))
        {
            end++;
        }

        return end;
    }

    private bool IsPluralOwner(int token, int mark) => _words.Lower[token] is { } lower
        && ((_words.Lower[mark].Length == 1 && lower.EndsWith('s') && CountryOf(token, token + 1) is null) || ActorLexicon.Groups.Contains(lower) || ActorLexicon.PersonOfPlural(lower) is not null || lower is "nations" or "workers" or "veterans" or "consumers" or "people");

    private int LastOfRun(int i, int limit)
    {
        while (i + 1 < limit && _isName[i + 1])
        {
            i++;
        }

        return i;
    }

    // "Road and Canal Workers' League (RCWL)": the short form shows that it is one name, here and wherever it comes again.
    private int JoinedByAcronym(int first, int and, int limit)
    {
        var end = End(and + 1, limit);
        if (_joined.Contains(Fold(first, end)))
        {
            return end;
        }

        if (_words.Word(end) != "(" || _words.Word(end + 2) != ")" || !_words.IsAllCapitals(end + 1))
        {
            return and;
        }

        var initials = new StringBuilder();
        for (var i = first; i < end; i++)
        {
            initials.Append(_isName[i] ? _words.Lower[i][..1] : "");
        }

        if (!string.Equals(initials.ToString(), _words.Lower[end + 1], StringComparison.Ordinal))
        {
            return and;
        }

        _joined.Add(Fold(first, end));
        return end;
    }

    // "Ministry of Foreign Affairs", "Secretary of State Jane Roe": only a body or an office takes its "of" along.
    private int JoinedByOf(int first, int of, int limit)
    {
        var owner = _words.Lower[of - 1];
        var isBody = IsBodyWord(of - 1);
        var isOffice = ActorLexicon.Roles.ContainsKey(owner) && _words.IsCapital[of - 1];
        if (!isBody && !isOffice)
        {
            return of;
        }

        var i = of + 1;
        if (i < limit && _words.Lower[i] == "the")
        {
            i++;
        }

        if (i >= limit || !_isName[i])
        {
            return of;
        }

        var end = LastOfRun(i, limit) + 1;

        // "Health and Human Services": a second portfolio, but never a second actor.
        if (isBody && end + 1 < limit && _words.Lower[end] is "and" or "&" && _isName[end + 1] && _words.IsNoun(end + 1)
            && CountryOf(end + 1, end + 2) is null && CountryOf(end - 1, end) is null
            && LastOfRun(end + 1, limit) is var last && !IsBodyWord(last)
            && !ActorLexicon.FirstNames.ContainsKey(Fold(end + 1, end + 2)) && _words.Tag(last + 1) is not ("VBD" or "VBP"))
        {
            end = last + 1;
        }

        // An office joins only in front of a person's name; "President of Sarnia" stays a role.
        return isOffice && !isBody && (end - i < 2 || BehindPortfolio(i, end) >= end) ? of : end;
    }
}
