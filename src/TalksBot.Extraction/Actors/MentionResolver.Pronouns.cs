using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class MentionResolver
{
    // Two antecedents closer than this in score are equally good: the pronoun stays open.
    private const int Margin = 12;
    private const int GenderReach = 40;
    private const int NearestSubject = 22;
    private const int UnknownAndFar = 24;
    private const int SentencesBack = 4;
    private static readonly int[] ByDistance = [74, 58, 29, 16, 8];

    private void ResolvePronoun(Phrase phrase)
    {
        var kind = Pronouns.ClassOf(_words.Lower[phrase.HeadFirst]);
        if (kind is PronounClass.I or PronounClass.We)
        {
            ResolveSpeaker(phrase, kind);
            return;
        }

        if (kind == PronounClass.It && IsEmpty(phrase.HeadFirst))
        {
            return;
        }

        if (ContinuesSpeaker(phrase, kind))
        {
            return;
        }

        // "if the guild stops its strike": what is possessed belongs to the nearest subject first.
        Phrase? nearest = null;
        if (_words.Tag(phrase.HeadFirst) == "PRP$")
        {
            nearest = _recent.FindLast(other => other.IsSubject && other.Index < phrase.Index && other.Sentence == phrase.Sentence && other.Quotation == phrase.Quotation);
        }

        // "its chairwoman": only a body has one.
        var ownsPerson = kind == PronounClass.It && phrase.Index + 1 < _phrases.Count && _phrases[phrase.Index + 1] is { Kind: PhraseKind.Nominal } possessed
            && possessed.Possessor == phrase && ActorLexicon.IsPerson(_words.Lower[possessed.HeadFirst]);
        var speaker = phrase.Quotation >= 0 ? _speech.SourceOf(phrase.HeadFirst) : null;
        var scores = new Dictionary<ActorDraft, (int Score, double Confidence)>();
        var nobody = 0;
        var pairs = new List<(Phrase First, int Score)>();
        var here = new HashSet<ActorDraft>();
        var hasSubjectHere = false;
        for (var i = _recent.Count - 1; i >= 0 && i >= _recent.Count - Reach; i--)
        {
            var candidate = _recent[i];
            var distance = phrase.Sentence - candidate.Sentence;
            if (distance > SentencesBack)
            {
                break;
            }

            if (candidate.Index >= phrase.Index || IsOwnPhrase(candidate, phrase))
            {
                continue;
            }

            if (kind == PronounClass.They && candidate.Actors.Count > 1)
            {
                pairs.Add((candidate, Score(candidate, phrase, distance) + 15));
                continue;
            }

            if (kind == PronounClass.They && candidate is { Coordinate: { Actors.Count: 1 } second, Actors.Count: 1 } && second.Index < phrase.Index
                && second.Actors[0] != candidate.Actors[0])
            {
                pairs.Add((candidate, Score(candidate, phrase, distance) + 15));
            }

            if (candidate.Actors.Count == 0 && CanBe(candidate, kind) && !IsBoundLocally(candidate, phrase)
                && (!ownsPerson || ActorLexicon.Bodies.ContainsKey(_words.Lower[candidate.HeadFirst])))
            {
                nobody = Math.Max(nobody, Score(candidate, phrase, distance) + (candidate.IsPossessor ? 22 : 8));
            }

            if (candidate.Actors.Count != 1)
            {
                continue;
            }

            var actor = candidate.Actors[0];
            if (kind == PronounClass.They && phrase.Quotation >= 0 && actor.Kind != ActorKind.Group)
            {
                continue;
            }

            if (!Agrees(actor, candidate, kind) || (speaker is not null && speaker.Actors.Contains(actor)) || IsBoundLocally(candidate, phrase))
            {
                continue;
            }

            if (candidate.Paragraph == phrase.Paragraph)
            {
                here.Add(actor);
                hasSubjectHere |= candidate is { Kind: PhraseKind.Name, IsSubject: true } && !_speech.IsReported(candidate.HeadFirst);
            }

            var score = Score(candidate, phrase, distance) + Fit(actor, kind) + (candidate == nearest ? NearestSubject : 0);
            if (kind is PronounClass.He or PronounClass.She && actor.Gender == '-' && candidate.Paragraph != phrase.Paragraph)
            {
                score -= UnknownAndFar;
            }

            if (!scores.TryGetValue(actor, out var best) || best.Score < score)
            {
                scores[actor] = (score, candidate.Confidence);
            }
        }

        // A paragraph that has its own subject no longer speaks of the one before.
        if (hasSubjectHere && kind is PronounClass.He or PronounClass.She)
        {
            foreach (var actor in scores.Keys.Where(actor => !here.Contains(actor)).ToList())
            {
                scores[actor] = scores[actor] with { Score = scores[actor].Score - 20 };
            }
        }

        Decide(phrase, kind, scores, pairs, nobody);
    }

    private static void Decide(Phrase phrase, PronounClass kind, Dictionary<ActorDraft, (int Score, double Confidence)> scores, List<(Phrase First, int Score)> pairs, int nobody)
    {
        var ranked = scores.OrderByDescending(pair => pair.Value.Score).ThenByDescending(pair => pair.Key.Last?.First ?? 0).Take(3).ToList();
        var bestPair = pairs.OrderByDescending(pair => pair.Score).Take(1).ToList();
        if (bestPair.Count > 0 && bestPair[0].Score >= nobody + Margin && bestPair[0].Score > 60 && (ranked.Count == 0 || bestPair[0].Score >= ranked[0].Value.Score + Margin))
        {
            var first = bestPair[0].First;
            phrase.Actors.AddRange(first.Actors.Count > 1 ? first.Actors : first.Actors.Concat(first.Coordinate!.Actors));
            phrase.Confidence = 0.6;
            return;
        }

        if (ranked.Count == 0 || ranked[0].Value.Score < 25)
        {
            return;
        }

        var lead = ranked.Count > 1 ? ranked[0].Value.Score - ranked[1].Value.Score : 60;
        if (bestPair.Count > 0)
        {
            lead = Math.Min(lead, ranked[0].Value.Score - bestPair[0].Score);
        }

        lead = Math.Min(lead, ranked[0].Value.Score - nobody);
        if (lead < Margin)
        {
            return;
        }

        var actor = ranked[0].Key;

        // A name that tells no gender does not win from a near one that tells the right one.
        if (kind is PronounClass.He or PronounClass.She && actor.Gender == '-'
            && ranked.Skip(1).Any(pair => pair.Key.Gender != '-' && ranked[0].Value.Score - pair.Value.Score < GenderReach))
        {
            return;
        }

        phrase.Actors.Add(actor);
        phrase.Confidence = Math.Round(Math.Min(ranked[0].Value.Confidence, Math.Min(0.95, 0.55 + lead / 100.0)), 2);
        if (kind is PronounClass.He or PronounClass.She)
        {
            // A pronoun that only one person can have tells that person's gender.
            if (actor.Gender == '-' && (ranked.Count == 1 || lead >= 30))
            {
                actor.Gender = kind == PronounClass.He ? 'm' : 'f';
            }

            if (actor.Kind is null)
            {
                (actor.Kind, actor.IsDropped) = (ActorKind.Person, false);
            }
        }
    }

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

        if (candidate.IsPossessor || candidate.Kind == PhraseKind.Modifier)
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

        if (phrase.Quotation < 0 && !phrase.IsSource && phrase.IsSubject && phrase.Paragraph == candidate.Paragraph && candidate.IsSubject && distance == 1)
        {
            score += 6;
        }

        // A mention in reported words is no antecedent for the words around them when the reporter himself fits.
        if (!_speech.IsSameSpeech(candidate.HeadFirst, phrase.HeadFirst) && _speech.IsReported(candidate.HeadFirst))
        {
            score -= 16;
        }

        score -= 7 * Math.Min(3, phrase.Paragraph - candidate.Paragraph);

        return score;
    }

    private static int Fit(ActorDraft actor, PronounClass kind) => kind switch
    {
        PronounClass.He or PronounClass.She => (actor.Gender != '-' ? 16 : 0) + (actor.Kind == ActorKind.Person ? 4 : -10),
        PronounClass.It => actor.Kind is ActorKind.Organisation or ActorKind.Government ? 6 : actor.Kind == ActorKind.Document ? 0 : -12,
        PronounClass.They => actor.Kind == ActorKind.Group ? 18 : actor.Kind == ActorKind.Government ? -20 : -12,
        _ => 0,
    };

    // "it is not clear whether", "it is up to them": no one.
    private bool IsEmpty(int token)
    {
        if (_words.Word(token + 1) is not ("is" or "was" or "'s" or "seems" or "remains" or "remained" or "would" or "will"))
        {
            return false;
        }

        for (var i = token + 2; i < Math.Min(token + 8, _words.Count) && _words.Sentence[i] == _words.Sentence[token]; i++)
        {
            if (_words.Lower[i] is "whether" or "that" or "if" or "who" or "how" or "what" or "when" or "where" || (_words.Lower[i] is "to" or "for" && _words.Tag(i - 1) is "JJ" or "RB" or "RP" or "IN" or "NN"))
            {
                return true;
            }

            if (_words.Tag(i) is not ("RB" or "JJ" or "VBN" or "VB" or "IN" or "DT" or "NN" or "RP" or "JJR"))
            {
                return false;
            }
        }

        return false;
    }

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

    // "I" is whoever says the words; in the narration, the author, who is no actor.
    private void ResolveSpeaker(Phrase phrase, PronounClass kind)
    {
        var source = _speech.SourceOf(phrase.HeadFirst);
        if (phrase.Quotation < 0 || source is null || source.Actors.Count == 0 || (kind == PronounClass.I && source.Actors.Count > 1))
        {
            return;
        }

        phrase.Actors.AddRange(source.Actors);
        phrase.Confidence = Math.Round(source.Confidence * (kind == PronounClass.I ? 0.95 : 0.7), 2);
    }

    // "X, who": the phrase right before it.
    private void ResolveRelative(Phrase phrase)
    {
        for (var i = phrase.Index - 1; i >= 0 && i > phrase.Index - 6; i--)
        {
            var before = _phrases[i];
            if (before.Kind == PhraseKind.Modifier || before.IsPossessor)
            {
                continue;
            }

            var gap = phrase.First - before.End;
            var isNext = gap == 0 || (gap == 1 && _words.Word(before.End) == ",") || (gap == 1 && _words.Tag(before.End) == "IN")
                || (gap == 2 && _words.Word(before.End) == "," && _words.Tag(before.End + 1) == "IN");
            if (!isNext || before.Sentence != phrase.Sentence)
            {
                return;
            }

            // "a friend of Ann Roe, who": a person for "who".
            if (before.Actors.Count > 0)
            {
                var isHuman = before.Actors.TrueForAll(actor => actor.Kind is ActorKind.Person or ActorKind.Group or null);
                if (_words.Lower[phrase.HeadFirst] is "who" or "whom" ? isHuman : _words.Lower[phrase.HeadFirst] == "whose" || !isHuman || before.IsPlural)
                {
                    phrase.Actors.AddRange(before.Actors);
                    phrase.Confidence = Math.Min(0.85, before.Confidence);
                }
            }

            return;
        }
    }
}
