namespace TalksBot.Ingestion;

/// <summary>What a fetched text says about itself, as far as it can be believed, filled up with what its feed says.</summary>
internal static class WebHeaders
{
    // The first news sites; what claims to be older states no date of its own publication.
    private const int FirstYear = 1994;

    // Hosts that serve the same pages under a name in front of their own.
    private static readonly string[] Fronts = ["www.", "m.", "amp.", "mobile.", "edition."];

    /// <summary>The headers to go by.</summary>
    /// <param name="own">What the text states.</param>
    /// <param name="web">Where it came from and what its feed states.</param>
    /// <param name="today">The day it was fetched.</param>
    /// <param name="warnings">Told what was passed over.</param>
    internal static Headers Of(Headers own, ArticleInput.Web web, DateOnly today, List<string> warnings) => new()
    {
        Title = own.Title ?? web.Stated.Title,
        Outlet = own.Outlet ?? web.Stated.Outlet,
        Byline = own.Byline ?? web.Stated.Byline,
        Date = Believed(own.Date, today, warnings) ?? Believed(web.Stated.Date, today, warnings),
        Url = Own(own.Url, web, warnings),
    };

    /// <summary>Whether a date of publication can be one: not to come, and not from before there were news sites.</summary>
    /// <remarks>Tomorrow can: the world's days are up to 26 hours apart.</remarks>
    internal static bool IsBelievable(DateOnly day, DateOnly today) => day.Year >= FirstYear && (day == today || day < today || day.AddDays(-1) == today);

    private static string? Believed(string? date, DateOnly today, List<string> warnings)
    {
        if (date is null || (PublicationDate.TryParse(date, out var day) && IsBelievable(day, today)))
        {
            return date;
        }

        warnings.Add($"its date \"{Printable.Of(date)}\" cannot be believed and was passed over");
        return null;
    }

    // A page may say where its original is, but only on its own site: else anybody could write revisions of somebody else's article.
    private static string Own(string? stated, ArticleInput.Web web, List<string> warnings)
    {
        if (CanonicalUrl.TryParse(stated) is not { } canonical || canonical == web.Url)
        {
            return web.Url;
        }

        if (Site(canonical) == Site(web.Url))
        {
            return canonical;
        }

        warnings.Add($"it claims to be {Printable.Of(canonical)}, which is another site; its own address was taken");
        return web.Url;
    }

    /// <summary>Whose pages stand at an address: its host without a front such as "www.".</summary>
    internal static string Site(string url)
    {
        var host = new Uri(url).Authority;
        var front = Array.Find(Fronts, front => host.StartsWith(front, StringComparison.Ordinal));
        return front is null ? host : host[front.Length..];
    }
}
