using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Gives an article a stem that no other one bears.</summary>
internal static class ArticleStems
{
    /// <summary>The article's own stem, with as many of its folders in front as it takes, and a number where it has no file.</summary>
    /// <param name="article">As read.</param>
    /// <param name="known">What is stored of it, whose stem stays while the file's name does; null when it is new.</param>
    /// <param name="reader">Tells whose a stem is.</param>
    /// <param name="cancellationToken">Stops between two look-ups.</param>
    internal static async Task<string> FindFreeAsync(Article article, KnownArticle? known, IFactReader reader, CancellationToken cancellationToken)
    {
        if (known is not null && LastPart(known.Article.Stem) == LastPart(article.Stem))
        {
            return known.Article.Stem;
        }

        foreach (var stem in Candidates(article))
        {
            var owner = await reader.FindByStemAsync(stem, cancellationToken);
            if (owner is null || owner.Id == article.Id)
            {
                return stem;
            }
        }

        throw new InvalidOperationException("The candidates never end.");
    }

    private static IEnumerable<string> Candidates(Article article)
    {
        yield return article.Stem;
        var longest = article.Stem;
        for (var folders = article.Stem.Count(c => c == '/') + 1; article.Path is not null; folders++)
        {
            var longer = ArticleStem.Of(article.Path, folders);
            if (longer.Length <= longest.Length)
            {
                break;
            }

            yield return longest = longer;
        }

        for (var number = 2; ; number++)
        {
            yield return $"{longest}-{number}";
        }
    }

    private static string LastPart(string stem) => stem[(stem.LastIndexOf('/') + 1)..];
}
