using System.Collections.Immutable;
using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>What an answer is, which decides how it looks.</summary>
public enum AnswerKind
{
    /// <summary>Facts, or that there are none.</summary>
    Answer,

    /// <summary>Help and what the bot says of itself.</summary>
    Help,

    /// <summary>What was typed cannot be understood, or something is out of order; says the next step.</summary>
    Problem,
}

/// <summary>What a button does.</summary>
public enum ButtonKind
{
    /// <summary>The page before.</summary>
    Previous,

    /// <summary>The page after.</summary>
    Next,

    /// <summary>Asks something near: a near miss, all meetings.</summary>
    Suggestion,

    /// <summary>Posts a private answer for everybody in the channel.</summary>
    Show,
}

/// <summary>A button under an answer.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Label">At most 75 characters, words and not signs alone.</param>
/// <param name="Key">At most 40 characters of A-Z, a-z, 0-9, '-', '_' and '.'; unique in the answer; comes back by <see cref="ChatCall.Press"/>.</param>
/// <param name="IsEnabled">False at the first and last page.</param>
public sealed record ChatButton(ButtonKind Kind, string Label, string Key, bool IsEnabled = true);

/// <summary>An answer for a platform to show.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Reply">Its content.</param>
public sealed record ChatAnswer(AnswerKind Kind, Reply Reply)
{
    /// <summary>In the order they are shown: pages, suggestions, show.</summary>
    public ImmutableArray<ChatButton> Buttons { get; init; } = [];

    /// <summary>The reader's language, for dates and numbers; null for English.</summary>
    public string? Locale { get; init; }
}

/// <summary>What becomes of the message whose button was pressed.</summary>
public enum AnswerPlacement
{
    /// <summary>The answer is a message of its own.</summary>
    New,

    /// <summary>The answer takes the place of the message that was pressed.</summary>
    Replace,
}

/// <summary>A call that was understood; the store was not touched yet.</summary>
/// <param name="Call">What was asked.</param>
/// <param name="IsPrivate">Whether only the asker is to see the answer; fixed before anything is looked up, since platforms fix it by the first acknowledgement.</param>
/// <param name="Placement">Where the answer goes.</param>
public sealed record ChatTask(ChatCall Call, bool IsPrivate, AnswerPlacement Placement)
{
    /// <summary>The answer when it needs no look-up (help, what cannot be understood), else null: then ask <see cref="IChatDesk.AnswerAsync"/>.</summary>
    public ChatAnswer? Ready { get; init; }

    /// <summary>What is to be looked up; null when <see cref="Ready"/> is set.</summary>
    internal ChatInput? Input { get; init; }
}
