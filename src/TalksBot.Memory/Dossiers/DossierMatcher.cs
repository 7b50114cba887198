using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Which dossiers an article belongs to, and whom they make known.</summary>
/// <param name="Dossiers">Their names, ordinal.</param>
/// <param name="Actors">Their actors, each name once; an alias that stands for two of them is taken from both.</param>
public sealed record DossierMembership(ImmutableArray<string> Dossiers, ImmutableArray<Actor> Actors);

/// <summary>Finds the dossiers of an article.</summary>
/// <remarks>
/// Those it was read for, if any was named. Else each dossier of which it has a keyword together with a person, organisation or
/// group, or with two governments (one alone may be a place: "truce in London"); or, without any keyword, three people by their
/// whole names. A dossier that names no keywords needs two actors.
/// </remarks>
public sealed class DossierMatcher
{
    private const int PeopleWithoutKeyword = 3;

    private readonly ImmutableArray<Dossier> _dossiers;
    private readonly PhraseIndex _names = new(StringComparer.Ordinal);
    private readonly PhraseIndex _keywords = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A matcher for these dossiers.</summary>
    /// <param name="dossiers">Each name once.</param>
    public DossierMatcher(IEnumerable<Dossier> dossiers)
    {
        _dossiers = [.. dossiers.OrderBy(dossier => dossier.Name, StringComparer.Ordinal)];
        for (var number = 0; number < _dossiers.Length; number++)
        {
            foreach (var keyword in _dossiers[number].Keywords)
            {
                _keywords.Add(keyword, new PhraseTarget(number, Actor: -1));
                _keywords.Add(keyword + "s", new PhraseTarget(number, Actor: -1));
            }

            for (var actor = 0; actor < _dossiers[number].Actors.Length; actor++)
            {
                foreach (var name in _dossiers[number].Actors[actor].Aliases.Prepend(_dossiers[number].Actors[actor].Name))
                {
                    _names.Add(name, new PhraseTarget(number, actor));
                }
            }
        }
    }

    /// <summary>The dossiers of <paramref name="article"/> and their actors; names that no dossier has are kept among the names.</summary>
    public DossierMembership Match(Article article) => Match(article, before: []);

    /// <summary>The same, with those that it belongs to already: an article that was given to a dossier stays there.</summary>
    public DossierMembership Match(Article article, ImmutableArray<string> before)
    {
        var names = (article.Dossiers.IsDefaultOrEmpty ? Find(article) : article.Dossiers).AddRange(before);
        return new DossierMembership(
            [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            KnownActors.Of(_dossiers.Where(dossier => names.Contains(dossier.Name))));
    }

    /// <summary>Whether the article matches the dossier of this name by itself, whatever it was read for.</summary>
    /// <remarks>Of a dossier that names nobody, a keyword is enough; one that names nothing at all, or is not configured, is concerned by everything.</remarks>
    public bool Concerns(string name, Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var number = _dossiers.TakeWhile(dossier => dossier.Name != name).Count();
        if (number == _dossiers.Length || (_dossiers[number].Keywords.IsEmpty && _dossiers[number].Actors.IsEmpty))
        {
            return true;
        }

        var hits = Look(article)[number];
        return _dossiers[number].Actors.IsEmpty ? hits.HasKeyword : Belongs(_dossiers[number], hits);
    }

    /// <summary>Whether a dossier of this name is configured.</summary>
    public bool Has(string name) => _dossiers.Any(dossier => dossier.Name == name);

    private ImmutableArray<string> Find(Article article)
    {
        if (_dossiers.IsEmpty)
        {
            return [];
        }

        var hits = Look(article);
        return [.. _dossiers.Where((dossier, number) => Belongs(dossier, hits[number])).Select(dossier => dossier.Name)];
    }

    private Hits[] Look(Article article)
    {
        var hits = Array.ConvertAll(Enumerable.Range(0, _dossiers.Length).ToArray(), _ => new Hits());
        foreach (var text in (string?[])[article.Title, article.Body])
        {
            var words = Words.Of(text ?? "");
            _keywords.Find(words, (target, _) => hits[target.Dossier].HasKeyword = true);
            _names.Find(words, (target, length) => hits[target.Dossier].Add(target.Actor, length));
        }

        return hits;
    }

    private static bool Belongs(Dossier dossier, Hits hits)
    {
        if (dossier.Keywords.IsEmpty)
        {
            return hits.Actors.Count >= 2;
        }

        if (hits.HasKeyword)
        {
            return hits.Actors.Count >= 2 || hits.Actors.Any(actor => dossier.Actors[actor].Kind is not ActorKind.Government);
        }

        return hits.InFull.Count(actor => dossier.Actors[actor].Kind is ActorKind.Person) >= PeopleWithoutKeyword;
    }

    private sealed class Hits
    {
        internal bool HasKeyword { get; set; }

        internal HashSet<int> Actors { get; } = [];

        internal HashSet<int> InFull { get; } = [];

        internal void Add(int actor, int words)
        {
            Actors.Add(actor);
            if (words > 1)
            {
                InFull.Add(actor);
            }
        }
    }
}
