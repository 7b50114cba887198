using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers questions in free words.</summary>
public sealed class QuestionAnswerer(IFactReader reader)
{
    private const int MostMore = 5;
    private const double CarriedWeight = 0.3;

    // Another kind of fact answers only when it meets clearly more of the question.
    private const double PassageMargin = 0.17;

    private readonly QuestionReader _questions = new(reader);
    private readonly CandidateFinder _finder = new(reader);

    /// <summary>The answer, or a refusal with the nearest that is known.</summary>
    public async Task<Reply> AnswerAsync(AskRequest request, CancellationToken cancellationToken)
    {
        var question = await _questions.ReadAsync(request.Question, request.Today, request.Scope, cancellationToken);
        if (question.Terms.All(term => term.IsStop) && question.Actors.IsEmpty && question.Quoted.IsEmpty && question.Times.IsEmpty)
        {
            return new Reply { Title = "Ask a question", Kind = ReplyKind.None, IsRefused = true, Lead = "There is no question in that. Ask who said something, who proposed it, or when they meet." };
        }

        var parts = QuestionParts.Split(question.Text);
        // "What do we know, and from whom, about …" is one question.
        if (parts.Count == 1 || TermReader.Read(parts[0]).TrueForAll(term => term.IsStop || Lexicon.IsLight(term.Stem)) || question.Intent == Intent.Change)
        {
            return Answer(await OpenAsync(question, cancellationToken));
        }

        var first = await _questions.ReadAsync(parts[0], request.Today, request.Scope, cancellationToken);
        var reply = Answer(await OpenAsync(first, cancellationToken));
        foreach (var part in parts.Skip(1).Take(2))
        {
            reply = await ContinueAsync(reply, first, part, cancellationToken);
        }

        return reply with { Title = TextCut.AtSentence(question.Text, 100) };
    }

    // The second part of a question stands on the first: its words are about the same thing, in the same article.
    private async Task<Reply> ContinueAsync(Reply reply, Question first, string part, CancellationToken cancellationToken)
    {
        if (QuestionParts.AsksForReporter(part))
        {
            return reply;
        }

        var next = await _questions.ReadAsync(part, first.Today, first.Scope, cancellationToken);
        if (reply.IsRefused || reply.Items.IsEmpty || next.Terms.Length < 3)
        {
            return reply;
        }

        if (QuestionParts.AsksForDenier(part))
        {
            return Denier(reply, (await OpenAsync(first, cancellationToken)).Within(reply.Items[0].Citations[0].Article));
        }

        next = next with { Topic = [.. next.Topic, .. first.Topic.Select(topic => topic with { Weight = topic.Weight * CarriedWeight })] };
        var inquiry = await OpenAsync(next, cancellationToken);
        var article = reply.Items[0].Citations[0].Article;
        var answer = Answer(inquiry.Within(article));
        var more = answer.IsRefused ? [] : answer.Items.Where(item => reply.Items.All(known => known.Quote != item.Quote)).ToImmutableArray();
        return more.IsEmpty ? reply : reply with { Items = reply.Items.AddRange(more) };
    }

    private static Reply Denier(Reply reply, Inquiry inquiry)
    {
        var at = reply.Items[0].Citations[0].Span;
        var denial = inquiry.Views.Where(view => view.Statement is { Fact.Polarity: Polarity.Denied } && view.Citations[0].Span.Start >= at.Start - 300)
            .OrderBy(view => Math.Abs(view.Citations[0].Span.Start - at.Start))
            .FirstOrDefault();
        return denial is null || reply.Items.Any(item => item.FactId == denial.Statement!.Fact.Id) ? reply : reply with { Items = reply.Items.Add(inquiry.ItemOf(denial)) };
    }

    /// <summary>Reads what may answer <paramref name="question"/>.</summary>
    public async Task<Inquiry> OpenAsync(Question question, CancellationToken cancellationToken)
    {
        var candidates = await _finder.FindAsync(question, cancellationToken);
        var views = FactViews.Of(candidates);
        var names = views.SelectMany(view => view.Names).Distinct(StringComparer.Ordinal).Take(200).ToList();
        return new Inquiry(question, views, await reader.GetActorsAsync(names, cancellationToken));
    }

    private static Reply Answer(Inquiry inquiry)
    {
        var question = inquiry.Question;
        var passages = PassageAnswers.Find(inquiry);
        var reply = question.Intent switch
        {
            Intent.WhoSaid => WhoSaid(inquiry, passages),
            Intent.WhatSaid => WhatSaid(inquiry, passages),
            Intent.WhoProposed => Best(inquiry, ReplyKind.Proposal, ProposalAnswers.Find(inquiry, bySubject: false), passages),
            Intent.Proposal => Proposal(inquiry, passages),
            Intent.Meeting => Meeting(inquiry, passages),
            Intent.Position => Position(inquiry, passages),
            Intent.Change => Change(inquiry, passages),
            Intent.Identity => Identity(inquiry) ?? Best(inquiry, ReplyKind.Passage, passages, []),
            _ => Silence(inquiry, passages) ?? SpokenReason(inquiry, passages) ?? Best(inquiry, ReplyKind.Passage, passages, []),
        };
        return reply ?? Refuse(inquiry);
    }

    // "Will she recommend it?" – "She would not say whether she would recommend it."
    private static Reply? Silence(Inquiry inquiry, List<Ranked> passages)
    {
        if (!inquiry.Question.Asked.HasFlag(Asked.Whether))
        {
            return null;
        }

        var silences = Ranked.Sort(inquiry.Views
            .Where(view => view.Statement is { Fact.Polarity: Polarity.Declined })
            .Select(view => new Ranked(view, inquiry.Cover(view).OwnShare, inquiry.Cover(view)))
            .Where(found => found.Coverage.OwnShare >= 0.5 || (passages.Count > 0 && IsBeside(found.View, passages[0].View)
                && inquiry.Question.Actors.Any(actor => found.View.Statement!.Fact.Speakers.Any(actor.Names.Contains)))));
        return silences.Count > 0 && (passages.Count == 0 || IsBeside(silences[0].View, passages[0].View) || silences[0].Coverage.OwnShare >= passages[0].Coverage.OwnShare - 0.05)
            ? Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(silences[0].View)], []) with { Lead = "The sources do not say; the question was not answered." }
            : null;
    }

    // "She withdrew. “I do not walk past colleagues,” she said": the reason is in what was said next, without a "because".
    private static Reply? SpokenReason(Inquiry inquiry, List<Ranked> passages)
    {
        if (!inquiry.Question.Asked.HasFlag(Asked.Why) || passages.Count > 0)
        {
            return null;
        }

        var told = PassageAnswers.Find(inquiry, withReason: false).FirstOrDefault();
        var words = told is null ? null : inquiry.Views.FirstOrDefault(view => view.Statement is { Fact: { Content: not null, Manner: Manner.Direct or Manner.Mixed } fact }
            && view.Article == told.View.Article && view.Sentences.Last >= told.View.Sentences.First && view.Sentences.First <= told.View.Sentences.Last + 1
            && fact.Speakers.Any(told.View.Names.Contains));
        return words is null ? null : Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(told!.View), inquiry.ItemOf(words)], []);
    }

    private static bool IsBeside(FactView silence, FactView passage) => silence.Article == passage.Article
        && silence.Sentences.First >= passage.Sentences.First && silence.Sentences.First <= passage.Sentences.Last + 2;

    private static Reply? WhoSaid(Inquiry inquiry, List<Ranked> passages)
    {
        var statements = StatementAnswers.WhoSaid(inquiry);
        if (statements.Count > 0)
        {
            return Of(inquiry, ReplyKind.Statement, WithReporter(inquiry, statements[0]), statements.Skip(1));
        }

        return inquiry.Question.Quoted.IsEmpty ? Best(inquiry, ReplyKind.Passage, passages, []) : Verbatim(inquiry);
    }

    // The words stand in an article whose attribution was not understood: its sentence, with whoever it names, is shown as it is.
    private static Reply? Verbatim(Inquiry inquiry)
    {
        var quoted = inquiry.Question.Quoted.Select(TermReader.Read).Where(words => words.Count > 1).ToList();
        var holding = inquiry.Views.Where(view => view.Passage is { Fact.Kind: PassageKind.Sentence } && quoted.Count > 0 && quoted.TrueForAll(words => QuoteMatch.Of(words, view.CoreBag) >= 0.97)
            && view.CoreBag.Terms.Any(term => SpeechVerbs.Find(term.Stem) is not null)).ToList();
        return holding.Count == 0 ? null : Of(inquiry, ReplyKind.Passage, [inquiry.ItemOf(holding[0])], []) with { Lead = "In the article's words:" };
    }

    private static Reply? WhatSaid(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        var statements = StatementAnswers.WhatSaid(inquiry);
        if (question.Asked.HasFlag(Asked.Whether) && Denial(inquiry, statements) is { } denial)
        {
            return denial;
        }

        if (question.Asked.HasFlag(Asked.Whether) && question.Subject is not null)
        {
            var anybody = StatementAnswers.WhoSaid(inquiry);
            double Core(FactView view) => inquiry.Cover(view, countSubject: false).CoreShare;
            var other = anybody.Find(found => inquiry.IsSubject(found.View.Statement!.Fact.Speakers, found.View.Statement.Fact.Source?.Text) == 0);
            if (other is not null && (statements.Count == 0 || Core(other.View) > Core(statements[0].View) + 0.15) && Core(other.View) >= 0.7)
            {
                var items = WithReporter(inquiry, other).AddRange(statements.Take(1).Select(found => inquiry.ItemOf(found.View)));
                return Of(inquiry, ReplyKind.Statement, items, anybody.Skip(1)) with { Lead = "Not that the sources say: somebody else said it." };
            }
        }

        if (statements.Count > 0)
        {
            if (passages.Count > 0 && passages[0].Coverage.OwnShare > statements[0].Coverage.OwnShare + 0.35 && question.Act is null)
            {
                return Of(inquiry, ReplyKind.Passage, [inquiry.ItemOf(passages[0].View)], passages.Skip(1));
            }

            var take = question.Topic.IsEmpty ? 3 : 1;
            var best = statements.Where(found => found.Score >= statements[0].Score - 0.1 && found.View.Article == statements[0].View.Article).Take(take);
            return Of(inquiry, ReplyKind.Statement, [.. best.SelectMany(found => WithReporter(inquiry, found))], statements.Skip(take));
        }

        // A sentence in which the subject does what the verb says answers too.
        var verbs = question.Terms.Where(term => SpeechVerbs.Find(term.Stem) is not null && !Lexicon.IsLight(term.Stem)).ToList();
        var told = passages.Where(found => Concerns(question, found.View) && verbs.Exists(verb => found.View.EvidenceBag.Match(verb) >= 0.75)).ToList();
        return Best(inquiry, ReplyKind.Passage, told, []);
    }

    // What somebody is said by others to have said is not confirmed by that; his own denial or silence near it answers.
    private static Reply? Denial(Inquiry inquiry, List<Ranked> statements)
    {
        var question = inquiry.Question;
        var claimed = statements.Count > 0 && statements[0].View.Statement!.Fact is { ReportedIn: not null } ? statements[0] : null;
        var near = claimed ?? StatementAnswers.WhoSaid(inquiry).FirstOrDefault();
        if (near is null || (claimed is null && statements.Count > 0 && statements[0].Coverage.CoreShare >= near.Coverage.CoreShare))
        {
            return null;
        }

        var denials = inquiry.Views.Where(view => view.Statement is { Fact: { ReportedIn: null } fact } && (fact.Polarity != Polarity.Said || IsNegative(view))
            && view.Article == near.View.Article && view.Sentences.First >= near.View.Sentences.First && view.Sentences.First <= near.View.Sentences.Last + 3 && view != near.View
            && inquiry.IsSubject(fact.Speakers, fact.Source?.Text) >= 0.5).ToList();
        if (denials.Count > 0)
        {
            var lead = question.Act is { Polarity: Polarity.Denied } ? null : denials[0].Statement!.Fact.Polarity == Polarity.Denied ? "No, that is denied." : "That is not confirmed.";
            return Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(denials[0]), ItemWithReporter(inquiry, near)], statements) with { Lead = lead };
        }

        return claimed is null ? null : Of(inquiry, ReplyKind.Statement, [ItemWithReporter(inquiry, claimed)], statements.Skip(1)) with { Lead = "Not in words of their own that the sources have." };
    }

    private static bool IsNegative(FactView view) =>
        view.Statement is { Fact.Content: not null } && view.CoreBag.Terms.Any(term => term.Folded is "never" or "not" or "no" or "nothing" or "t" or "cannot" or "without");

    private static bool Concerns(Question question, FactView view) =>
        question.Subject is { } subject ? subject.Names.Any(view.Names.Contains) : !question.SubjectTerms.IsEmpty;

    private static Reply? Proposal(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        if (question.Asked.HasFlag(Asked.Response) && (question.Subject is not null || !question.SubjectTerms.IsEmpty))
        {
            return Response(inquiry, passages);
        }

        var bySubject = question.Subject is not null && !question.Asked.HasFlag(Asked.Response);
        var found = bySubject ? ProposalAnswers.Find(inquiry, bySubject: true) : [];
        // What the subject proposed answers, even where a sentence meets more of the question's words.
        return found.Count > 0 && found[0].View.Kind == ReplyKind.Proposal
            ? Best(inquiry, ReplyKind.Proposal, found, [])
            : Best(inquiry, ReplyKind.Proposal, found.Count > 0 ? found : Concerning(question, ProposalAnswers.Find(inquiry, bySubject: false)), passages);
    }

    // Somebody else's proposal is no answer to what the subject proposed, unless it is put to the subject or answered by it.
    private static List<Ranked> Concerning(Question question, List<Ranked> found) =>
        question.Subject is { } subject ? found.FindAll(ranked => ranked.View.Kind == ReplyKind.Proposal && subject.Names.Any(ranked.View.Names.Contains)) : found;

    // How the subject answered: its response to a proposal, its words that accept or refuse, else what comes nearest to an answer.
    private static Reply? Response(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        var responses = ProposalAnswers.Responses(inquiry);
        if (responses.Count > 0)
        {
            return Best(inquiry, ReplyKind.Proposal, responses, [])! with { Lead = Verdict(inquiry, responses[0].View), Items = [inquiry.ItemOf(responses[0].View), .. ResponseSentences(inquiry, responses[0].View)] };
        }

        // "How did the two sides react to the idea?": the proposal with whatever responses are known.
        var proposals = question.Asked.HasFlag(Asked.Whether) ? [] : ProposalAnswers.Find(inquiry, bySubject: false).Where(found => found.View.Proposal is { Fact.Responses.IsEmpty: false }).ToList();
        if (proposals.Count > 0)
        {
            return Of(inquiry, ReplyKind.Proposal, [inquiry.ItemOf(proposals[0].View), .. ResponseSentences(inquiry, proposals[0].View)], proposals.Skip(1));
        }

        var answers = ProposalAnswers.NearAnswers(inquiry);
        return answers.Count == 0
            ? Best(inquiry, ReplyKind.Passage, passages, [])
            : Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(answers[0].View)], answers.Skip(1)) with { Lead = "Not that the sources say. What they have:" };
    }

    // The responders' own sentences, where the proposal's do not hold them.
    private static IEnumerable<ReplyItem> ResponseSentences(Inquiry inquiry, FactView view)
    {
        if (view is not { Proposal.Fact: { } proposal, Context: { } context })
        {
            return [];
        }

        var ofSubject = proposal.Responses.Where(response => inquiry.IsSubject([response.By], null) >= 0.7).ToList();
        return (ofSubject.Count > 0 ? ofSubject : [.. proposal.Responses])
            .SelectMany(response => context.Passages.Where(passage => passage.Fact.Span.Overlaps(response.Evidence)))
            .DistinctBy(passage => passage.Fact.Span)
            .Where(passage => !view.EvidenceText.Contains(passage.Citations[0].Text, StringComparison.Ordinal))
            .Take(3)
            .Select(passage => FactPhrasing.Passage(passage, inquiry.WithDates));
    }

    // "Has X accepted?": said outright only where the response is known to be another.
    private static string? Verdict(Inquiry inquiry, FactView view)
    {
        if (inquiry.Question is not { Act.CueClass: CueClass.Agreed } question || !question.Asked.HasFlag(Asked.Whether))
        {
            return null;
        }

        var kinds = view.Proposal?.Fact.Responses.Where(response => inquiry.IsSubject([response.By], null) >= 0.7).Select(response => response.Kind).ToList()
            ?? [view.Statement?.Fact.CueClass == CueClass.Refused ? ResponseKind.Refused : ResponseKind.Accepted];
        return kinds.Contains(ResponseKind.Accepted) || kinds.Contains(ResponseKind.AcceptedInPrinciple) ? null
            : kinds.Contains(ResponseKind.Refused) ? "No." : "Not outright, as far as the sources say.";
    }

    private static Reply? Meeting(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        var meetings = MeetingAnswers.Find(inquiry);
        passages = passages.FindAll(found => IsAhead(question, found.View));
        if (question.LooksAhead && question.Asked.HasFlag(Asked.When) && question.Times.IsEmpty && question.Actors.Length > 0
            && !meetings.Exists(found => MeetingAnswers.IsUpcoming(found.View.Meeting!.Fact, question.Today)) && passages.Count == 0)
        {
            // Nobody told of a meeting to come; what is said of its date, or the last one, is the nearest.
            var unsaid = inquiry.Views.Where(view => view.Statement is { Fact.Polarity: Polarity.Declined } && IsOnDate(view) && inquiry.Cover(view).Share >= 0.3)
                .OrderByDescending(view => view.Article.PublishedOn).ThenByDescending(view => inquiry.Cover(view).Share).FirstOrDefault();
            return unsaid is null ? null : Of(inquiry, ReplyKind.Meeting, [inquiry.ItemOf(unsaid)], meetings) with { Lead = "No date was announced." };
        }

        if (Unannounced(inquiry) is { } silence && (meetings.Count == 0 || meetings[0].View.Meeting!.Fact.When is null || inquiry.Cover(silence).OwnShare > meetings[0].Coverage.OwnShare))
        {
            return Of(inquiry, ReplyKind.Meeting, [inquiry.ItemOf(silence)], meetings) with { Lead = "No date was announced." };
        }

        // A sentence about another meeting is no better than this one.
        passages = [.. passages.Where(found => !meetings.Skip(1).Any(other => other.View.Article == found.View.Article && other.View.Sentences.First <= found.View.Sentences.First && other.View.Sentences.Last >= found.View.Sentences.First))];
        if (meetings.Count == 0 || (IsBetter(passages, meetings[0]) && HasMeetingNouns(question, passages[0].View, meetings[0].View) && IsAhead(question, passages[0].View)))
        {
            return Best(inquiry, ReplyKind.Passage, passages, []);
        }

        var best = meetings[0];
        if (question.LooksAhead && question.Asked.HasFlag(Asked.When) && question.Times.IsEmpty && best.View.Meeting!.Fact.Status == MeetingStatus.Held && !MeetingAnswers.IsUpcoming(best.View.Meeting!.Fact, question.Today) && MeetingAnswers.NextSentence(inquiry, best.View) is { } next)
        {
            return Of(inquiry, ReplyKind.Meeting, [inquiry.ItemOf(next)], meetings);
        }

        var meeting = best.View.Meeting!.Fact;
        var item = inquiry.ItemOf(best.View);
        var items = ImmutableArray.Create(item);
        string? lead = null;
        if (question.Asked.HasFlag(Asked.Why) && meeting.Reason is null)
        {
            lead = "The sources give no reason.";
            items = items.AddRange(Neighbours(inquiry, best.View));
        }
        else if (question.Asked.HasFlag(Asked.When) && meeting.When is null)
        {
            lead = "No date is known.";
            items = items.AddRange(Neighbours(inquiry, best.View));
        }

        return Of(inquiry, ReplyKind.Meeting, items, meetings.Skip(1)) with { Lead = lead };
    }

    // "When is the hearing?": a sentence without the hearing is no better answer than the hearing itself.
    private static bool HasMeetingNouns(Question question, FactView passage, FactView meeting) =>
        !question.Topic.Any(topic => QuestionReader.IsSpecificMeeting(topic.Term) && meeting.EvidenceBag.Match(topic.Term) > passage.EvidenceBag.Match(topic.Term));

    // "She did not provide details on the date of the next round": that a date was not given is known, and an answer.
    private static FactView? Unannounced(Inquiry inquiry) => !inquiry.Question.Asked.HasFlag(Asked.When) || !inquiry.Question.LooksAhead
        ? null
        : inquiry.Views.Where(view => view.Statement is { Fact.Polarity: Polarity.Declined } && inquiry.Cover(view).OwnShare >= 0.55 && IsOnDate(view))
            .MaxBy(view => inquiry.Cover(view).OwnShare);

    private static bool IsOnDate(FactView view) => view.EvidenceBag.Terms.Any(term => term.Folded is "date" or "dates" or "when" or "day" or "schedule" or "details" or "time");

    private static bool IsAhead(Question question, FactView passage) => !question.LooksAhead || !question.Asked.HasFlag(Asked.When)
        || passage.Times.Any(time => time.TryGetDays(out _, out var last) && last >= question.Today && last > passage.Article.PublishedOn);

    // "It gave no reason." stands behind the sentence about the meeting.
    private static IEnumerable<ReplyItem> Neighbours(Inquiry inquiry, FactView view)
    {
        var after = inquiry.Views.Where(other => other.Statement is { Fact.Polarity: Polarity.Declined } && other.Article == view.Article
            && other.Sentences.First >= view.Sentences.First && other.Sentences.First <= view.Sentences.Last + 2);
        return after.Take(1).Select(inquiry.ItemOf);
    }

    private static Reply? Position(Inquiry inquiry, List<Ranked> passages)
    {
        var positions = PositionAnswers.Find(inquiry);
        var near = inquiry.Question.Asked.HasFlag(Asked.Whether) && inquiry.Question.Subject is not null ? ProposalAnswers.NearAnswers(inquiry) : [];
        if (near.Count > 0 && (positions.Count == 0 || near[0].View.Article.PublishedOn > positions[0].View.Article.PublishedOn))
        {
            return Of(inquiry, ReplyKind.Position, [inquiry.ItemOf(near[0].View)], positions);
        }

        if (positions.Count == 0)
        {
            return Best(inquiry, ReplyKind.Passage, passages, []);
        }

        if (passages.Count > 0 && inquiry.Question.Subject is null && passages[0].Coverage.OwnShare > positions[0].Coverage.OwnShare)
        {
            return Best(inquiry, ReplyKind.Passage, passages, []);
        }

        return Of(inquiry, ReplyKind.Position, [PositionAnswers.ItemOf(inquiry, positions[0].View)], positions.Skip(1));
    }

    private static Reply? Change(Inquiry inquiry, List<Ranked> passages)
    {
        var positions = PositionAnswers.Changes(inquiry);
        return positions.Count == 0
            ? Proposal(inquiry, passages)
            : Of(inquiry, ReplyKind.Position, [.. positions.Select(found => inquiry.ItemOf(found.View))], []) with { Lead = positions.Count > 1 ? "Latest first:" : null };
    }

    // The sentence that gives the role that an actor is known by.
    private static Reply? Identity(Inquiry inquiry)
    {
        var name = inquiry.Question.Actors.IsEmpty ? null : inquiry.Question.Actors[0].Names.FirstOrDefault(inquiry.Actors.ContainsKey);
        if (name is null || inquiry.Actors[name].Role is not { Length: > 0 } role || inquiry.Question.Topic.Any(topic => topic.Weight >= 0.9 && new TermBag(role).Match(topic.Term) == 0))
        {
            return null;
        }

        var words = TermReader.Read(role);
        var introducing = inquiry.Views
            .Where(view => view.Kind == ReplyKind.Passage && view.Names.Contains(name))
            .OrderByDescending(view => words.Count(word => view.EvidenceBag.Match(word) >= 1))
            .ThenByDescending(view => view.Article.PublishedOn)
            .FirstOrDefault();
        return introducing is null ? null : Of(inquiry, ReplyKind.Passage, [inquiry.ItemOf(introducing)], []) with { Lead = $"{name}: {role}." };
    }

    private static Reply? Best(Inquiry inquiry, ReplyKind kind, List<Ranked> found, List<Ranked> passages)
    {
        if (passages.Count > 0 && (found.Count == 0 || IsBetter(passages, found[0])))
        {
            return Best(inquiry, ReplyKind.Passage, passages, []);
        }

        if (found.Count == 0)
        {
            return null;
        }

        var best = found[0];
        if (best.View.Kind == ReplyKind.Passage && StatementIn(inquiry, best) is { } spoken)
        {
            return Of(inquiry, ReplyKind.Statement, [ItemWithReporter(inquiry, new Ranked(spoken, best.Score, best.Coverage))], found.Skip(1));
        }

        return Of(inquiry, kind, [inquiry.ItemOf(best.View)], found.Skip(1));
    }

    // "…, she said": where the words that answer are somebody's, they are shown as that person's.
    private static FactView? StatementIn(Inquiry inquiry, Ranked passage) =>
        inquiry.Views.Where(view => view.Statement is { Fact: { Content: not null, Polarity: not Polarity.Declined, Speakers.IsEmpty: false } } && view.Article == passage.View.Article
                && view.Sentences.First <= passage.View.Sentences.First && view.Sentences.Last >= passage.View.Sentences.Last)
            .Where(view => inquiry.Cover(view).CoreShare >= (0.85 * passage.Coverage.CoreShare) && view.Core.Length > passage.View.Core.Length / 2)
            .OrderByDescending(view => inquiry.Cover(view).CoreShare)
            .FirstOrDefault();

    // A sentence that is the fact's own evidence is no better than the fact.
    private static bool IsBetter(List<Ranked> passages, Ranked fact) =>
        passages.Count > 0 && passages[0].Coverage.OwnShare > fact.Coverage.OwnShare + PassageMargin
        && !(passages[0].View.Article == fact.View.Article && passages[0].View.Sentences.First >= fact.View.Sentences.First && passages[0].View.Sentences.Last <= fact.View.Sentences.Last);

    // Words known through another are not shown without that other.
    private static ImmutableArray<ReplyItem> WithReporter(Inquiry inquiry, Ranked found) => [ItemWithReporter(inquiry, found)];

    /// <summary>The item of a statement, with the one through whom alone it is known.</summary>
    public static ReplyItem ItemWithReporter(Inquiry inquiry, Ranked found)
    {
        var item = inquiry.ItemOf(found.View);
        if (found.View.Statement?.Fact.ReportedIn is not { } outer)
        {
            return item;
        }

        var reporter = inquiry.Views.FirstOrDefault(view => view.Statement?.Fact.Id == outer)?.Statement?.Fact.Speakers ?? [];
        return reporter.IsEmpty ? item : item with { Details = item.Details.Add($"This is known only from {string.Join(" and ", reporter)}.") };
    }

    private static Reply Of(Inquiry inquiry, ReplyKind kind, ImmutableArray<ReplyItem> items, IEnumerable<Ranked> more) => new()
    {
        Title = TextCut.AtSentence(inquiry.Question.Text, 100),
        Kind = kind,
        Items = items,
        More = [.. more.Take(MostMore).Select(found => inquiry.ItemOf(found.View))],
        Note = items.Any(item => item.Citations.Any(citation => citation.Article.IsPublishedAssumed)) ? "The date of an article behind this answer is only its file's date." : null,
    };

    private static Reply Refuse(Inquiry inquiry)
    {
        var question = inquiry.Question;
        var nearest = PassageAnswers.Nearest(inquiry).Take(3).ToList();
        var said = question.UnknownNames.IsEmpty
            ? "The sources do not say."
            : $"The sources do not mention {string.Join(" or ", question.UnknownNames)}.";
        ImmutableArray<ReplyItem> more = [.. nearest.Select(found => inquiry.ItemOf(found.View))];
        // Where a name is asked for, the nearest one would pass for the answer.
        var named = question.Intent is Intent.WhoSaid or Intent.WhoProposed or Intent.Identity || question.Asked.HasFlag(Asked.Name);
        return new Reply
        {
            Title = TextCut.AtSentence(question.Text, 100),
            Kind = ReplyKind.None,
            IsRefused = true,
            Lead = more.IsEmpty || named ? said : $"{said} The nearest they have: {more[0].Head}.",
            More = more,
        };
    }
}
