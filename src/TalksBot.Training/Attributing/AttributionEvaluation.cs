using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Measures the finder that the extraction uses, with these models, on articles with gold.</summary>
internal static class AttributionEvaluation
{
    /// <summary>The score over all articles; what is nested in another's content is not in the gold and is left out.</summary>
    public static AttributionScore Measure(IEnumerable<AnnotatedArticle> articles, AttributionModels models)
    {
        var finder = new LearnedAttributionFinder(models);
        var score = new AttributionScore();
        foreach (var article in articles)
        {
            score.Add(article, finder.Find(article.Text, article.Quotations).Where(attribution => attribution.Parent is null));
        }

        return score;
    }
}
