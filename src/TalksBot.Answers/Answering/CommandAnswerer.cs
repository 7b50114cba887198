using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Answers the commands: what a person asks for by name instead of in a sentence.</summary>
public sealed class CommandAnswerer(IFactReader reader, QuestionReader questions, QuestionAnswerer asking)
{
    private const int PageSize = 5;
    private const double LeastSimilarity = 0.8;
    private const int MostFacts = 200;

    /// <summary>Whose words these are.</summary>
    public async Task<Reply> AnswerAsync(WhoSaidRequest request, CancellationToken cancellationToken)
    {
        var words = request.Words.Trim().Trim('"', '“', '”');
        var title = $"Who said “{TextCut.AtSentence(words, 80)}”";
        var question = await questions.ReadAsync($"“{words.Replace('"', ' ').Replace('“', ' ').Replace('”', ' ')}”", request.Today, request.Scope, cancellationToken);
        var speaker = request.Speaker is null ? null : await FindAsync(request.Scope, request.Speaker, cancellationToken);
        if (request.Speaker is not null && speaker is null)
        {
            return await UnknownAsync(title, request.Scope, request.Speaker, cancellationToken);
        }

        var inquiry = await asking.OpenAsync(question with { Intent = Intent.WhoSaid }, cancellationToken);
        var found = StatementAnswers.WhoSaid(inquiry)
            .Where(ranked => speaker is null || ranked.View.Statement!.Fact.Speakers.Any(speaker.Names.Contains))
            .Where(ranked => IsBetween(ranked.View.Article.PublishedOn, request.Since, request.Until))
            .ToList();
        if (found.Count == 0)
        {
            return NothingFound(title, inquiry);
        }

        // Word for word: one answer. A subject only: all who spoke of it, on pages.
        return Paged(title, ReplyKind.Statement, [.. found.Select(ranked => QuestionAnswerer.ItemWithReporter(inquiry, ranked))], request.Page, perPage: 1);
    }

    /// <summary>Who proposed what.</summary>
    public async Task<Reply> AnswerAsync(WhoProposedRequest request, CancellationToken cancellationToken)
    {
        var title = request.What.Length == 0 ? "Proposals" : $"Who proposed {TextCut.AtSentence(request.What, 80)}";
        var by = request.By is null ? null : await FindAsync(request.Scope, request.By, cancellationToken);
        if (request.By is not null && by is null)
        {
            return await UnknownAsync(title, request.Scope, request.By, cancellationToken);
        }

        var question = await questions.ReadAsync(request.What, request.Today, request.Scope, cancellationToken);
        var inquiry = await asking.OpenAsync(question with { Intent = Intent.WhoProposed, Subject = by, Actors = by is null ? question.Actors : question.Actors.Add(by) }, cancellationToken);
        var found = ProposalAnswers.Find(inquiry, bySubject: by is not null);
        var proposals = found.Where(ranked => ranked.View.Kind == ReplyKind.Proposal).ToList();
        if (proposals.Count > 0)
        {
            return Paged(title, ReplyKind.Proposal, [.. proposals.Select(ranked => inquiry.ItemOf(ranked.View))], request.Page, perPage: 1);
        }

        return found.Count > 0
            ? Paged(title, ReplyKind.Statement, [.. found.Select(ranked => inquiry.ItemOf(ranked.View))], request.Page, perPage: 1)
            : NothingFound(title, inquiry);
    }

    /// <summary>Which meetings were held or are to come.</summary>
    public async Task<Reply> AnswerAsync(MeetingsRequest request, CancellationToken cancellationToken)
    {
        var title = request.With is null ? "Meetings" : $"Meetings with {request.With}";
        var with = request.With is null ? null : await FindAsync(request.Scope, request.With, cancellationToken);
        if (request.With is not null && with is null)
        {
            return await UnknownAsync(title, request.Scope, request.With, cancellationToken);
        }

        var found = await MeetingsAsync(request.Scope, with, cancellationToken);
        var upcoming = found.Where(meeting => MeetingAnswers.IsUpcoming(meeting.Fact, request.Today)).ToList();
        var past = found.Where(meeting => !MeetingAnswers.IsUpcoming(meeting.Fact, request.Today)).Reverse().ToList();
        var (shown, lead) = request.When switch
        {
            MeetingWindow.Past => (past, past.Count == 0 ? "No meeting of the past is known." : null),
            MeetingWindow.All => ([.. upcoming, .. past], found.Count == 0 ? "No meeting is known." : null),
            MeetingWindow.Upcoming => (upcoming, upcoming.Count == 0 ? "No upcoming meeting is known." : null),
            // Asked for nothing in particular: what is to come, else what was last.
            _ when upcoming.Count > 0 => (upcoming, null),
            _ => (past, past.Count == 0 ? "No meeting is known." : "No upcoming meeting is known. The latest:"),
        };
        if (shown.Count == 0)
        {
            return new Reply
            {
                Title = title,
                Kind = ReplyKind.None,
                IsRefused = true,
                Lead = lead,
                More = [.. found.Take(3).Select(FactPhrasing.Meeting)],
                Actions = found.Count > 0 ? [new ReplyAction("All meetings", request.With is null ? "/meetings all" : $"/meetings with:\"{request.With}\" when:all")] : [],
            };
        }

        return Paged(title, ReplyKind.Meeting, [.. shown.Select(FactPhrasing.Meeting)], request.Page, PageSize) with { Lead = lead };
    }

    /// <summary>Where an actor stands.</summary>
    public async Task<Reply> AnswerAsync(PositionRequest request, CancellationToken cancellationToken)
    {
        var title = request.On is null ? $"Position of {request.Actor}" : $"Position of {request.Actor} on {request.On}";
        var actor = await FindAsync(request.Scope, request.Actor, cancellationToken);
        var question = await questions.ReadAsync(request.On ?? "", request.Today, request.Scope, cancellationToken);
        question = question with { Intent = Intent.Position, Subject = actor };
        // Nobody goes by that name: it may describe somebody ("the union's lawyer").
        question = actor is null
            ? question with { SubjectTerms = [.. TermReader.Read(request.Actor).Where(term => !term.IsStop).Select(term => new TopicTerm(term, 1, 0))] }
            : question with { Actors = question.Actors.Insert(0, actor) };
        var inquiry = await asking.OpenAsync(question, cancellationToken);
        var found = PositionAnswers.Find(inquiry);
        if (found.Count == 0 && actor is null)
        {
            return await UnknownAsync(title, request.Scope, request.Actor, cancellationToken);
        }

        if (found.Count == 0)
        {
            return NothingFound(title, inquiry);
        }

        var latest = found.Where(ranked => ranked.View.Article == found[0].View.Article).ToList();
        var distinct = latest.DistinctBy(ranked => ranked.View.Sentences).Take(3).ToList();
        return new Reply
        {
            Title = title,
            Kind = ReplyKind.Position,
            Items = [.. distinct.Select(ranked => PositionAnswers.ItemOf(inquiry, ranked.View))],
            More = [.. found.Except(latest).Take(PageSize).Select(ranked => inquiry.ItemOf(ranked.View))],
        };
    }

    /// <summary>Events in order.</summary>
    public async Task<Reply> AnswerAsync(TimelineRequest request, CancellationToken cancellationToken)
    {
        var actor = request.Actor is null ? null : await FindAsync(request.Scope, request.Actor, cancellationToken);
        var title = request.Actor is null ? "Timeline" : $"Timeline of {request.Actor}";
        if (request.Actor is not null && actor is null)
        {
            return await UnknownAsync(title, request.Scope, request.Actor, cancellationToken);
        }

        var events = (await ItemsAsync(request.Scope, actor, request.Since, cancellationToken))
            .Where(item => item.When is { } when && when.TryGetDays(out var first, out _) && (request.Since is null || first >= request.Since))
            .OrderBy(item => DayOf(item))
            .ToImmutableArray();
        return events.IsEmpty
            ? new Reply { Title = title, Kind = ReplyKind.None, IsRefused = true, Lead = "The sources tell of no event in that time." }
            : Paged(title, ReplyKind.Timeline, events, request.Page, PageSize);
    }

    /// <summary>The articles behind the answers.</summary>
    public async Task<Reply> AnswerAsync(SourcesRequest request, CancellationToken cancellationToken)
    {
        var articles = await reader.ListArticlesAsync(request.Scope, MostFacts, cancellationToken);
        if (articles.IsEmpty)
        {
            return new Reply { Title = "Sources", Kind = ReplyKind.None, IsRefused = true, Lead = "No article is stored. Add some with: talksbot ingest FILE" };
        }

        var items = ImmutableArray.CreateBuilder<ReplyItem>();
        foreach (var article in articles)
        {
            var first = await reader.ReadPassagesAsync(article.Id, 0, 0, cancellationToken);
            var assumed = article.IsPublishedAssumed ? " (date assumed from the file)" : "";
            items.Add(new ReplyItem
            {
                Kind = ReplyKind.Sources,
                Head = $"{DatePhrasing.Day(article.PublishedOn)}{assumed}, {article.Outlet ?? "no outlet stated"}: {article.Title ?? article.Stem}",
                Details = article.Url is { } url ? [url] : [],
                Citations = first.IsEmpty ? [] : first[0].Citations,
                When = TimeValue.Of(article.PublishedOn),
            });
        }

        return Paged("Sources", ReplyKind.Sources, items.ToImmutable(), request.Page, perPage: 10);
    }

    private async Task<List<ReplyItem>> ItemsAsync(FactScope scope, NamedActor? actor, DateOnly? since, CancellationToken cancellationToken)
    {
        var names = actor?.Names ?? [];
        var statements = await reader.FindStatementsAsync(new StatementQuery { Scope = scope, Speakers = names, Since = since, Limit = MostFacts }, cancellationToken);
        var proposals = await reader.FindProposalsAsync(new ProposalQuery { Scope = scope, By = names, Since = since, Limit = MostFacts }, cancellationToken);
        var meetings = await MeetingsAsync(scope, actor, cancellationToken);
        var speakers = statements.SelectMany(found => found.Fact.Speakers).Concat(proposals.SelectMany(found => found.Fact.By)).Distinct(StringComparer.Ordinal).ToList();
        var phrasing = new FactPhrasing(await reader.GetActorsAsync(scope, speakers, cancellationToken));
        return
        [
            .. meetings.Select(FactPhrasing.Meeting),
            .. proposals.Select(found => phrasing.Proposal(found)),
            .. statements.Where(found => found.Fact is { Content: not null, ReportedIn: null } && !found.Fact.Speakers.IsEmpty).Select(found => phrasing.Statement(found)),
        ];
    }

    // Meetings of those who take part; where the actor is not named among them, those whose sentences speak of it.
    private async Task<List<Found<Meeting>>> MeetingsAsync(FactScope scope, NamedActor? with, CancellationToken cancellationToken)
    {
        if (with is null)
        {
            return [.. await reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, Limit = MostFacts }, cancellationToken)];
        }

        var found = new List<Found<Meeting>>();
        foreach (var name in with.Names)
        {
            found.AddRange(await reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, With = [name], Limit = MostFacts }, cancellationToken));
        }

        if (found.Count == 0)
        {
            var passages = await reader.FindPassagesAsync(new PassageQuery { Scope = scope, Actors = [with.Names[0]], Limit = MostFacts }, cancellationToken);
            var articles = passages.Select(passage => passage.Article.Id).Distinct().Take(8).ToImmutableArray();
            var near = articles.IsEmpty ? [] : await reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, Articles = articles, Limit = MostFacts }, cancellationToken);
            // The sentence itself, the one in front of it, or the next of its paragraph, which often names "the two ministers".
            found.AddRange(near.Where(meeting => passages.Any(passage => passage.Article.Id == meeting.Article.Id
                && meeting.Fact.Evidence.Any(span => passage.Fact.Span.Overlaps(span) || (passage.Fact.Span.End <= span.Start && span.Start - passage.Fact.Span.End <= 2)
                    || (span.End <= passage.Fact.Span.Start && passage.Fact.Span.Start - span.End <= 1)))));
        }

        return [.. found.DistinctBy(meeting => meeting.Fact.Id)];
    }

    private async Task<NamedActor?> FindAsync(FactScope scope, string name, CancellationToken cancellationToken)
    {
        var matches = await reader.FindActorsAsync(scope, name, limit: 8, cancellationToken);
        matches = [.. matches.Where(match => match.Similarity >= LeastSimilarity)];
        return matches.IsEmpty ? null : new NamedActor((0, 0), name, matches);
    }

    private async Task<Reply> UnknownAsync(string title, FactScope scope, string name, CancellationToken cancellationToken)
    {
        var near = await reader.CompleteActorsAsync(scope, name, limit: 4, cancellationToken);
        return new Reply
        {
            Title = title,
            Kind = ReplyKind.None,
            IsRefused = true,
            Lead = near.IsEmpty ? $"The sources do not mention “{name}”." : $"The sources do not mention “{name}”. Did you mean {string.Join(" or ", near)}?",
            Actions = [.. near.Select(other => new ReplyAction(other, $"/position {other}"))],
        };
    }

    private static Reply NothingFound(string title, Inquiry inquiry) => new()
    {
        Title = title,
        Kind = ReplyKind.None,
        IsRefused = true,
        Lead = "The sources do not say.",
        More = [.. PassageAnswers.Nearest(inquiry).Take(3).Select(found => inquiry.ItemOf(found.View))],
    };

    private static Reply Paged(string title, ReplyKind kind, ImmutableArray<ReplyItem> items, int page, int perPage)
    {
        var pages = Math.Max(1, (items.Length + perPage - 1) / perPage);
        page = Math.Clamp(page, 0, pages - 1);
        var shown = items.Skip(page * perPage).Take(perPage).ToImmutableArray();
        return new Reply
        {
            Title = title,
            Kind = kind,
            Items = shown,
            More = [.. items.Skip((page + 1) * perPage).Take(PageSize)],
            Page = page,
            PageCount = pages,
        };
    }

    private static bool IsBetween(DateOnly day, DateOnly? since, DateOnly? until) => (since is null || day >= since) && (until is null || day <= until);

    private static DateOnly DayOf(ReplyItem item) => item.When is { } when && when.TryGetDays(out var first, out _) ? first : DateOnly.MaxValue;
}
