using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests;

/// <summary>Dates, numbers and month names are the reader's own; an unknown locale is English (checklist 28).</summary>
public class ReaderLocaleTests
{
    private static readonly DateOnly Day = new(2025, 3, 11);

    public static TheoryData<string> DiscordLocales =>
    [
        .. "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".Split(' '),
    ];

    [Theory]
    [InlineData("en-GB", "11 March 2025", "Tuesday 11 March 2025")]
    [InlineData("en-US", "March 11, 2025", "Tuesday, March 11, 2025")]
    [InlineData("de", "11. März 2025", "Dienstag, 11. März 2025")]
    [InlineData("de-DE", "11. März 2025", "Dienstag, 11. März 2025")]
    [InlineData("uk", "11 березня 2025\u202Fр.", "вівторок, 11 березня 2025\u202Fр.")]
    [InlineData("ja-JP", "2025年3月11日", "2025年3月11日火曜日")]
    [InlineData("pt_BR", "11 de março de 2025", "terça-feira, 11 de março de 2025")]
    [InlineData("th", "11 มีนาคม 2025", "วันอังคารที่ 11 มีนาคม 2025")]
    public void Days_are_written_as_the_reader_does(string code, string day, string longDay)
    {
        var locale = ReaderLocale.Of(code);

        Assert.Equal((day, longDay), (locale.Day(Day), locale.LongDay(Day)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("xx")]
    [InlineData("tlh-KX")]
    [InlineData("-")]
    [InlineData("../../etc")]
    public void An_unknown_locale_falls_back_to_English(string? code) => Assert.Same(ReaderLocale.English, ReaderLocale.Of(code));

    [Theory]
    [MemberData(nameof(DiscordLocales))]
    public void Every_locale_of_Discord_is_known_and_tells_all_days_apart(string code)
    {
        var locale = ReaderLocale.Of(code);
        var days = Enumerable.Range(0, 365).Select(day => new DateOnly(2025, 1, 1).AddDays(day)).ToList();

        Assert.True(code.StartsWith("en", StringComparison.Ordinal) || locale.Name != "en", code);
        Assert.Equal(365, days.Select(locale.Day).Distinct().Count());
        Assert.Equal(365, days.Select(locale.LongDay).Distinct().Count());
        Assert.Equal(12, days.Select(locale.Month).Distinct().Count());
        Assert.DoesNotContain('{', string.Concat(days.Select(locale.LongDay)));
    }

    [Theory]
    [InlineData("en", 1234567, "1,234,567")]
    [InlineData("de", 1234, "1.234")]
    [InlineData("es", 1234, "1234")]
    [InlineData("es", 12345, "12.345")]
    [InlineData("fr", 1234, "1\u202F234")]
    [InlineData("en", 999, "999")]
    public void Numbers_are_grouped_as_the_reader_does(string code, long number, string expected) => Assert.Equal(expected, ReaderLocale.Of(code).Number(number));

    [Fact]
    public void The_first_of_a_month_has_its_own_form_in_French() => Assert.Equal("1er mars 2025", ReaderLocale.Of("fr").Day(new DateOnly(2025, 3, 1)));

    [Theory]
    [InlineData("Rut Almqvist said on Tuesday 11 March 2025", "Rut Almqvist said on Dienstag, 11. März 2025")]
    [InlineData("The post (11 March 2025) and another (1 May 2025)", "The post (11. März 2025) and another (1. Mai 2025)")]
    [InlineData("planned in November 2025", "planned in November 2025")]
    [InlineData("planned in March 2025", "planned in März 2025")]
    [InlineData("from 16 to 18 March 2026", "from 16. März to 18. März 2026")]
    [InlineData("from 28 May to 3 June 2026", "from 28. Mai to 3. Juni 2026")]
    [InlineData("“on 11 March 2025” is Tuesday 11 March 2025.", "“on 11 March 2025” is Dienstag, 11. März 2025.")]
    [InlineData("“never closed 11 March 2025", "“never closed 11 March 2025")]
    [InlineData("31 February 2025 is no day", "31 February 2025 is no day")]
    [InlineData("“this month” is March 2025.", "“this month” is März 2025.")]
    [InlineData("Theresa May 2019 deal on 11 March", "Theresa May 2019 deal on 11 March")]
    public void Dates_of_our_sentences_are_rewritten_and_words_in_quotation_marks_are_not(string sentence, string expected) =>
        Assert.Equal(expected, ReaderLocale.Of("de").Localize(sentence));

    [Fact]
    public void Every_date_that_answers_put_into_words_is_found()
    {
        string[] values = ["2025-03-11", "2025-03", "2025-03-16/2025-03-18", "2025-03-28/2025-05-03", "2025-12-28/2026-01-03", "2025-W11"];

        Assert.All(values, value =>
        {
            var english = DatePhrasing.When(new TimeValue(value)) ?? "";

            var localized = ReaderLocale.Of("uk").Localize(english);

            Assert.DoesNotMatch("January|February|March|May|December|Tuesday", localized);
        });
    }

    [Fact]
    public void Conditions_and_reasons_are_an_articles_words_and_stay()
    {
        var item = new ReplyItem { Kind = ReplyKind.Proposal, Head = "x", Citations = [], Details = ["Condition: it begins on 11 March 2025.", "It had been planned on 12 March 2025."] };

        var sheet = SheetItem.Of(item, ReaderLocale.Of("de"));

        Assert.Equal(["Condition: it begins on 11 March 2025.", "It had been planned on 12. März 2025."], sheet.Details.AsEnumerable());
    }
}
