using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Chat.Tests.Subscriptions;

/// <summary>Subscriptions and changes with defaults for what does not matter.</summary>
internal static class ASubscription
{
    public static Subscription With(string id, string server = "S1", string channel = "C1") => new()
    {
        Id = id,
        Channel = new ChannelKey("discord", server, channel),
        Cadence = new Cadence(Weekdays.None, new TimeOnly(8, 0), "UTC"),
        CreatedBy = "U1",
        CreatedAt = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero),
        After = 0,
    };

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    public static Change AChange(FactKind kind, long sequence) => new()
    {
        Sequence = sequence,
        Kind = ChangeKind.New,
        Fact = new ChangedFact(kind, $"f{sequence}"),
        Article = new ArticleId("a"),
        PublishedOn = new DateOnly(2026, 5, 13),
        RecordedAt = new DateTimeOffset(2026, 5, 13, 12, 0, 0, TimeSpan.Zero),
        Text = "",
        Words = "",
    };
}
