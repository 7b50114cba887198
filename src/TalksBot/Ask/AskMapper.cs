using System.Text.Json;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot;

/// <summary>A reply → the line that <c>ask --json</c> prints.</summary>
internal sealed class AskMapper(IFactReader reader)
{
    // A batch cites the same few articles again and again; their bodies are not kept, only where their surrogate pairs stand.
    private readonly Dictionary<(ArticleId Id, int Revision), CodePointMap> _maps = [];

    /// <summary>The line's shape.</summary>
    /// <param name="id">The batch line's id, or null outside of a batch.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="cancellationToken">Stops between two articles.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<AskJson> MapAsync(JsonElement? id, Reply reply, CancellationToken cancellationToken)
    {
        var citations = new List<CitationJson>();
        foreach (var citation in reply.Citations)
        {
            citations.Add(await MapAsync(citation, cancellationToken));
        }

        var facts = new List<FactJson>();
        foreach (var (item, answers) in reply.Items.Select(item => (item, true)).Concat(reply.More.Select(item => (item, false))))
        {
            facts.Add(await MapAsync(item, answers, cancellationToken));
        }

        return new AskJson(id, reply.ToText(), JsonWords.Of(reply.Kind), reply.IsRefused, citations, facts, reply.Note, Error: null);
    }

    /// <summary>The line for a batch line that is no question.</summary>
    public static AskJson Error(JsonElement? id, string message) =>
        new(id, message, JsonWords.Of(ReplyKind.None), Refused: true, [], [], Note: null, message);

    private async Task<FactJson> MapAsync(ReplyItem item, bool answers, CancellationToken cancellationToken)
    {
        var citations = new List<CitationJson>();
        foreach (var citation in item.Citations)
        {
            citations.Add(await MapAsync(citation, cancellationToken));
        }

        return new FactJson(item.FactId, JsonWords.Of(item.Kind), answers, item.Head, item.Quote, item.IsSpoken, item.Details, item.When?.Value, citations);
    }

    private async Task<CitationJson> MapAsync(Citation citation, CancellationToken cancellationToken)
    {
        var article = citation.Article;
        if (!_maps.TryGetValue((article.Id, article.Revision), out var map))
        {
            var body = await reader.FindBodyAsync(article.Id, article.Revision, cancellationToken)
                ?? throw new StoreUnavailableException($"the text of {article.Stem} is missing from the store; check it with: talksbot doctor");
            map = new CodePointMap(body);
            _maps[(article.Id, article.Revision)] = map;
        }

        return new CitationJson(
            article.Stem,
            article.Revision,
            citation.Text,
            map.CodePoints(citation.Span.Start),
            map.CodePoints(citation.Span.End),
            article.Title,
            article.Outlet,
            JsonWords.Day(article.PublishedOn),
            article.IsPublishedAssumed,
            article.Url);
    }
}
