using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

public sealed partial class QuestionAnswerer
{
    private const double LeastOwnOfReaction = 0.3;
    private const double LeastOwnOfTold = 0.8;
    private const double ToldMargin = 0.35;

    private static Reply? Proposal(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        if (question.Asked.HasFlag(Asked.Who) && question.Act is { CueClass: CueClass.Agreed or CueClass.Refused } act && question.Subject is null && question.SubjectTerms.IsEmpty)
        {
            return Responders(inquiry, act.CueClass, passages);
        }

        // "What does X rule out?" has no other matter than what X ruled out.
        if (question is { Act: { CueClass: CueClass.Agreed or CueClass.Refused } asked, Subject: not null } && question.Topic.IsEmpty && question.Actors.Length == 1 && !question.Asked.HasFlag(Asked.Whether))
        {
            var acts = StatementAnswers.WhatSaid(inquiry).FindAll(found => found.View.Statement!.Fact.CueClass == asked.CueClass);
            if (acts.Count > 0)
            {
                return Of(inquiry, ReplyKind.Statement, [.. acts.Take(2).Select(found => ItemWithReporter(inquiry, found))], acts.Skip(2));
            }
        }

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
        if (Answered(inquiry) is { } told && (responses.Count == 0 || inquiry.Cover(told, countSubject: false).OwnShare > inquiry.Cover(responses[0].View, countSubject: false).OwnShare + ToldMargin))
        {
            return Of(inquiry, ReplyKind.Passage, [inquiry.ItemOf(told)], responses);
        }

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
        // "How did X react to the claim that …?": what X said of it, not who made the claim.
        var words = question.AsksReply || question.Asked.HasFlag(Asked.Whether) ? StatementAnswers.WhatSaid(inquiry).FindAll(found => found.Coverage.OwnShare >= LeastOwnOfReaction) : [];
        if (words.Count > 0 && question.Asked.HasFlag(Asked.Whether) && !question.WantsLatest && (answers.Count == 0 || words[0].Coverage.OwnShare > answers[0].Coverage.OwnShare + 0.1))
        {
            return Of(inquiry, ReplyKind.Statement, WithReporter(inquiry, words[0]), words.Skip(1)) with { Lead = IsTheActAsked(question, words[0].View) || IsNegative(words[0].View) ? null : "Not in those words. What they have:" };
        }

        if (question.AsksReply && words.Count > 0 && (answers.Count == 0 || answers[0].View.Statement is not { Fact: { } nearest } || inquiry.IsSubject(nearest.Speakers, nearest.Source?.Text) < 0.5))
        {
            return Of(inquiry, ReplyKind.Statement, WithReporter(inquiry, words[0]), words.Skip(1));
        }

        return answers.Count == 0
            ? Best(inquiry, ReplyKind.Passage, passages, [])
            : Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(answers[0].View)], answers.Skip(1)) with { Lead = IsTheActAsked(question, answers[0].View) ? null : "Not that the sources say. What they have:" };
    }

    // "A longer season, which Marl refused at once, …": the sentence that holds what was asked for also tells how it was answered.
    private static FactView? Answered(Inquiry inquiry) => !inquiry.Question.Asked.HasFlag(Asked.Whether) || inquiry.Question.Topic.IsEmpty
        ? null
        : inquiry.Views
            .Where(view => view.Passage is { Fact.Kind: PassageKind.Sentence } && !view.Names.IsEmpty
                && view.CoreBag.Terms.Any(term => SpeechVerbs.Find(term.Stem) is { CueClass: CueClass.Agreed or CueClass.Refused })
                && inquiry.IsSubject(view.Names, null) >= 0.5 && inquiry.Cover(view, countSubject: false).OwnShare >= LeastOwnOfTold)
            .OrderByDescending(view => inquiry.Cover(view, countSubject: false).OwnShare)
            .ThenByDescending(view => view.Article.PublishedOn)
            .FirstOrDefault();

    private static bool IsTheActAsked(Question question, FactView view) =>
        question.Act is { } act && (view.Statement?.Fact is { Polarity: Polarity.Said } fact && fact.CueClass == act.CueClass
            || question.Terms.Any(term => SpeechVerbs.Find(term.Stem) == act && view.CoreBag.Match(term, withSynonyms: false) >= 1 && QuoteMatch.Contradictions([term], view.CoreBag) == 0));

    // Who accepted or refused: those whose response is of that kind, or whose sentence has that very verb.
    private static Reply? Responders(Inquiry inquiry, CueClass asked, List<Ranked> passages)
    {
        var question = inquiry.Question;
        bool IsAsked(Response response) => asked == CueClass.Refused
            ? response.Kind == ResponseKind.Refused
            : response.Kind is ResponseKind.Accepted or ResponseKind.AcceptedInPrinciple;
        foreach (var found in ProposalAnswers.Find(inquiry, bySubject: false).Where(found => found.View.Proposal is not null))
        {
            var items = found.View.Proposal!.Fact.Responses.Where(IsAsked)
                .SelectMany(response => found.View.Context!.Passages.Where(passage => passage.Fact.Span.Overlaps(response.Evidence)).Take(1)
                    .Select(passage => FactPhrasing.Passage(passage, inquiry.WithDates) with { Head = $"{response.By} {(asked == CueClass.Refused ? "refused" : response.Kind == ResponseKind.Accepted ? "accepted" : "accepted in principle")}" }))
                .Take(3).ToImmutableArray();
            if (!items.IsEmpty)
            {
                return Of(inquiry, ReplyKind.Proposal, items, [found]);
            }
        }

        var statements = Ranked.Sort(inquiry.Views
            .Where(view => view.Statement is { Fact: { Polarity: Polarity.Said, Speakers.IsEmpty: false } fact } && fact.CueClass == asked)
            .Select(view => new Ranked(view, inquiry.Cover(view).OwnShare, inquiry.Cover(view)))
            .Where(found => found.Coverage.OwnShare >= 0.5 && found.Coverage.MissedWeight <= 0.35));
        var told = passages.FindAll(found => question.Terms.Any(term => SpeechVerbs.Find(term.Stem) is { } verb && verb.CueClass == asked && found.View.EvidenceBag.Match(term) >= 0.75));
        return statements.Count > 0 ? Best(inquiry, ReplyKind.Statement, statements, []) : Best(inquiry, ReplyKind.Passage, told, []);
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
        if (positions.Count == 0)
        {
            return Proposal(inquiry, passages);
        }

        var items = positions.Select(found => inquiry.ItemOf(found.View)).ToImmutableArray();
        // One side of the change may be told as a proposal of somebody who speaks for the one asked about.
        if (items.Length == 1 && Proposal(inquiry, passages) is { Items: [var other, ..] } && !Overlap(other, items[0]))
        {
            items = items.Add(other);
        }

        return Of(inquiry, ReplyKind.Position, items, []) with { Lead = items.Length > 1 && items.Length == positions.Count ? "Latest first:" : null };
    }

    private static bool Overlap(ReplyItem one, ReplyItem other) =>
        one.Citations.Any(citation => other.Citations.Any(known => known.Article == citation.Article && known.Span.Overlaps(citation.Span)));
}
