using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Decides in reading order whom each phrase stands for; what stays open between two people is left open.</summary>
internal sealed partial class MentionResolver
{
    private readonly WordView _words;
    private readonly NameShape _names;
    private readonly NameRegistry _registry;
    private readonly List<Phrase> _phrases;
    private readonly SpeechIndex _speech;
    private readonly List<Phrase> _recent = [];
    private readonly Dictionary<string, List<ActorDraft>> _byHead = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActorDraft> _unnamed = new(StringComparer.Ordinal);

    public MentionResolver(WordView words, NameShape names, NameRegistry registry, List<Phrase> phrases, SpeechIndex speech) =>
        (_words, _names, _registry, _phrases, _speech) = (words, names, registry, phrases, speech);

    /// <summary>Fills <see cref="Phrase.Actors"/> of every phrase that can be decided.</summary>
    public void Resolve()
    {
        foreach (var phrase in _phrases)
        {
            if (phrase.Kind == PhraseKind.Name && phrase.Actors.Count == 1)
            {
                LearnRoles(phrase, phrase.Actors[0]);
            }
        }

        KindJudge.Decide(_words, _phrases, _registry);
        foreach (var actor in _registry.All)
        {
            foreach (var head in actor.Heads.ToList())
            {
                Index(actor, head);
            }
        }

        RememberDocuments();

        // Words outside quotations first: a quotation's speaker is often named behind it.
        foreach (var phrase in _phrases.Where(phrase => phrase.Quotation < 0))
        {
            ResolveOne(phrase);
        }

        _recent.Clear();
        foreach (var actor in _registry.All.Concat(_unnamed.Values))
        {
            actor.Mentions = 0;
            actor.Last = null;
        }

        foreach (var phrase in _phrases)
        {
            if (phrase.Quotation >= 0)
            {
                ResolveOne(phrase);
            }
            else if (phrase.Actors.Count > 0 || IsSomebody(phrase))
            {
                Remember(phrase);
            }
        }
    }

    private void ResolveOne(Phrase phrase)
    {
        if (phrase.IsDone)
        {
            return;
        }

        phrase.IsDone = true;
        switch (phrase.Kind)
        {
            case PhraseKind.Name or PhraseKind.Modifier:
                ResolveName(phrase);
                break;
            case PhraseKind.Nominal:
                ResolveNominal(phrase);
                break;
            case PhraseKind.Pronoun:
                ResolvePronoun(phrase);
                break;
            case PhraseKind.Relative:
                ResolveRelative(phrase);
                break;
        }

        if (phrase.Actors.Count > 0 || IsSomebody(phrase))
        {
            Remember(phrase);
        }
    }

    // Somebody whom nothing names here stands between a pronoun and those who were named before.
    private bool IsSomebody(Phrase phrase) => phrase.Kind switch
    {
        PhraseKind.Name => true,
        PhraseKind.Nominal => phrase.Determiner is not ("no" or "any" or "every" or "each"),
        PhraseKind.Pronoun => _words.Lower[phrase.HeadFirst] is "he" or "she",
        _ => false,
    };

    private void Remember(Phrase phrase)
    {
        _recent.Add(phrase);
        foreach (var actor in phrase.Actors)
        {
            actor.Mentions++;
            actor.Last = phrase;
        }
    }

    private void ResolveName(Phrase phrase)
    {
        if (phrase.Actors.Count == 0)
        {
            if (_words.IsHeadline[phrase.HeadFirst])
            {
                _registry.Trim(phrase);
            }

            var word = _registry.Fold(phrase);
            var candidates = word.Length == 0 ? [] : _registry.Candidates(word, phrase);
            if (phrase.Kind == PhraseKind.Modifier && candidates.Count > 1)
            {
                return;
            }

            if (candidates.Count == 1)
            {
                phrase.Actors.Add(candidates[0]);
            }
            else if (candidates.Count > 1 && Choose(phrase, candidates) is { } chosen)
            {
                phrase.Actors.Add(chosen.Actor);
                phrase.Confidence = chosen.Confidence;
            }
        }

        if (phrase.Actors.Count == 1)
        {
            var actor = phrase.Actors[0];
            if (phrase.Kind == PhraseKind.Name)
            {
                LearnRoles(phrase, actor);
                LearnBody(phrase, actor);
                if (phrase.Possessor is not null && phrase.RoleEnd > phrase.RoleFirst)
                {
                    LearnFromPossessor(phrase, actor, _words.Lower[phrase.RoleEnd - 1]);
                }

                actor.AddAlias(TextOf(phrase.HeadFirst, phrase.HeadEnd));
            }
        }
    }

    // Several people share the name: role, title or gender in the phrase decide, else the paragraph, else nobody.
    private (ActorDraft Actor, double Confidence)? Choose(Phrase phrase, List<ActorDraft> candidates)
    {
        var cues = CuesOf(phrase);
        var gender = GenderIn(phrase);
        var fitting = candidates;
        if (gender != '-')
        {
            fitting = fitting.FindAll(actor => actor.Gender == gender || actor.Gender == '-');
        }

        if (cues.Count > 0)
        {
            var byRole = fitting.FindAll(actor => cues.Exists(cue => HasHead(actor, cue)));
            if (byRole.Count > 1)
            {
                // "the trade minister" against "the deputy trade minister": all words count.
                var words = WordsOfRole(phrase);
                var strict = byRole.FindAll(actor => words.TrueForAll(actor.RoleWords.Contains));
                byRole = strict.Count > 0 ? strict : byRole;
            }

            if (byRole.Count == 1)
            {
                return (byRole[0], 0.95);
            }

            if (byRole.Count == 0 && fitting.Exists(actor => actor.Heads.Count > 0))
            {
                fitting = fitting.FindAll(actor => actor.Heads.Count == 0);
            }
        }

        if (fitting.Count == 1)
        {
            return (fitting[0], 0.9);
        }

        var met = fitting.FindAll(actor => actor.Mentions > 0);
        if (met.Count == 1)
        {
            return (met[0], 0.75);
        }

        // "his wife Ann": the surname alone stays with the one who had it first.
        var own = fitting.FindAll(actor => !actor.Heads.Any(ActorLexicon.Kin.ContainsKey));
        if (own.Count == 1)
        {
            return (own[0], 0.7);
        }

        // The one whom this paragraph, or the last sentences, named when the others are far.
        var here = met.FindAll(actor => actor.Last!.Paragraph == phrase.Paragraph);
        if (here.Count == 1)
        {
            return (here[0], 0.6);
        }

        var near = met.FindAll(actor => phrase.Sentence - actor.Last!.Sentence <= 3);
        if (near.Count == 1 && here.Count == 0 && met.TrueForAll(actor => actor == near[0] || near[0].Last!.Sentence - actor.Last!.Sentence >= 4))
        {
            return (near[0], 0.6);
        }

        return null;
    }

    private List<string> CuesOf(Phrase phrase)
    {
        var cues = new List<string>();
        AddHeads(phrase, cues);
        if (phrase.Apposition is { Kind: PhraseKind.Nominal } other)
        {
            AddHeads(other, cues);
            cues.Add(_words.Lower[other.HeadFirst]);
        }

        return cues;
    }

    private void AddHeads(Phrase phrase, List<string> cues)
    {
        for (var i = phrase.RoleFirst; i < phrase.RoleEnd; i++)
        {
            if (ActorLexicon.Roles.ContainsKey(_words.Lower[i]) || ActorLexicon.Kin.ContainsKey(_words.Lower[i]))
            {
                cues.Add(_words.Lower[i]);
            }
        }
    }

    private List<string> WordsOfRole(Phrase phrase)
    {
        var source = phrase.Apposition is { Kind: PhraseKind.Nominal } other ? other : phrase;
        var words = new List<string>();
        for (var i = source.RoleFirst; i < source.RoleEnd; i++)
        {
            if (_words.IsNoun(i) || _words.Tag(i) == "JJ")
            {
                words.Add(_words.Lower[i]);
            }
        }

        return words;
    }

    private char GenderIn(Phrase phrase)
    {
        for (var i = phrase.RoleFirst; i < phrase.RoleEnd; i++)
        {
            if (ActorLexicon.GenderOf(_words.Lower[i].TrimEnd('.')) is var gender && gender != '-')
            {
                return gender;
            }
        }

        return phrase.Apposition is { Kind: PhraseKind.Nominal } other ? ActorLexicon.GenderOf(_words.Lower[other.HeadFirst]) : '-';
    }

    private void Index(ActorDraft actor, string head)
    {
        if (!_byHead.TryGetValue(head, out var bearers))
        {
            _byHead[head] = bearers = [];
        }

        if (!actor.IsIndexed.Add(head))
        {
            return;
        }

        bearers.Add(actor);
        actor.Heads.Add(head);
        actor.RoleWords.Add(head);
    }

    private static bool HasHead(ActorDraft actor, string head) => actor.Heads.Contains(head)
        || (ActorLexicon.Narrower.TryGetValue(head, out var narrower) && Array.Exists(narrower, actor.Heads.Contains));

    private TextSpan SpanOf(Phrase phrase) => _words.Text.Tokens.SpanOf(new IndexRange(phrase.First, phrase.End));

    private string TextOf(int first, int end) =>
        Names.Plain(_words.Text.Tokens.SpanOf(new IndexRange(first, Math.Max(first, end))).Slice(_words.Text.Text));
}
