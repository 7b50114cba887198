using System.Globalization;
using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Measures names and their kinds, as the actors stage has them, against gold and against another toolkit's tags.</summary>
internal static class EntityEvaluation
{
    /// <summary>Against GUM's mentions of the three types whose heads are proper nouns.</summary>
    /// <remarks>
    /// Annotated mentions hold determiners, titles and all that follows; those found hold titles. So on both sides the name is what is compared: the run
    /// of proper nouns around the mention's head, inside the mention, over "of", "the", "for", "and", "de", "'s" and hyphens between two of them.
    /// </remarks>
    public static EntityScore MeasureGum(IEnumerable<GumDocument> documents, ArticleResolver resolver)
    {
        var score = new EntityScore();
        foreach (var document in documents)
        {
            var gold = document.Mentions.Where(mention => EntityTypes.IsActor(mention.Type))
                .Select(mention => NameIn(document.Words, mention.First, mention.End, mention.Heads) is { } name ? (name.First, name.End, mention.Type) : default)
                .Where(name => name.Type is not null);
            score.Add(gold, Found(document, resolver.Resolve(document.Id, document.Text)));
        }

        return score;
    }

    /// <summary>Against PERSON, ORGANIZATION and LOCATION of the automatic columns beside PolNeAR's articles: silver, with errors of its own.</summary>
    public static EntityScore MeasureSilver(string folder, ArticleResolver resolver)
    {
        var score = new EntityScore();
        foreach (var path in Directory.EnumerateFiles(folder, "*.tok.tsv").Order(StringComparer.Ordinal))
        {
            var stem = Path.GetFileName(path)[..^".tok.tsv".Length];
            var map = resolver.Resolve(stem, File.ReadAllText(Path.Combine(folder, stem + ".txt")));
            score.Add(Tagged(File.ReadLines(path)), Names(map).Select(name => (name.Head.Start, name.Head.End, name.Type)));
        }

        return score;
    }

    /// <summary>The proper noun at the heart of a mention; null where its head is no proper noun.</summary>
    public static (int First, int End)? NameIn(IReadOnlyList<GumWord> words, int first, int end, IEnumerable<int> heads)
    {
        foreach (var head in heads.Where(head => head >= first && head < end && words[head].IsProper))
        {
            var (from, to) = (head, head + 1);
            while (Step(words, from, -1, first, end) is { } before)
            {
                from = before;
            }

            while (Step(words, to - 1, 1, first, end) is { } after)
            {
                to = after + 1;
            }

            return (from, to);
        }

        return null;
    }

    /// <summary>Runs of one of the three tags in the sixth column, as code units, without an article in front.</summary>
    public static IEnumerable<(int First, int End, string Type)> Tagged(IEnumerable<string> lines)
    {
        (int First, int End, string Type)? open = null;
        foreach (var line in lines)
        {
            var columns = line.Split('\t');
            var type = columns.Length < 6 ? null : columns[5] switch
            {
                "PERSON" => EntityTypes.Person,
                "ORGANIZATION" => EntityTypes.Organization,
                "LOCATION" => EntityTypes.Place,
                _ => null,
            };
            if (open is { } run && run.Type != type)
            {
                yield return run;
                open = null;
            }

            // "The Post": the article is no part of the names that are found.
            if (type is not null && !(open is null && columns[2] is "The" or "the"))
            {
                var (start, end) = (int.Parse(columns[0], CultureInfo.InvariantCulture), int.Parse(columns[1], CultureInfo.InvariantCulture));
                open = (open?.First ?? start, end, type);
            }
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static IEnumerable<(int First, int End, string Type)> Found(GumDocument document, ActorMap map)
    {
        foreach (var (whole, core, type) in Names(map))
        {
            if (document.WordsOf(whole) is { } span && document.WordsOf(core) is { } head
                && NameIn(document.Words, span.First, span.End, Enumerable.Range(head.First, head.End - head.First).Reverse()) is { } name)
            {
                yield return (name.First, name.End, type);
            }
        }
    }

    // Names with their kinds; one that several bear and that stays open is a person's: only people share names here.
    private static IEnumerable<(TextSpan Span, TextSpan Head, string Type)> Names(ActorMap map)
    {
        var kinds = map.Actors.ToDictionary(actor => actor.Actor.Name, actor => actor.Actor.Kind, StringComparer.Ordinal);
        var places = map.Places.ToHashSet();
        return map.Places.Select(place => (place, place, EntityTypes.Place))
            .Concat(map.Mentions.Where(mention => mention is { Kind: MentionKind.Name, Actors.Length: <= 1 } && !places.Contains(mention.Head))
                .Select(mention => (mention.Span, mention.Head, Type: mention.Actors.IsEmpty ? EntityTypes.Person : EntityTypes.Of(kinds.GetValueOrDefault(mention.Actors[0], ActorKind.Document))))
                .Where(name => name.Type is not null)
                .Select(name => (name.Span, name.Head, name.Type ?? "")));
    }

    // The next proper noun in a direction, over one or two joining words.
    private static int? Step(IReadOnlyList<GumWord> words, int at, int direction, int first, int end)
    {
        for (var next = at + direction; next >= first && next < end && Math.Abs(next - at) <= 3; next += direction)
        {
            if (words[next].IsProper)
            {
                return next;
            }

            if (words[next].Form is not ("of" or "the" or "for" or "and" or "de" or "'s" or "’s" or "-" or "&"))
            {
                return null;
            }
        }

        return null;
    }
}
