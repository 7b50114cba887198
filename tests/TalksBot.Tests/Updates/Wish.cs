using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Tests.Updates;

/// <summary>What a channel of the town subscribed to, as the test understands it: told apart from how the program does.</summary>
/// <param name="Platform">"discord" or "slack".</param>
/// <param name="Channel">The channel.</param>
/// <param name="Options">As they are typed.</param>
/// <param name="Wants">Which facts it wants.</param>
internal sealed record Wish(string Platform, string Channel, ImmutableArray<(string Name, string Value)> Options, Func<WrittenFact, bool> Wants)
{
    /// <summary>The options as a line.</summary>
    public string Line => string.Join(' ', Options.Select(option => $"{option.Name}:\"{option.Value}\""));

    public static Func<WrittenFact, bool> Everything { get; } = _ => true;

    public static Func<WrittenFact, bool> By(string actor) => fact => fact.Actors.Contains(actor);

    public static Func<WrittenFact, bool> Of(FactKind kind) => fact => fact.Kinds.Contains(kind);
}
