using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>What is kept of a subscription beside its columns.</summary>
internal sealed record StoredSubscription
{
    /// <summary>The columns that <see cref="Read"/> takes.</summary>
    public const string Columns =
        "id, platform, server_id, channel_id, dossier, created_by, created_at, after, state, state_since, state_reason, data";

    [JsonPropertyName("a")]
    public string[]? Actors { get; init; }

    [JsonPropertyName("t")]
    public string[]? Topics { get; init; }

    [JsonPropertyName("k")]
    public int[]? Kinds { get; init; }

    [JsonPropertyName("d")]
    public int Days { get; init; }

    [JsonPropertyName("h")]
    public string? At { get; init; }

    [JsonPropertyName("z")]
    public string? TimeZone { get; init; }

    /// <summary>Seconds before a meeting.</summary>
    [JsonPropertyName("r")]
    public long[]? Reminders { get; init; }

    [JsonPropertyName("l")]
    public string? Locale { get; init; }

    public static byte[] From(Subscription subscription) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredSubscription
        {
            Actors = Spans.Names(subscription.Actors),
            Topics = Spans.Names(subscription.Topics),
            Kinds = subscription.Kinds.IsDefaultOrEmpty ? null : [.. subscription.Kinds.Select(kind => (int)kind)],
            Days = (int)subscription.Cadence.Days,
            At = subscription.Cadence.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            TimeZone = subscription.Cadence.TimeZone,
            Reminders = subscription.Reminders.IsDefaultOrEmpty ? null : [.. subscription.Reminders.Select(before => (long)before.TotalSeconds)],
            Locale = subscription.Locale,
        },
        UpdateJson.Default.StoredSubscription);

    public static Subscription Read(SqliteDataReader reader)
    {
        var stored = SqliteFactStore.Parse(reader.GetFieldValue<byte[]>(11), UpdateJson.Default.StoredSubscription);
        return new Subscription
        {
            Id = reader.GetString(0),
            Channel = ChannelColumns.Read(reader, 1),
            Dossier = reader.IsDBNull(4) ? null : reader.GetString(4),
            CreatedBy = reader.GetString(5),
            CreatedAt = Instants.From(reader.GetInt64(6)),
            After = reader.GetInt64(7),
            State = (SubscriptionState)reader.GetInt32(8),
            StateSince = reader.IsDBNull(9) ? null : Instants.From(reader.GetInt64(9)),
            StateReason = reader.IsDBNull(10) ? null : reader.GetString(10),
            Actors = Spans.Names(stored.Actors),
            Topics = Spans.Names(stored.Topics),
            Kinds = [.. (stored.Kinds ?? []).Select(kind => (FactKind)kind)],
            Cadence = new Cadence(
                (Weekdays)stored.Days,
                TimeOnly.ParseExact(stored.At ?? "00:00:00", "HH:mm:ss", CultureInfo.InvariantCulture),
                stored.TimeZone ?? "UTC"),
            Reminders = [.. (stored.Reminders ?? []).Select(before => TimeSpan.FromSeconds(before))],
            Locale = stored.Locale,
        };
    }
}

/// <summary>A channel in three columns of a row.</summary>
internal static class ChannelColumns
{
    public static string Server(ChannelKey channel) => channel.ServerId ?? "";

    public static ChannelKey Read(SqliteDataReader reader, int first) =>
        new(reader.GetString(first), reader.GetString(first + 1) is { Length: > 0 } server ? server : null, reader.GetString(first + 2));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredSubscription))]
[JsonSerializable(typeof(StoredChange))]
[JsonSerializable(typeof(StoredRetraction))]
internal sealed partial class UpdateJson : JsonSerializerContext;
