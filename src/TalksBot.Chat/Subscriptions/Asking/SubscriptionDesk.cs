using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Answers what is about a channel's subscriptions: makes, changes, ends and lists them, and tells why something was or was not sent.</summary>
public sealed partial class SubscriptionDesk
{
    private const string All = "all";
    private const int ShownSamples = 2;
    private const int IdLength = 7;
    private const int SampleQuote = 240;
    private const int MostMeetings = 500;

    private readonly ISubscriptionStore _subscriptions;
    private readonly IChangeLog _changes;
    private readonly IOutbox _outbox;
    private readonly IFactReader _reader;
    private readonly ChatOptions _chat;
    private readonly UpdateOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ChannelDossiers _dossiers;
    private readonly SubscriptionReader _reading;
    private readonly SubscriptionForecast _forecast;
    private readonly CitationGuard _guard;

    /// <summary>A desk over a store.</summary>
    /// <param name="subscriptions">Keeps them.</param>
    /// <param name="changes">What happened lately.</param>
    /// <param name="outbox">What was sent.</param>
    /// <param name="reader">The facts.</param>
    /// <param name="channels">Which dossier a channel follows.</param>
    /// <param name="chat">The dossiers and who may see them.</param>
    /// <param name="options">Limits and ages.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Makes ids; used by several threads, so that it must be safe for them, as <see cref="Random.Shared"/> is.</param>
    public SubscriptionDesk(
        ISubscriptionStore subscriptions,
        IChangeLog changes,
        IOutbox outbox,
        IFactReader reader,
        IChannelStore channels,
        ChatOptions chat,
        UpdateOptions options,
        TimeProvider time,
        Random random)
    {
        _subscriptions = subscriptions;
        _changes = changes;
        _outbox = outbox;
        _reader = reader;
        _chat = chat;
        _options = options;
        _time = time;
        _random = random;
        _dossiers = new ChannelDossiers(chat, channels, time);
        _reading = new SubscriptionReader(reader, chat, time);
        _forecast = new SubscriptionForecast(changes, reader, chat, options, time);
        _guard = new CitationGuard(reader);
    }

    /// <summary>Does what is asked. The right to do it was checked.</summary>
    /// <param name="place">The channel, and who asks.</param>
    /// <param name="act">What.</param>
    /// <param name="cancellationToken">A stop leaves the subscriptions as they were, or as they are afterwards.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read or written.</exception>
    public Task<ChatAnswer> AnswerAsync(ChatPlace place, SubscriptionAct act, CancellationToken cancellationToken) => act switch
    {
        SubscriptionAct.Subscribe asked => SubscribeAsync(place, asked, cancellationToken),
        SubscriptionAct.Unsubscribe asked => UnsubscribeAsync(place, asked.Id, cancellationToken),
        SubscriptionAct.List { Why: { } words } => WhyAsync(place, words, cancellationToken),
        SubscriptionAct.List => ListAsync(place, cancellationToken),
        SubscriptionAct.WhyThis asked => WhyThisAsync(place, asked.Key, asked.Id, cancellationToken),
        SubscriptionAct.StopThese asked => StopTheseAsync(place, asked.Key, asked.Id, cancellationToken),
        _ => throw new ArgumentException($"{act?.GetType().Name ?? "Nothing"} is no known act.", nameof(act)),
    };

    /// <summary>Ids of the channel's subscriptions with what they are, for completion; "all" last.</summary>
    public async Task<ImmutableArray<string>> CompleteAsync(ChatPlace place, string typed, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var found = await _subscriptions.ListSubscriptionsAsync(KeyOf(place), withEnded: false, cancellationToken);
        return [.. found.Select(subscription => Shortening.Cut($"{subscription.Id}: {FilterWords.Print(subscription)}", MaxCompletion)).Append(All).Where(line => line.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase)).Take(limit)];
    }

    private const int MaxCompletion = 100;

    private async Task<ChatAnswer> SubscribeAsync(ChatPlace place, SubscriptionAct.Subscribe asked, CancellationToken cancellationToken)
    {
        var scope = await _dossiers.ScopeAsync(place, cancellationToken);
        var (wish, problem) = await _reading.ReadAsync(asked, place, scope, cancellationToken);
        if (wish is null)
        {
            return Problem(place, problem ?? "That is not clear to me.");
        }

        var known = await _subscriptions.ListSubscriptionsAsync(KeyOf(place), withEnded: false, cancellationToken);
        var before = known.FirstOrDefault(other => FilterWords.IsSameFilter(other, wish));
        wish = before is null
            ? wish with { Id = NewId(), After = await _changes.GetLastChangeAsync(cancellationToken) }
            : wish with { Id = before.Id, After = before.After, CreatedAt = before.CreatedAt, State = before.State, StateSince = before.StateSince, StateReason = before.StateReason };
        if (!asked.IsPreview)
        {
            switch (await _subscriptions.SaveSubscriptionAsync(wish, _options.Limits, cancellationToken))
            {
                case SubscribeOutcome.ChannelFull:
                    return Problem(place, $"{Here(place)} has {_options.Limits.PerChannel} subscriptions already, as many as one may have. End one first: /subscriptions lists them.");
                case SubscribeOutcome.ServerFull:
                    return Problem(place, $"This {(place.Platform == "slack" ? "workspace" : "server")} has {_options.Limits.PerServer} subscriptions already, as many as one may have. End some first: /subscriptions lists those of a channel.");
                default:
                    await RemindOfUpcomingAsync(wish, scope, cancellationToken);
                    break;
            }
        }

        var forecast = await _forecast.OfAsync(wish, cancellationToken);
        var samples = await SamplesAsync(forecast.Latest, scope, cancellationToken);
        var lead = ConfirmationText.Of(wish, before, forecast, asked.IsPreview, place.IsDirect, _time.GetUtcNow());
        var title = asked.IsPreview ? "Preview: nothing is saved" : before is null ? $"Subscribed: {wish.Id}" : $"Changed: {wish.Id}";
        return new ChatAnswer(AnswerKind.Help, new Reply { Title = title, Kind = ReplyKind.None, Lead = lead, Items = samples })
        {
            Locale = place.Locale,
            Buttons = asked.IsPreview || before is not null ? [] : [new ChatButton(ButtonKind.Suggestion, "Undo", UpdateButtons.OfSubscription(wish.Id))],
        };
    }

    // Reminders of what is known already; those that have passed are none.
    private async Task RemindOfUpcomingAsync(Subscription subscription, FactScope scope, CancellationToken cancellationToken)
    {
        if (subscription.Reminders.IsEmpty)
        {
            return;
        }

        var now = _time.GetUtcNow();
        var meetings = await _reader.FindMeetingsAsync(new MeetingQuery { Scope = scope, From = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1), Limit = MostMeetings }, cancellationToken);
        var book = new DraftBook(_random);
        foreach (var found in meetings.Where(found => SubscriptionMatcher.Fits(subscription, FactChanges.Of(found, scope))))
        {
            foreach (var dueAt in MeetingReminders.Of(found.Fact, subscription).Where(dueAt => dueAt > now))
            {
                book.AddReminder(subscription, dueAt, new OwedItem(subscription.Id, new ChangedFact(FactKind.Meeting, found.Fact.Id), MeetingReminders.MarkOf(dueAt, 0), 0));
            }
        }

        if (book.Count > 0)
        {
            await _outbox.AddAsync(book.ToDrafts(), cancellationToken);
        }
    }

    // As they will look.
    private async Task<ImmutableArray<ReplyItem>> SamplesAsync(ImmutableArray<ChangedFact> facts, FactScope scope, CancellationToken cancellationToken)
    {
        if (facts.IsEmpty)
        {
            return [];
        }

        var set = await FactSet.LoadAsync(_reader, scope, facts, cancellationToken);
        var items = await _guard.CheckAsync([.. facts.Select(set.ItemOf).OfType<ReplyItem>()], cancellationToken);
        return [.. items.Take(ShownSamples).Select(item => item with { Section = "What it looks like", Quote = item.Quote is null ? null : TextCut.AtSentence(item.Quote, SampleQuote) })];
    }

    private async Task<ChatAnswer> UnsubscribeAsync(ChatPlace place, string typed, CancellationToken cancellationToken)
    {
        // A suggestion of completion goes on after the id.
        var id = typed.Split(':', 2)[0].Trim().ToLowerInvariant();
        var channel = KeyOf(place);
        var known = await _subscriptions.ListSubscriptionsAsync(channel, withEnded: false, cancellationToken);
        var ending = id == All ? known : [.. known.Where(subscription => subscription.Id == id)];
        if (known.IsEmpty)
        {
            return Told(place, "Subscriptions", $"{Here(place)} has no subscription. /subscribe makes one.");
        }

        if (ending.IsEmpty)
        {
            var nearest = Listing.Nearest(id, known.Select(subscription => subscription.Id));
            return Problem(place, $"{Here(place)} has no subscription “{Listing.Short(typed)}”{(nearest is null ? "." : $"; did you mean {nearest}?")} There is {Listing.Or([.. known.Take(5).Select(subscription => subscription.Id), All])}.");
        }

        foreach (var subscription in ending)
        {
            await _subscriptions.EndSubscriptionAsync(channel, subscription.Id, _time.GetUtcNow(), "it was ended here", cancellationToken);
        }

        return Told(
            place,
            ending.Length == 1 ? $"Ended: {ending[0].Id}" : $"Ended: {ending.Length} subscriptions",
            string.Join('\n', ending.Select(subscription => $"{Here(place)} is not told {FilterWords.Print(subscription)} any more. To have it again, for example: {FilterWords.Command(subscription)}")));
    }

    private async Task<ChatAnswer> ListAsync(ChatPlace place, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var known = await _subscriptions.ListSubscriptionsAsync(KeyOf(place), withEnded: false, cancellationToken);
        if (known.IsEmpty)
        {
            return Told(place, "Subscriptions", $"{Here(place)} has no subscription. /subscribe makes one; /subscribe preview:yes shows first what would come.");
        }

        var lines = known.Select(subscription => ConfirmationText.Line(subscription, now));
        return Told(place, $"Subscriptions: {known.Length}", $"{string.Join('\n', lines)}\nEnd one with /unsubscribe and its id. “/subscriptions why:” with some words tells why something was or was not sent.");
    }

    private static ChatAnswer Told(ChatPlace place, string title, string lead) =>
        new(AnswerKind.Help, new Reply { Title = title, Kind = ReplyKind.None, Lead = lead }) { Locale = place.Locale };

    private static ChatAnswer Problem(ChatPlace place, string message) =>
        new(AnswerKind.Problem, new Reply { Title = "That did not work", Kind = ReplyKind.None, Lead = message }) { Locale = place.Locale };

    private static string Here(ChatPlace place) => place.IsDirect ? "This conversation" : "This channel";

    private static ChannelKey KeyOf(ChatPlace place) => new(place.Platform, place.ServerId, place.ChannelId);

    // Easily typed and read out; 34 thousand million of them, and one channel's are told apart by the store.
    private string NewId() => "s" + _random.GetString("0123456789abcdefghjkmnpqrstvwxyz", IdLength);
}
