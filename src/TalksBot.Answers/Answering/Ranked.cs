namespace TalksBot.Answers;

/// <summary>A fact with how well it answers.</summary>
/// <param name="View">The fact.</param>
/// <param name="Score">Higher is better; comparable within one question only.</param>
/// <param name="Coverage">How much of the question's subject matter it meets.</param>
public sealed record Ranked(FactView View, double Score, Coverage Coverage)
{
    /// <summary>Best first; among equals the newer article, then the earlier sentence.</summary>
    public static List<Ranked> Sort(IEnumerable<Ranked> facts) =>
    [
        .. facts.OrderByDescending(fact => fact.Score)
            .ThenByDescending(fact => fact.View.Article.PublishedOn)
            .ThenBy(fact => fact.View.Article.Id.Value, StringComparer.Ordinal)
            .ThenBy(fact => fact.View.Citations.IsEmpty ? 0 : fact.View.Citations[0].Span.Start),
    ];
}
