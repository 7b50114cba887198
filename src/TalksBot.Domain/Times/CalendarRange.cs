namespace TalksBot.Domain;

/// <summary>The part of the calendar in which days can be counted on and back without falling off its ends.</summary>
public static class CalendarRange
{
    private static readonly DateOnly First = new(3, 1, 1);
    private static readonly DateOnly Last = new(9997, 12, 31);

    /// <summary><paramref name="day"/>, or the nearest day that has two whole years on either side of it.</summary>
    public static DateOnly Nearest(DateOnly day) => day < First ? First : day > Last ? Last : day;
}
