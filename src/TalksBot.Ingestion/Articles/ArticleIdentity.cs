using System.Security.Cryptography;
using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>Which article a text is a revision of.</summary>
internal static class ArticleIdentity
{
    /// <summary>The canonical address, else outlet and title, else the file's path; standard input is known by its bytes alone.</summary>
    /// <param name="facts">What the text says about itself; its address is canonical.</param>
    /// <param name="path">The file's full path, or null for standard input.</param>
    /// <param name="bytes">The text as read.</param>
    internal static ArticleId Of(Headers facts, string? path, ReadOnlySpan<byte> bytes)
    {
        if (facts.Url is not null)
        {
            return new ArticleId(facts.Url);
        }

        if (Key(facts.Outlet) is { Length: > 0 } outlet && Key(facts.Title) is { Length: > 0 } title)
        {
            return new ArticleId($"{outlet} | {title}");
        }

        return new ArticleId(path is null ? StandardInputStem(bytes) : $"file:{path}");
    }

    /// <summary>"stdin-" and the first 8 hexadecimal digits of the text's SHA-256.</summary>
    internal static string StandardInputStem(ReadOnlySpan<byte> bytes) => $"stdin-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..8]}";

    private static string? Key(string? text) => text is null ? null : StableId.Normalise(text);
}
