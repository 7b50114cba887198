using TalksBot.Domain;

namespace TalksBot.Testing;

/// <summary>For tests to which it does not matter when something is recorded.</summary>
public static class FactWriterExtensions
{
    /// <summary>Stores the article as if at the end of the day of its publication.</summary>
    public static Task<StoreOutcome> SaveAsync(
        this IFactWriter writer, Article article, ArticleFacts facts, string extractorVersion, CancellationToken cancellationToken) =>
        writer.SaveAsync(article, facts, TermsOf(article, extractorVersion), cancellationToken);

    /// <summary>Terms of that kind.</summary>
    public static SaveTerms TermsOf(Article article, string extractorVersion) =>
        new(extractorVersion, new DateTimeOffset(article.PublishedOn, new TimeOnly(23, 0), TimeSpan.Zero));
}
