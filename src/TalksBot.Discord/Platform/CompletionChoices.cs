using System.Collections.Immutable;

namespace TalksBot.Discord;

/// <summary>Suggestions as Discord takes them (Application Commands, "Autocomplete"): 25 at most, each of 1 to 100 characters, none twice.</summary>
internal static class CompletionChoices
{
    /// <summary>The values that can be sent as they are; one that would have to be cut would mean something else and is left out.</summary>
    public static ImmutableArray<DiscordCommandChoice> Of(ImmutableArray<string> values) =>
    [
        .. (values.IsDefault ? [] : values)
            .Distinct(StringComparer.Ordinal)
            .Select(DiscordCommands.Choice)
            .OfType<DiscordCommandChoice>()
            .Take(DiscordCommands.MaxChoices),
    ];
}
