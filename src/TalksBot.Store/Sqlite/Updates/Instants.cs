namespace TalksBot.Store.Sqlite;

/// <summary>Instants as they are stored: milliseconds of UTC since 1970.</summary>
internal static class Instants
{
    public static long Of(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? Of(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    public static DateTimeOffset From(long stored) => DateTimeOffset.FromUnixTimeMilliseconds(stored);

    public static DateTimeOffset? From(long? stored) => stored is { } value ? From(value) : null;

    /// <summary>The earliest instant that is not before <paramref name="instant"/> and has a stored form: what is due at it is never due too early.</summary>
    public static long NotBefore(DateTimeOffset instant) =>
        instant.ToUnixTimeMilliseconds() + (instant.Ticks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);
}
