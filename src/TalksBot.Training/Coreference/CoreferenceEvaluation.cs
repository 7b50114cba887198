using System.Runtime.CompilerServices;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>A row of the report: some documents, some entity types.</summary>
/// <param name="Genre">A genre of GUM, or "all".</param>
/// <param name="IsActorsOnly">Whether only persons, organisations and places count among the gold entities.</param>
/// <param name="Exact">Mentions are the same where their words are.</param>
/// <param name="ByHead">Mentions are the same where the one found lies in the gold one and holds its head.</param>
internal sealed record CoreferenceRow(string Genre, bool IsActorsOnly, CoreferenceScore Exact, CoreferenceScore ByHead);

/// <summary>Measures the chains of the actors stage against GUM.</summary>
/// <remarks>Entities mentioned once are left out on both sides. Relative pronouns are no mentions in GUM, so they are left out too.</remarks>
internal static class CoreferenceEvaluation
{
    private static readonly string[] Genres = ["news", "interview", "speech", "all"];

    /// <summary>Rows by genre, first for persons, organisations and places, then for all entity types.</summary>
    public static List<CoreferenceRow> Measure(IEnumerable<GumDocument> documents, ArticleResolver resolver)
    {
        var rows = Genres.SelectMany(genre => (IEnumerable<CoreferenceRow>)[Row(genre, isActorsOnly: true), Row(genre, isActorsOnly: false)]).ToList();
        foreach (var document in documents)
        {
            var found = Found(document, resolver.Resolve(document.Id, document.Text));
            foreach (var row in rows.Where(row => row.Genre == "all" || row.Genre == document.Genre))
            {
                var gold = document.Mentions.GroupBy(mention => mention.Entity, StringComparer.Ordinal)
                    .Where(chain => chain.Count() > 1 && (!row.IsActorsOnly || EntityTypes.IsActor(chain.First().Type)))
                    .Select(chain => chain.ToList())
                    .ToList();
                Add(row.Exact, gold, found, (mention, words) => (mention.First, mention.End) == words);
                Add(row.ByHead, gold, found, (mention, words) => words.First >= mention.First && words.End <= mention.End && mention.Heads.Any(head => head >= words.First && head < words.End));
            }
        }

        return rows;
    }

    private static CoreferenceRow Row(string genre, bool isActorsOnly) => new(genre, isActorsOnly, new CoreferenceScore(), new CoreferenceScore());

    // Word ranges of each actor's mentions; several actors in one mention are an entity of their own.
    private static List<List<(int First, int End)>> Found(GumDocument document, ActorMap map)
    {
        var chains = new Dictionary<string, List<(int First, int End)>>(StringComparer.Ordinal);
        var seen = new HashSet<(int, int)>();
        foreach (var mention in map.Mentions.Where(mention => !mention.Actors.IsEmpty))
        {
            if (mention.Kind == MentionKind.Pronoun && mention.Head.Slice(document.Text).ToLowerInvariant() is "who" or "whom" or "whose" or "which" or "that"
                || document.WordsOf(mention.Span) is not { } words || !seen.Add(words))
            {
                continue;
            }

            var key = string.Join('|', mention.Actors.Order(StringComparer.Ordinal));
            if (!chains.TryGetValue(key, out var chain))
            {
                chains[key] = chain = [];
            }

            chain.Add(words);
        }

        return [.. chains.Values.Where(chain => chain.Count > 1)];
    }

    // Gives both sides' mentions numbers; each gold mention is met once, by the longest found one that fits.
    private static void Add(CoreferenceScore score, List<List<GumMention>> gold, List<List<(int First, int End)>> found, Func<GumMention, (int First, int End), bool> fits)
    {
        var free = gold.SelectMany(chain => chain).Select((mention, index) => (mention, index)).OrderBy(pair => pair.mention.End - pair.mention.First).ToList();
        var next = free.Count;
        var numbers = free.ToDictionary(pair => pair.mention, pair => pair.index, EqualityComparer<GumMention>.Create(ReferenceEquals, RuntimeHelpers.GetHashCode));
        var numbered = new Dictionary<(int First, int End), int>();
        foreach (var words in found.SelectMany(chain => chain).OrderByDescending(words => words.End - words.First))
        {
            var at = free.FindIndex(pair => fits(pair.mention, words));
            numbered[words] = at >= 0 ? free[at].index : next++;
            if (at >= 0)
            {
                free.RemoveAt(at);
            }
        }

        score.Add(
            [.. gold.Select(chain => chain.Select(mention => numbers[mention]).ToHashSet())],
            [.. found.Select(chain => chain.Select(words => numbered[words]).ToHashSet())]);
    }
}
