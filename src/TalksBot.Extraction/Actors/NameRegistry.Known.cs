using TalksBot.Domain;

namespace TalksBot.Extraction;

internal sealed partial class NameRegistry
{
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
