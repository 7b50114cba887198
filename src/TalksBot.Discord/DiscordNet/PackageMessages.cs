using System.Collections.Immutable;
using Net = global::Discord;

namespace TalksBot.Discord;

/// <summary>Our messages in the package's types.</summary>
internal static class PackageMessages
{
    /// <summary>Whom they may ping: nobody.</summary>
    public static Net.AllowedMentions Nobody => new(Net.AllowedMentionTypes.None);

    /// <summary>The embeds.</summary>
    public static Net.Embed[] Embeds(DiscordMessage message) => [.. message.Embeds.Select(Embed)];

    /// <summary>The rows of buttons and lists; of no rows where there are none, so that an edit takes earlier ones away.</summary>
    public static Net.MessageComponent Components(DiscordMessage message)
    {
        var builder = new Net.ComponentBuilder { ActionRows = [] };
        foreach (var row in message.Components)
        {
            builder.ActionRows.Add(new Net.ActionRowBuilder { Components = [.. row.Components.Select(Component)] });
        }

        return builder.Build();
    }

    /// <summary>The flags that a post or an edit may have.</summary>
    public static Net.MessageFlags Flags(DiscordMessage message) => (Net.MessageFlags)((message.Flags ?? 0) & ~DiscordMessageFlags.Ephemeral);

    /// <summary>Fills in an edit: nothing of the message before stays.</summary>
    public static Action<Net.MessageProperties> Edit(DiscordMessage message) => properties =>
    {
        properties.Content = message.Content;
        properties.Embeds = Embeds(message);
        properties.Components = Components(message);
        properties.AllowedMentions = Nobody;
        if (Flags(message) is var flags and not Net.MessageFlags.None)
        {
            properties.Flags = flags;
        }
    };

    /// <summary>Suggestions.</summary>
    public static Net.AutocompleteResult[] Choices(ImmutableArray<DiscordCommandChoice> choices) =>
        [.. choices.Select(choice => new Net.AutocompleteResult(choice.Name, choice.Value))];

    /// <summary>A message as it is found again; the package tells no nonce.</summary>
    public static DiscordPostedMessage Posted(Net.IMessage message) => new(
        PackageEvents.Id(message.Id),
        Nonce: null,
        [.. message.Components.OfType<Net.ActionRowComponent>().SelectMany(row => row.Components).Select(component => component.CustomId).OfType<string>()]);

    private static Net.Embed Embed(DiscordEmbed embed)
    {
        var builder = new Net.EmbedBuilder
        {
            Title = embed.Title,
            Description = embed.Description,
            Url = embed.Url,
            Color = embed.Color is { } color ? new Net.Color((uint)color) : null,
        };
        if (embed.Footer is { } footer)
        {
            builder.WithFooter(footer.Text);
        }

        foreach (var field in embed.Fields ?? [])
        {
            builder.AddField(field.Name, field.Value, field.Inline);
        }

        return builder.Build();
    }

    private static Net.IMessageComponent Component(DiscordComponent component) => component switch
    {
        DiscordButton button => new Net.ButtonBuilder(button.Label, button.CustomId, (Net.ButtonStyle)(int)button.Style, button.Url, emote: null, button.Disabled ?? false).Build(),
        DiscordSelect select => new Net.SelectMenuBuilder(
            select.CustomId,
            [.. select.Options.Select(option => new Net.SelectMenuOptionBuilder(option.Label, option.Value, option.Description))],
            select.Placeholder).Build(),
        _ => throw new NotSupportedException($"{component.GetType().Name} has no counterpart in the package."),
    };
}
