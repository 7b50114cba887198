using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class MentionResolver
{
    // Two antecedents closer than this in score are equally good: the pronoun stays open.
    private const int Margin = 12;
    private const int GenderReach = 40;
    private const int GenderReachInSentence = 90;
    private const int NearestSubject = 22;
    private const int UnknownAndFar = 24;
    private const int NamedInOwnWords = 45;
    private const int LeadOverNearer = 50;
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
        var named = kind is PronounClass.He or PronounClass.She ? NamedInWordsOf(phrase) : [];
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
                // "His deputy, Karl Holm, left": of the two it is the deputy whom the paragraph is about.
                if (!candidate.IsPossessor || IsOwnerOfSubject(candidate))
                {
                    here.Add(actor);
                }

                hasSubjectHere |= (candidate is { Kind: PhraseKind.Name, IsSubject: true } || IsOwnerOfSubject(candidate)) && !_speech.IsReported(candidate.HeadFirst);
            }

            var score = Score(candidate, phrase, distance) + Fit(actor, kind) + (candidate == nearest ? NearestSubject : 0);
            if (kind is PronounClass.He or PronounClass.She && actor.Gender == '-' && candidate.Paragraph != phrase.Paragraph)
            {
                score -= UnknownAndFar;
            }

            if (named.Contains(actor))
            {
                score -= NamedInOwnWords;
            }

            if (!scores.TryGetValue(actor, out var best) || best.Score < score)
            {
                scores[actor] = (score, candidate.Confidence);
            }
        }

        here.ExceptWith(named);

        // A paragraph that has its own subject no longer speaks of the one before.
        if (hasSubjectHere && kind is PronounClass.He or PronounClass.She)
        {
            foreach (var actor in scores.Keys.Where(actor => !here.Contains(actor)).ToList())
            {
                scores[actor] = scores[actor] with { Score = scores[actor].Score - 20 };
            }
        }

        Decide(phrase, kind, scores, pairs, nobody, here);
    }

    private void Decide(Phrase phrase, PronounClass kind, Dictionary<ActorDraft, (int Score, double Confidence)> scores, List<(Phrase First, int Score)> pairs, int nobody, HashSet<ActorDraft> here)
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

        // "For Ann Roe it is far from what she had called enough": somebody of another paragraph must be much likelier than a name in the sentence itself.
        if (kind is PronounClass.He or PronounClass.She && !here.Contains(actor)
            && ranked.Skip(1).Any(pair => here.Contains(pair.Key) && pair.Key.Last is { } last && last.Sentence == phrase.Sentence && ranked[0].Value.Score - pair.Value.Score < LeadOverNearer))
        {
            return;
        }

        // A name that tells no gender does not win from a near one that tells the right one, unless it is what the paragraph is about.
        if (kind is PronounClass.He or PronounClass.She && actor.Gender == '-' && ranked.Skip(1).Any(IsSurer))
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

        bool IsSurer(KeyValuePair<ActorDraft, (int Score, double Confidence)> rival)
        {
            var (lead, isSame) = (ranked[0].Value.Score - rival.Value.Score, rival.Key.Last?.Sentence == phrase.Sentence);
            if (ranked[0].Key.Last is { } own && rival.Key.Last is { } other && _speech.SourceSpanOf(phrase.HeadFirst) is { } source
                && _speech.SourceOf(phrase.HeadFirst)?.Actors.Contains(actor) == true && own.Sentence == phrase.Sentence && source.Contains(SpanOf(other)))
            {
                // "Ann Roe, a niece of the mayor, said she would": the mayor only tells who Ann Roe is.
                return false;
            }

            return rival.Key.Gender != '-' && lead < (isSame ? GenderReachInSentence : GenderReach) && (isSame || !here.Contains(actor) || here.Contains(rival.Key));
        }
    }

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
}
