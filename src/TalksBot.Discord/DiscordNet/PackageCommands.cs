using System.Collections.Immutable;
using System.Globalization;
using global::Discord.Rest;
using Net = global::Discord;

namespace TalksBot.Discord;

/// <summary>Our commands in the package's types, and back.</summary>
internal static class PackageCommands
{
    /// <summary>A command to register.</summary>
    public static Net.ApplicationCommandProperties Of(DiscordCommand command)
    {
        Net.ApplicationCommandProperties properties = command.Type == DiscordCommandType.Message
            ? new Net.MessageCommandBuilder { Name = command.Name }.Build()
            : new Net.SlashCommandBuilder { Name = command.Name, Description = command.Description, Options = [.. (command.Options ?? []).Select(Option)] }.Build();
        properties.ContextTypes = command.Contexts.Select(context => (Net.InteractionContextType)context).ToHashSet();
        properties.IntegrationTypes = command.IntegrationTypes.Select(type => (Net.ApplicationIntegrationType)type).ToHashSet();
        if (command.DefaultMemberPermissions is { } permissions)
        {
            properties.DefaultMemberPermissions = (Net.GuildPermission)ulong.Parse(permissions, CultureInfo.InvariantCulture);
        }

        return properties;
    }

    /// <summary>A command as Discord holds it.</summary>
    public static DiscordCommand Of(RestApplicationCommand held) => new()
    {
        Name = held.Name,
        Type = (DiscordCommandType)(int)held.Type,
        Description = held.Description is { Length: > 0 } description ? description : null,
        Options = held.Options is { Count: > 0 } options ? [.. options.Select(Option)] : null,

        // The package reads null as no bits at all.
        DefaultMemberPermissions = held.DefaultMemberPermissions.RawValue is var bits and not 0 ? bits.ToString(CultureInfo.InvariantCulture) : null,
        Contexts = [.. (held.ContextTypes ?? []).Select(context => (int)context)],
        IntegrationTypes = [.. (held.IntegrationTypes ?? []).Select(type => (int)type)],
    };

    private static Net.SlashCommandOptionBuilder Option(DiscordCommandOption option) => new()
    {
        Name = option.Name,
        Description = option.Description,
        Type = (Net.ApplicationCommandOptionType)option.Type,
        IsRequired = option.Required,
        IsAutocomplete = option.Autocomplete ?? false,
        MaxLength = option.MaxLength,
        Choices = option.Choices?.Select(choice => new Net.ApplicationCommandOptionChoiceProperties { Name = choice.Name, Value = choice.Value }).ToList(),
    };

    private static DiscordCommandOption Option(RestApplicationCommandOption held) => new(held.Name, held.Description)
    {
        Type = (int)held.Type,
        Required = held.IsRequired,
        Autocomplete = held.IsAutocomplete,
        MaxLength = held.MaxLength,
        Choices = held.Choices is { Count: > 0 } choices
            ? [.. choices.Select(choice => new DiscordCommandChoice(choice.Name, Convert.ToString(choice.Value, CultureInfo.InvariantCulture) ?? ""))]
            : (ImmutableArray<DiscordCommandChoice>?)null,
    };
}
