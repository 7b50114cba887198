using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Finds actors by the form of their names, the roles the text gives them, and what pronouns agree with.</summary>
/// <remarks>
/// A mention is left without actors rather than given to one of two that fit equally well: a wrong name on somebody's
/// words is worse than none.
/// </remarks>
public sealed class ActorFinder : IActorFinder
{
    /// <inheritdoc/>
    public ActorMap Find(TaggedText text, ImmutableArray<Quotation> quotations, ImmutableArray<Attribution> attributions, IReadOnlyList<Actor> known)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(known);
        if (text.Count == 0)
        {
            return new ActorMap([], []);
        }

        var aliases = Aliases(known);
        var words = new WordView(text, quotations);
        var names = new NameShape(words, CountryLearner.Learn(words), KnownWords(aliases.Keys));
        var phrases = new PhraseScanner(words, names).Scan();
        PhraseLinker.Link(words, phrases, attributions);
        var registry = new NameRegistry(words, names, aliases);
        registry.Introduce(phrases);
        var speech = new SpeechIndex(words, phrases, attributions);
        new MentionResolver(words, names, registry, phrases, speech).Resolve();
        return ActorMapBuilder.Build(words, names, phrases, registry);
    }

    // A name that two known actors share means neither by itself.
    private static Dictionary<string, Actor> Aliases(IReadOnlyList<Actor> known)
    {
        var aliases = new Dictionary<string, Actor>(StringComparer.Ordinal);
        var shared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var actor in known)
        {
            foreach (var alias in actor.Aliases.Append(actor.Name))
            {
                var key = NameFolding.Fold(alias);
                key = key.StartsWith("the ", StringComparison.Ordinal) ? key[4..] : key;
                if (key.Length > 0 && !aliases.TryAdd(key, actor) && aliases[key].Name != actor.Name)
                {
                    shared.Add(key);
                }
            }
        }

        foreach (var key in shared)
        {
            aliases.Remove(key);
        }

        foreach (var actor in known)
        {
            aliases.TryAdd(NameFolding.Fold(actor.Name), actor);
        }

        return aliases;
    }

    private static HashSet<string> KnownWords(IEnumerable<string> aliases) =>
        [.. aliases.SelectMany(alias => alias.Split(' ')).Where(word => word.Length > 2)];
}
