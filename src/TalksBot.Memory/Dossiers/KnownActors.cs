using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>The actors of several dossiers as one list.</summary>
internal static class KnownActors
{
    /// <summary>Each name once, in the order of the dossiers; aliases that would stand for two actors are left out.</summary>
    internal static ImmutableArray<Actor> Of(IEnumerable<Dossier> dossiers)
    {
        var byName = new Dictionary<string, Actor>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var actor in dossiers.SelectMany(dossier => dossier.Actors))
        {
            if (byName.TryGetValue(actor.Name, out var first))
            {
                byName[actor.Name] = first with
                {
                    Role = first.Role ?? actor.Role,
                    Of = first.Of ?? actor.Of,
                    Aliases = [.. first.Aliases.Union(actor.Aliases, StringComparer.Ordinal)],
                };
            }
            else
            {
                byName.Add(actor.Name, actor);
                order.Add(actor.Name);
            }
        }

        return WithoutSharedAliases([.. order.Select(name => byName[name])]);
    }

    /// <summary>The actors of <paramref name="known"/> and then <paramref name="more"/>, without aliases that would stand for two.</summary>
    internal static ImmutableArray<Actor> With(ImmutableArray<Actor> known, IEnumerable<Actor> more)
    {
        var names = known.Select(actor => actor.Name).ToHashSet(StringComparer.Ordinal);
        return WithoutSharedAliases([.. known, .. more.Where(actor => names.Add(actor.Name))]);
    }

    private static ImmutableArray<Actor> WithoutSharedAliases(ImmutableArray<Actor> actors)
    {
        var owners = actors
            .SelectMany(actor => actor.Aliases.Append(actor.Name).Distinct(StringComparer.Ordinal))
            .CountBy(name => name, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return [.. actors.Select(actor => actor with { Aliases = [.. actor.Aliases.Where(alias => owners[alias] == 1)] })];
    }
}
