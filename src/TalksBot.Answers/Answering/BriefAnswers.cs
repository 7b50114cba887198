using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>What is new, as people would tell it: how much there was, proposals, who said what, what is ahead.</summary>
public sealed class BriefAnswers(IFactReader reader)
{
    private const int MostFacts = 500;
    private const int MostArticles = 500;
    private const int MaxProposals = 3;
    private const int MaxSpeakers = 3;
    private const int MaxHeld = 1;
    private const int MaxAhead = 3;
    private const int LongestQuote = 220;

    // One line of a brief: a sentence or two.
    private const int ShortestContent = 40;

    /// <summary>The brief.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Reply> AnswerAsync(BriefRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var articles = await reader.ListArticlesAsync(request.Scope, MostArticles, cancellationToken);
        var since = request.Since ?? (articles.IsEmpty ? null : CalendarRange.Nearest(articles[0].PublishedOn).AddDays(-6));
        var title = since is { } day ? $"What is new since {DatePhrasing.Day(day)}" : "What is new";
        articles = articles.RemoveAll(article => since is { } first && article.PublishedOn < first);
        var statements = await reader.FindStatementsAsync(new StatementQuery { Scope = request.Scope, Since = since, Limit = MostFacts }, cancellationToken);
        var proposals = await reader.FindProposalsAsync(new ProposalQuery { Scope = request.Scope, Since = since, Limit = MostFacts }, cancellationToken);
        var meetings = await reader.FindMeetingsAsync(new MeetingQuery { Scope = request.Scope, Since = since, Limit = MostFacts }, cancellationToken);
        if (statements.IsEmpty && proposals.IsEmpty && meetings.IsEmpty)
        {
            return new Reply { Title = title, Kind = ReplyKind.None, IsRefused = true, Lead = "Nothing new is stored for that time." };
        }

        var names = statements.SelectMany(found => found.Fact.Speakers).Concat(proposals.SelectMany(found => found.Fact.By)).Distinct(StringComparer.Ordinal).ToList();
        var phrasing = new FactPhrasing(await reader.GetActorsAsync(request.Scope, names, cancellationToken));
        var speeches = Speeches(statements, proposals, phrasing);
        ImmutableArray<ReplyItem> items =
        [
            .. Proposals(proposals).Select(found => phrasing.Proposal(found) with { Section = "Proposals" }),
            .. speeches,
            .. meetings.Where(found => found.Fact.Status == MeetingStatus.Held && found.Fact.When is not null).Reverse().Take(MaxHeld).Select(found => FactPhrasing.Meeting(found) with { Section = "Held" }),
            .. Ahead(meetings, request.Today).Select(found => FactPhrasing.Meeting(found) with { Section = "Ahead" }),
        ];
        return new Reply
        {
            Title = title,
            Kind = ReplyKind.Timeline,
            Lead = Overview(articles, statements.Length, proposals.Length, meetings.Length, Heard(statements, phrasing)),
            Items = [.. items.Select(item => item with { Quote = item.Quote is null ? null : TextCut.AtSentence(item.Quote, LongestQuote) })],
        };
    }

    // Those that somebody answered first, then the newest; of one proposer one.
    private static IEnumerable<Found<Proposal>> Proposals(ImmutableArray<Found<Proposal>> proposals) => proposals
        .Where(found => !found.Fact.By.IsEmpty)
        .OrderByDescending(found => found.Fact.Responses.Length > 0)
        .ThenByDescending(found => found.Article.PublishedOn)
        .DistinctBy(found => found.Fact.By[^1])
        .Take(MaxProposals);

    // The weightiest words of those who were heard most; what stands among the proposals already is not told twice.
    private static IEnumerable<ReplyItem> Speeches(ImmutableArray<Found<Statement>> statements, ImmutableArray<Found<Proposal>> proposals, FactPhrasing phrasing)
    {
        return statements
            .Where(found => found.Fact is { Content.Text.Length: >= ShortestContent, ReportedIn: null, Polarity: not Polarity.Declined } && found.Fact.Speakers is [_])
            .Where(found => phrasing.IsNamed(found.Fact.Speakers[0]))
            .Where(found => !proposals.Any(proposal => proposal.Article.Id == found.Article.Id && proposal.Fact.Content.Extent.Overlaps(found.Fact.Content?.Extent ?? default)))
            .GroupBy(found => found.Fact.Speakers[0], StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Max(found => found.Article.PublishedOn))
            .Take(MaxSpeakers)
            .Select(group => phrasing.Statement(group.OrderByDescending(found => FactWeight.Of(found.Fact)).ThenByDescending(found => found.Article.PublishedOn).First()) with { Section = "In their words" });
    }

    // Of all that was said, be it long or short.
    private static ImmutableArray<string> Heard(ImmutableArray<Found<Statement>> statements, FactPhrasing phrasing) =>
    [
        .. statements.SelectMany(found => found.Fact.Speakers).Where(phrasing.IsNamed)
            .GroupBy(name => name, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(MaxSpeakers).Select(group => group.Key),
    ];

    private static IEnumerable<Found<Meeting>> Ahead(ImmutableArray<Found<Meeting>> meetings, DateOnly today) => meetings
        .Where(found => MeetingAnswers.IsUpcoming(found.Fact, today) && found.Fact.Status is MeetingStatus.Planned or MeetingStatus.Postponed)
        .OrderBy(found => found.Fact.When is null)
        .Take(MaxAhead);

    private static string Overview(ImmutableArray<ArticleRevision> articles, int statements, int proposals, int meetings, ImmutableArray<string> heard)
    {
        var counts = new[] { (statements, "statement"), (proposals, "proposal"), (meetings, "meeting") }
            .Where(pair => pair.Item1 > 0)
            .Select(pair => $"{(pair.Item1 == MostFacts ? $"{MostFacts} and more" : pair.Item1)} {pair.Item2}{(pair.Item1 == 1 ? "" : "s")}")
            .ToArray();
        var outlets = articles.Select(article => article.Outlet).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var span = articles.IsEmpty ? "" : $", {Span(articles.Min(article => article.PublishedOn), articles.Max(article => article.PublishedOn))}";
        var of = outlets > 1 ? $" of {outlets} outlets" : "";
        var most = heard.Length > 1 ? $" Most heard: {And(heard)}." : "";
        return $"{And(counts)} in {articles.Length} {(articles.Length == 1 ? "article" : "articles")}{of}{span}.{most}";
    }

    private static string Span(DateOnly first, DateOnly last) =>
        first == last ? DatePhrasing.Day(first) : DatePhrasing.When(new TimeValue($"{first:yyyy-MM-dd}/{last:yyyy-MM-dd}")) ?? DatePhrasing.Day(last);

    private static string And(IReadOnlyList<string> words) => words.Count <= 1 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";
}
