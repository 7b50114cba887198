using System.Collections.Immutable;
using System.Globalization;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Terminal;

/// <summary>Where words come from, in one line.</summary>
public static class CitationLine
{
    /// <summary>"Outlet, 11 March 2025: Title (https://…)", as far as they are known; harmless on a terminal.</summary>
    public static string Of(ArticleRevision article)
    {
        var outlet = article.Outlet is null ? "" : $"{article.Outlet}, ";
        var assumed = article.IsPublishedAssumed ? " (date assumed from the file)" : "";
        var url = article.Url is null ? "" : $" ({article.Url})";
        return Printable.Line($"{outlet}{Day(article.PublishedOn)}{assumed}: {article.Title ?? article.Stem}{url}");
    }

    /// <summary>One line for each article that <paramref name="item"/> cites, in their order; none where the item is an article itself.</summary>
    public static ImmutableArray<string> For(ReplyItem item) => item.Kind == ReplyKind.Sources
        ? []
        : [.. item.Citations.Select(citation => citation.Article).DistinctBy(article => (article.Id, article.Revision)).Select(Of)];

    /// <summary>"11 March 2025".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
