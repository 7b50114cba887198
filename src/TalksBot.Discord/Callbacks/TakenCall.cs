namespace TalksBot.Discord;

/// <summary>What becomes of an interaction that came by a call.</summary>
internal enum TakenCall
{
    /// <summary>It is being answered.</summary>
    Taken,

    /// <summary>It came before and was taken then.</summary>
    Repeated,

    /// <summary>It lacks what an answer needs, or is of a kind of the future.</summary>
    Unreadable,

    /// <summary>Nobody can answer it now: we do not run yet or any more, or too much is under way. It is not remembered.</summary>
    Unanswerable,
}
