using System.Collections.Immutable;
using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Subscriptions;

public class WordsTests
{
    [Theory]
    [InlineData("a day and an hour before", 1440, 60)]
    [InlineData("30 minutes", 30)]
    [InlineData("1h, 1d", 1440, 60)]
    [InlineData("half an hour before", 30)]
    [InlineData("two days", 2880)]
    [InlineData("none")]
    public void Reminders_are_read_longest_first(string words, params int[] minutes)
    {
        Assert.True(ReminderPhrase.TryParse(words, out var reminders, out var problem), problem);

        Assert.Equal(minutes.Select(minute => TimeSpan.FromMinutes(minute)), reminders);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("1 minute")]
    [InlineData("30 days")]
    [InlineData("an hour after")]
    [InlineData("1h 2h 3h 4h 5h")]
    public void Other_reminders_are_refused_with_examples(string words)
    {
        Assert.False(ReminderPhrase.TryParse(words, out _, out var problem));

        Assert.Contains("Try “a day and an hour”, “30 minutes” or “none”.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Printed_reminders_read_back_as_themselves() =>
        Gen.Int[5, 14 * 1440].Array[0, 4].Sample(minutes =>
        {
            ImmutableArray<TimeSpan> reminders = [.. minutes.Distinct().OrderDescending().Select(minute => TimeSpan.FromMinutes(minute))];

            Assert.True(ReminderPhrase.TryParse(ReminderPhrase.Print(reminders), out var read, out var problem), problem);
            Assert.Equal(reminders, read);
        });

    [Theory]
    [InlineData("Ukraine, Marco Rubio and Russia", "Ukraine", "Marco Rubio", "Russia")]
    [InlineData("\"Trinidad and Tobago\", and Chile", "Trinidad and Tobago", "Chile")]
    [InlineData("one", "one")]
    [InlineData(" , ,; ")]
    public void Lists_are_parted_by_commas_and_and(string words, params string[] items) => Assert.Equal(items, ListPhrase.Split(words));

    [Fact]
    public void Kinds_are_read_in_any_of_their_words()
    {
        Assert.True(KindWords.TryParse("meetings and Quotes, offers", out var kinds, out _));
        Assert.Equal([FactKind.Statement, FactKind.Proposal, FactKind.Meeting], kinds);
        Assert.True(KindWords.TryParse("all", out var all, out _));
        Assert.Empty(all);
        Assert.False(KindWords.TryParse("weather", out _, out var problem));
        Assert.Contains("“weather”", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_keys_of_buttons_say_what_they_stand_for_and_nothing_else_is_one() =>
        Gen.Select(Gen.String["abcdefghijklmnopqrstuvwxyz0123456789"].Where(key => key.Length is > 0 and <= 20), Gen.Long[1, long.MaxValue / 100_000], Gen.Enum<UpdateAct>()).Sample((key, id, act) =>
        {
            var delivery = new Delivery { Id = id, Key = key, Kind = DeliveryKind.Update, Channel = new ChannelKey("discord", "1", "2"), Group = "now", DueAt = default };

            var written = UpdateButtons.Of(delivery, act);

            Assert.InRange(written.Length, 1, 40);
            Assert.True(UpdateButtons.TryParse(written, out var readKey, out var readId, out var readAct));
            Assert.Equal((key, id, act), (readKey, readId, readAct));
            Assert.False(UpdateButtons.TryParse(written[1..], out _, out _, out _));
            Assert.Null(UpdateButtons.SubscriptionOf(written));
        });
}
