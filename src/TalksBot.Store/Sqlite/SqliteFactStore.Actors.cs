using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

public sealed partial class SqliteFactStore
{
    private const int MaxActors = 1000;

    // Longer names are cut; nobody's is that long, and the cost of comparing grows with it.
    private const int MaxNameLength = 120;

    /// <inheritdoc/>
    public Task<ImmutableArray<ActorMatch>> FindActorsAsync(FactScope scope, string name, int limit, CancellationToken cancellationToken) => ReadAsync(
        session => Visibility.Of(session, scope) is { } visibility && limit > 0
            ? new ActorSearch(session, visibility).Find(Bounded(name), Math.Min(limit, MaxActors))
            : [],
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableDictionary<string, Actor>> GetActorsAsync(
        FactScope scope,
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken) => ReadAsync(
        session => Visibility.Of(session, scope) is { } visibility
            ? new ActorSearch(session, visibility).Get(names)
            : ImmutableDictionary<string, Actor>.Empty,
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> CompleteActorsAsync(FactScope scope, string prefix, int limit, CancellationToken cancellationToken) => ReadAsync(
        session => Visibility.Of(session, scope) is { } visibility && limit > 0
            ? new ActorSearch(session, visibility).Complete(Bounded(prefix), Math.Min(limit, MaxActors))
            : [],
        cancellationToken);

    private static string Bounded(string name) => name.Length <= MaxNameLength ? name : name[..MaxNameLength];
}
