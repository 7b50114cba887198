using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>What the bot keeps about people, in their words.</summary>
internal static class PrivacyText
{
    /// <summary>The same everywhere; an operator who keeps more must say so.</summary>
    public static Reply Reply { get; } = new()
    {
        Title = "What is kept about you",
        Kind = ReplyKind.None,
        Lead = string.Join(
            '\n',
            "Questions are answered and not stored. What was asked in the last answers is held in memory so that their buttons work, and is gone when the bot restarts.",
            "Stored: which talks a channel follows, with the ids of the channel and of whoever set it. No messages, no member lists, no names of users.",
            "Logs hold ids and counts, never what was asked.",
            "Deletion: /dossier all forgets what this channel follows; removing the bot from the server or workspace while it is running deletes what is kept for it: at once, or a week later where it had subscriptions, in case the bot is added again. If it was not running then, and for anything else, ask whoever runs this bot."),
    };
}
