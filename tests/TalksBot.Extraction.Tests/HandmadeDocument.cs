using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Extraction.Tests;

/// <summary>A document whose actors are given by hand: every place of a name or of a word that stands for it is a mention.</summary>
internal static class HandmadeDocument
{
    private static readonly PerceptronTagger Tagger = new();

    /// <summary>Tags, quotations, attributions and times as the stages find them.</summary>
    /// <param name="body">The text.</param>
    /// <param name="publishedOn">ISO day of publication.</param>
    /// <param name="actors">Name, kind and the forms that stand for it; a form may stand for several actors.</param>
    public static Document Of(string body, string publishedOn, params (string Name, ActorKind Kind, string[] Forms)[] actors)
    {
        var text = Tagger.Tag(Tokenizer.Tokenize(body));
        var quotations = new QuotationFinder().Find(text);
        var attributions = new AttributionFinder().Find(text, quotations);
        var day = DateOnly.ParseExact(publishedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var mentions = actors
            .SelectMany(actor => actor.Forms.SelectMany(form => Places(body, form)))
            .Distinct()
            .Select(span => new Mention(span, span, MentionKind.Name, [.. actors.Where(actor => actor.Forms.Contains(span.Slice(body), StringComparer.Ordinal)).Select(actor => actor.Name)]));
        var map = new ActorMap([.. actors.Select(actor => new ArticleActor(new Actor { Name = actor.Name, Kind = actor.Kind }, []))], mentions);
        return new Document(text, day, quotations, attributions, map, new TimeFinder().Find(text, day));
    }

    private static IEnumerable<TextSpan> Places(string body, string form)
    {
        for (var at = body.IndexOf(form, StringComparison.Ordinal); at >= 0; at = body.IndexOf(form, at + 1, StringComparison.Ordinal))
        {
            var end = at + form.Length;
            if ((at == 0 || !char.IsLetter(body[at - 1])) && (end == body.Length || !char.IsLetter(body[end])))
            {
                yield return new TextSpan(at, form.Length);
            }
        }
    }
}
