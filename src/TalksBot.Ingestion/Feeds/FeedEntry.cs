using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>What an address turned out to be.</summary>
internal enum FeedFormat
{
    /// <summary>RSS 0.9x, 1.0 or 2.0.</summary>
    Rss,

    /// <summary>Atom.</summary>
    Atom,

    /// <summary>JSON Feed 1.x.</summary>
    Json,

    /// <summary>A sitemap, with or without news.</summary>
    Sitemap,

    /// <summary>A list of sitemaps.</summary>
    SitemapIndex,

    /// <summary>Something else: a page.</summary>
    Page,
}

/// <summary>One item of a feed, as it states itself; null where it does not.</summary>
internal sealed record FeedEntry
{
    /// <summary>Its own id.</summary>
    internal string? Id { get; init; }

    /// <summary>The page behind it.</summary>
    internal Uri? Address { get; init; }

    /// <summary>Headline, plain.</summary>
    internal string? Title { get; init; }

    /// <summary>Publisher, where it is not the feed's.</summary>
    internal string? Outlet { get; init; }

    /// <summary>Author.</summary>
    internal string? Byline { get; init; }

    /// <summary>Date of publication as written.</summary>
    internal string? Published { get; init; }

    /// <summary>Date of the last edit as written.</summary>
    internal string? Updated { get; init; }

    /// <summary>A summary, HTML or plain.</summary>
    internal string? Summary { get; init; }

    /// <summary>The full text, HTML or plain.</summary>
    internal string? Content { get; init; }

    /// <summary>Another one when the item was edited.</summary>
    internal string Fingerprint => Hash(string.Join('\u001f', Title, Address?.AbsoluteUri, Updated ?? Published, Content ?? Summary));

    /// <summary>What it is known by: its id, else its address, else its words; at most <see cref="FeedItem.MaxKeyLength"/> code units.</summary>
    internal string Key(bool isIdShared)
    {
        var key = !isIdShared && Id is { Length: > 0 } ? CanonicalUrl.TryParse(Id) ?? Id
            : Address is not null ? CanonicalUrl.TryParse(Address.AbsoluteUri) ?? Address.AbsoluteUri
            : Hash(string.Join('\u001f', Title, Summary));
        return key.Length <= FeedItem.MaxKeyLength && !key.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? key : Hash(key);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}

/// <summary>What a feed holds.</summary>
/// <param name="Format">What it is.</param>
/// <param name="Title">What it calls itself, or null.</param>
/// <param name="Entries">Its items, in its order; at most <see cref="MaxEntries"/>.</param>
internal sealed record ParsedFeed(FeedFormat Format, string? Title, ImmutableArray<FeedEntry> Entries)
{
    /// <summary>Items that are read of one feed at a time.</summary>
    internal const int MaxEntries = 1_000;

    /// <summary>Of a list of sitemaps: them, those that changed last first.</summary>
    internal ImmutableArray<Uri> Sitemaps { get; init; } = [];

    /// <summary>What is wrong with it although its items could be read, in plain words; null when nothing is.</summary>
    internal string? Problem { get; init; }
}

/// <summary>A feed that cannot be read.</summary>
internal sealed class FeedFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
