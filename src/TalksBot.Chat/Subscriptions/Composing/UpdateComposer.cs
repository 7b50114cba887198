using System.Collections.Immutable;
using System.Globalization;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Composes updates, digests, reminders and corrections from what is stored when they are sent; no citation leaves that is not verbatim.</summary>
public sealed partial class UpdateComposer : IUpdateComposer
{
    private const int LongQuote = 420;
    private const int ShortQuote = 240;

    // Fewer items leave more room for each.
    private const int FewItems = 3;

    private readonly IFactReader _reader;
    private readonly ISubscriptionStore _subscriptions;
    private readonly IOutbox _outbox;
    private readonly IChangeLog _changes;
    private readonly ChatOptions _chat;
    private readonly UpdateOptions _options;
    private readonly TimeProvider _time;
    private readonly CitationGuard _guard;

    /// <summary>A composer over a store.</summary>
    /// <param name="reader">The facts.</param>
    /// <param name="subscriptions">Whose they are.</param>
    /// <param name="outbox">What was told before.</param>
    /// <param name="changes">What facts were before.</param>
    /// <param name="chat">The dossiers and who may see them.</param>
    /// <param name="options">Ages.</param>
    /// <param name="time">The clock.</param>
    public UpdateComposer(IFactReader reader, ISubscriptionStore subscriptions, IOutbox outbox, IChangeLog changes, ChatOptions chat, UpdateOptions options, TimeProvider time)
    {
        _reader = reader;
        _subscriptions = subscriptions;
        _outbox = outbox;
        _changes = changes;
        _chat = chat;
        _options = options;
        _time = time;
        _guard = new CitationGuard(reader);
    }

    /// <inheritdoc/>
    public async Task<ChatAnswer?> ComposeAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var all = await _subscriptions.ListSubscriptionsAsync(delivery.Channel, withEnded: true, cancellationToken);
        var subscriptions = all.ToDictionary(subscription => subscription.Id, StringComparer.Ordinal);
        var reply = delivery.Kind switch
        {
            DeliveryKind.Update => await UpdateAsync(delivery, subscriptions, cancellationToken),
            DeliveryKind.Digest => await DigestAsync(delivery, subscriptions, cancellationToken),
            DeliveryKind.Reminder => await ReminderAsync(delivery, subscriptions, cancellationToken),
            DeliveryKind.Amendment => await AmendmentAsync(delivery, subscriptions, cancellationToken),
            _ => throw new InvalidOperationException($"{delivery.Kind} is no known delivery."),
        };
        if (reply is null || reply.Items.IsEmpty)
        {
            return null;
        }

        var locale = delivery.Items.Select(item => subscriptions.GetValueOrDefault(item.SubscriptionId)?.Locale).FirstOrDefault(locale => locale is not null);
        return new ChatAnswer(AnswerKind.Answer, reply with { Title = $"{char.ToUpperInvariant(reply.Title[0])}{reply.Title[1..]}" }) { Locale = locale, Buttons = ButtonsOf(delivery) };
    }

    private async Task<Reply?> UpdateAsync(Delivery delivery, Dictionary<string, Subscription> subscriptions, CancellationToken cancellationToken)
    {
        var told = await GatherAsync(delivery.Items, subscriptions, isAlive: true, cancellationToken);
        var shown = WithoutRepetition(told).OrderByDescending(fact => fact.Weight).ToList();
        var items = await ItemsAsync(shown, cancellationToken);
        return items.Count == 0 ? null : new Reply
        {
            Title = $"{DossierOf(items.Select(pair => pair.Told.Subscription))}{Counts(items.ConvertAll(pair => pair.Told))} · {Sources(items.ConvertAll(pair => pair.Told))}",
            Kind = ReplyKind.Timeline,
            Items = [.. items.Select(pair => pair.Item)],
            Note = MoreOf(items.Count, items.ConvertAll(pair => pair.Told)),
        };
    }

    // One fact once, with all its marks; facts that are not told any more are left out.
    private async Task<List<ToldFact>> GatherAsync(IEnumerable<OwedItem> items, Dictionary<string, Subscription> subscriptions, bool isAlive, CancellationToken cancellationToken)
    {
        var told = new List<ToldFact>();
        var known = items.Where(item => subscriptions.TryGetValue(item.SubscriptionId, out var subscription) && (!isAlive || subscription.State != SubscriptionState.Ended));
        foreach (var group in known.GroupBy(item => DossierVisibility.ScopeOf(_chat, subscriptions[item.SubscriptionId])))
        {
            var set = await FactSet.LoadAsync(_reader, group.Key, [.. group.Select(item => item.Fact).Distinct()], cancellationToken);
            foreach (var item in group.Where(item => item.Fact.Kind == FactKind.Response && set.Response(item.Fact.Id) is null))
            {
                if (await FindChangeAsync(item.Change, cancellationToken) is { } change)
                {
                    await set.AddResponseAsync(_reader, group.Key, item.Fact.Id, change.Article, cancellationToken);
                }
            }

            told.AddRange(group.GroupBy(item => item.Fact)
                .Where(same => set.ArticleOf(same.Key) is not null)
                .Select(same => new ToldFact(same.Key, subscriptions[same.First().SubscriptionId], set, [.. same.Select(item => item.Mark)], [.. same.Select(item => item.Change)])));
        }

        return [.. told.DistinctBy(fact => fact.Fact)];
    }

    // A response to a proposal that is told here stands in it already, and so does the sentence by which somebody proposed or answered.
    private static IEnumerable<ToldFact> WithoutRepetition(List<ToldFact> told)
    {
        var proposals = told.Where(fact => fact.Fact.Kind == FactKind.Proposal).Select(fact => fact.Fact.Id).ToHashSet(StringComparer.Ordinal);
        return told.Where(fact => fact.Fact.Kind switch
        {
            FactKind.Response => !proposals.Contains(ChangedFact.ProposalOf(fact.Fact.Id)) || !IsInProposal(fact),
            FactKind.Statement => fact.Set.Statement(fact.Fact.Id) is not { } statement || !told.Exists(other => Holds(other, statement)),
            _ => true,
        });
    }

    // The proposal is told as its newest article has it; what an earlier one said of answers is not in it.
    private static bool IsInProposal(ToldFact response) =>
        response.Set.Response(response.Fact.Id) is var (told, _) && response.Set.Proposal(told.Fact.Id)?.Article == told.Article;

    private static bool Holds(ToldFact other, Found<Statement> statement)
    {
        if (other.Fact.Kind is not (FactKind.Proposal or FactKind.Response)
            || other.Set.Proposal(ChangedFact.ProposalOf(other.Fact.Id)) is not { } proposal
            || proposal.Article.Id != statement.Article.Id
            || statement.Fact.Content is not { } content)
        {
            return false;
        }

        return (other.Fact.Kind == FactKind.Proposal && content.Extent.Overlaps(proposal.Fact.Content.Extent) && statement.Fact.Speakers.Any(proposal.Fact.By.Contains))
            || (statement.Fact.CueClass is CueClass.Agreed or CueClass.Refused
                && proposal.Fact.Responses.Any(response => response.Evidence.Overlaps(content.Extent) && statement.Fact.Speakers.Contains(response.By)));
    }

    private async Task<List<(ToldFact Told, ReplyItem Item)>> ItemsAsync(List<ToldFact> told, CancellationToken cancellationToken)
    {
        var items = new List<(ToldFact, ReplyItem)>();
        var length = told.Count <= FewItems ? LongQuote : ShortQuote;
        foreach (var fact in told)
        {
            var item = !fact.IsNew && fact.Fact.Kind == FactKind.Meeting ? await MovedAsync(fact, cancellationToken) : fact.Set.ItemOf(fact.Fact);
            // Nothing leaves whose citations are not verbatim.
            if (item is not null && await _guard.CheckAsync([item], cancellationToken) is [var sound])
            {
                items.Add((fact, Shorten(sound, length)));
            }
        }

        return items;
    }

    private static ReplyItem Shorten(ReplyItem item, int length) => item.Quote is null ? item : item with { Quote = TextCut.AtSentence(item.Quote, length) };

    // "Moved: talks …, was on Monday 12 May 2025 in Kelm, now on Tuesday 20 May 2025 in Kelm".
    private async Task<ReplyItem?> MovedAsync(ToldFact told, CancellationToken cancellationToken)
    {
        if (told.Set.Meeting(told.Fact.Id) is not { } found)
        {
            return null;
        }

        var moves = new List<Change>();
        foreach (var sequence in told.Changes.Where(change => change > 0).Distinct().Order())
        {
            if (await FindChangeAsync(sequence, cancellationToken) is { } change)
            {
                moves.Add(change);
            }
        }

        // What it was in another dossier is not told; a meeting that moved for others alone has not moved here.
        var scope = DossierVisibility.ScopeOf(_chat, told.Subscription);
        var seen = moves.Find(change => change.IsNewsTo(scope));
        if (seen is null && moves.Count > 0)
        {
            return null;
        }

        var item = FactPhrasing.Meeting(found);
        if (seen is not { Before: { } before })
        {
            return item with { Head = $"Changed: {item.Head}" };
        }

        var meeting = found.Fact;
        var name = NameOf(meeting);
        var at = MeetingReminders.FindInstant(meeting);
        var isOtherHour = at is not null && at != before.At;
        var was = When(before.When, before.At, before.Where);
        var now = When(meeting.When, at, meeting.Where);
        var head = meeting.Status switch
        {
            MeetingStatus.Cancelled => $"Called off: {name}{(was is null ? "" : $", which had been planned {was}")}, will not take place",
            MeetingStatus.Held when before.Status != MeetingStatus.Held => $"Held: {name}{(now is null ? "" : $" {now}")}",
            MeetingStatus.Postponed when meeting.When is null || (meeting.When == before.When && !isOtherHour) => $"Put off: {name}{(was is null ? "" : $", which had been planned {was}")}; no new date was announced",
            _ when was == now => $"Changed: {item.Head}",
            _ when was is null => $"Now fixed: {name} {now}",
            _ when now is null => $"Changed: {name}, was {was}, now without a date",
            _ => $"Moved: {name}, was {was}, now {now}",
        };
        return item with { Head = head, Details = [.. item.Details.Where(detail => !detail.StartsWith("It had been planned", StringComparison.Ordinal) && detail != "No date was announced.")] };
    }

    private static string NameOf(Meeting meeting)
    {
        var kind = meeting.Kind.Length == 0 ? "meeting" : meeting.Kind;
        return meeting.Participants.IsEmpty ? kind : $"{kind}{(meeting.Participants.Length == 1 ? " of " : " between ")}{Listing.And(meeting.Participants)}";
    }

    // The hour as a reminder tells it: in the zone that is everybody's.
    private static string? When(TimeValue? when, DateTimeOffset? at, string? where)
    {
        var day = at is { } instant
            ? $"{DatePhrasing.When(TimeValue.Of(DateOnly.FromDateTime(instant.UtcDateTime)))} at {instant.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC"
            : DatePhrasing.When(when);
        var place = where is { Length: > 0 } ? $"{(where.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? "at" : "in")} {where}" : null;
        return day is null ? place : place is null ? day : $"{day} {place}";
    }

    private async Task<Change?> FindChangeAsync(long sequence, CancellationToken cancellationToken) =>
        sequence <= 0 ? null : (await _changes.ReadChangesAsync(sequence - 1, 1, cancellationToken)).FirstOrDefault(change => change.Sequence == sequence);

    private static ImmutableArray<ChatButton> ButtonsOf(Delivery delivery) =>
    [
        new ChatButton(ButtonKind.Suggestion, "Why this?", UpdateButtons.Of(delivery, UpdateAct.Why)),
        new ChatButton(ButtonKind.Suggestion, "Stop these", UpdateButtons.Of(delivery, UpdateAct.Stop)),
    ];

    private const string From = "from ";

    // "Ferry talks: ", where all the subscriptions follow one dossier.
    private string DossierOf(IEnumerable<Subscription> subscriptions) =>
        subscriptions.Select(subscription => subscription.Dossier ?? _chat.OnlyDossier).Distinct(StringComparer.Ordinal).ToList() is [{ } name]
            ? $"{_chat.Dossiers.FirstOrDefault(dossier => dossier.Name == name)?.Title ?? name}: "
            : "";

    private static string Counts(List<ToldFact> told)
    {
        var counts = new[] { FactKind.Meeting, FactKind.Proposal, FactKind.Response, FactKind.Statement }
            .Select(kind => (Kind: kind, Count: told.Count(fact => fact.Fact.Kind == kind)))
            .Where(pair => pair.Count > 0)
            .Select(pair => KindWords.Count(pair.Kind, pair.Count))
            .ToList();
        return Listing.And(counts);
    }

    // "Harbour Post, 14 March 2025", "Harbour Post and Kelm Courier", "5 outlets".
    private static string Sources(List<ToldFact> told)
    {
        var articles = told.Select(fact => fact.Set.ArticleOf(fact.Fact)).OfType<ArticleRevision>().DistinctBy(article => article.Id).ToList();
        var outlets = articles.Select(article => article.Outlet ?? article.Title ?? article.Stem).Distinct(StringComparer.Ordinal).ToList();
        var last = articles.Max(article => article.PublishedOn);
        var first = articles.Min(article => article.PublishedOn);
        var days = first == last ? DatePhrasing.Day(last) : DatePhrasing.When(new TimeValue($"{first:yyyy-MM-dd}/{last:yyyy-MM-dd}"))?[From.Length..];
        return outlets.Count <= 2 ? $"{Listing.And(outlets.ConvertAll(outlet => TextCut.AtSentence(outlet, 60)))}, {days}" : $"{outlets.Count} outlets, {days}";
    }

    private static string? MoreOf(int count, List<ToldFact> told) => count <= AnswerSheet.MaxItems
        ? null
        : $"All that is new: /brief since:{told.Min(fact => fact.Set.ArticleOf(fact.Fact)?.PublishedOn ?? DateOnly.MaxValue):yyyy-MM-dd}";
}
