namespace TalksBot.Training;

/// <summary>Counts named entities that are found with the very span, and with the very span and type.</summary>
internal sealed class EntityScore
{
    private readonly Dictionary<string, int[]> _counts = new(StringComparer.Ordinal);

    /// <summary>F1 and its parts over all types, whatever type was given.</summary>
    public Figures Spans => Of("");

    /// <summary>Over all types, span and type right.</summary>
    public Figures Typed => new(Share(EntityTypes.IsActor, 1), Share(EntityTypes.IsActor, 2));

    /// <summary>Span and type right, of one type.</summary>
    public Figures Of(string type) => new(Share(name => name == type, 1), Share(name => name == type, 2));

    /// <summary>Adds a document's entities; two of the same span on one side count once, by the first.</summary>
    public void Add(IEnumerable<(int First, int End, string Type)> gold, IEnumerable<(int First, int End, string Type)> found)
    {
        var (right, given) = (ByPlace(gold), ByPlace(found));
        Count("", right.Keys.Count(given.ContainsKey), given.Count, right.Count);
        foreach (var type in right.Values.Concat(given.Values).Distinct(StringComparer.Ordinal).ToList())
        {
            Count(
                type,
                right.Count(pair => pair.Value == type && given.GetValueOrDefault(pair.Key) == type),
                given.Values.Count(other => other == type),
                right.Values.Count(other => other == type));
        }
    }

    private static Dictionary<(int, int), string> ByPlace(IEnumerable<(int First, int End, string Type)> entities)
    {
        var byPlace = new Dictionary<(int, int), string>();
        foreach (var (first, end, type) in entities)
        {
            byPlace.TryAdd((first, end), type);
        }

        return byPlace;
    }

    private void Count(string type, int right, int found, int gold)
    {
        if (!_counts.TryGetValue(type, out var counts))
        {
            _counts[type] = counts = new int[3];
        }

        (counts[0], counts[1], counts[2]) = (counts[0] + right, counts[1] + found, counts[2] + gold);
    }

    private double Share(Func<string, bool> isCounted, int of)
    {
        var (right, all) = (0, 0);
        foreach (var (_, counts) in _counts.Where(pair => isCounted(pair.Key)))
        {
            (right, all) = (right + counts[0], all + counts[of]);
        }

        return all == 0 ? 0 : (double)right / all;
    }
}
