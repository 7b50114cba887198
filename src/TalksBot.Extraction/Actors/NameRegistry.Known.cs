using System.Collections.Frozen;
using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class NameRegistry
{
    /// <summary>Last words of companies' names, whose first word alone stands for them.</summary>
    public static readonly FrozenSet<string> FirmHeads = new[]
    {
        "inc", "corp", "corporation", "ltd", "llc", "plc", "co", "gmbh", "ag", "sa", "nv", "holdings", "industries", "airlines", "motors", "energy", "systems",
        "technologies", "pharmaceuticals", "company",
    }.ToFrozenSet(StringComparer.Ordinal);

    // "Brightwell" after "Brightwell Motors": the one company whose name begins with it.
    private ActorDraft? FirmOf(Phrase phrase, string word)
    {
        if (phrase.HeadEnd - phrase.HeadFirst != 1 || HasPersonTitle(phrase) || _known.ContainsKey(word) || ActorLexicon.FirstNames.ContainsKey(word)
            || _names.CountryOf(phrase.HeadFirst, phrase.HeadEnd) is not null)
        {
            return null;
        }

        var firms = Bearers(word).FindAll(actor => actor.Kind == ActorKind.Organisation && actor.Words.Count > 1 && actor.Words[0] == word
            && FirmHeads.Contains(actor.Words[^1].TrimEnd('.')));
        if (firms.Count != 1)
        {
            return null;
        }

        firms[0].AddAlias(Text(phrase));
        _byName.TryAdd(word, firms[0]);
        return firms[0];
    }

    private static void Adopt(ActorDraft actor, Actor known)
    {
        actor.AddAlias(actor.Name == known.Name ? "" : actor.Name);
        actor.Known = known;
        actor.Name = known.Name;
        actor.Kind = known.Kind;
        actor.IsNamed = known.IsNamed;
        actor.IsDropped = false;
        actor.Role ??= known.Role;
        actor.OfName ??= known.Of;
        if (known.Kind == ActorKind.Person)
        {
            actor.Words = [.. NameFolding.Fold(known.Name).Split(' ')];
            if (actor.Gender == '-')
            {
                actor.Gender = ActorLexicon.GenderOfName(actor.Words[0]);
            }
        }

        foreach (var word in NameFolding.Fold(known.Role ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            actor.RoleWords.Add(word);
            if (ActorLexicon.Roles.TryGetValue(word, out var gender))
            {
                actor.Heads.Add(word);
                if (actor.Gender == '-' && gender != "-")
                {
                    actor.Gender = gender[0];
                }
            }
        }
    }
}
