using System.Collections.Immutable;
using System.Globalization;
using global::Discord.WebSocket;
using Net = global::Discord;

namespace TalksBot.Discord;

/// <summary>The package's events as ours.</summary>
internal static class PackageEvents
{
    private const ulong OfServer = DiscordPermissions.Administrator | DiscordPermissions.ManageGuild;

    /// <summary>An interaction; null for kinds that nobody here can answer.</summary>
    public static DiscordInteraction? Read(SocketInteraction interaction)
    {
        if (KindOf(interaction) is not { } kind)
        {
            return null;
        }

        var (name, values, focused) = Said(interaction);
        return new DiscordInteraction
        {
            Id = Id(interaction.Id),
            Kind = kind,
            GuildId = interaction.GuildId is { } guild ? Id(guild) : null,
            ChannelId = Id(interaction.ChannelId ?? interaction.Channel?.Id ?? 0),
            UserId = Id(interaction.User.Id),
            IsDirect = interaction.GuildId is null && interaction.ContextType != Net.InteractionContextType.PrivateChannel,
            Permissions = Permissions(interaction),
            Locale = interaction.UserLocale,
            Name = name,
            Values = values,
            FocusedOption = focused,
            TargetText = interaction is SocketMessageCommand menu ? Target(menu.Data.Message) : null,
            Handle = interaction,
        };
    }

    /// <summary>A message, if it is for us; by the rules of the built-in client.</summary>
    public static DiscordIncomingMessage? Read(SocketMessage message, ulong ownUserId) => InteractionReader.Read(
        new WireMessage
        {
            Id = Id(message.Id),
            ChannelId = Id(message.Channel.Id),
            GuildId = message.Channel is SocketGuildChannel channel ? Id(channel.Guild.Id) : null,
            WebhookId = message.Author.IsWebhook ? Id(message.Author.Id) : null,
            Type = ((int)message.Type).ToString(CultureInfo.InvariantCulture),
            Content = message.Content,
            Author = new WireUser { Id = Id(message.Author.Id), Bot = message.Author.IsBot ? "true" : null },
            Mentions = [.. message.MentionedUsers.Select(user => new WireUser { Id = Id(user.Id) })],
        },
        Id(ownUserId));

    /// <summary>An id as it is written.</summary>
    public static string Id(ulong id) => id.ToString(CultureInfo.InvariantCulture);

    private static DiscordInteractionKind? KindOf(SocketInteraction interaction) => interaction switch
    {
        SocketMessageCommand => DiscordInteractionKind.MessageMenu,
        SocketSlashCommand => DiscordInteractionKind.Command,
        SocketMessageComponent or SocketModal => DiscordInteractionKind.Component,
        SocketAutocompleteInteraction => DiscordInteractionKind.Completion,
        _ => null,
    };

    private static (string Name, ImmutableDictionary<string, string> Values, string? Focused) Said(SocketInteraction interaction)
    {
        var none = ImmutableDictionary<string, string>.Empty;
        return interaction switch
        {
            SocketSlashCommand command => (command.CommandName, command.Data.Options.ToImmutableDictionary(option => option.Name, option => Text(option.Value), StringComparer.Ordinal), null),
            SocketMessageCommand menu => (menu.CommandName, none, null),
            SocketMessageComponent component => (component.Data.CustomId, none, null),
            SocketModal modal => (modal.Data.CustomId, none, null),
            SocketAutocompleteInteraction typing => (
                typing.Data.CommandName,
                typing.Data.Options.ToImmutableDictionary(option => option.Name, option => Text(option.Value), StringComparer.Ordinal),
                typing.Data.Options.FirstOrDefault(option => option.Focused)?.Name),
            _ => ("", none, null),
        };
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Target(SocketMessage? message) => InteractionReader.Cut(
        message?.Content is { Length: > 0 } content ? content : string.Join('\n', (message?.Embeds ?? []).Select(embed => embed.Description).OfType<string>()));

    /// <summary>The package leaves the member's permissions of the payload out and reckons them from the roles that it knows; a server that it does not know grants none.</summary>
    private static ulong Permissions(SocketInteraction interaction)
    {
        if (interaction.User is not SocketGuildUser member)
        {
            return 0;
        }

        var inServer = member.GuildPermissions.RawValue;
        var inChannel = interaction.Channel is SocketGuildChannel channel ? member.GetPermissions(channel).RawValue : inServer;
        return (inServer & OfServer) | (inChannel & ~OfServer);
    }
}
