using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Finds in the store whom an article means by a surname or a role alone.</summary>
/// <remarks>
/// A wrong name on somebody's words is worse than a bare one. So a surname is linked only where the article's dossiers know exactly
/// one person of it and nothing contradicts; outside any dossier it must also belong to the same government or organisation. A role
/// without a name is linked only inside a dossier and where that body is the same.
/// </remarks>
internal sealed class ActorLinker(IFactReader reader)
{
    private const int MaxMatches = 20;

    // Bounds the look-ups of one article; a text of hundreds of bare names is a list.
    private const int MaxActors = 50;

    /// <summary>Stored actors, each with the article's bare name among its aliases.</summary>
    /// <param name="facts">What was extracted without them.</param>
    /// <param name="known">Actors that the dossiers name; they need no link.</param>
    /// <param name="dossiers">Those the article belongs to.</param>
    /// <param name="cancellationToken">Stops between two look-ups.</param>
    internal async Task<ImmutableArray<Actor>> FindAsync(
        ArticleFacts facts, ImmutableArray<Actor> known, ImmutableArray<string> dossiers, CancellationToken cancellationToken)
    {
        var names = known.Select(actor => actor.Name).ToHashSet(StringComparer.Ordinal);
        var bare = facts.Actors
            .Select(found => found.Actor)
            .Where(actor => actor.Kind is ActorKind.Person && !names.Contains(actor.Name) && IsBare(actor) && !HasNamesake(actor, facts))
            .Take(MaxActors);
        var linked = ImmutableArray.CreateBuilder<Actor>();
        foreach (var actor in bare)
        {
            if (await FindOneAsync(actor, dossiers, cancellationToken) is { } stored)
            {
                linked.Add(stored with { Aliases = [.. stored.Aliases.Append(actor.Name).Distinct(StringComparer.Ordinal)] });
            }
        }

        return linked.DrainToImmutable();
    }

    private static bool IsBare(Actor actor) => actor.IsNamed ? !actor.Name.Contains(' ', StringComparison.Ordinal) : actor.Of is not null;

    // Where the article itself has somebody of that surname, the extraction knew and kept them apart.
    private static bool HasNamesake(Actor actor, ArticleFacts facts) =>
        facts.Actors.Any(other => other.Actor.Name != actor.Name && IsSurname(actor.Name, other.Actor.Name));

    private async Task<Actor?> FindOneAsync(Actor actor, ImmutableArray<string> dossiers, CancellationToken cancellationToken)
    {
        if (dossiers.IsEmpty && (!actor.IsNamed || actor.Of is null))
        {
            return null;
        }

        var scopes = dossiers.IsEmpty ? [FactScope.All] : dossiers.Select(name => new FactScope(name));
        var candidates = new Dictionary<string, Actor>(StringComparer.Ordinal);
        foreach (var scope in scopes)
        {
            foreach (var match in await reader.FindActorsAsync(scope, actor.Name, MaxMatches, cancellationToken))
            {
                if (IsCandidate(actor, match.Actor))
                {
                    candidates[match.Actor.Name] = match.Actor;
                }
            }
        }

        return candidates.Count == 1 && candidates.Values.Single() is var only && IsConsistent(actor, only, mustShareBody: dossiers.IsEmpty)
            ? only
            : null;
    }

    private static bool IsCandidate(Actor actor, Actor stored) =>
        stored is { Kind: ActorKind.Person, IsNamed: true } && stored.Name != actor.Name
        && (actor.IsNamed ? IsSurname(actor.Name, stored.Name) : HasRole(actor.Name, stored));

    private static bool IsConsistent(Actor actor, Actor stored, bool mustShareBody)
    {
        if (!actor.IsNamed || mustShareBody)
        {
            return IsSame(actor.Of, stored.Of);
        }

        return actor.Of is null || stored.Of is null || IsSame(actor.Of, stored.Of);
    }

    private static bool HasRole(string role, Actor stored)
    {
        var folded = WithoutArticle(role);
        return (stored.Role is { } known && WithoutArticle(known) == folded) || stored.Aliases.Any(alias => WithoutArticle(alias) == folded);
    }

    private static string WithoutArticle(string text)
    {
        var folded = NameFolding.Fold(text);
        return folded.StartsWith("the ", StringComparison.Ordinal) ? folded[4..] : folded;
    }

    private static bool IsSurname(string surname, string name) =>
        name.Contains(' ', StringComparison.Ordinal)
        && NameFolding.Fold(name).EndsWith(" " + NameFolding.Fold(surname), StringComparison.Ordinal);

    private static bool IsSame(string? one, string? other) =>
        one is not null && other is not null && NameFolding.Fold(one) == NameFolding.Fold(other);
}
