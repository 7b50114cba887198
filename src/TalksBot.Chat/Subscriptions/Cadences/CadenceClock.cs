using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>When a cadence speaks.</summary>
internal static class CadenceClock
{
    // The longest leap of a clock: Samoa left out 30 December 2011.
    private const int LongestGapInMinutes = 25 * 60;

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
            if (Falls(cadence.Days, day.DayOfWeek) && At(zone, day, cadence.At) is var instant && instant > after)
            {
                return instant;
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>The instant at which clocks in <paramref name="zone"/> show that time on that day: the first of two where they are set back, the next moment there is where they leap over it.</summary>
    public static DateTimeOffset At(TimeZoneInfo zone, DateOnly day, TimeOnly at)
    {
        var local = day.ToDateTime(at, DateTimeKind.Unspecified);
        for (var i = 0; i < LongestGapInMinutes && zone.IsInvalidTime(local); i++)
        {
            local = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Unspecified).AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>Whether a digest of <paramref name="days"/> falls on <paramref name="weekday"/>.</summary>
    public static bool Falls(Weekdays days, DayOfWeek weekday) => ((int)days & (1 << (((int)weekday + 6) % 7))) != 0;
}
