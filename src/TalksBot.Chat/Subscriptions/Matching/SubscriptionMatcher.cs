using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>
/// All subscriptions, indexed so that a change meets only those that may want it. Subscriptions that wish for the same are looked at
/// once. Immutable after it was built; safe for several threads.
/// </summary>
public sealed class SubscriptionMatcher
{
    private readonly Dictionary<string, List<Wish>> _byActor = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Wish>> _byStem = new(StringComparer.Ordinal);
    private readonly List<Wish> _others = [];
    private readonly List<FactScope> _scopes = [];
    private readonly Dictionary<string, Subscription> _byId = new(StringComparer.Ordinal);

    /// <summary>Indexes <paramref name="subscriptions"/>.</summary>
    /// <param name="subscriptions">Those that are ended are left out; paused ones count: what they are owed waits.</param>
    /// <param name="options">Which dossiers who may see.</param>
    public SubscriptionMatcher(IEnumerable<Subscription> subscriptions, ChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        var scopes = new Dictionary<FactScope, int>();
        var places = new Dictionary<(string, string?, string?), int>();
        var wishes = new Dictionary<string, Wish>(StringComparer.Ordinal);
        foreach (var subscription in subscriptions.Where(subscription => subscription.State != SubscriptionState.Ended))
        {
            _byId[subscription.Id] = subscription;
            var place = (subscription.Channel.Platform, subscription.Channel.ServerId, subscription.Dossier);
            if (!places.TryGetValue(place, out var scope))
            {
                var seen = DossierVisibility.ScopeOf(options, subscription);
                if (!scopes.TryGetValue(seen, out scope))
                {
                    scope = scopes[seen] = _scopes.Count;
                    _scopes.Add(seen);
                }

                places[place] = scope;
            }

            var wish = new Wish(scope, subscription);
            if (!wishes.TryGetValue(wish.Key, out var same))
            {
                wishes[wish.Key] = same = wish;
                Index(wish);
            }

            same.Add(subscription);
        }
    }

    /// <summary>How many subscriptions are indexed.</summary>
    public int Count => _byId.Count;

    /// <summary>The subscription with this id, unless it is ended or unknown.</summary>
    public Subscription? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The subscriptions that the change is for: their filter fits, it is news where they speak, and it came after them. Each once.</summary>
    public List<Subscription> Match(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var found = new List<Subscription>();
        var look = new Look(change, _scopes);
        var seen = new HashSet<Wish>(ReferenceEqualityComparer.Instance);
        foreach (var actor in look.Actors)
        {
            Take(_byActor.GetValueOrDefault(actor), change, look, seen, found);
        }

        if (_byStem.Count > 0)
        {
            foreach (var stem in look.Stems)
            {
                Take(_byStem.GetValueOrDefault(stem), change, look, seen, found);
            }
        }

        Take(_others, change, look, seen, found);
        return found;
    }

    /// <summary>Whether one subscription's filter fits, wherever and whenever it was told: actors, topics and kinds.</summary>
    public static bool Fits(Subscription subscription, Change change) => new Wish(0, subscription).Fits(new Look(change, []));

    /// <summary>Which part of the filter does not fit, for <see cref="Fits"/>; all false when it does.</summary>
    internal static (bool Kind, bool Actor, bool Topic) Misses(Subscription subscription, Change change)
    {
        var (wish, look) = (new Wish(0, subscription), new Look(change, []));
        return (!wish.FitsKind(look), !wish.FitsActor(look), !wish.FitsTopic(look));
    }

    private void Index(Wish wish)
    {
        if (wish.Actors.Count > 0)
        {
            foreach (var actor in wish.Actors)
            {
                Add(_byActor, actor, wish);
            }
        }
        else if (wish.Topics.Count > 0)
        {
            // Under the word that the fewest others are under: common words are in many subjects and in many texts.
            foreach (var stem in wish.Topics.Select(topic => topic.MinBy(stem => _byStem.TryGetValue(stem, out var others) ? others.Count : 0)).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                Add(_byStem, stem, wish);
            }
        }
        else
        {
            _others.Add(wish);
        }
    }

    private static void Add(Dictionary<string, List<Wish>> index, string key, Wish wish)
    {
        if (!index.TryGetValue(key, out var wishes))
        {
            index[key] = wishes = [];
        }

        wishes.Add(wish);
    }

    private static void Take(List<Wish>? wishes, Change change, Look look, HashSet<Wish> seen, List<Subscription> found)
    {
        foreach (var wish in wishes ?? [])
        {
            if (!look.IsNewsTo(wish.Scope) || !wish.Fits(look) || (wish.IsInSeveralLists && !seen.Add(wish)))
            {
                continue;
            }

            if (wish.LastAfter < change.Sequence)
            {
                // Nearly always: not one of them has to be looked at.
                found.AddRange(wish.Subscriptions);
            }
            else
            {
                found.AddRange(wish.Subscriptions.Where(subscription => subscription.After < change.Sequence));
            }
        }
    }

    /// <summary>What several subscriptions wish for alike.</summary>
    private sealed class Wish
    {
        private readonly int _kinds;

        public Wish(int scope, Subscription subscription)
        {
            Scope = scope;
            Actors = [.. subscription.Actors.Select(StableId.Normalise).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            Topics = [.. subscription.Topics.Select(Topic.Stems).Where(stems => !stems.IsEmpty)];
            _kinds = subscription.Kinds.IsEmpty ? -1 : subscription.Kinds.Aggregate(0, (mask, kind) => mask | (1 << (int)kind));
            Key = $"{scope}|{_kinds}|{string.Join(';', Actors)}|{string.Join(';', Topics.Select(topic => string.Join(' ', topic)))}";
        }

        public int Scope { get; }

        public List<string> Actors { get; }

        public List<ImmutableArray<string>> Topics { get; }

        public string Key { get; }

        public bool IsInSeveralLists => Actors.Count > 1 || Topics.Count > 1;

        public List<Subscription> Subscriptions { get; } = [];

        public long LastAfter { get; private set; } = long.MinValue;

        public void Add(Subscription subscription)
        {
            Subscriptions.Add(subscription);
            LastAfter = Math.Max(LastAfter, subscription.After);
        }

        public bool Fits(Look look) => FitsKind(look) && FitsActor(look) && FitsTopic(look);

        public bool FitsKind(Look look) => (_kinds & (1 << (int)look.Kind)) != 0;

        public bool FitsActor(Look look)
        {
            foreach (var actor in Actors)
            {
                if (look.Actors.Contains(actor))
                {
                    return true;
                }
            }

            return Actors.Count == 0;
        }

        public bool FitsTopic(Look look)
        {
            foreach (var topic in Topics)
            {
                var isMet = true;
                foreach (var stem in topic)
                {
                    isMet &= look.Stems.Contains(stem);
                }

                if (isMet)
                {
                    return true;
                }
            }

            return Topics.Count == 0;
        }
    }

    /// <summary>A change as it is compared.</summary>
    private sealed class Look(Change change, List<FactScope> scopes)
    {
        private readonly sbyte[] _news = new sbyte[scopes.Count];
        private HashSet<string>? _stems;

        public FactKind Kind => change.Fact.Kind;

        public HashSet<string> Actors { get; } = [.. change.Actors.Select(StableId.Normalise)];

        public HashSet<string> Stems => _stems ??= Topic.TextStems(change.Text);

        public bool IsNewsTo(int scope)
        {
            if (_news[scope] == 0)
            {
                _news[scope] = change.IsNewsTo(scopes[scope]) ? (sbyte)1 : (sbyte)-1;
            }

            return _news[scope] > 0;
        }
    }
}
