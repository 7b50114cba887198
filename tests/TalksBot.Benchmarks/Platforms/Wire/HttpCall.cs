using System.Text;

namespace TalksBot.Benchmarks.Platforms.Wire;

/// <summary>One request as it came.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">After the question mark, or empty.</param>
/// <param name="Headers">By name in any case; the last of several.</param>
/// <param name="Body">The bytes, unchunked.</param>
/// <param name="ReceivedAt">Stopwatch timestamp at which its last byte had been read.</param>
internal sealed record HttpCall(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body, long ReceivedAt)
{
    /// <summary>The header called <paramref name="name"/>, or empty.</summary>
    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";
}

/// <summary>What is answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Json">The body, or null for none.</param>
internal sealed record HttpReply(int Status, string? Json)
{
    /// <summary>Further header lines, each with its line end.</summary>
    public string Headers { get; init; } = "";

    /// <summary>204.</summary>
    public static HttpReply NoContent { get; } = new(204, null);

    /// <summary>200 with a body.</summary>
    public static HttpReply Ok(string json) => new(200, json);

    /// <summary>Head and body as they go out, the connection staying open.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(
        Json is null
            ? $"HTTP/1.1 {Status} -\r\n{Headers}{(Status == 204 ? "" : "Content-Length: 0\r\n")}\r\n"
            : $"HTTP/1.1 {Status} -\r\n{Headers}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(Json)}\r\n\r\n{Json}");
}
