using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>What a typed line turned out to be.</summary>
public abstract record ChatInput
{
    private ChatInput()
    {
    }

    /// <summary>Something the store answers.</summary>
    /// <param name="Request">What was asked.</param>
    public sealed record Asked(Request Request) : ChatInput;

    /// <summary>Something the chat answers by itself.</summary>
    /// <param name="Reply">The answer: help.</param>
    public sealed record Told(Reply Reply) : ChatInput;

    /// <summary>The channel's dossier is to be shown or set.</summary>
    /// <param name="Name">The one to follow from now on, as typed; null to see which there are.</param>
    public sealed record DossierNamed(string? Name) : ChatInput;

    /// <summary>Something about the channel's subscriptions.</summary>
    /// <param name="Act">What is to be done.</param>
    public sealed record SubscriptionAsked(SubscriptionAct Act) : ChatInput;

    /// <summary>No command, or not with these options.</summary>
    /// <param name="Message">One sentence or two that say what is wrong and what to type instead.</param>
    public sealed record Misunderstood(string Message) : ChatInput;
}
