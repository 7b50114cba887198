namespace TalksBot.Domain;

/// <summary>What clocks show somewhere, as instants.</summary>
public static class LocalTime
{
    // The longest leap of a clock: Samoa left out 30 December 2011.
    private const int LongestGapInMinutes = 25 * 60;

    /// <summary>The instant at which clocks in <paramref name="zone"/> show that time on that day: the first of two where they are set back, the next moment there is where they leap over it.</summary>
    /// <returns>UTC.</returns>
    public static DateTimeOffset At(TimeZoneInfo zone, DateOnly day, TimeOnly at)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = day.ToDateTime(at, DateTimeKind.Unspecified);
        for (var i = 0; i < LongestGapInMinutes && zone.IsInvalidTime(local); i++)
        {
            local = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Unspecified).AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
