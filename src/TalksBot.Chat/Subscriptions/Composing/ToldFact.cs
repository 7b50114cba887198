using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>A fact of a delivery with what is to be said of it.</summary>
/// <param name="Fact">Which.</param>
/// <param name="Subscription">The first of the subscriptions that want it.</param>
/// <param name="Set">Holds it as that subscription may see it.</param>
/// <param name="Marks">Which events of it are told: see <see cref="ItemMarks"/>.</param>
/// <param name="Changes">Sequences of the changes, as the marks.</param>
internal sealed record ToldFact(ChangedFact Fact, Subscription Subscription, FactSet Set, IReadOnlyList<string> Marks, IReadOnlyList<long> Changes)
{
    /// <summary>Whether it was not told before.</summary>
    public bool IsNew => Marks.Contains(ItemMarks.New);

    /// <summary>How much it tells: meetings and proposals, then responses, then statements that demand, refuse or promise.</summary>
    public double Weight => Fact.Kind switch
    {
        FactKind.Meeting => 4,
        FactKind.Proposal => 3,
        FactKind.Response => 2,
        _ => Set.Statement(Fact.Id)?.Fact is { } statement ? FactWeight.Of(statement) : 0,
    };
}
