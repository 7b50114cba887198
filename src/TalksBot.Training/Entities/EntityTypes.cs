using TalksBot.Domain;

namespace TalksBot.Training;

/// <summary>The three entity types that the actors stage knows, in the corpora's words.</summary>
internal static class EntityTypes
{
    public const string Person = "person";
    public const string Organization = "organization";
    public const string Place = "place";

    public static bool IsActor(string type) => type is Person or Organization or Place;

    /// <summary>Type of an actor; a government goes by the name of its country, which the corpora call a place. Null for documents.</summary>
    public static string? Of(ActorKind kind) => kind switch
    {
        ActorKind.Person or ActorKind.Group => Person,
        ActorKind.Organisation => Organization,
        ActorKind.Government => Place,
        _ => null,
    };
}
