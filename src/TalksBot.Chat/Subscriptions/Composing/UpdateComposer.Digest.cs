using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <content>What came since the last digest.</content>
public sealed partial class UpdateComposer
{
    // Enough for a month of responses to what a digest tells of.
    private const int MostChanges = 2000;

    private const string MeetingsSection = "Meetings";

    private async Task<Reply?> DigestAsync(Delivery delivery, Dictionary<string, Subscription> subscriptions, CancellationToken cancellationToken)
    {
        var told = await GatherAsync(delivery.Items, subscriptions, isAlive: true, cancellationToken);
        var all = WithoutRepetition(told).ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var turns = await TurnsAsync(all, cancellationToken);
        var shown = Choose(all, turns);
        var items = (await ItemsAsync(shown, cancellationToken)).ConvertAll(pair => (pair.Told, Item: turns.TryGetValue(pair.Told.Fact, out var before)
            ? pair.Item with { Head = $"Changed: {pair.Item.Head}", Details = pair.Item.Details.Insert(0, before) }
            : pair.Item));
        if (items.Count == 0)
        {
            return null;
        }

        var subscription = items[0].Told.Subscription;
        var sections = items.GroupBy(pair => SectionOf(pair.Told)).ToList();
        // What changed is news first of all, then what is weightiest; meetings are read last, as in a diary.
        var ordered = sections
            .OrderBy(section => section.Key == MeetingsSection ? 1 : 0)
            .ThenByDescending(section => section.Any(pair => turns.ContainsKey(pair.Told.Fact)))
            .ThenByDescending(section => section.Sum(pair => pair.Told.Weight))
            .SelectMany(section => section.Select(pair => pair.Item with { Section = section.Key }))
            .ToImmutableArray();
        return new Reply
        {
            Title = $"{DossierOf([subscription])}{(IsWeekly(subscription) ? "weekly" : "daily")} digest",
            Kind = ReplyKind.Timeline,
            Lead = Overview(told, items.Count, turns.Count),
            Items = ordered,
            Note = all.Count > items.Count ? $"The rest: /brief since:{told.Min(fact => fact.Set.ArticleOf(fact.Fact)?.PublishedOn ?? DateOnly.MaxValue):yyyy-MM-dd}" : null,
        };
    }

    // As many as one message shows: changed positions, meetings and proposals first, then the weightiest statements, but of no speaker more than others have room for.
    private static List<ToldFact> Choose(List<ToldFact> all, Dictionary<ChangedFact, string> turns)
    {
        var meetings = all.Where(fact => fact.Fact.Kind == FactKind.Meeting).Take(3);
        var ranked = all.Where(fact => fact.Fact.Kind != FactKind.Meeting).OrderByDescending(fact => turns.ContainsKey(fact.Fact)).ThenByDescending(fact => fact.Weight);
        // The second of a speaker comes after the first of all others.
        var turn = new Dictionary<string, int>(StringComparer.Ordinal);
        var others = ranked.Select(fact => (Fact: fact, Turn: fact.Fact.Kind != FactKind.Statement ? 0 : turn[SectionOf(fact)] = turn.GetValueOrDefault(SectionOf(fact)) + 1)).ToList();
        return [.. meetings.Concat(others.OrderBy(pair => pair.Turn).Select(pair => pair.Fact)).Take(AnswerSheet.MaxItems)];
    }

    // The actor or topic of the subscription that it is about, else who acts in it; meetings stand by themselves.
    private static string SectionOf(ToldFact told)
    {
        if (told.Fact.Kind == FactKind.Meeting)
        {
            return MeetingsSection;
        }

        var actors = told.Fact.Kind switch
        {
            FactKind.Statement => told.Set.Statement(told.Fact.Id)?.Fact.Speakers ?? [],
            FactKind.Response when told.Set.Response(told.Fact.Id) is var (_, response) => [response.By],
            _ => told.Set.Proposal(told.Fact.Id) is { } proposal ? told.Set.Phrasing.Proposers(proposal.Fact) : [],
        };
        if (told.Subscription.Actors.Length > 1 && told.Subscription.Actors.FirstOrDefault(wanted => actors.Contains(wanted)) is { } actor)
        {
            return actor;
        }

        if (told.Subscription.Topics.Length > 1 && TopicOf(told) is { } topic)
        {
            return $"{char.ToUpperInvariant(topic[0])}{topic[1..]}";
        }

        return actors.IsEmpty ? "Others" : actors[0];
    }

    private static string? TopicOf(ToldFact told)
    {
        var words = told.Set.ItemOf(told.Fact) is { } item ? Topic.TextStems(string.Join(' ', item.Citations.Select(citation => citation.Text).Prepend(item.Quote ?? ""))) : [];
        return told.Subscription.Topics.FirstOrDefault(topic => Topic.Stems(topic).All(words.Contains));
    }

    // Responses of somebody who answered the same proposal otherwise before: "Russia refused it on 10 March 2025."
    private async Task<Dictionary<ChangedFact, string>> TurnsAsync(List<ToldFact> told, CancellationToken cancellationToken)
    {
        var turns = new Dictionary<ChangedFact, string>();
        var responses = told.Where(fact => fact.Fact.Kind == FactKind.Response).ToList();
        if (responses.Count == 0)
        {
            return turns;
        }

        var now = _time.GetUtcNow();
        var changes = (await _changes.ListChangesAsync(now - _options.KeptFor, now, MostChanges, cancellationToken)).Where(change => change.Fact.Kind == FactKind.Response).ToList();
        foreach (var fact in responses)
        {
            if (fact.Set.Response(fact.Fact.Id) is not var (proposal, response)
                || changes.Find(change => change.Fact == fact.Fact) is not { } change)
            {
                continue;
            }

            // Only what the channel may see, and what is still told.
            var scope = DossierVisibility.ScopeOf(_chat, fact.Subscription);
            var before = changes.Where(other => other.PublishedOn < change.PublishedOn && other.Kind != ChangeKind.Withdrawn && scope.Shows(other.Dossiers)
                    && !changes.Exists(later => later.Kind == ChangeKind.Withdrawn && later.Fact == other.Fact && later.Sequence > other.Sequence))
                .SelectMany(other => Enum.GetValues<ResponseKind>().Where(kind => kind != response.Kind && other.Fact.Id == ChangedFact.ResponseId(proposal.Fact.Id, response.By, kind)).Select(kind => (other.PublishedOn, Kind: kind)))
                .OrderByDescending(other => other.PublishedOn)
                .ToList();
            if (before is [var earlier, ..])
            {
                var said = earlier.Kind switch
                {
                    ResponseKind.Accepted => "accepted it",
                    ResponseKind.AcceptedInPrinciple => "accepted it in principle",
                    ResponseKind.Refused => "refused it",
                    _ => "neither accepted nor refused it outright",
                };
                turns[fact.Fact] = $"Before, {response.By} {said} ({DatePhrasing.Day(earlier.PublishedOn)}).";
            }
        }

        return turns;
    }

    private static string Overview(List<ToldFact> told, int shown, int turns)
    {
        var changed = turns == 0 ? "" : turns == 1 ? ", one of them a changed position" : $", {turns} of them changed positions";
        var most = told.Count > shown ? $"; the {shown} that tell most" : "";
        return $"{Counts(told)}{changed}, from {Sources(told)}{most}.";
    }

    private static bool IsWeekly(Subscription subscription) => System.Numerics.BitOperations.PopCount((uint)subscription.Cadence.Days) == 1;
}
