using System.Text.Json.Serialization;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>What is kept of a change beside its columns.</summary>
internal sealed record StoredChange
{
    [JsonPropertyName("r")]
    public string? ReplacedId { get; init; }

    [JsonPropertyName("b")]
    public StoredMeetingBefore? Before { get; init; }

    [JsonPropertyName("d")]
    public string[]? Dossiers { get; init; }

    [JsonPropertyName("k")]
    public string[]? KnownIn { get; init; }

    [JsonPropertyName("i")]
    public string[]? StillIn { get; init; }

    [JsonPropertyName("a")]
    public string[]? Actors { get; init; }

    /// <summary>Places of <see cref="Change.Text"/>.</summary>
    [JsonPropertyName("t")]
    public int[]? Text { get; init; }

    /// <summary>Places of <see cref="Change.Words"/>.</summary>
    [JsonPropertyName("w")]
    public int[]? Words { get; init; }

    /// <summary>The words at <paramref name="spans"/>, joined by blanks and cut between two characters.</summary>
    public static string Cut(string body, int[]? spans, int most)
    {
        var text = string.Join(' ', Spans.Read(spans).Select(span => span.Slice(body)));
        if (text.Length <= most)
        {
            return text;
        }

        return char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
    }
}

/// <summary>A meeting before it moved.</summary>
internal sealed record StoredMeetingBefore(
    [property: JsonPropertyName("w")] string? When,
    [property: JsonPropertyName("p")] string? Where,
    [property: JsonPropertyName("s")] int Status)
{
    /// <summary>See <see cref="MeetingBefore.At"/>; null in rows that were written before it was kept.</summary>
    [JsonPropertyName("a")]
    public long? At { get; init; }

    public MeetingBefore ToBefore() => new(Spans.Time(When), Where, (MeetingStatus)Status) { At = At is { } at ? Instants.From(at) : null };
}
