using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>When a cadence speaks.</summary>
internal static class CadenceClock
{
    /// <summary>The first digest after <paramref name="after"/>, UTC.</summary>
    /// <param name="cadence">Of a digest.</param>
    /// <param name="after">A digest at this very instant is not the next.</param>
    /// <exception cref="ArgumentException">The cadence is "at once".</exception>
    public static DateTimeOffset Next(Cadence cadence, DateTimeOffset after)
    {
        if (cadence.IsAtOnce)
        {
            throw new ArgumentException("What speaks at once has no next digest.", nameof(cadence));
        }

        var zone = ZoneNames.Get(cadence.TimeZone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, zone).DateTime).AddDays(-1);
        while (true)
        {
            if (Falls(cadence.Days, day.DayOfWeek) && LocalTime.At(zone, day, cadence.At) is var instant && instant > after)
            {
                return instant;
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>Whether a digest of <paramref name="days"/> falls on <paramref name="weekday"/>.</summary>
    public static bool Falls(Weekdays days, DayOfWeek weekday) => ((int)days & (1 << (((int)weekday + 6) % 7))) != 0;
}
