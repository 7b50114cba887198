using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Subscriptions;

public class CadencePhraseTests
{
    [Theory]
    [InlineData("at once", Weekdays.None, "8:00", "UTC")]
    [InlineData("immediately", Weekdays.None, "8:00", "UTC")]
    [InlineData("daily", Weekdays.All, "8:00", "UTC")]
    [InlineData("daily at 8:30", Weekdays.All, "8:30", "UTC")]
    [InlineData("every day at 17.45", Weekdays.All, "17:45", "UTC")]
    [InlineData("every weekday at 8:30 Kyiv time", Weekdays.Working, "8:30", "Europe/Kyiv")]
    [InlineData("Every working day at 8:30 Kiev time", Weekdays.Working, "8:30", "Europe/Kyiv")]
    [InlineData("Mondays 9am", Weekdays.Monday, "9:00", "UTC")]
    [InlineData("mon, wed and fri at 9 a.m.", Weekdays.Monday | Weekdays.Wednesday | Weekdays.Friday, "9:00", "UTC")]
    [InlineData("Mon-Fri 7:15 pm", Weekdays.Working, "19:15", "UTC")]
    [InlineData("Friday to Monday at noon", Weekdays.Friday | Weekdays.Saturday | Weekdays.Sunday | Weekdays.Monday, "12:00", "UTC")]
    [InlineData("weekly on Friday 17:00 Europe/Berlin", Weekdays.Friday, "17:00", "Europe/Berlin")]
    [InlineData("weekly", Weekdays.Monday, "8:00", "UTC")]
    [InlineData("weekends at 10", Weekdays.Saturday | Weekdays.Sunday, "10:00", "UTC")]
    [InlineData("mornings", Weekdays.All, "8:00", "UTC")]
    [InlineData("every Monday morning", Weekdays.Monday, "8:00", "UTC")]
    [InlineData("8:30", Weekdays.All, "8:30", "UTC")]
    [InlineData("daily 6:00 New York time", Weekdays.All, "6:00", "America/New_York")]
    [InlineData("daily at 8 in the Hague", Weekdays.All, "8:00", "Europe/Amsterdam")]
    [InlineData("daily 8:30 CET", Weekdays.All, "8:30", "CET")]
    [InlineData("daily 8:30 gmt", Weekdays.All, "8:30", "UTC")]
    public void Plain_words_are_understood(string words, Weekdays days, string at, string zone)
    {
        Assert.True(CadencePhrase.TryParse(words, "UTC", out var cadence, out var problem), problem);

        Assert.Equal(new Cadence(days, TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture), zone), cadence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sometimes")]
    [InlineData("hourly")]
    [InlineData("twice a day")]
    [InlineData("monthly on Friday")]
    [InlineData("every other Monday")]
    [InlineData("daily at 25:00")]
    [InlineData("daily at 8:75")]
    [InlineData("daily at 13 pm")]
    [InlineData("daily at 8:30 and 17:00")]
    [InlineData("daily on Mondays")]
    [InlineData("at once on Mondays")]
    [InlineData("evening at 6:00 am")]
    [InlineData("daily 8:30 Kyiv time Berlin time")]
    [InlineData("daily at 8:30 in Atlantis")]
    public void What_is_unclear_is_refused_with_three_examples(string words)
    {
        Assert.False(CadencePhrase.TryParse(words, "UTC", out _, out var problem));

        Assert.Contains("Try “at once”, “daily at 8:30” or “every weekday at 8:30 Kyiv time”.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IST")]
    [InlineData("EST")]
    [InlineData("cst")]
    public void An_abbreviation_of_several_zones_is_refused(string zone)
    {
        Assert.False(CadencePhrase.TryParse($"daily at 8:30 {zone}", "UTC", out _, out var problem));

        Assert.Contains("stands for several time zones", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readers_zone_counts_where_none_is_named()
    {
        Assert.True(CadencePhrase.TryParse("daily at 8:30", "Asia/Tokyo", out var cadence, out _));

        Assert.Equal("Asia/Tokyo", cadence?.TimeZone);
        Assert.Equal("daily at 8:30 Tokyo time", CadencePhrase.Print(cadence!)); // it was parsed
    }

    [Fact]
    public void What_is_printed_reads_back_as_the_same_cadence() =>
        Gen.Select(Gen.Int[0, 127], Gen.Int[0, 1439], Gen.Int[0, int.MaxValue]).Sample((days, minutes, index) =>
        {
            var zones = TimeZoneInfo.GetSystemTimeZones();
            var cadence = new Cadence((Weekdays)days, TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(minutes)), zones[index % zones.Count].Id);

            Assert.True(CadencePhrase.TryParse(CadencePhrase.Print(cadence), "UTC", out var read, out var problem), $"{CadencePhrase.Print(cadence)}: {problem}");
            Assert.Equal(cadence, read);
        });

    [Fact]
    public void No_text_whatever_throws() =>
        Gen.OneOf(Gen.String, Gen.String["0123456789:amp dailyweknMonF-–,.’“/"], ASubscription.OneOf<string>("daily at ", "Mon-", "8:30 ", "at once ", "Kyiv ").Array[0, 8].Select(string.Concat)).Sample(text =>
            Assert.NotEqual(CadencePhrase.TryParse(text, "UTC", out var cadence, out var problem), cadence is null || problem is not null));
}
