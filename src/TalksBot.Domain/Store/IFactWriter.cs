using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace TalksBot.Domain;

/// <summary>What became of an article that was to be stored.</summary>
public enum StoreOutcome
{
    /// <summary>It was not known.</summary>
    Added,

    /// <summary>It was known with another text: a new revision, whose facts replace the old ones.</summary>
    Revised,

    /// <summary>It was known with this very text; nothing changed.</summary>
    Unchanged,

    /// <summary>It was known with this very text, but its facts came from another extractor version or its data (date, dossier) differ: facts replaced, no new revision.</summary>
    Refreshed,
}

/// <summary>What is stored of an article, without its text.</summary>
/// <param name="Article">Its latest revision.</param>
/// <param name="ContentHash">Of the latest text, as <see cref="HashOf"/> gives it.</param>
/// <param name="ExtractorVersion">What its facts were made with.</param>
public sealed record KnownArticle(ArticleRevision Article, string ContentHash, string ExtractorVersion)
{
    /// <summary>Names of the dossiers that it belongs to, in any order.</summary>
    public ImmutableArray<string> Dossiers { get; init; } = [];

    /// <summary>SHA-256 of the text in UTF-8, in lower-case hexadecimal.</summary>
    public static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}

/// <summary>Under what an article is stored.</summary>
/// <param name="ExtractorVersion">What its facts were made with.</param>
/// <param name="RecordedAt">Now: when the changes that it brings are recorded.</param>
public sealed record SaveTerms(string ExtractorVersion, DateTimeOffset RecordedAt)
{
    /// <summary>Facts of the text as it was before an edit, each with the one of the new text that takes its place. What does not fit what is stored is ignored.</summary>
    public ImmutableArray<FactCorrection> Corrections { get; init; } = [];
}

/// <summary>The same thing said otherwise after an edit.</summary>
/// <param name="Before">The fact of the earlier revision.</param>
/// <param name="AfterId">Id of the fact of the same kind in the new one.</param>
public readonly record struct FactCorrection(ChangedFact Before, string AfterId);

/// <summary>Puts articles and their facts into the store.</summary>
public interface IFactWriter
{
    /// <summary>What is stored under <paramref name="id"/>, or null.</summary>
    Task<KnownArticle?> FindArticleAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>Stores the article with its facts in one transaction, and logs in it what is new, corrected, moved or withdrawn by it; older revisions stay readable, their facts are superseded.</summary>
    /// <remarks>The same text with other facts, made by another version of the extractor, is no news to anybody. What was retracted is left out.</remarks>
    /// <param name="article">The text as read.</param>
    /// <param name="facts">Its facts; statements and meetings known from other articles are merged by id.</param>
    /// <param name="terms">What the facts were made with, when, and which of them correct others.</param>
    /// <param name="cancellationToken">A stop leaves the store as it was.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be written; nothing changed.</exception>
    Task<StoreOutcome> SaveAsync(Article article, ArticleFacts facts, SaveTerms terms, CancellationToken cancellationToken);
}

/// <summary>The store cannot be opened, read or written; the message says what to do.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>With a message that says what to do.</summary>
    public StoreUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
