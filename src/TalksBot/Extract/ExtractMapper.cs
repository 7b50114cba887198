using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot;

/// <summary>Facts of one article → the line that <c>extract --json</c> prints.</summary>
internal sealed class ExtractMapper
{
    private readonly Article _article;
    private readonly CodePointMap _map;

    private ExtractMapper(Article article)
    {
        _article = article;
        _map = new CodePointMap(article.Body);
    }

    /// <summary>The line's shape; every span of <paramref name="facts"/> points into the body of <paramref name="article"/>.</summary>
    public static ExtractJson Map(Article article, ArticleFacts facts) => new ExtractMapper(article).Map(facts);

    private ExtractJson Map(ArticleFacts facts) => new(
        _article.Stem,
        JsonWords.Day(_article.PublishedOn),
        _article.IsPublishedAssumed,
        [.. facts.Statements.Where(statement => statement.ReportedIn is null).Select(Attribution)],
        [.. facts.Statements.Where(statement => statement.ReportedIn is not null).Select(Attribution)],
        [.. facts.Proposals.Select(Proposal)],
        [.. facts.Meetings.Select(Meeting)],
        [.. facts.Times.Select(time => new TimeJson(_map.Bounds(time.Span), JsonWords.Of(time.Type), time.Value.Value))],
        [.. facts.Actors.Select(Actor)]);

    private AttributionJson Attribution(Statement statement) => new(
        statement.Id,
        JsonWords.Of(statement.Manner),
        statement.Speakers,
        JsonWords.Of(statement.Polarity),
        Math.Round(statement.Confidence, 3),
        Words(statement.Source),
        Words(statement.Cue),
        Words(statement.Content),
        Words(statement.Addressee),
        statement.When?.Value,
        statement.ReportedIn);

    private WordsJson? Words(AnchoredText? words) => words is null ? null : new(words.Text, [.. words.Spans.Select(_map.Bounds)]);

    private ProposalJson Proposal(Proposal proposal) => new(
        proposal.Id,
        JsonWords.Of(proposal.Kind),
        proposal.By,
        proposal.To,
        proposal.Content.Text,
        [.. proposal.Terms.Select(term => term.Text)],
        [.. proposal.Conditions.Select(condition => condition.Text)],
        [.. proposal.Responses.Select(response => new ResponseJson(response.By, JsonWords.Of(response.Kind), Evidence(response.Evidence)))],
        proposal.When?.Value,
        Evidence(proposal.Evidence));

    private MeetingJson Meeting(Meeting meeting) => new(
        meeting.Id,
        meeting.Kind,
        meeting.Participants,
        meeting.When?.Value,
        meeting.Where,
        JsonWords.Of(meeting.Medium),
        JsonWords.Of(meeting.Status),
        meeting.Previously?.Value,
        meeting.IsDateUnannounced,
        meeting.IsUnconfirmed,
        Evidence(meeting.Evidence));

    private ActorJson Actor(ArticleActor actor) => new(
        actor.Actor.Name,
        JsonWords.Of(actor.Actor.Kind),
        actor.Actor.Aliases,
        actor.Actor.Role,
        [.. actor.Mentions.Select(_map.Bounds)]);

    private EvidenceJson[] Evidence(ImmutableArray<TextSpan> spans) => [.. spans.Select(Evidence)];

    private EvidenceJson Evidence(TextSpan span) => new(span.Slice(_article.Body), _map.CodePoints(span.Start), _map.CodePoints(span.End));
}
