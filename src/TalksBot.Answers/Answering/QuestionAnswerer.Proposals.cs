using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

public sealed partial class QuestionAnswerer
{
    private static Reply? Proposal(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        if (question.Asked.HasFlag(Asked.Who) && question.Act is { CueClass: CueClass.Agreed or CueClass.Refused } act && question.Subject is null && question.SubjectTerms.IsEmpty)
        {
            return Responders(inquiry, act.CueClass, passages);
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
            : Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(answers[0].View)], answers.Skip(1)) with { Lead = IsTheActAsked(question, answers[0].View) ? null : "Not that the sources say. What they have:" };
    }

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
        return positions.Count == 0
            ? Proposal(inquiry, passages)
            : Of(inquiry, ReplyKind.Position, [.. positions.Select(found => inquiry.ItemOf(found.View))], []) with { Lead = positions.Count > 1 ? "Latest first:" : null };
    }
}
