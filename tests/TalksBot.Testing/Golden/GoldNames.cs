using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Testing.Golden;

/// <summary>Whether a name that was extracted stands for somebody of the gold.</summary>
internal sealed class GoldNames(IEnumerable<GoldActor> actors)
{
    private static readonly ImmutableArray<string> Openings = ["the ", "a ", "an ", "its ", "their ", "his ", "her "];

    private readonly Dictionary<string, ImmutableArray<string>> _keys = actors.ToDictionary(
        actor => actor.Name,
        actor => actor.Aliases.Prepend(actor.Name).Select(KeyOf).Distinct(StringComparer.Ordinal).ToImmutableArray(),
        StringComparer.Ordinal);

    /// <summary>Whether <paramref name="found"/> is the canonical name or an alias of <paramref name="name"/>, or a title with the full name.</summary>
    public bool IsSame(string found, string name)
    {
        var (key, full) = (KeyOf(found), KeyOf(name));
        return key.Length > 0 && (KeysOf(name).Contains(key) || (full.Contains(' ', StringComparison.Ordinal) && Holds(key, full)));
    }

    /// <summary>As <see cref="IsSame"/>, and also where one name is part of the other ("the Front" of "Northern Front").</summary>
    public bool IsLike(string found, string name)
    {
        var key = KeyOf(found);
        return IsSame(found, name) || (key.Length > 0 && KeysOf(name).Any(known => known.Length > 3 && (Holds(key, known) || Holds(known, key))));
    }

    /// <summary>Whether <paramref name="text"/> names <paramref name="name"/> in any form.</summary>
    public bool IsNamedIn(string text, string name) => KeysOf(name).Any(known => known.Length > 0 && Holds(NameFolding.Fold(text), known));

    private ImmutableArray<string> KeysOf(string name) => _keys.TryGetValue(name, out var keys) ? keys : [KeyOf(name)];

    private static string KeyOf(string name)
    {
        var key = NameFolding.Fold(name);
        var opening = Openings.FirstOrDefault(word => key.StartsWith(word, StringComparison.Ordinal));
        return opening is null ? key : key[opening.Length..];
    }

    private static bool Holds(string text, string words) => $" {text} ".Contains($" {words} ", StringComparison.Ordinal);
}
