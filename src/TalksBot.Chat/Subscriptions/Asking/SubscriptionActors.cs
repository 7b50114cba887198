using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Finds the actors that people mean in a list.</summary>
internal sealed class SubscriptionActors(IFactReader reader, ChatOptions options)
{
    private const double LeastSimilarity = 0.8;
    private const int MaxNameLength = 100;
    private const int MaxCount = 10;

    /// <summary>Canonical names of those in <paramref name="words"/>.</summary>
    /// <param name="words">"Ukraine, Rubio and Russia"; any text.</param>
    /// <param name="scope">Who may be seen.</param>
    /// <param name="cancellationToken">Stops between two look-ups.</param>
    /// <returns>The names, or a problem with those that were likely meant.</returns>
    public async Task<(ImmutableArray<string> Names, string? Problem)> FindAsync(string words, FactScope scope, CancellationToken cancellationToken)
    {
        // Each is a look-up, so that they are counted before; a name may hold an "and".
        if (ListPhrase.Split(words).Length > 2 * MaxCount)
        {
            return ([], TooMany(ListPhrase.Split(words).Length));
        }

        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var (part, isQuoted) in ListPhrase.Commas(words))
        {
            // "Trinidad and Tobago" is one where somebody goes by it, "Ukraine and Russia" two.
            var found = await ResolveAsync(part, scope, isWhole: true, cancellationToken);
            if (found is not null)
            {
                names.Add(found);
                continue;
            }

            foreach (var item in ListPhrase.Ands(part, isQuoted))
            {
                if (await ResolveAsync(item, scope, isWhole: false, cancellationToken) is not { } name)
                {
                    return ([], await UnknownAsync(item, scope, cancellationToken));
                }

                names.Add(name);
            }
        }

        var distinct = names.Distinct(StringComparer.Ordinal).ToImmutableArray();
        return distinct.Length > MaxCount ? ([], TooMany(distinct.Length)) : (distinct, null);
    }

    private static string TooMany(int count) => $"That is {count} actors; one subscription takes {MaxCount}. Make several, or leave them out for everybody.";

    private async Task<string?> ResolveAsync(string words, FactScope scope, bool isWhole, CancellationToken cancellationToken)
    {
        if (words.Length is 0 or > MaxNameLength)
        {
            return null;
        }

        var folded = NameFolding.Fold(words);
        var configured = Configured(scope).FirstOrDefault(actor => actor.Aliases.Prepend(actor.Name).Any(name => NameFolding.Fold(name) == folded));
        if (configured is not null)
        {
            return configured.Name;
        }

        // Of a whole list something is always like somebody's name: there only the same letters count.
        var matches = await reader.FindActorsAsync(scope, words, limit: 8, cancellationToken);
        return matches.FirstOrDefault(match => match.Similarity >= (isWhole ? 0.95 : LeastSimilarity) && match.Actor.IsNamed)?.Actor.Name;
    }

    private async Task<string> UnknownAsync(string words, FactScope scope, CancellationToken cancellationToken)
    {
        var like = words.Length > MaxNameLength ? [] : await reader.FindActorsAsync(scope, words, limit: 3, cancellationToken);
        var near = words.Length > MaxNameLength ? [] : await reader.CompleteActorsAsync(scope, words, limit: 3, cancellationToken);
        // One wrong word of two ("Orla Vern"): what the other finds.
        var parts = new List<string>();
        foreach (var part in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(part => part.Length > 2 && words.Length > part.Length).Take(4))
        {
            parts.AddRange(await reader.CompleteActorsAsync(scope, part, limit: 2, cancellationToken));
        }

        var names = like.Where(match => match.Actor.IsNamed).Select(match => match.Actor.Name).Concat(near).Concat(parts).Append(Listing.Nearest(words, Configured(scope).SelectMany(actor => actor.Aliases.Prepend(actor.Name)).Select(name => name.ToLowerInvariant())) is { } alias
            ? Configured(scope).First(actor => actor.Aliases.Prepend(actor.Name).Any(name => name.Equals(alias, StringComparison.OrdinalIgnoreCase))).Name
            : null).OfType<string>().Distinct(StringComparer.Ordinal).Take(3).ToList();
        return names.Count == 0
            ? $"Nobody called “{Listing.Short(words)}” is known here yet. For a subject, type topics:\"{Listing.Short(words).Replace("\"", "", StringComparison.Ordinal)}\"; names complete as you type them."
            : $"Nobody called “{Listing.Short(words)}” is known here yet; did you mean {Listing.Or(names)}?";
    }

    private IEnumerable<Actor> Configured(FactScope scope) => options.Dossiers
        .Where(dossier => !scope.Hidden.Contains(dossier.Name) && (scope.Dossier is null || scope.Dossier == dossier.Name))
        .SelectMany(dossier => dossier.Actors);
}
