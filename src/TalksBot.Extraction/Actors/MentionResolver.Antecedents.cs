using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class MentionResolver
{
    private const int Questioner = 30;

    // How far before "he said," words may stand that are his, in tokens.
    private const int LongestInserted = 60;

    private int Score(Phrase candidate, Phrase phrase, int distance)
    {
        var score = ByDistance[Math.Max(0, distance)];
        if (candidate.IsSubject)
        {
            score += 24;
        }

        if (candidate.IsSource)
        {
            score += 14;
        }

        if (IsOwnerOfSubject(candidate))
        {
            score += 8;
        }
        else if (candidate.IsPossessor || candidate.Kind == PhraseKind.Modifier)
        {
            score -= 14;
        }

        if (candidate.IsLocative)
        {
            score -= 12;
        }

        if (candidate.Kind == PhraseKind.Name && distance == 0 && !candidate.IsSubject)
        {
            score -= 4;
        }

        // "X said she …": subject of the same sentence.
        if (distance == 0 && candidate.IsSubject && phrase.IsSubject)
        {
            score += 20;
        }

        // Inside one's own report, "she" is first of all the one who reports.
        if (distance == 0 && phrase.Quotation < 0 && _speech.SourceOf(phrase.HeadFirst) is { } source
            && (source == candidate || source.Apposition == candidate))
        {
            score += 18;
        }

        // The speaker goes on: "he said" behind a quotation, at the start of the next sentence or paragraph.
        if (phrase.IsSource && _speech.SourceBefore(phrase.First) is { } last && last.Actors.Count > 0 && last.Actors.SequenceEqual(candidate.Actors))
        {
            score += distance <= 1 ? 16 : 6;
        }

        // "Ann Roe wavered when Ruth Baker asked about the dam. “It holds,” she said.": who asked does not answer.
        if (phrase.IsSource && distance is 1 or 2 && _speech.IsQuestioner(candidate))
        {
            score -= Questioner;
        }

        if (phrase.Quotation < 0 && !phrase.IsSource && phrase.IsSubject && phrase.Paragraph == candidate.Paragraph && candidate.IsSubject && distance == 1)
        {
            score += 6;
        }

        // "Karl Holm was less terse. It was late, he said.": the speaker before gives way to whom the last sentence is about.
        if (phrase.IsSource && phrase.Quotation < 0 && candidate is { Kind: PhraseKind.Name, IsSubject: true } && distance == 1 && phrase.Paragraph == candidate.Paragraph
            && candidate.First <= _words.Text.Tokens.Sentences[candidate.Sentence].First + 1)
        {
            score += 8;
        }

        // A mention in reported words is no antecedent for the words around them when the reporter himself fits.
        if (!_speech.IsSameSpeech(candidate.HeadFirst, phrase.HeadFirst) && _speech.IsReported(candidate.HeadFirst))
        {
            score -= 16;
        }

        score -= 7 * Math.Min(3, phrase.Paragraph - candidate.Paragraph);

        return score;
    }

    // "Ann Roe's roots came into play": the sentence is about her.
    private bool IsOwnerOfSubject(Phrase candidate)
    {
        if (!candidate.IsPossessor || candidate.Kind == PhraseKind.Pronoun || candidate.Actors.Count == 0 || _speech.IsReported(candidate.HeadFirst))
        {
            return false;
        }

        for (var i = candidate.Index + 1; i < _phrases.Count && i < candidate.Index + 4; i++)
        {
            if (_phrases[i].Possessor == candidate)
            {
                return _phrases[i].IsSubject;
            }
        }

        return false;
    }

    // "He said Ann Roe would come": people rarely call themselves by name.
    private HashSet<ActorDraft> NamedInWordsOf(Phrase source)
    {
        var named = new HashSet<ActorDraft>();
        if (IsInserted(source))
        {
            AddNamed(named, Math.Max(_words.Text.Tokens.Sentences[source.Sentence].First, source.First - LongestInserted), source.First);
        }

        foreach (var span in source.IsSource ? _speech.ContentOf(source) : [])
        {
            AddNamed(named, _words.Text.Tokens.TokenAt(span.Start), _words.Text.Tokens.TokenAt(span.End - 1) + 1);
        }

        return named;
    }

    private void AddNamed(HashSet<ActorDraft> named, int first, int end)
    {
        for (var i = FirstPhrase(first); i < _phrases.Count && _phrases[i].First < end; i++)
        {
            var phrase = _phrases[i];
            var actors = phrase.Kind != PhraseKind.Name ? [] : phrase.Actors.Count > 0 ? phrase.Actors : _registry.Candidates(_registry.Fold(phrase), phrase);
            if (actors.Count == 1)
            {
                named.Add(actors[0]);
            }
        }
    }

    // "People like Ann Roe, he said.": what stands before is what he said, also where no attribution was found.
    private bool IsInserted(Phrase phrase) => _words.Word(phrase.First - 1) == "," && _words.Word(phrase.End) is "said" or "says" or "added" or "wrote" or "noted" or "argued" or "explained"
        && _words.Word(phrase.End + 1) is "," or ".";

    // The first phrase that begins at or after the token.
    private int FirstPhrase(int token)
    {
        var (low, high) = (0, _phrases.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _phrases[middle].First < token ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int Fit(ActorDraft actor, PronounClass kind) => kind switch
    {
        PronounClass.He or PronounClass.She => (actor.Gender != '-' ? 16 : 0) + (actor.Kind == ActorKind.Person ? 4 : -10),
        PronounClass.It => actor.Kind is ActorKind.Organisation or ActorKind.Government ? 6 : actor.Kind == ActorKind.Document ? 0 : -12,
        PronounClass.They => actor.Kind == ActorKind.Group ? 18 : actor.Kind == ActorKind.Government ? -20 : -12,
        _ => 0,
    };

    // Whether an unresolved phrase may be the man or woman.
    private bool CanBe(Phrase candidate, PronounClass kind)
    {
        var lower = _words.Lower[candidate.HeadFirst];
        if (kind is PronounClass.They)
        {
            return candidate.IsPlural;
        }

        if (kind is PronounClass.It)
        {
            return candidate is { Kind: PhraseKind.Nominal, IsPlural: false } && !ActorLexicon.IsPerson(lower);
        }

        if (candidate.IsPlural || (candidate.Kind == PhraseKind.Nominal && !ActorLexicon.IsPerson(lower)))
        {
            return false;
        }

        var gender = candidate.Kind == PhraseKind.Pronoun ? lower == "he" ? 'm' : 'f'
            : candidate.Kind == PhraseKind.Name ? GenderIn(candidate) : ActorLexicon.GenderOf(lower);
        return gender == '-' || gender == (kind == PronounClass.He ? 'm' : 'f');
    }

    // A name of unknown kind is taken for a person only where it stands alone like one.
    private bool IsHuman(ActorDraft actor, Phrase candidate) => actor.Kind == ActorKind.Person
        || (actor.Kind is null && !actor.IsDropped && candidate.Determiner.Length == 0 && _words.Tag(candidate.HeadEnd - 1) is not "NNPS"
            && candidate.Kind != PhraseKind.Modifier && actor.ActorUses > 0);

    private bool Agrees(ActorDraft actor, Phrase candidate, PronounClass kind) => kind switch
    {
        PronounClass.He => IsHuman(actor, candidate) && actor.Gender != 'f' && !candidate.IsPlural,
        PronounClass.She => IsHuman(actor, candidate) && actor.Gender != 'm' && !candidate.IsPlural,
        PronounClass.It => actor.Kind is ActorKind.Organisation or ActorKind.Government or ActorKind.Document or null && actor.Gender == '-',
        PronounClass.They => actor.Kind is ActorKind.Group or ActorKind.Organisation or ActorKind.Government,
        _ => false,
    };

    // "her counterpart" is not "her", nor "Ann Roe, her counterpart"; nor does "its chairwoman" contain its own owner.
    private static bool IsOwnPhrase(Phrase candidate, Phrase phrase) =>
        candidate.Possessor == phrase || candidate.Apposition?.Possessor == phrase || (candidate.First <= phrase.First && candidate.End >= phrase.End);

    // "Ann told her": an object is not the subject of its own verb.
    private bool IsBoundLocally(Phrase candidate, Phrase phrase)
    {
        if (candidate.Sentence != phrase.Sentence || _words.Tag(phrase.HeadFirst) == "PRP$" || _words.Lower[phrase.HeadFirst].EndsWith("self", StringComparison.Ordinal)
            || _words.Lower[phrase.HeadFirst] is "he" or "she" or "they" or "his" or "its" or "their")
        {
            return false;
        }

        if (_words.Lower[phrase.HeadFirst] == "it" && phrase.IsSubject)
        {
            return false;
        }

        for (var i = candidate.End; i < phrase.First; i++)
        {
            if (_words.Lower[i] is "that" or "who" or "which" or "because" or "if" or "while" or "when" or "after" or "before" or "whether" or "," or ";"
                || _words.Tag(i) is "``" or "''")
            {
                return false;
            }

            if (_words.Tag(i) is "PRP" && _words.Lower[i] is "he" or "she" or "they" or "it")
            {
                return false;
            }
        }

        return true;
    }
}
