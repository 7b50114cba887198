using System.Globalization;

namespace TalksBot.Chat;

/// <summary>What the mark of an owed item says.</summary>
internal static class ItemMarks
{
    /// <summary>Told for the first time.</summary>
    public const string New = "new";

    private const string CorrectedStart = "corrected:";
    private const string ReplacedStart = "replaced:";
    private const string WithdrawnStart = "withdrawn:";
    private const string MovedStart = "moved:";

    /// <summary>A meeting has changed; each change is another event.</summary>
    /// <param name="change">Sequence of the change.</param>
    public static string Moved(long change) => string.Create(CultureInfo.InvariantCulture, $"{MovedStart}{change}");

    /// <summary>Whether <paramref name="mark"/> is one of <see cref="Moved(long)"/>.</summary>
    public static bool IsMoved(string mark) => mark.StartsWith(MovedStart, StringComparison.Ordinal);

    // Each message that told a fact is corrected, and each correction is another event.

    /// <summary>Told otherwise than before.</summary>
    /// <param name="delivery">The message that is corrected.</param>
    /// <param name="change">Sequence of the change.</param>
    public static string Corrected(long delivery, long change) => Of(CorrectedStart, delivery, change);

    /// <summary>What was told is told otherwise now: stands beside <see cref="Corrected"/> in an amendment, with the fact as it was.</summary>
    /// <param name="delivery">The message that is corrected.</param>
    /// <param name="change">Sequence of the change.</param>
    public static string Replaced(long delivery, long change) => Of(ReplacedStart, delivery, change);

    /// <summary>Not so any more.</summary>
    /// <param name="delivery">The message that is corrected.</param>
    /// <param name="change">Sequence of the change.</param>
    public static string Withdrawn(long delivery, long change) => Of(WithdrawnStart, delivery, change);

    /// <summary>Whether <paramref name="mark"/> says that what was told is not so, or told otherwise.</summary>
    public static bool IsTakenBack(string mark) => mark.StartsWith(ReplacedStart, StringComparison.Ordinal) || mark.StartsWith(WithdrawnStart, StringComparison.Ordinal);

    private static string Of(string start, long delivery, long change) => string.Create(CultureInfo.InvariantCulture, $"{start}{delivery}:{change}");

    /// <summary>Whether <paramref name="mark"/> is a reminder's.</summary>
    public static bool IsReminder(string mark) => mark.StartsWith(MeetingReminders.Mark, StringComparison.Ordinal);
}
