using System.Globalization;

namespace TalksBot.Chat;

/// <summary>What the mark of an owed item says.</summary>
internal static class ItemMarks
{
    /// <summary>Told for the first time.</summary>
    public const string New = "new";

    /// <summary>Told otherwise than before.</summary>
    public const string Corrected = "corrected";

    /// <summary>What was told is told otherwise now: stands beside <see cref="Corrected"/> in an amendment, with the fact as it was.</summary>
    public const string Replaced = "replaced";

    /// <summary>Not so any more.</summary>
    public const string Withdrawn = "withdrawn";

    private const string MovedStart = "moved:";

    /// <summary>A meeting has changed; each change is another event.</summary>
    /// <param name="change">Sequence of the change.</param>
    public static string Moved(long change) => string.Create(CultureInfo.InvariantCulture, $"{MovedStart}{change}");

    /// <summary>Whether <paramref name="mark"/> is one of <see cref="Moved(long)"/>.</summary>
    public static bool IsMoved(string mark) => mark.StartsWith(MovedStart, StringComparison.Ordinal);

    /// <summary>Whether <paramref name="mark"/> is a reminder's.</summary>
    public static bool IsReminder(string mark) => mark.StartsWith(MeetingReminders.Mark, StringComparison.Ordinal);
}
