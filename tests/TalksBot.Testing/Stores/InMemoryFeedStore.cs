using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Testing;

/// <summary>The state of feeds in memory.</summary>
public sealed class InMemoryFeedStore : IFeedStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Dossier, string Feed), FeedState> _states = [];
    private readonly Dictionary<(string Dossier, string Feed, string Key), FeedItem> _items = [];

    /// <summary>Everything that was met, in no order.</summary>
    public IReadOnlyList<FeedItem> Items
    {
        get
        {
            lock (_lock)
            {
                return [.. _items.Values];
            }
        }
    }

    public Task<FeedState?> FindFeedAsync(string dossier, string feed, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_states.TryGetValue((dossier, feed), out var state) ? WithWaiting(state) : null);
        }
    }

    public Task<ImmutableArray<FeedState>> ListFeedsAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<FeedState>>([.. _states.Values.OrderBy(state => state.Dossier, StringComparer.Ordinal).ThenBy(state => state.Feed, StringComparer.Ordinal).Select(WithWaiting)]);
        }
    }

    public Task SaveFeedAsync(FeedState state, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var old = _states.GetValueOrDefault((state.Dossier, state.Feed));
            _states[(state.Dossier, state.Feed)] = state with { Articles = old?.Articles ?? 0, LeftOut = old?.LeftOut ?? 0, GivenUp = old?.GivenUp ?? 0, Waiting = 0 };
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableDictionary<string, FeedItem>> FindItemsAsync(string dossier, string feed, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(keys.Where(key => _items.ContainsKey((dossier, feed, key))).ToImmutableDictionary(key => key, key => _items[(dossier, feed, key)]));
        }
    }

    public Task AddItemAsync(string dossier, string feed, FeedItem item, bool counts, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _items[(dossier, feed, item.Key)] = item;
            var state = _states.GetValueOrDefault((dossier, feed)) ?? new FeedState { Dossier = dossier, Feed = feed };
            _states[(dossier, feed)] = !counts ? state : item.Outcome switch
            {
                FeedItemOutcome.Taken => state with { Articles = state.Articles + 1 },
                FeedItemOutcome.LeftOut => state with { LeftOut = state.LeftOut + 1 },
                FeedItemOutcome.GivenUp => state with { GivenUp = state.GivenUp + 1 },
                _ => state,
            };
        }

        return Task.CompletedTask;
    }

    public Task TouchItemsAsync(string dossier, string feed, IReadOnlyCollection<string> keys, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var key in keys.Where(key => _items.ContainsKey((dossier, feed, key))))
            {
                _items[(dossier, feed, key)] = _items[(dossier, feed, key)] with { SeenAt = seenAt };
            }
        }

        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> FindNextRetryAsync(string dossier, string feed, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Of(dossier, feed).Min(pair => pair.Value.RetryAt));
        }
    }

    public Task<int> GiveUpUnseenAsync(string dossier, string feed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var unseen = Of(dossier, feed).Where(pair => pair.Value.RetryAt <= now && pair.Value.SeenAt < now).ToList();
            foreach (var (key, item) in unseen)
            {
                _items[key] = item with { Outcome = FeedItemOutcome.GivenUp, RetryAt = null };
                _states[(dossier, feed)] = _states[(dossier, feed)] with { GivenUp = _states[(dossier, feed)].GivenUp + 1 };
            }

            return Task.FromResult(unseen.Count);
        }
    }

    public Task<int> PruneItemsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var old = _items.Where(pair => pair.Value.SeenAt < before).Select(pair => pair.Key).ToList();
            old.ForEach(key => _items.Remove(key));
            return Task.FromResult(old.Count);
        }
    }

    private List<KeyValuePair<(string Dossier, string Feed, string Key), FeedItem>> Of(string dossier, string feed) =>
        [.. _items.Where(pair => pair.Key.Dossier == dossier && pair.Key.Feed == feed)];

    private FeedState WithWaiting(FeedState state) => state with { Waiting = Of(state.Dossier, state.Feed).Count(pair => pair.Value.RetryAt is not null) };
}
