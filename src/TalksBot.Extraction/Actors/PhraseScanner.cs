namespace TalksBot.Extraction;

/// <summary>Cuts sentences into noun phrases: names with what stands in front of them, roles and descriptions, pronouns.</summary>
internal sealed class PhraseScanner
{
    private readonly WordView _words;
    private readonly NameShape _names;
    private readonly List<Phrase> _phrases = [];

    public PhraseScanner(WordView words, NameShape names)
    {
        _words = words;
        _names = names;
    }

    /// <summary>All phrases in reading order; possessors stand before what they possess, modifiers before their phrase.</summary>
    public List<Phrase> Scan()
    {
        foreach (var sentence in _words.Text.Tokens.Sentences)
        {
            Phrase? possessor = null;
            for (var i = sentence.First; i < sentence.End;)
            {
                if (_words.IsSkipped[i])
                {
                    i++;
                    continue;
                }

                var next = ScanOne(i, sentence.End, ref possessor);
                i = Math.Max(next, i + 1);
            }
        }

        return _phrases;
    }

    private int ScanOne(int i, int limit, ref Phrase? possessor)
    {
        var (tag, lower) = (_words.Tag(i), _words.Lower[i]);
        if (_words.IsPronoun(i))
        {
            var pronoun = Add(PhraseKind.Pronoun, i, i + 1, i, i + 1);
            var isPossessive = tag == "PRP$" || lower is "his" or "its" or "their" or "my" or "our";
            possessor = isPossessive && lower is not ("her" or "him") || (lower == "her" && tag == "PRP$") ? pronoun : null;
            return i + 1;
        }

        if (lower is "who" or "which" or "whom" or "whose" || (lower == "that" && tag == "WDT"))
        {
            var relative = Add(PhraseKind.Relative, i, i + 1, i, i + 1);
            possessor = lower == "whose" ? relative : null;
            return i + 1;
        }

        if (!Starts(i))
        {
            possessor = null;
            return i + 1;
        }

        var end = RunEnd(i, limit);
        var phrase = Build(i, end);
        if (phrase is null)
        {
            possessor = null;
            return end;
        }

        if (possessor is not null)
        {
            phrase.Possessor = possessor;
            possessor.IsPossessor = true;
        }

        possessor = phrase.End < limit && _words.Tag(phrase.End) == "POS" ? phrase : null;
        return possessor is null ? phrase.End : phrase.End + 1;
    }

    private bool Starts(int i) => _words.Tag(i) is "DT" or "PDT" or "CD" or "JJ" or "JJR" or "JJS" or "NN" or "NNS" or "NNP" or "NNPS" or "FW"
        || _names.IsNameWord(i) || (_words.Tag(i) is "VBG" or "VBN" && _words.IsNoun(i + 1)) || IsQuantity(i);

    private bool IsQuantity(int i) => _words.Lower[i] is "both" or "neither" or "either";

    // One run of determiner, modifiers and nouns; names may hold particles, "of" and the possessive of "Farmers' Union".
    private int RunEnd(int start, int limit)
    {
        var i = start;
        var seenNoun = false;
        while (i < limit && !_words.IsSkipped[i])
        {
            var tag = _words.Tag(i);
            if (_words.IsPronoun(i) && !_names.IsNameWord(i))
            {
                break;
            }

            if (tag is "DT" or "PDT" || IsQuantity(i))
            {
                if (i > start && (seenNoun || _words.Tag(i - 1) is not ("DT" or "PDT" or "CC")))
                {
                    break;
                }
            }
            else if (_names.IsNameWord(i))
            {
                seenNoun = true;
                i = _names.End(i, limit);
                continue;
            }
            else if (tag is "NN" or "NNS" or "NNP" or "NNPS" or "FW")
            {
                seenNoun = true;
            }
            else if (tag is "JJ" or "JJR" or "JJS" or "CD")
            {
                if (seenNoun && !(_words.IsNoun(i + 1) || _names.IsNameWord(i + 1)))
                {
                    break;
                }
            }
            else if (tag is "VBG" or "VBN" && !seenNoun && (_words.IsNoun(i + 1) || _words.Tag(i + 1) == "JJ" || _names.IsNameWord(i + 1)))
            {
                // "visiting minister", "elected leader"
            }
            else if (tag == "RB" && !seenNoun && i > start && _words.Tag(i + 1) is "JJ" or "VBN")
            {
                // "the newly elected leader"
            }
            else if (_words.Lower[i] == "of" && i > start && _words.Lower[i - 1] is "both" or "neither" or "either")
            {
            }
            else
            {
                break;
            }

            i++;
        }

        return i == start ? start + 1 : i;
    }

    private Phrase? Build(int first, int end)
    {
        var start = first;
        var (determiner, number) = ("", 0);
        while (start < end && (_words.Tag(start) is "DT" or "PDT" or "CD" || IsQuantity(start) || _words.Lower[start] == "of") && !_names.IsNameWord(start))
        {
            var lower = _words.Lower[start];
            if (_words.Tag(start) == "CD")
            {
                number = Pronouns.NumberOf(lower);
            }
            else if (lower is "both")
            {
                number = 2;
                determiner = lower;
            }
            else if (lower != "of" && (determiner.Length == 0 || determiner is "all"))
            {
                determiner = lower;
            }

            start++;
        }

        if (start == end)
        {
            return number == 2 || determiner is "both" or "neither" ? Bare(first, end, determiner, number) : null;
        }

        var lastName = LastName(start, end);
        var phrase = lastName is { } name && name.End == end
            ? BuildName(first, start, name.First, end)
            : BuildNominal(first, start, end);
        if (phrase is null)
        {
            return null;
        }

        phrase.Determiner = determiner;
        phrase.Number = number;
        return phrase;
    }

    // "the two", "both"
    private Phrase Bare(int first, int end, string determiner, int number)
    {
        var phrase = Add(PhraseKind.Nominal, first, end, end - 1, end);
        phrase.Determiner = determiner;
        phrase.Number = number;
        phrase.IsPlural = true;
        phrase.RoleFirst = phrase.RoleEnd = end - 1;
        return phrase;
    }

    private (int First, int End)? LastName(int start, int end)
    {
        (int, int)? last = null;
        for (var i = start; i < end;)
        {
            if (_names.IsNameWord(i))
            {
                var nameEnd = Math.Min(_names.End(i, end), end);
                last = (i, nameEnd);
                i = nameEnd;
            }
            else
            {
                i++;
            }
        }

        return last;
    }

    private Phrase? BuildName(int first, int start, int nameFirst, int end)
    {
        var core = _names.CoreFirst(nameFirst, end);
        if (core == end)
        {
            // "the Prime Minister", "Superintendent": a role printed with capitals.
            return BuildNominal(first, start, end);
        }

        AddModifiers(start, nameFirst);
        if (core > nameFirst)
        {
            AddModifiers(nameFirst, core);
        }

        var roleFirst = core > nameFirst || IsRoleBefore(start, nameFirst) ? start : core;
        var phrase = Add(PhraseKind.Name, first, end, core, end);
        phrase.RoleFirst = roleFirst;
        phrase.RoleEnd = core;
        return phrase;
    }

    private bool IsRoleBefore(int start, int nameFirst) => nameFirst > start
        && (ActorLexicon.IsPerson(_words.Lower[nameFirst - 1]) || ActorLexicon.Titles.ContainsKey(_words.Lower[nameFirst - 1])
            || ActorLexicon.Bodies.ContainsKey(_words.Lower[nameFirst - 1]));

    private Phrase? BuildNominal(int first, int start, int end)
    {
        var head = end - 1;
        while (head > start && !_words.IsNoun(head) && !_names.IsNameWord(head))
        {
            head--;
        }

        if (!_words.IsNoun(head) && !_words.IsCapital[head] && _words.Tag(head) is not ("JJ" or "VBN"))
        {
            return null;
        }

        AddModifiers(start, head);
        var phrase = Add(PhraseKind.Nominal, first, head + 1, head, head + 1);
        phrase.RoleFirst = start;
        phrase.RoleEnd = head;
        phrase.IsPlural = _words.Tag(head) is "NNS" or "NNPS";
        return phrase;
    }

    // Names inside a longer phrase stand for themselves too.
    private void AddModifiers(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!_names.IsNameWord(i) || (ActorLexicon.Roles.ContainsKey(_words.Lower[i]) || ActorLexicon.Titles.ContainsKey(_words.Lower[i].TrimEnd('.'))) && !BeginsBody(i, end))
            {
                continue;
            }

            var stop = i + 1;
            while (stop < end && _names.IsNameWord(stop) && !ActorLexicon.Roles.ContainsKey(_words.Lower[stop]))
            {
                stop++;
            }

            // A country in front stands alone: "Sarnian | Trade".
            if (stop > i + 1 && _names.CountryOf(i, i + 1) is not null && _names.CountryOf(i, stop) is null)
            {
                stop = i + 1;
            }

            Add(PhraseKind.Modifier, i, stop, i, stop);
            i = stop - 1;
        }
    }

    // "[Republican National Committee] chairman", "[Justice Department] lawyers"
    private bool BeginsBody(int first, int end)
    {
        var stop = first + 1;
        while (stop < end && _names.IsNameWord(stop) && !ActorLexicon.Roles.ContainsKey(_words.Lower[stop]))
        {
            stop++;
        }

        return stop > first + 1 && _names.IsBodyName(first, stop);
    }

    private Phrase Add(PhraseKind kind, int first, int end, int headFirst, int headEnd)
    {
        var phrase = new Phrase
        {
            Kind = kind,
            Index = _phrases.Count,
            First = first,
            End = end,
            HeadFirst = headFirst,
            HeadEnd = headEnd,
            RoleFirst = headFirst,
            RoleEnd = headFirst,
            Sentence = _words.Sentence[headFirst],
            Paragraph = _words.Paragraph[headFirst],
            Quotation = _words.Quotation[headFirst],
        };
        _phrases.Add(phrase);
        return phrase;
    }
}
