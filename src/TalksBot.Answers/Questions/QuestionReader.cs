using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Understands questions: who is asked about, what kind of fact is wanted, which words are its subject.</summary>
public sealed partial class QuestionReader(IFactReader reader)
{
    /// <summary>Questions are read up to this many UTF-16 code units; what follows is left out.</summary>
    public const int LongestQuestion = 1000;

    private const double AsideWeight = 0.35;

    // "First" is a word of little weight, but "the first boat" is not any.
    private const double FirstWeight = 3;

    // Nouns are compared as written: "hearing" is no form of "hear" here, "talks" none of "talk".
    private static readonly HashSet<string> MeetingNouns = Nouns(
        "meeting talks round session summit conference visit hearing gathering negotiation forum encounter appointment assembly congress retreat videoconference call dinner lunch breakfast workshop dialogue consultation");

    // Whoever meets may be called so.
    private static readonly HashSet<string> Attendants = Nouns("negotiator delegation delegate side party team official representative participant");
    private static readonly HashSet<string> MeetingVerbs = Stems("meet convene gather confer reconvene sit");
    private static readonly HashSet<string> Attending = Stems("talk speak see receive visit host participate attend resume vote ring travel fly");
    private static readonly HashSet<string> ProposalNouns = Stems("proposal offer counteroffer counterproposal plan demand bid scheme condition term concession request");
    private static readonly HashSet<string> PositionNouns = Stems("position stance stand view opinion attitude line");

    // "lined with trees", "bus lines", "stands still": these name a position only where something follows that it is taken on.
    private static readonly HashSet<string> VaguePositionNouns = Stems("stand view line");
    private static readonly HashSet<string> ResponseVerbs = Stems("accept reject refuse agree approve respond react answer welcome oppose decline consent");
    private static readonly HashSet<string> ReplyWords = Stems("reply respond react answer response reaction");
    private static readonly HashSet<string> SpecificMeetings = Nouns("hearing summit conference visit videoconference call dinner lunch breakfast vote workshop congress forum");
    private static readonly HashSet<string> ChangeWords = Stems("change changed shift evolve differ differently increase raise improve soften harden");
    /// <summary>Understands <paramref name="text"/>.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="today">The asker's today.</param>
    /// <param name="scope">What may be seen.</param>
    /// <param name="cancellationToken">Stops between two look-ups.</param>
    public async Task<Question> ReadAsync(string text, DateOnly today, FactScope scope, CancellationToken cancellationToken)
    {
        text = text.Length > LongestQuestion ? text[..LongestQuestion] : text;
        var quotedSpans = QuotedWords.Find(text);
        var terms = TermReader.Read(text).ToImmutableArray();
        var isQuoted = new bool[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            isQuoted[i] = quotedSpans.Exists(span => span.Contains(terms[i].Span));
        }

        var times = QuestionTimeReader.Read(terms, today).Where(time => !isQuoted[time.Terms.First]).ToImmutableArray();
        bool InTime(int i) => times.Any(time => i >= time.Terms.First && i < time.Terms.End);
        var (actors, unknown) = await new NameFinder(reader).FindAsync(scope, text, terms, i => isQuoted[i] || InTime(i), cancellationToken);

        var shape = QuestionShape.Of(text, terms, i => isQuoted[i]);
        var (intent, asked) = Decide(terms, isQuoted, quotedSpans.Count > 0, actors, shape, times.Length);
        var subject = FindSubject(text, terms, actors, shape, intent);

        bool InActor(int i) => actors.Exists(actor => i >= actor.Terms.First && i < actor.Terms.End);
        bool IsShape(int i) => shape.IsFrame(i);
        var frequencies = await CountAsync(terms, cancellationToken);
        var topic = ImmutableArray.CreateBuilder<TopicTerm>();
        var subjectTerms = ImmutableArray.CreateBuilder<TopicTerm>();
        bool IsSubjectMatter(int i) => !(isQuoted[i] || InTime(i) || InActor(i) || terms[i].IsStop || IsShape(i));
        for (var i = 0; i < terms.Length; i++)
        {
            if (!IsSubjectMatter(i))
            {
                continue;
            }

            // "the mediator Moll": the role is the subject's, not what was spoken of.
            if (subject is not null && i >= shape.SubjectFirst && i < subject.Terms.First && shape.SubjectEnd >= subject.Terms.End)
            {
                continue;
            }

            var weighted = new TopicTerm(terms[i], WeightOf(terms[i], i, asked, intent) * PlaceOf(terms, i, IsSubjectMatter), frequencies.GetValueOrDefault(terms[i].Folded));
            var isSpeaker = shape.Speaker is { } speaker && i >= speaker.First && i < speaker.End;
            if (subject is null && (isSpeaker || (shape.Speaker is null && i >= shape.SubjectFirst && i < shape.SubjectEnd)))
            {
                subjectTerms.Add(weighted);
            }
            else
            {
                topic.Add(weighted);
            }
        }

        var matter = topic.ToImmutable();
        var described = subjectTerms.ToImmutable();
        return new Question
        {
            Text = text,
            Terms = terms,
            Today = today,
            Scope = scope,
            Intent = intent,
            Asked = asked,
            Act = shape.Act,
            Quoted = [.. quotedSpans.Select(span => span.Slice(text))],
            Subject = subject,
            SubjectTerms = described,
            SubjectHead = HeadOf(described),
            Actors = [.. actors],
            UnknownNames = [.. Unknown(text, terms, unknown, frequencies)],
            Times = times,
            Topic = matter,
            TopicHead = HeadOf(matter),
            Addressee = Addressee(terms, shape),
            AskedNoun = shape.AskedNoun,
            AskedUntil = shape.AskedUntil,
            Clause = shape.Verb >= 0 ? [.. terms.Skip(shape.Verb + 1).SkipWhile(term => term.Folded == "that")] : [],
            AsksReply = terms.Any(term => ReplyWords.Contains(term.Stem)),
            LooksAhead = terms.Any(term => term.Folded is "will" or "next" or "upcoming" or "shall" or "planned" or "scheduled")
                || (terms.Length > 1 && terms.Take(4).Any(term => term.Folded is "when" or "where") && terms.Take(6).Any(term => term.Folded is "do" or "does" or "is" or "are")),
            WantsTown = shape.AsksTown,
            WantsYear = terms.Zip(terms.Skip(1)).Any(pair => pair is { First.Folded: "which" or "what", Second.Folded: "year" }),
            WantsLatest = terms.Zip(terms.Skip(1)).Any(pair => pair is { First.Folded: "became" or "happened", Second.Folded: "of" or "to" }) || terms.Any(term => term.Folded is "latest" or "now" or "still" or "current" or "currently" or "newest" or "today"),
        };
    }

    /// <summary>Whether the word names one kind of meeting ("hearing", "call") and not any.</summary>
    internal static bool IsSpecificMeeting(Term term) => SpecificMeetings.Contains(term.Folded);

    /// <summary>Whether a text has any word for meeting.</summary>
    internal static bool TellsOfMeeting(TermBag text) => text.Terms.Any(term => MeetingNouns.Contains(term.Folded) || MeetingVerbs.Contains(term.Stem) || Attending.Contains(term.Stem));

    private static (Intent Intent, Asked Asked) Decide(ImmutableArray<Term> terms, bool[] isQuoted, bool hasQuotation, List<NamedActor> actors, QuestionShape shape, int times)
    {
        var asked = shape.Asked;
        // "the Sound Line" asks for nobody's line, "a raise" for no change.
        bool IsOther(int i) => isQuoted[i] || actors.Exists(actor => i >= actor.Terms.First && i < actor.Terms.End)
            || (i > 0 && terms[i].Folded is "raise" or "increase" && terms[i - 1].Folded is "a" or "an" or "the" or "of" or "pay" or "wage");
        bool Has(HashSet<string> stems) => terms.Where((_, i) => !IsOther(i)).Any(term => stems.Contains(term.Stem) && term.Folded is not ("planned" or "planning" or "conditional" or "unconditional"));
        var verb = shape.Act;
        if (shape.Speaker is not null)
        {
            return (Intent.WhatSaid, asked);
        }

        // "Who rejected the freeze?" is not asked who spoke of it.
        if (asked.HasFlag(Asked.Who) && !hasQuotation && !shape.HasSubjectBeforeVerb && verb is { CueClass: CueClass.Agreed or CueClass.Refused })
        {
            return (Intent.Proposal, asked | Asked.Response);
        }

        if (asked.HasFlag(Asked.Who) && (hasQuotation || verb is not null) && !shape.HasSubjectBeforeVerb)
        {
            var proposes = verb is { CueClass: CueClass.Proposed } || (verb is { CueClass: CueClass.Demanded } && !hasQuotation);
            return (proposes && !hasQuotation ? Intent.WhoProposed : Intent.WhoSaid, asked);
        }

        var isFor = asked.HasFlag(Asked.Whether) && terms.Length > 2 && terms.Any(term => term.Folded is "against" or "favour" or "favor" or "oppose" or "opposes" or "opposed" or "support" or "supports" or "back" or "backs");
        if (actors.Count > 0 && isFor)
        {
            return (Intent.Position, asked);
        }

        if (actors.Count > 0 && shape.AsksTwice && (times > 1 || terms.Any(term => term.Folded is "now" or "before")))
        {
            return (Intent.Change, asked);
        }

        bool IsPosition(int i) => !IsOther(i) && PositionNouns.Contains(terms[i].Stem) && (!VaguePositionNouns.Contains(terms[i].Stem)
            || (i + 1 < terms.Length && terms[i + 1].Folded is "on" or "about" or "towards" or "toward" or "regarding" or "over") || (i + 1 == terms.Length && terms[0].Folded is "where"));
        if (Enumerable.Range(0, terms.Length).Any(IsPosition) && !terms.Any(term => term.Folded is "take" or "taken" or "took"))
        {
            return (Has(ChangeWords) ? Intent.Change : Intent.Position, asked);
        }

        var talksOfMeeting = terms.Where((_, i) => !isQuoted[i]).Any(term => MeetingNouns.Contains(term.Folded)) || Has(MeetingVerbs);
        var reacts = terms.Any(term => ReplyWords.Contains(term.Stem)) && shape.AsksHow;
        if (reacts)
        {
            return (Intent.Proposal, asked | Asked.Response);
        }

        // "X's answer to the offer".
        if (verb is null && terms.Any(term => ReplyWords.Contains(term.Stem)) && actors.Count > 0 && !Has(ProposalNouns))
        {
            return (Intent.WhatSaid, asked);
        }

        if (verb is not null && (asked & (Asked.When | Asked.Where | Asked.Clock)) != Asked.Nothing && verb.Value.CueClass == CueClass.Said && !talksOfMeeting && !shape.IsPlainSaying)
        {
            return (Intent.General, asked);
        }

        // "What happened to the session planned for Friday?"
        if (talksOfMeeting && terms.Zip(terms.Skip(1)).Any(pair => pair is { First.Folded: "happened" or "happen" or "became" or "become", Second.Folded: "to" or "of" or "with" }))
        {
            return (Intent.Meeting, asked | Asked.Whether);
        }

        // "Has a date been announced for the next talks?" asks when they are.
        if (talksOfMeeting && asked.HasFlag(Asked.Whether) && terms.Any(term => term.Folded is "date" or "day") && terms.Any(term => term.Stem is "announc" or "set" or "fix" or "agre" or "known" or "schedul"))
        {
            return (Intent.Meeting, asked | Asked.When);
        }

        // "When will they meet now, and when was it to be before?": a moved meeting knows both.
        if (talksOfMeeting && asked.HasFlag(Asked.When) && (verb is null || verb.Value.CueClass == CueClass.Plans))
        {
            return (Intent.Meeting, asked);
        }

        if (shape.ComparesTimes || (Has(ChangeWords) && (Has(ProposalNouns) || shape.AsksHow)))
        {
            return (Intent.Change, asked);
        }

        if (verb is not null && shape.HasSubjectBeforeVerb)
        {
            if (asked.HasFlag(Asked.Condition) || (verb.Value.CueClass is CueClass.Agreed or CueClass.Refused && !asked.HasFlag(Asked.When)))
            {
                return (Intent.Proposal, asked | (verb.Value.CueClass is CueClass.Agreed or CueClass.Refused ? Asked.Response : Asked.Nothing));
            }

            if (verb.Value.CueClass is CueClass.Proposed or CueClass.Demanded)
            {
                return (Intent.Proposal, asked);
            }

            if (!(talksOfMeeting && (asked & (Asked.When | Asked.Where)) != Asked.Nothing))
            {
                return (Intent.WhatSaid, asked);
            }
        }

        if (Has(ProposalNouns) && !(talksOfMeeting && (asked & (Asked.When | Asked.Where)) != Asked.Nothing))
        {
            return (Intent.Proposal, asked | (Has(ResponseVerbs) ? Asked.Response : Asked.Nothing));
        }

        if (talksOfMeeting && !shape.AsksLength && (asked & (Asked.When | Asked.Where | Asked.Whether | Asked.Who | Asked.Why | Asked.Clock | Asked.Means | Asked.HowMany)) != Asked.Nothing)
        {
            return (Intent.Meeting, asked);
        }

        if (asked.HasFlag(Asked.Means) && actors.Count > 1)
        {
            return (Intent.Meeting, asked);
        }

        return (shape.IsIdentity ? Intent.Identity : shape.Speaker is not null ? Intent.WhatSaid : Intent.General, asked);
    }

    private static bool IsUnknownName(string text, ImmutableArray<Term> terms, int first, int end) =>
        end - first > 1 || (terms[first].Span.Length > 3 && !terms[first].Span.Slice(text).All(char.IsUpper));

    private static NamedActor? FindSubject(string text, ImmutableArray<Term> terms, List<NamedActor> actors, QuestionShape shape, Intent intent)
    {
        if (intent is Intent.WhoSaid or Intent.WhoProposed)
        {
            return null;
        }

        if (shape.Speaker is { } speaker)
        {
            return actors.Find(actor => actor.Terms.First <= speaker.End && actor.Terms.End > speaker.First && !QuestionShape.HasRoleBefore(terms, actor.Terms.First, speaker.First));
        }

        if (shape.SubjectEnd > shape.SubjectFirst)
        {
            // The last name before the verb is its subject ("the spokesman of X" is nobody's name, though).
            var named = actors.FindLast(actor => actor.Terms.First >= shape.SubjectFirst && actor.Terms.End <= shape.SubjectEnd);
            return named is not null && !QuestionShape.HasRoleBefore(terms, named.Terms.First, shape.SubjectFirst) && !IsPossessive(text, terms, named, shape.SubjectEnd)
                ? named
                : null;
        }

        var isReply = intent == Intent.WhatSaid && shape.Act is null;
        if (!(intent is Intent.Proposal or Intent.Position or Intent.Change || isReply) || actors.Count == 0)
        {
            return null;
        }

        // "Renzo's offer"; "the position of the union ABC on the Korvian offer": what stands behind "on" is the subject matter.
        var on = terms.Select((term, i) => (term, i)).Where(pair => pair.i > 2 && pair.term.Folded is "on" or "about" or "regarding" or "towards").Select(pair => pair.i).FirstOrDefault(int.MaxValue);
        return actors.Find(actor => actor.Terms.First < on && IsPossessive(text, terms, actor, terms.Length))
            ?? actors.Find(actor => actor.Terms.First < on)
            ?? actors[0];
    }

    private static bool IsPossessive(string text, ImmutableArray<Term> terms, NamedActor actor, int before)
    {
        var end = terms[actor.Terms.End - 1].Span.End;
        return actor.Terms.End < before && end + 1 < text.Length && text[end] is '\'' or '’';
    }

    // Behind "tell": names, and those who write for papers.
    private static ImmutableArray<Term> Addressee(ImmutableArray<Term> terms, QuestionShape shape) =>
        shape.Verb < 0 || !shape.HasSubjectBeforeVerb || terms[shape.Verb].Folded is not ("tell" or "told")
            ? []
            : [.. terms.Skip(shape.Verb + 1).SkipWhile(term => term.Folded is "the" or "a" or "an").TakeWhile(term => term.IsCapitalised || term.Folded is "reporters" or "journalists").Take(4)];

    private async Task<ImmutableDictionary<string, long>> CountAsync(ImmutableArray<Term> terms, CancellationToken cancellationToken)
    {
        var words = terms.Where(term => !term.IsStop).Select(term => term.Folded).Distinct(StringComparer.Ordinal).Take(40).ToList();
        return words.Count == 0 ? ImmutableDictionary<string, long>.Empty : await reader.CountTermsAsync(words, cancellationToken);
    }

    // A capitalised word that the texts use is a place or a thing; one that they do not is a name nobody here bears.
    private static IEnumerable<string> Unknown(string text, ImmutableArray<Term> terms, List<(int First, int End)> runs, ImmutableDictionary<string, long> frequencies)
    {
        foreach (var (first, end) in runs)
        {
            var known = 0;
            for (var i = first; i < end; i++)
            {
                known += frequencies.GetValueOrDefault(terms[i].Folded) > 0 || Lexicon.SynonymsOf(terms[i].Stem).Count > 0 || terms[i].IsStop || Lexicon.DemonymsOf(terms[i].Stem).Count > 0 ? 1 : 0;
            }

            if (known < end - first && IsUnknownName(text, terms, first, end))
            {
                yield return TextSpan.FromBounds(terms[first].Span.Start, terms[end - 1].Span.End).Slice(text);
            }
        }
    }

    private static HashSet<string> Nouns(string words) => [.. words.Split(' ').SelectMany(word => new[] { word, word + "s" })];

    private static HashSet<string> Stems(string words) => [.. words.Split(' ').Select(Lexicon.StemOf)];
}
