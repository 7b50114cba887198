using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Lets no citation leave that is not verbatim in the stored text.</summary>
public sealed class CitationGuard(IFactReader reader)
{
    /// <summary><paramref name="items"/> without those of which a citation is not the stored text at its place.</summary>
    public async Task<ImmutableArray<ReplyItem>> CheckAsync(ImmutableArray<ReplyItem> items, CancellationToken cancellationToken)
    {
        var bodies = new Dictionary<(ArticleId, int), string?>();
        var kept = ImmutableArray.CreateBuilder<ReplyItem>(items.Length);
        foreach (var item in items)
        {
            var verbatim = !item.Citations.IsEmpty;
            foreach (var citation in item.Citations)
            {
                var key = (citation.Article.Id, citation.Article.Revision);
                if (!bodies.TryGetValue(key, out var body))
                {
                    bodies[key] = body = await reader.FindBodyAsync(citation.Article.Id, citation.Article.Revision, cancellationToken);
                }

                verbatim &= body is not null && IsAt(body, citation.Span, citation.Text);
            }

            if (verbatim)
            {
                kept.Add(item);
            }
        }

        return kept.ToImmutable();
    }

    // Any span may come here, also one whose end overflows.
    private static bool IsAt(string body, TextSpan span, string text) =>
        span is { Start: >= 0, Length: > 0 } && span.Start <= body.Length - span.Length
        && body.AsSpan(span.Start, span.Length).SequenceEqual(text);
}
