namespace TalksBot.Chat;

/// <summary>What a person does about a channel's subscriptions, as typed or pressed.</summary>
public abstract record SubscriptionAct
{
    private SubscriptionAct()
    {
    }

    /// <summary>Whether it is for those who may manage the channel.</summary>
    public virtual bool NeedsRight => true;

    /// <summary>Makes a subscription, or gives another cadence to one that wishes for the same; all words as typed, null where left out.</summary>
    public sealed record Subscribe : SubscriptionAct
    {
        /// <summary>Names, with commas between.</summary>
        public string? Actors { get; init; }

        /// <summary>Subjects, with commas between.</summary>
        public string? Topics { get; init; }

        /// <summary>Kinds of fact.</summary>
        public string? Kinds { get; init; }

        /// <summary>Cadence.</summary>
        public string? How { get; init; }

        /// <summary>Time of a digest.</summary>
        public string? At { get; init; }

        /// <summary>How long before meetings.</summary>
        public string? Reminders { get; init; }

        /// <summary>Whether nothing is to be saved.</summary>
        public bool IsPreview { get; init; }
    }

    /// <summary>Ends a subscription.</summary>
    /// <param name="Id">Its id, or "all"; any text.</param>
    public sealed record Unsubscribe(string Id) : SubscriptionAct;

    /// <summary>Shows the subscriptions of the channel.</summary>
    /// <param name="Why">Words of an item whose way is asked for, or null.</param>
    public sealed record List(string? Why) : SubscriptionAct
    {
        /// <inheritdoc/>
        public override bool NeedsRight => false;
    }

    /// <summary>Tells what brought a message.</summary>
    /// <param name="Key">Key of its delivery; any text.</param>
    /// <param name="Id">Id of its delivery; any number.</param>
    public sealed record WhyThis(string Key, long Id) : SubscriptionAct
    {
        /// <inheritdoc/>
        public override bool NeedsRight => false;
    }

    /// <summary>Ends what brought a message.</summary>
    /// <param name="Key">Key of its delivery; any text.</param>
    /// <param name="Id">Id of its delivery; any number.</param>
    public sealed record StopThese(string Key, long Id) : SubscriptionAct;

    /// <summary>What a button stands for; null for those of answers.</summary>
    internal static SubscriptionAct? OfButton(string key) =>
        UpdateButtons.TryParse(key, out var delivery, out var id, out var act) ? act == UpdateAct.Why ? new WhyThis(delivery, id) : new StopThese(delivery, id)
        : UpdateButtons.SubscriptionOf(key) is { } subscription ? new Unsubscribe(subscription)
        : null;
}
