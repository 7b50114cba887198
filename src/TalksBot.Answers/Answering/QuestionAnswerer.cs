using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers questions in free words.</summary>
public sealed partial class QuestionAnswerer(IFactReader reader)
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

        if (QuestionParts.AsksForConfirmation(part))
        {
            return Confirmation(reply, (await OpenAsync(first, cancellationToken)).Within(reply.Items[0].Citations[0].Article));
        }

        next = next with { Topic = [.. next.Topic, .. first.Topic.Select(topic => topic with { Weight = topic.Weight * CarriedWeight })] };
        var inquiry = await OpenAsync(next, cancellationToken);
        var article = reply.Items[0].Citations[0].Article;
        var answer = Answer(inquiry.Within(article));
        var more = answer.IsRefused ? [] : answer.Items.Where(item => reply.Items.All(known => known.Quote != item.Quote)).ToImmutableArray();
        return more.IsEmpty ? reply : reply with { Items = reply.Items.AddRange(more) };
    }

    // Whoever was asked about it, or denied it, does so within the next sentences.
    private static Reply Confirmation(Reply reply, Inquiry inquiry)
    {
        var at = reply.Items[0].Citations[^1].Span;
        var word = inquiry.Views.Where(view => (view.Statement is { Fact.Polarity: not Polarity.Said } || IsSilentSentence(view)) && view.Citations[0].Span.Start >= at.End && view.Citations[0].Span.Start - at.End <= MostCharactersOn)
            .OrderBy(view => view.Citations[0].Span.Start)
            .ThenBy(view => view.Kind == ReplyKind.Statement ? 0 : 1)
            .FirstOrDefault();
        return word is null ? reply : reply with { Items = reply.Items.Add(inquiry.ItemOf(word)) };
    }

    private const int MostCharactersOn = 250;

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
        return new Inquiry(question, views, await reader.GetActorsAsync(question.Scope, names, cancellationToken));
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
            Intent.Meeting => Silence(inquiry, passages) ?? Meeting(inquiry, passages),
            Intent.Position => Position(inquiry, passages),
            Intent.Change => Change(inquiry, passages),
            Intent.Identity => Identity(inquiry) ?? Best(inquiry, ReplyKind.Passage, passages, []),
            _ => Silence(inquiry, passages) ?? Undated(inquiry, passages) ?? OwnWords(inquiry, passages) ?? SpokenReason(inquiry, passages) ?? Best(inquiry, ReplyKind.Passage, passages, []),
        };
        return WithCondition(inquiry, reply) ?? Refuse(inquiry);
    }

    // Who asks on what condition is not helped by an answer without one, where a sentence names it.
    private static Reply? WithCondition(Inquiry inquiry, Reply? reply)
    {
        if (!ConditionAnswers.IsAsked(inquiry.Question) || reply?.Items.Any(item => ConditionAnswers.IsNamedIn(item.ToText())) == true)
        {
            return reply;
        }

        var found = ConditionAnswers.Find(inquiry);
        return found.Count == 0 ? reply : Of(inquiry, found[0].View.Kind, [inquiry.ItemOf(found[0].View)], found.Skip(1));
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

    // A sentence that is the fact's own evidence is no better than the fact.
    private static bool IsBetter(List<Ranked> passages, Ranked fact) =>
        passages.Count > 0 && passages[0].Coverage.OwnShare > fact.Coverage.OwnShare + PassageMargin
        && !(passages[0].View.Article == fact.View.Article && passages[0].View.Sentences.First >= fact.View.Sentences.First && passages[0].View.Sentences.Last <= fact.View.Sentences.Last);

    private static Reply Of(Inquiry inquiry, ReplyKind kind, ImmutableArray<ReplyItem> items, IEnumerable<Ranked> more) => new()
    {
        Title = TextCut.AtSentence(inquiry.Question.Text, 100),
        Kind = kind,
        Items = items,
        More = [.. more.Take(MostMore).Select(found => inquiry.ItemOf(found.View))],
        Note = items.Any(item => item.Citations.Any(citation => citation.Article.IsPublishedAssumed)) ? "The date of an article behind this answer is only its file's date." : null,
    };

    // A sentence or two.
    private const int MostNearest = 400;

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
            Lead = said,
            Nearest = more.IsEmpty || named || nearest[0].View.Statement is not { Fact: { Polarity: not Polarity.Declined, Speakers.IsEmpty: false } }
                ? null
                : $"The nearest that is known: {TextCut.AtSentence(more[0].ToText(), MostNearest)}",
            More = more,
        };
    }
}
