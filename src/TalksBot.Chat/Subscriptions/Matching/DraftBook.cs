using System.Collections.Immutable;
using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Gathers what is owed by message: channel, kind and group.</summary>
/// <param name="random">Of it the idempotency keys are made.</param>
internal sealed class DraftBook(Random random)
{
    private const int KeyLength = 20;

    private readonly Dictionary<(ChannelKey Channel, DeliveryKind Kind, string Group), Page> _pages = [];

    /// <summary>How many items are written down.</summary>
    public int Count { get; private set; }

    /// <summary>Writes an item down.</summary>
    /// <param name="kind">Of the message.</param>
    /// <param name="channel">Whereto.</param>
    /// <param name="group">What belongs together.</param>
    /// <param name="dueAt">When it is to be sent, where the message is new.</param>
    /// <param name="item">The fact for a subscription.</param>
    /// <param name="amends">Of an amendment: the delivery.</param>
    public void Add(DeliveryKind kind, ChannelKey channel, string group, DateTimeOffset dueAt, OwedItem item, long? amends = null)
    {
        if (!_pages.TryGetValue((channel, kind, group), out var page))
        {
            page = _pages[(channel, kind, group)] = new Page(dueAt, amends);
        }

        page.Items.Add(item);
        Count++;
    }

    /// <summary>A message at once; what a channel is told at one turn (see <see cref="ChannelTurn"/>) is one message.</summary>
    public void AddUpdate(ChannelKey channel, DateTimeOffset at, OwedItem item) =>
        Add(DeliveryKind.Update, channel, string.Create(CultureInfo.InvariantCulture, $"now:{at.ToUnixTimeMilliseconds()}"), at, item);

    /// <summary>What a subscription is owed while its channel is paused: one message, however long that takes.</summary>
    public void AddWhilePaused(Subscription subscription, DateTimeOffset at, OwedItem item)
    {
        if (subscription.Cadence.IsAtOnce)
        {
            Add(DeliveryKind.Update, subscription.Channel, "paused", at, item);
        }
        else
        {
            Add(DeliveryKind.Digest, subscription.Channel, $"{subscription.Id}:paused", at, item);
        }
    }

    /// <summary>A digest of a subscription at an instant.</summary>
    public void AddDigest(Subscription subscription, DateTimeOffset at, OwedItem item) =>
        Add(DeliveryKind.Digest, subscription.Channel, $"{subscription.Id}:{Stamp(at)}", at, item);

    /// <summary>A reminder; those of a channel at the same instant are one message.</summary>
    public void AddReminder(Subscription subscription, DateTimeOffset at, OwedItem item) =>
        Add(DeliveryKind.Reminder, subscription.Channel, Stamp(at), at, item);

    /// <summary>The drafts, each with a key of its own.</summary>
    public ImmutableArray<DeliveryDraft> ToDrafts() =>
        [.. _pages.Select(pair => new DeliveryDraft(NewKey(), pair.Key.Kind, pair.Key.Channel, pair.Key.Group, pair.Value.DueAt, [.. pair.Value.Items.Distinct()], pair.Value.Amends))];

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    // 100 bits and more: no two deliveries ever made have the same.
    private string NewKey() => random.GetString("0123456789abcdefghijklmnopqrstuvwxyz", KeyLength);

    private sealed record Page(DateTimeOffset DueAt, long? Amends)
    {
        public List<OwedItem> Items { get; } = [];
    }
}
