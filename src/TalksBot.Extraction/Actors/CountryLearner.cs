using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Learns countries that no list has from the way a text speaks of them.</summary>
internal static class CountryLearner
{
    /// <summary>Folded names, demonyms and capitals to the country they stand for.</summary>
    public static Dictionary<string, Country> Learn(WordView words)
    {
        var learned = new Dictionary<string, Country>(StringComparer.Ordinal);
        var names = SingleNames(words);
        var surnames = Surnames(words);
        for (var i = 0; i < words.Count; i++)
        {
            if (words.IsSkipped[i] || words.IsTerm[i] || words.IsHeadline[i])
            {
                continue;
            }

            if (words.Lower[i] is "government" or "governments" or "parliament" && words.Lower[Math.Min(i + 1, words.Count - 1)] == "of")
            {
                Add(i + 2);
                if (words.Word(i + 3) == "and")
                {
                    Add(i + 4);
                }
            }

            // "Veldoria's trade minister", "Sarnia's capital"
            if (words.Tag(i) == "POS" && IsOfficeOfState(words, i + 1))
            {
                Add(i - 1);
            }

            // "the Norland government", "the Norland side"
            if (words.IsCapital[i] && words.Word(i + 1) is "government" or "side" or "delegation" or "authorities" && words.Word(i - 1) is "the" or ",")
            {
                Add(i);
            }
        }

        // A demonym shows that its stem is a country: "Sarnian" and "Sarnia".
        foreach (var (word, token) in names)
        {
            if (StemOf(word, names) is { } stem && !ActorLexicon.Countries.ContainsKey(word) && IsAdjective(words, token, word))
            {
                var name = words.Form(names[stem]);
                if (!ActorLexicon.Countries.ContainsKey(stem) && !ActorLexicon.FirstNames.ContainsKey(stem) && !learned.ContainsKey(stem))
                {
                    learned[stem] = new Country(name, CountryForm.Name);
                }

                if (learned.TryGetValue(stem, out var country))
                {
                    learned[word] = new Country(country.Name, CountryForm.Demonym);
                }
            }
        }

        Spread(words, learned, names, surnames);
        LearnCapitals(words, learned);
        return learned;

        void Add(int token)
        {
            if (token < 0 || token >= words.Count || !words.IsCapital[token] || words.IsSentenceStart[token] && words.Tag(token) is not "NNP")
            {
                return;
            }

            var lower = Key(words, token);
            var isPartOfLongerName = (words.IsCapital[Math.Max(0, token - 1)] && token > 0 && !words.IsSentenceStart[token - 1] && words.IsWord(token - 1) && words.Sentence[token - 1] == words.Sentence[token])
                || (token + 1 < words.Count && words.IsCapital[token + 1] && words.IsWord(token + 1) && words.Sentence[token + 1] == words.Sentence[token]);
            if (isPartOfLongerName || ActorLexicon.Countries.ContainsKey(lower) || ActorLexicon.FirstNames.ContainsKey(lower)
                || ActorLexicon.WellKnown.ContainsKey(lower) || ActorLexicon.Roles.ContainsKey(lower) || ActorLexicon.Bodies.ContainsKey(lower)
                || ActorLexicon.NotNames.Contains(lower) || words.IsAllCapitals(token))
            {
                return;
            }

            // "the Sarnian government" names Sarnia.
            if (StemOf(lower, names) is { } stem)
            {
                learned.TryAdd(stem, new Country(words.Form(names[stem]), CountryForm.Name));
                learned.TryAdd(lower, new Country(words.Form(names[stem]), CountryForm.Demonym));
                return;
            }

            if (surnames.Contains(lower))
            {
                return;
            }

            learned.TryAdd(lower, new Country(words.Form(token), CountryForm.Name));
        }
    }

    private static string Key(WordView words, int token) => NameFolding.Fold(words.Text.Tokens.Form(token));

    // Capitalised words that stand alone at least once, with a place where they do.
    private static Dictionary<string, int> SingleNames(WordView words)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (words.IsCapital[i] && !words.IsSkipped[i] && !words.IsTerm[i] && words.IsWord(i) && words.Lower[i].Length > 3
                && (!words.IsSentenceStart[i] || words.IsCapitalElsewhere(words.Lower[i]) || words.Tag(i) == "NNP" || (words.Tag(i) == "JJ" && !words.IsSmallElsewhere(words.Lower[i]))))
            {
                names.TryAdd(Key(words, i), i);
            }
        }

        return names;
    }

    private static bool IsOfficeOfState(WordView words, int start)
    {
        for (var i = start; i < words.Count && i < start + 4; i++)
        {
            if (words.Lower[i] is "government" or "capital" or "parliament" or "army" or "embassy" or "ambassador" or "border" or "borders" or "constitution"
                or "premier" or "ministry" or "minister" or "ministers" or "commissioner" or "navy" or "negotiators" or "delegation" or "sovereignty" or "coast")
            {
                return true;
            }

            if (words.Tag(i) is not ("NN" or "JJ" or "NNP" or "NNS"))
            {
                return false;
            }
        }

        return false;
    }

    // "Jane Marek … Marek's ministry": a surname that the text gives in full owns no capital.
    private static HashSet<string> Surnames(WordView words)
    {
        var surnames = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 1; i < words.Count; i++)
        {
            if (!words.IsCapital[i] || !words.IsCapital[i - 1] || words.IsHeadline[i] || words.IsSkipped[i] || words.Sentence[i] != words.Sentence[i - 1]
                || (i + 1 < words.Count && words.IsCapital[i + 1] && words.Sentence[i + 1] == words.Sentence[i]))
            {
                continue;
            }

            var before = words.Lower[i - 1].TrimEnd('.');
            var folded = Key(words, i - 1);
            if (words.IsSentenceStart[i - 1] && words.Tag(i - 1) is not ("NNP" or "NNPS"))
            {
                continue;
            }

            if (!ActorLexicon.Bodies.ContainsKey(before) && !ActorLexicon.Things.Contains(before) && !ActorLexicon.NotNames.Contains(before)
                && !(ActorLexicon.Countries.TryGetValue(folded, out _) && !ActorLexicon.FirstNames.ContainsKey(folded))
                && before is not ("the" or "upper" or "lower" or "new" or "greater" or "northern" or "southern" or "eastern" or "western" or "central"))
            {
                surnames.Add(Key(words, i));
            }
        }

        return surnames;
    }

    private static string? StemOf(string word, Dictionary<string, int> names)
    {
        foreach (var ending in Endings)
        {
            if (!word.EndsWith(ending.Suffix, StringComparison.Ordinal) || word.Length - ending.Suffix.Length < 4)
            {
                continue;
            }

            var stem = word[..^ending.Suffix.Length];
            foreach (var tail in ending.Tails)
            {
                if (names.ContainsKey(stem + tail) && stem + tail != word)
                {
                    return stem + tail;
                }
            }
        }

        return null;
    }

    private static readonly (string Suffix, string[] Tails)[] Endings =
    [
        ("ian", ["", "ia", "y", "a", "e", "o", "i"]), ("ean", ["ea", "e", "a", ""]), ("an", ["", "a", "e", "ia", "o", "land"]), ("n", ["a", "ia"]), ("ish", ["", "land", "e", "a", "ia"]),
        ("ese", ["", "a", "e", "o", "ia"]), ("ic", ["", "ia", "land"]), ("i", ["", "a"]), ("er", ["", "e", "land"]), ("ite", ["", "a"]),
    ];

    private static bool IsAdjective(WordView words, int token, string key) => words.Tag(token) is "JJ" or "NNP" or "NNPS"
        && (words.Tag(token) == "JJ" || words.IsNoun(token + 1))
        && !ActorLexicon.FirstNames.ContainsKey(key);

    // "Sarnia and Norland agreed": what is coordinated with a country is one, when it stands alone.
    private static void Spread(WordView words, Dictionary<string, Country> learned, Dictionary<string, int> names, HashSet<string> surnames)
    {
        for (var i = 1; i + 1 < words.Count; i++)
        {
            if (words.Lower[i] != "and" || !words.IsCapital[i - 1] || !words.IsCapital[i + 1] || words.IsSkipped[i] || words.IsTerm[i]
                || (i > 1 && words.IsCapital[i - 2]) || (i + 2 < words.Count && words.IsCapital[i + 2]))
            {
                continue;
            }

            var (left, right) = (Key(words, i - 1), Key(words, i + 1));
            if (IsLearnedName(left) && CanBeCountry(words, right, i + 1))
            {
                learned.TryAdd(right, new Country(words.Form(i + 1), CountryForm.Name));
            }
            else if (IsLearnedName(right) && CanBeCountry(words, left, i - 1))
            {
                learned.TryAdd(left, new Country(words.Form(i - 1), CountryForm.Name));
            }
        }

        bool IsLearnedName(string key) => learned.TryGetValue(key, out var country) && country.Form == CountryForm.Name;

        bool CanBeCountry(WordView view, string key, int token) => names.ContainsKey(key) && !learned.ContainsKey(key)
            && !ActorLexicon.Countries.ContainsKey(key) && !ActorLexicon.FirstNames.ContainsKey(key) && !view.IsAllCapitals(token)
            && !ActorLexicon.WellKnown.ContainsKey(key) && !surnames.Contains(key) && !ActorLexicon.NotNames.Contains(key);
    }

    // "Sarnia's capital, Brenn" and "Brenn, Sarnia's capital"
    private static void LearnCapitals(WordView words, Dictionary<string, Country> learned)
    {
        for (var i = 2; i < words.Count; i++)
        {
            if (words.Lower[i] != "capital")
            {
                continue;
            }

            string? owner = null;
            if (words.Tag(i - 1) == "POS")
            {
                owner = Key(words, i - 2);
            }
            else if ((i > 2 && words.Tag(i - 2) == "POS") || words.IsCapital[i - 1])
            {
                owner = words.IsCapital[i - 1] ? Key(words, i - 1) : Key(words, i - 3);
            }

            if (owner is null || !(learned.TryGetValue(owner, out var country) || ActorLexicon.Countries.TryGetValue(owner, out country)))
            {
                continue;
            }

            var at = words.Word(i + 1) == "," ? i + 2 : i + 1;
            if (at < words.Count && words.IsCapital[at] && words.Sentence[at] == words.Sentence[i])
            {
                var end = at + 1;
                while (end < words.Count && end < at + 3 && words.IsCapital[end])
                {
                    end++;
                }

                var span = words.Text.Tokens.SpanOf(new IndexRange(at, end));
                learned.TryAdd(NameFolding.Fold(words.Text.Text.AsSpan(span.Start, span.Length)), new Country(country.Name, CountryForm.Capital));
            }
        }
    }
}
