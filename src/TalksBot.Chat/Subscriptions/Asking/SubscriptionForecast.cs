using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>How often a subscription would have spoken lately, by the same matching that will decide.</summary>
/// <param name="Messages">Messages in seven days.</param>
/// <param name="Items">Facts in them.</param>
/// <param name="ByFactsUntil">Null when it was counted in the change log; else the last of the seven days of publication by which stored facts were counted.</param>
/// <param name="Latest">The latest that fit, newest first.</param>
internal sealed record Forecast(int Messages, int Items, DateOnly? ByFactsUntil, ImmutableArray<ChangedFact> Latest);

/// <summary>Makes forecasts.</summary>
internal sealed class SubscriptionForecast(IChangeLog changes, IFactReader reader, ChatOptions chat, UpdateOptions options, TimeProvider time)
{
    private const int Samples = 6;
    private const int MostChanges = 50_000;
    private const int MostFacts = 2000;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>The last seven days, as they would have been for <paramref name="subscription"/>.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<Forecast> OfAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var oldest = (await changes.ReadChangesAsync(0, 1, cancellationToken)).FirstOrDefault();
        var isOldEnough = oldest is not null && oldest.RecordedAt <= now - Week;
        var recorded = isOldEnough ? await changes.ListChangesAsync(now - Week, now.AddSeconds(1), MostChanges, cancellationToken) : [];
        var until = isOldEnough ? (DateOnly?)null : await LastDayAsync(subscription, cancellationToken);
        if (!isOldEnough)
        {
            recorded = until is { } last ? await FactsAsync(subscription, last, cancellationToken) : [];
        }

        var matcher = new SubscriptionMatcher([subscription with { Id = "forecast", After = long.MinValue, State = SubscriptionState.Active }], chat);
        var fitting = recorded.Where(change => change.Kind is ChangeKind.New or ChangeKind.Moved && (!isOldEnough || !MatchBatch.IsOld(change, options)))
            .OrderBy(change => change.RecordedAt)
            .Where(change => matcher.Match(change).Count > 0)
            .ToList();
        return new Forecast(
            Count(subscription.Cadence, fitting, now),
            fitting.Select(change => change.Fact).Distinct().Count(),
            until,
            [.. fitting.AsEnumerable().Reverse().Select(change => change.Fact).Distinct().Take(Samples)]);
    }

    private int Count(Cadence cadence, List<Change> fitting, DateTimeOffset now)
    {
        if (!cadence.IsAtOnce)
        {
            return fitting.Select(change => CadenceClock.Next(cadence, change.RecordedAt)).Where(at => at <= now).Distinct().Count();
        }

        // One message for an article, and none sooner than an interval after the last: those join the next.
        var messages = 0;
        DateTimeOffset? turn = null;
        foreach (var recordedAt in fitting.Select(change => (change.Article, change.RecordedAt)).DistinctBy(pair => pair.Article).Select(pair => pair.RecordedAt))
        {
            if (turn is { } last && recordedAt <= last)
            {
                continue;
            }

            turn = turn is { } before && before + options.MinInterval > recordedAt ? before + options.MinInterval : recordedAt;
            messages++;
        }

        return messages;
    }

    // The log is too young to tell: stored facts by the day on which their article was published.
    private async Task<DateOnly?> LastDayAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var newest = await reader.ListArticlesAsync(DossierVisibility.ScopeOf(chat, subscription), limit: 1, cancellationToken);
        return newest.IsEmpty ? null : newest[0].PublishedOn;
    }

    private async Task<ImmutableArray<Change>> FactsAsync(Subscription subscription, DateOnly until, CancellationToken cancellationToken)
    {
        var scope = DossierVisibility.ScopeOf(chat, subscription);
        var since = CalendarRange.Nearest(until).AddDays(-6);
        var statements = await reader.FindStatementsAsync(new StatementQuery { Scope = scope, Since = since, Limit = MostFacts }, cancellationToken);
        var proposals = await reader.FindProposalsAsync(new ProposalQuery { Scope = scope, Since = since, Limit = MostFacts }, cancellationToken);
        var meetings = await reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, Since = since, Limit = MostFacts }, cancellationToken);
        return
        [
            .. statements.Select(found => FactChanges.Of(found, scope)),
            .. proposals.SelectMany(found => FactChanges.Of(found, scope)),
            .. meetings.Select(found => FactChanges.Of(found, scope)),
        ];
    }
}

/// <summary>Stored facts as the changes that they once were.</summary>
internal static class FactChanges
{
    /// <summary>A statement.</summary>
    public static Change Of(Found<Statement> found, FactScope scope) => Of(
        new ChangedFact(FactKind.Statement, found.Fact.Id),
        found,
        [.. found.Fact.Speakers, .. found.Fact.AddresseeName is { } addressee ? [addressee] : ImmutableArray<string>.Empty],
        scope);

    /// <summary>A proposal and the responses to it.</summary>
    public static IEnumerable<Change> Of(Found<Proposal> found, FactScope scope)
    {
        var fact = found.Fact;
        yield return Of(new ChangedFact(FactKind.Proposal, fact.Id), found, [.. fact.By, .. fact.To, .. fact.Responses.Select(response => response.By)], scope);
        foreach (var response in fact.Responses.DistinctBy(response => (response.By, response.Kind)))
        {
            yield return Of(new ChangedFact(FactKind.Response, ChangedFact.ResponseId(fact.Id, response.By, response.Kind)), found, [response.By, .. fact.By], scope);
        }
    }

    /// <summary>A meeting.</summary>
    public static Change Of(Found<Meeting> found, FactScope scope) => Of(
        new ChangedFact(FactKind.Meeting, found.Fact.Id),
        found,
        [.. found.Fact.Participants, .. found.Fact.Organiser is { } organiser ? [organiser] : ImmutableArray<string>.Empty],
        scope);

    private static Change Of<T>(ChangedFact fact, Found<T> found, ImmutableArray<string> actors, FactScope scope)
    {
        var text = string.Join(' ', found.Citations.Select(citation => citation.Text));
        return new Change
        {
            Sequence = 1,
            Kind = ChangeKind.New,
            Fact = fact,
            Article = found.Article.Id,
            PublishedOn = found.Article.PublishedOn,
            // Noon: a day alone is known.
            RecordedAt = new DateTimeOffset(found.Article.PublishedOn, new TimeOnly(12, 0), TimeSpan.Zero),
            Dossiers = scope.Dossier is { } dossier ? [dossier] : [],
            Actors = [.. actors.Distinct(StringComparer.Ordinal)],
            Text = text.Length > Change.MaxTextLength ? text[..Change.MaxTextLength] : text,
            Words = "",
        };
    }
}
