using System.Globalization;
using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Extraction.Tests.Times;

public class TimeFinderTests
{
    private static readonly PerceptronTagger Tagger = new();

    private static readonly TimeFinder Finder = new();

    // Published on Wednesday 18 June 2025 unless a test says otherwise.
    private static IReadOnlyList<(string Words, TimeType Type, string Value)> Read(string text, string publishedOn = "2025-06-18")
    {
        var day = DateOnly.ParseExact(publishedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return [.. Finder.Find(Tagger.Tag(Tokenizer.Tokenize(text)), day).Select(time => (time.Span.Slice(text), time.Type, time.Value.Value))];
    }

    private static string Values(string text, string publishedOn = "2025-06-18") =>
        string.Join("; ", Read(text, publishedOn).Select(time => $"{time.Words} = {time.Value}"));

    [Theory]
    [InlineData("The envoy said on Monday that the port was open.", "Monday = 2025-06-16")]
    [InlineData("The envoy said on Wednesday that the port was open.", "Wednesday = 2025-06-18")]
    [InlineData("The envoy said on Friday that the port was open.", "Friday = 2025-06-13")]
    [InlineData("The ministers will meet on Friday.", "Friday = 2025-06-20")]
    [InlineData("The ministers will meet on Monday.", "Monday = 2025-06-23")]
    [InlineData("The ministers are to meet Tuesday in Lome.", "Tuesday = 2025-06-24")]
    [InlineData("The ministers are meeting on Tuesday in Lome.", "Tuesday = 2025-06-24")]
    [InlineData("On Friday, the council will vote on the plan.", "Friday = 2025-06-20")]
    [InlineData("On Friday, the council rejected the plan.", "Friday = 2025-06-13")]
    [InlineData("A vote set for Thursday may be delayed.", "Thursday = 2025-06-19")]
    [InlineData("The miners agreed to return to work on Thursday.", "Thursday = 2025-06-19")]
    [InlineData("She said the mediator would arrive on Sunday.", "Sunday = 2025-06-22")]
    [InlineData("The mediator would arrive on Sunday, she said on Tuesday.", "Sunday = 2025-06-22; Tuesday = 2025-06-17")]
    public void A_weekday_lies_on_the_side_that_the_tense_tells(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("They met last Thursday.", "last Thursday = 2025-06-12")]
    [InlineData("They meet next Thursday.", "next Thursday = 2025-06-26")]
    [InlineData("They will meet this Thursday.", "this Thursday = 2025-06-19")]
    [InlineData("They met last week.", "last week = 2025-W24")]
    [InlineData("They will meet this month.", "this month = 2025-06")]
    [InlineData("They will meet next month.", "next month = 2025-07")]
    [InlineData("They met last year.", "last year = 2024")]
    [InlineData("They will meet early next week.", "early next week = 2025-06-23/2025-06-25")]
    [InlineData("They will meet this weekend.", "this weekend = 2025-W25-WE")]
    [InlineData("Over the weekend they met twice.", "the weekend = 2025-W24-WE")]
    [InlineData("They met last March.", "last March = 2025-03")]
    [InlineData("They met last winter.", "last winter = 2024-WI")]
    [InlineData("They spoke last night.", "last night = 2025-06-17TNI")]
    [InlineData("They spoke this morning.", "this morning = 2025-06-18TMO")]
    [InlineData("They met yesterday and will meet again tomorrow.", "yesterday = 2025-06-17; tomorrow = 2025-06-19")]
    public void Neighbouring_periods_are_counted_from_publication(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("The ferry left on Feb. 3.", "Feb. 3 = 2025-02-03")]
    [InlineData("The ferry left on 3 February.", "3 February = 2025-02-03")]
    [InlineData("The ferry leaves on August 7, 2026.", "August 7, 2026 = 2026-08-07")]
    [InlineData("The ferry left on Sunday, March 2.", "Sunday, March 2 = 2025-03-02")]
    [InlineData("The ferry left on the 2nd of March.", "the 2nd of March = 2025-03-02")]
    [InlineData("The ferry left on 2025-03-04.", "2025-03-04 = 2025-03-04")]
    [InlineData("The ferry left on 25/03/2025.", "25/03/2025 = 2025-03-25")]
    [InlineData("The ferry will leave on the 24th.", "the 24th = 2025-06-24")]
    [InlineData("The ferry sailed in November.", "November = 2024-11")]
    [InlineData("The ferry will leave in September.", "September = 2025-09")]
    [InlineData("The ferry will leave by January 5.", "January 5 = 2026-01-05")]
    [InlineData("It has been closed since January.", "January = 2025-01")]
    [InlineData("The ferry sank in 1998.", "1998 = 1998")]
    [InlineData("The ferry was built in the 1970s.", "the 1970s = 197")]
    [InlineData("The ferry will sail before Christmas.", "Christmas = 2025-12-25")]
    [InlineData("The ferry sailed on New Year's Day.", "New Year's Day = 2025-01-01")]
    [InlineData("The ferry will sail in the third quarter of 2026.", "the third quarter of 2026 = 2026-Q3")]
    [InlineData("The ferry sailed in the summer of 2021.", "the summer of 2021 = 2021-SU")]
    [InlineData("LOME, June 17 — The ferry is back.", "June 17 = 2025-06-17")]
    public void Dates_of_all_forms_are_resolved(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("Talks run from 9 to 12 July.", "9 to 12 July = 2025-07-09/2025-07-12")]
    [InlineData("Talks run July 9–12 in Lome.", "July 9–12 = 2025-07-09/2025-07-12")]
    [InlineData("Talks will be held between July 9 and July 12.", "July 9 and July 12 = 2025-07-09/2025-07-12")]
    [InlineData("Talks will run from Monday to Wednesday.", "Monday to Wednesday = 2025-06-23/2025-06-25")]
    [InlineData("The round was moved from July 9 to July 12.", "July 9 = 2025-07-09; July 12 = 2025-07-12")]
    [InlineData("The war of 1914-1918 was long.", "1914-1918 = 1914/1918")]
    public void Ranges_join_two_dates_unless_something_was_moved(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("They met on Monday evening.", "Monday evening = 2025-06-16TEV")]
    [InlineData("They will meet at 3 p.m. Friday.", "3 p.m. Friday = 2025-06-20T15:00")]
    [InlineData("They will meet at 9.30 local time.", "9.30 local time = T09:30")]
    [InlineData("They will meet at 16:45 GMT.", "16:45 GMT = T16:45")]
    [InlineData("They will meet at noon Thursday.", "noon Thursday = 2025-06-19T12:00")]
    [InlineData("The shift starts at 7.", "7 = T07:00")]
    public void Clock_times_join_their_day(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("They met three weeks ago.", "three weeks ago = 2025-W22")]
    [InlineData("They met two days ago.", "two days ago = 2025-06-16")]
    [InlineData("They met four years ago.", "four years ago = 2021")]
    [InlineData("They will meet in ten days.", "ten days = 2025-06-28")]
    [InlineData("They met on June 3 and again the next day.", "June 3 = 2025-06-03; the next day = 2025-06-04")]
    [InlineData("They met on June 3 and again two days later.", "June 3 = 2025-06-03; two days later = 2025-06-05")]
    [InlineData("The aide called back an hour later.", "an hour later = PT1H")]
    public void Distances_are_counted_from_publication_or_the_date_before(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("The field lay idle for three years.", "three years = P3Y")]
    [InlineData("They signed a three-year lease.", "three-year = P3Y")]
    [InlineData("They want a 45-day pause.", "45-day = P45D")]
    [InlineData("It took several weeks.", "several weeks = PXW")]
    [InlineData("It lasted half of the past two months.", "the past two months = P2M")]
    public void Lengths_are_durations(string text, string expected)
    {
        var time = Assert.Single(Read(text));

        Assert.Equal(TimeType.Duration, time.Type);
        Assert.Equal(expected, $"{time.Words} = {time.Value}");
    }

    [Theory]
    [InlineData("They report every month.", "every month = P1M")]
    [InlineData("They report each Friday.", "each Friday = XXXX-WXX-5")]
    [InlineData("They report weekly.", "weekly = P1W")]
    public void What_recurs_is_a_set(string text, string expected)
    {
        var time = Assert.Single(Read(text));

        Assert.Equal(TimeType.Set, time.Type);
        Assert.Equal(expected, $"{time.Words} = {time.Value}");
    }

    [Theory]
    [InlineData("They are now in Lome.", "now = PRESENT_REF")]
    [InlineData("They recently left Lome.", "recently = PAST_REF")]
    [InlineData("They will leave soon.", "soon = FUTURE_REF")]
    [InlineData("They will decide in the coming weeks.", "the coming weeks = FUTURE_REF")]
    public void Vague_words_are_references(string text, string expected) => Assert.Equal(expected, Values(text));

    [Theory]
    [InlineData("The pump moves 75 litres per second.")]
    [InlineData("A second session is not planned.")]
    [InlineData("The minister may march with them.")]
    [InlineData("He is a 30-year-old farmer.")]
    [InlineData("The Sunday Times printed 2000 copies.")]
    [InlineData("Premier April Stone and June Marsh spoke.")]
    [InlineData("Raises of 2.5% and 3% cost $1990.")]
    public void What_only_looks_like_a_time_is_left_alone(string text) => Assert.Equal("", Values(text));

    [Fact]
    public void Any_text_yields_ordered_times_inside_it_and_the_same_each_time()
    {
        var words = Gen.OneOf<string>(
            "Monday", "on", "March", "3", "31", ",", "2025", "-", "–", "to", "from", "p.m.", "4", "10.00", "the", "last", "next", "week", "years", "ago", "in",
            "ten", "early", "'90s", "Q3", "every", "99999999999999", "0000-00-00", "9999-12-31", ".", "\n\n", "\ud800", "said", "will", "meet", "29", "February", "½");
        Gen.OneOf(words.Array[0, 40].Select(parts => string.Join(" ", parts)), TextGen.Any).Sample(text =>
        {
            foreach (var day in new[] { DateOnly.MinValue, new DateOnly(2024, 2, 29), DateOnly.MaxValue })
            {
                var tagged = Tagger.Tag(Tokenizer.Tokenize(text));
                var times = Finder.Find(tagged, day);

                Assert.Equal(times.AsEnumerable(), Finder.Find(tagged, day));
                Assert.All(times, time => Assert.True(time.Span.Start >= 0 && time.Span.End <= text.Length && time.Span.Length > 0 && time.Value.Value.Length > 0));
                Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First.Span.End <= pair.Second.Span.Start));
            }
        });
    }
}
