using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Turns what a person typed into a subscription.</summary>
internal sealed class SubscriptionReader(IFactReader reader, ChatOptions options, TimeProvider time)
{
    private const int MaxTopics = 10;
    private const int MaxTopicLength = 80;

    private readonly SubscriptionActors _actors = new(reader, options);

    /// <summary>The subscription that <paramref name="asked"/> wishes for, with an empty id; or a problem in plain words.</summary>
    /// <param name="asked">As typed.</param>
    /// <param name="place">Where, and who.</param>
    /// <param name="scope">What may be seen there.</param>
    /// <param name="cancellationToken">Stops between two look-ups.</param>
    public async Task<(Subscription? Subscription, string? Problem)> ReadAsync(SubscriptionAct.Subscribe asked, ChatPlace place, FactScope scope, CancellationToken cancellationToken)
    {
        var zone = DefaultZone(place, scope);
        // "/subscribe daily at 8:30" says when, not who.
        if (asked is { How: null, Actors: { } bare } && CadencePhrase.TryParse(bare, zone, out _, out _))
        {
            asked = asked with { How = bare, Actors = null };
        }

        var words = $"{asked.How ?? (asked.At is null ? "at once" : "")} {asked.At}".Trim();
        if (!CadencePhrase.TryParse(words, zone, out var cadence, out var problem) || cadence is null)
        {
            return (null, problem);
        }

        var (actors, unknown) = asked.Actors is null ? ([], null) : await _actors.FindAsync(asked.Actors, scope, cancellationToken);
        if (unknown is not null)
        {
            return (null, unknown);
        }

        var topics = asked.Topics is null ? [] : ListPhrase.Split(asked.Topics).Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        if (topics.Length > MaxTopics || topics.Any(topic => topic.Length > MaxTopicLength))
        {
            return (null, $"One subscription takes up to {MaxTopics} topics of at most {MaxTopicLength} characters each, with commas between.");
        }

        if (topics.FirstOrDefault(topic => Topic.Stems(topic).IsEmpty) is { } wordless)
        {
            return (null, $"“{Listing.Short(wordless)}” has no word to look for.");
        }

        ImmutableArray<FactKind> kinds = [];
        if (asked.Kinds is not null && !KindWords.TryParse(asked.Kinds, out kinds, out problem))
        {
            return (null, problem);
        }

        var subscription = new Subscription
        {
            Id = "",
            Channel = new ChannelKey(place.Platform, place.ServerId, place.ChannelId),
            Dossier = scope.Dossier,
            Actors = actors,
            Topics = topics,
            Kinds = kinds,
            Cadence = cadence,
            Locale = place.Locale,
            CreatedBy = place.UserId,
            CreatedAt = time.GetUtcNow(),
            After = 0,
        };
        if (asked.Reminders is not null && !FilterWords.HasMeetings(subscription))
        {
            return ReminderPhrase.TryParse(asked.Reminders, out var none, out problem) && none.IsEmpty
                ? (subscription, null)
                : (null, problem ?? "Reminders come before meetings, but “kinds” leaves meetings out. Add meetings to “kinds”, or leave “reminders” out.");
        }

        var reminders = FilterWords.HasMeetings(subscription) ? ReminderPhrase.Usual : [];
        if (asked.Reminders is not null && !ReminderPhrase.TryParse(asked.Reminders, out reminders, out problem))
        {
            return (null, problem);
        }

        return (subscription with { Reminders = reminders }, null);
    }

    // The asker's, else that of the talks, else UTC; said in the confirmation.
    private string DefaultZone(ChatPlace place, FactScope scope)
    {
        if (place.TimeZone is { } own && TimeZoneInfo.TryFindSystemTimeZoneById(own, out _))
        {
            return own;
        }

        var visible = DossierVisibility.Of(options, place.Platform, place.ServerId);
        var dossier = scope.Dossier is { } followed ? visible.FirstOrDefault(dossier => dossier.Name == followed) : visible is [var only] ? only : null;
        return dossier?.TimeZone is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : ZoneNames.Utc;
    }
}
