using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>What a button under an update does.</summary>
public enum UpdateAct
{
    /// <summary>Tells the one who presses it which subscriptions brought the message.</summary>
    Why,

    /// <summary>Ends them; for those who may manage the channel.</summary>
    Stop,
}

/// <summary>
/// The keys of the buttons under updates. They work after a restart, so they say what they stand for:
/// <c>u.KEY.wID</c> ("Why this?") and <c>u.KEY.sID</c> ("Stop these"), where KEY is <see cref="Delivery.Key"/> and ID is <see cref="Delivery.Id"/>.
/// A press counts only where the delivery with that id has that key and went to that very channel, so a key that was made up does nothing.
/// The first button of every update has the key that begins with <c>u.KEY.w</c>: a platform may look a delivery up by it.
/// </summary>
public static class UpdateButtons
{
    private const string Prefix = "u.";
    private const string SubscriptionPrefix = "e.";
    private const int MaxLength = 40;

    /// <summary>What the first button of the update with <paramref name="deliveryKey"/> has in its key, whatever the rest: "u.KEY.w".</summary>
    public static string StartOf(string deliveryKey) => $"{Prefix}{deliveryKey}.w";

    /// <summary>The key of a button; at most 40 characters for keys of at most 20.</summary>
    public static string Of(Delivery delivery, UpdateAct act)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{delivery.Key}.{(act == UpdateAct.Why ? 'w' : 's')}{delivery.Id}");
    }

    /// <summary>The key of a button that ends a subscription of the channel: "e.ID".</summary>
    public static string OfSubscription(string subscriptionId) => SubscriptionPrefix + subscriptionId;

    /// <summary>Reads a key as it came back; false for any text that is none of these.</summary>
    public static bool TryParse(string text, out string deliveryKey, out long deliveryId, out UpdateAct act)
    {
        (deliveryKey, deliveryId, act) = ("", 0, UpdateAct.Why);
        if (text is null || text.Length > MaxLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var dot = text.IndexOf('.', Prefix.Length);
        if (dot <= Prefix.Length || dot + 2 >= text.Length || text[dot + 1] is not ('w' or 's')
            || !long.TryParse(text.AsSpan(dot + 2), NumberStyles.None, CultureInfo.InvariantCulture, out deliveryId))
        {
            return false;
        }

        deliveryKey = text[Prefix.Length..dot];
        act = text[dot + 1] == 'w' ? UpdateAct.Why : UpdateAct.Stop;
        return true;
    }

    /// <summary>The subscription that a key of <see cref="OfSubscription"/> names, or null for any other text.</summary>
    public static string? SubscriptionOf(string text) =>
        text is { Length: > 2 and <= MaxLength } && text.StartsWith(SubscriptionPrefix, StringComparison.Ordinal) ? text[SubscriptionPrefix.Length..] : null;
}
