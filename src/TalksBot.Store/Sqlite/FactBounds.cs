using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>Refuses facts whose spans do not lie in their text: a citation of them could not be verbatim.</summary>
internal static class FactBounds
{
    /// <exception cref="ArgumentException">A span lies outside the body.</exception>
    public static void Check(Article article, ArticleFacts facts)
    {
        foreach (var span in All(facts))
        {
            if (span.Start < 0 || span.Length < 0 || span.Start > article.Body.Length - span.Length)
            {
                throw new ArgumentException($"The span {span} lies outside the text of {article.Stem}.", nameof(facts));
            }
        }
    }

    private static IEnumerable<TextSpan> All(ArticleFacts facts)
    {
        foreach (var statement in facts.Statements)
        {
            foreach (var span in statement.Evidence.Concat(Of(statement.Source)).Concat(Of(statement.Cue)).Concat(Of(statement.Content)).Concat(Of(statement.Addressee)))
            {
                yield return span;
            }
        }

        foreach (var proposal in facts.Proposals)
        {
            foreach (var span in proposal.Evidence
                .Concat(Of(proposal.Content))
                .Concat(proposal.Terms.SelectMany(Of))
                .Concat(proposal.Conditions.SelectMany(Of))
                .Concat(proposal.Responses.Select(response => response.Evidence)))
            {
                yield return span;
            }
        }

        foreach (var meeting in facts.Meetings)
        {
            foreach (var span in meeting.Evidence.Concat(Of(meeting.Clock)).Concat(Of(meeting.Reason)).Concat(Of(meeting.Topic)))
            {
                yield return span;
            }
        }

        foreach (var passage in facts.Passages)
        {
            yield return passage.Span;
        }
    }

    private static IEnumerable<TextSpan> Of(AnchoredText? text) => text is null ? [] : text.Spans;
}
