using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Finds the reporting verbs of a sentence, and who is their subject.</summary>
internal sealed partial class CueFinder(SentenceItems items, int sentence)
{
    private readonly List<CueCandidate> _found = [];

    /// <summary>The candidates, in reading order.</summary>
    public List<CueCandidate> Find()
    {
        for (var i = 0; i < items.Count; i++)
        {
            if ((items.IsVerb(i) || IsMistaggedVerb(i)) && Candidate(i) is { } candidate)
            {
                _found.Add(candidate);
            }
        }

        return _found;
    }

    // "both governments say": now and then a plural noun in the tagger's eyes.
    private bool IsMistaggedVerb(int at) =>
        items.Tag(at) is "NNS" or "NN" or "JJ" && items.Lemma(at) is "say" or "said" or "says" or "told" or "tell";

    private CueCandidate? Candidate(int verb)
    {
        var lemma = items.Lemma(verb) switch { "said" or "says" => "say", "told" => "tell", var other => other };
        var entry = CueLexicon.Verb(lemma, items.Lemma(verb + 1));
        var group = VerbGroup.At(items, verb);
        if (Silence.At(items, verb, group) is { } silence)
        {
            return WithSubject(silence.Entry, silence.Group, silence.After, isSilence: true, silence.Content);
        }

        if (entry is null)
        {
            return Unlisted(verb, group);
        }

        if (group.IsInfinitive)
        {
            return GoesOn(verb, group) is { } whole ? WithSubject(entry, whole, verb + 1, isSilence: false, -1) : null;
        }

        var after = verb + 1 + (entry.Particle.Length > 0 ? 1 : 0);
        if (group.IsPassive)
        {
            return Passive(entry, group, after);
        }

        // "would confirm only that": what is left of a refusal is said.
        var isOnly = group.Modal == "would" && !group.IsNegated && items.Lemma(verb + 1) == "only" && entry.Takes('t') && items.Lemma(verb + 2) == "that";
        if ((group.Modal.Length > 0 && !isOnly) || (lemma == "deny" && items.Lemma(verb - 1) == "nor") || (items.Tag(verb) == "VB" && group.First == verb) || IsUnreal(verb, lemma))
        {
            return null;
        }

        return Inverted(entry, group, after) ?? WithSubject(entry, group, after, isSilence: false, -1);
    }

    // "asked not to be named", "asked about it an hour later, ..."
    private bool IsUnreal(int verb, string lemma) =>
        lemma == "ask" && ((items.Tag(verb + 1) == "RB" && items.Tag(verb + 2) == "TO")
            || ((verb == 0 || items.Tag(verb - 1) is ",") && items.Tag(verb) is "VBN" or "VBD" && !items.BeginsPhrase(verb + 1)));

    // "went on to say", "continued to insist"
    private VerbGroup? GoesOn(int verb, VerbGroup group)
    {
        var at = group.First - 1;
        var governor = items.Lemma(at) == "on" && items.Lemma(at - 1) == "go" ? at - 1 : at;
        if (items.Lemma(governor) is not ("go" or "continue" or "proceed") || !items.IsVerb(governor))
        {
            return null;
        }

        var outer = VerbGroup.At(items, governor);
        return outer.IsInfinitive || outer.Modal.Length > 0 || outer.IsNegated ? null : group with { First = outer.First, IsInfinitive = false };
    }

    private CueCandidate? Inverted(CueEntry entry, VerbGroup group, int after)
    {
        var left = items.Tag(group.First - 1);
        if (group.First != group.Verb || !entry.Takes('f') || entry.Takes('a') && entry.Lemma is not "ask" || items.Tag(group.Verb) is "VBG" or "VB"
            || !(left is "," or SentenceItems.Quote or "''" || group.First == 0)
            || SourceFinder.After(items, after) is not { } source)
        {
            return null;
        }

        if (items.IsFinite(source.End) || items.Lemma(source.End) is "that" or "to" || items.Tag(source.End) is "VBG" or "RB" && items.IsFinite(source.End + 1))
        {
            return null;
        }

        var isName = items.Tag(source.Head) is "NNP" or "NNPS" or "PRP";
        if (left == "," && !items.HasClause(0, group.First) && !(isName && entry.Takes('t') && items.Tag(source.End) is "," or "." or ":" or ""))
        {
            return null;
        }

        // "Holt, the chair, confirmed the call": a subject around commas wins over an object that could be one.
        if (left == "," && SourceFinder.Before(items, group.First) is { } before && (!isName || items.Tag(before.Head) is "NNP"))
        {
            return null;
        }

        if (group.First == 0 && items.Tag(source.End) != ":")
        {
            return null;
        }

        var draft = NewDraft(entry, group, source);
        draft.Cue = new IndexRange(group.First, after);
        return new CueCandidate(draft, entry, group, source.End)
        {
            IsInverted = true,
            Start = group.First - (left == "," ? 1 : 0),
            IsSibling = true,
        };
    }

    private CueCandidate? Passive(CueEntry entry, VerbGroup group, int after)
    {
        // "was told by the envoy that": the agent is the source, the subject the addressee.
        var by = -1;
        for (var i = after; i < items.Count && i < after + 10 && !items.IsFinite(i) && items.Lemma(i) != "that"; i++)
        {
            if (items.Lemma(i) == "by" && items.BeginsPhrase(i + 1) && !items.IsTime(i + 1, items.PhraseTo(i + 1)))
            {
                by = i;
                break;
            }
        }

        if (by < 0 || !(entry.Takes('t') || entry.Takes('w')) || SourceFinder.After(items, by + 1) is not { } source || group.IsNegated || group.Modal is not "")
        {
            return null;
        }

        var subject = SourceFinder.Before(items, group.First);
        var draft = NewDraft(entry, group, source with { Left = subject?.First ?? group.First });
        draft.Addressee = entry.Takes('a') && subject is not null ? new IndexRange(subject.First, subject.End) : default;
        return new CueCandidate(draft, entry, group, source.End) { Start = subject?.First ?? group.First, IsSibling = false };
    }

    private CueCandidate? WithSubject(CueEntry entry, VerbGroup group, int after, bool isSilence, int content)
    {
        if (group.IsParticiple)
        {
            return Participle(entry, group, after);
        }

        var source = SourceFinder.Before(items, group.First);
        if (source is null && Coordination(group) is var conjunction and >= 0)
        {
            source = items.Tag(group.Verb) == "VBN" && group.First == group.Verb | isSilence && _found.Count == 0 ? null : Ellipted(conjunction);
            return source is null ? null : Finish(entry, group, after, source, isSilence, content, conjunction, isSibling: true);
        }

        if (source is null || !IsSubject(source, group))
        {
            return null;
        }

        // "countries that support the plan" tells which countries, not what they said.
        if (source.IsAntecedent && !entry.Takes('t') && items.Tag(source.Left - 1) != ",")
        {
            return null;
        }

        var left = source.Left;
        var start = left;
        var isSibling = false;
        var previous = items.Tag(left - 1);
        if (previous == "CC" || items.Lemma(left - 1) is "although" or "though" or "while" or "whereas")
        {
            start = items.Tag(left - 2) == "," ? left - 2 : left - 1;
            isSibling = true;
        }
        else if (previous is "," or ":" or SentenceItems.Quote or "''")
        {
            start = previous is "," or ":" ? left - 1 : left;
            isSibling = true;
        }

        return Finish(entry, group, after, source, isSilence, content, start, isSibling);
    }

    private CueCandidate Finish(CueEntry entry, VerbGroup group, int after, SourceItems source, bool isSilence, int content, int start, bool isSibling)
    {
        var draft = NewDraft(entry, group, source);
        draft.Cue = new IndexRange(group.First, after);
        var relative = RelativeBefore(source);
        if (relative.Count > 0)
        {
            (start, isSibling) = (items.Tag(relative.First - 1) == "," ? relative.First - 1 : relative.First, items.Tag(relative.First - 1) == ",");
        }

        return new CueCandidate(draft, entry, group, after)
        {
            IsSilence = isSilence,
            FixedContent = content,
            Start = start,
            IsSibling = isSibling && !source.IsAntecedent,
            Relative = relative,
            IsInsertedRelative = source.IsAntecedent && items.Tag(source.Left - 1) == ",",
        };
    }

    // "an idea that Holt said she would study", "the town, which they suspect wants war"
    private IndexRange RelativeBefore(SourceItems source)
    {
        var pronoun = source.First - 1;
        var isThat = items.Lemma(pronoun) == "that" && items.EndsPhrase(pronoun - 1) && items.Tag(items.PhraseFrom(pronoun - 1) - 1) == ",";
        if (source.IsAntecedent || source.IsEllipted || !(items.Tag(pronoun) is "WDT" or "WP" || isThat))
        {
            return default;
        }

        var before = items.Tag(pronoun - 1) == "," ? pronoun - 2 : pronoun - 1;

        // "told the dockers that Marek had assured her": they are told, not assured.
        var verb = items.PhraseFrom(before) - 1;
        if (items.Lemma(pronoun) == "that" && items.IsVerb(verb) && CueLexicon.Verb(items.Lemma(verb), "") is { } outer && outer.Takes('a') && outer.Takes('t'))
        {
            return default;
        }

        return items.EndsPhrase(before) ? new IndexRange(items.PhraseFrom(before), before + 1) : default;
    }

    private CueCandidate? Participle(CueEntry entry, VerbGroup group, int after)
    {
        var before = group.First - 1;
        if (!entry.Takes('t') && !entry.Takes('o') && !entry.Takes('a'))
        {
            // "blasting", "offering": an act that goes with the main verb, seldom a report.
            return null;
        }

        if (items.PhraseFrom(group.Verb) >= 0 && items.PhraseTo(group.Verb) > group.Verb + 1)
        {
            return null;
        }

        if (items.EndsPhrase(before) && items.Tag(before) is not ("NNP" or "PRP") && !items.IsTime(items.PhraseFrom(before), before + 1))
        {
            // "a letter saying that"
            var owner = SourceFinder.Before(items, group.First);
            return owner is null ? null : Finish(entry, group, after, owner with { Confidence = 0.7 }, isSilence: false, -1, owner.First, isSibling: false);
        }

        if (items.Tag(before) is not ("," or SentenceItems.Quote or "''" or "CC" or ":") && !(items.Tag(before) == "IN" && items.Lemma(before) is "by" or "after" or "before" or "while" or "in")
            && !items.EndsPhrase(before))
        {
            return null;
        }

        var source = Ellipted(group.First);
        return source is null ? null : Finish(entry, group, after, source, isSilence: false, -1, before, isSibling: true);
    }

    // "X said A and added": the conjunction before the verb, with its comma; -1 where there is none.
    private int Coordination(VerbGroup group)
    {
        var at = group.First - 1;
        while (items.Tag(at) is "RB" && items.PhraseFrom(at) < 0)
        {
            at--;
        }

        if (items.Tag(at) == "CC")
        {
            return items.Tag(at - 1) == "," ? at - 1 : at;
        }

        // "called it late, said it was over and left": a list of verbs.
        return items.Tag(at) == "," && _found.Count > 0 && !_found[^1].IsInverted ? at : -1;
    }

    // The subject of the verb that this one is joined to.
    private SourceItems? Ellipted(int before)
    {
        for (var i = _found.Count - 1; i >= 0; i--)
        {
            if (_found[i].Draft.Source is { } source && !_found[i].Draft.Source!.IsAntecedent && _found[i].Group.Verb < before && _found[i].Relative.Count == 0)
            {
                return source with { IsEllipted = true, Confidence = source.Confidence * 0.9 };
            }
        }

        for (var i = 0; i < before; i++)
        {
            if (items.IsFinite(i))
            {
                var first = VerbGroup.At(items, i).First;
                var source = SourceFinder.Before(items, first);
                if (source is not null && !source.IsAntecedent && source.First <= i)
                {
                    return source with { IsEllipted = true, Confidence = 0.65 };
                }

                if (source is null)
                {
                    return null;
                }
            }
        }

        return null;
    }

    private bool IsSubject(SourceItems source, VerbGroup group)
    {
        if (TimeWords.IsTime(items.Lemma(source.Head)) || items.Lemma(source.Head) is "there")
        {
            return false;
        }

        var before = items.Lemma(source.Left - 1);
        if (before is "if" or "unless" or "whether" or "than")
        {
            return false;
        }

        // A past participle without "be" or "have" after a noun: "the plan announced on Monday".
        if (group.First == group.Verb && items.Tag(group.Verb) == "VBN")
        {
            return items.Lemma(group.Verb + 1) is not "by" && (items.Tag(source.Head) is "NNP" or "PRP" || ClosesSentence(source, group.Verb));
        }

        return items.Lemma(source.First) is not ("no" or "nobody" or "none") || group.IsNegated;
    }

    // "The port will close, the two ministers announced on Monday": the tagger takes it for a participle, but nothing else can be the verb.
    private bool ClosesSentence(SourceItems source, int verb)
    {
        if (items.Tag(source.Left - 1) != "," || !items.HasClause(0, source.Left) || items.Tag(source.Head) is not ("NN" or "NNS") || items.IsFinite(0))
        {
            return false;
        }

        for (var i = verb + 1; i < items.Count && items.Tag(i) != ","; i++)
        {
            if (items.IsFinite(i) || items.Tag(i) == SentenceItems.Quote)
            {
                return false;
            }
        }

        return items.Tag(verb + 1) is "." or "," or "IN" or "NNP" or "" && !IsRelativeBefore(source.Left);
    }

    private bool IsRelativeBefore(int end)
    {
        for (var i = end - 2; i >= 0 && items.Tag(i) != ","; i--)
        {
            if (items.Tag(i) is "WP" or "WDT")
            {
                return true;
            }
        }

        return false;
    }

    private Draft NewDraft(CueEntry entry, VerbGroup group, SourceItems source)
    {
        var isNegated = group.IsNegated && entry.Polarity != Polarity.Declined;
        return new Draft
        {
            Items = items,
            Sentence = sentence,
            Source = source,
            Cue = new IndexRange(group.First, group.Verb + 1),
            Lemma = entry.Lemma.Length > 0 ? entry.Lemma : items.Lemma(group.Verb),
            Class = isNegated && entry.Class == CueClass.Agreed ? CueClass.Refused : entry.Class,
            Polarity = isNegated ? Polarity.Denied : entry.Polarity,
            Confidence = source.Confidence,
        };
    }
}
