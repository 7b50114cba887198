using System.Collections.Immutable;
using System.Globalization;

namespace TalksBot.Discord;

/// <summary>What answers an interaction: its ids and its secret, and where the first answer goes.</summary>
/// <param name="ApplicationId">The application that it belongs to.</param>
/// <param name="Token">The credential of all answers, as it stands in a path; a secret.</param>
/// <param name="FirstAnswer">Takes the first answer's JSON where it is the HTTP response to Discord's call; null where it is posted.</param>
internal sealed record InteractionHandle(string ApplicationId, string Token, TaskCompletionSource<ReadOnlyMemory<byte>>? FirstAnswer)
{
    /// <summary>Says nothing: it holds a secret.</summary>
    public override string ToString() => nameof(InteractionHandle);
}

/// <summary>Turns what Discord sends into what the rest of the room works with.</summary>
internal static class InteractionReader
{
    /// <summary>The most characters of a message that are looked at.</summary>
    private const int MaxTextLength = 8_000;
    private const int MaxDepth = 3;
    private const int MaxTokenLength = 2_000;

    /// <summary>Reads an interaction.</summary>
    /// <param name="wire">As it came.</param>
    /// <param name="firstAnswer">See <see cref="InteractionHandle"/>.</param>
    /// <returns>Null for what nobody can answer: pings, kinds of the future, and what lacks its id, token or person.</returns>
    public static DiscordInteraction? Read(WireInteraction wire, TaskCompletionSource<ReadOnlyMemory<byte>>? firstAnswer)
    {
        var user = wire.Member?.User?.Id ?? wire.User?.Id;
        if (!IsId(wire.Id) || !IsId(wire.ApplicationId) || user is null || wire.Token is not { Length: > 0 and <= MaxTokenLength } token || KindOf(wire) is not { } kind)
        {
            return null;
        }

        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        string? focused = null;
        var name = wire.Data?.Name ?? "";
        var options = wire.Data?.Options ?? [];
        for (var depth = 0; depth < MaxDepth && options.FirstOrDefault() is { Type: "1" or "2" } sub; depth++)
        {
            name = $"{name} {sub.Name}";
            options = sub.Options ?? [];
        }

        foreach (var option in options)
        {
            if (option?.Name is { } optionName)
            {
                values[optionName] = option.Value ?? "";
                focused = option.Focused == "true" ? optionName : focused;
            }
        }

        return new DiscordInteraction
        {
            Id = wire.Id,
            Kind = kind,
            GuildId = wire.GuildId,
            ChannelId = wire.ChannelId ?? wire.Channel?.Id ?? "",
            UserId = user,
            IsDirect = wire.GuildId is null && wire.Context is not "2",
            Permissions = wire.GuildId is null ? 0 : ReadBits(wire.Member?.Permissions),
            Locale = wire.Locale,
            Name = kind == DiscordInteractionKind.Component ? wire.Data?.CustomId ?? "" : name,
            Values = values.ToImmutable(),
            FocusedOption = focused,
            TargetText = kind == DiscordInteractionKind.MessageMenu ? ReadTarget(wire.Data) : null,
            Handle = new InteractionHandle(wire.ApplicationId, InPath(token), firstAnswer),
        };
    }

    /// <summary>Reads a message, if it came to us directly or mentions us.</summary>
    /// <param name="wire">As it came.</param>
    /// <param name="ownUserId">Our own id.</param>
    /// <returns>Null for what is not for us: other people's talk, bots, webhooks, notices of the system.</returns>
    public static DiscordIncomingMessage? Read(WireMessage wire, string ownUserId)
    {
        var isForUs = wire.GuildId is null || (wire.Mentions ?? []).Any(mentioned => mentioned?.Id == ownUserId);

        // Types: 0 an ordinary message, 19 a reply (Message, "Message Types").
        if (!isForUs || wire is not { Id: { } id, ChannelId: { } channel, Author: { Id: { } author, IsBot: false }, WebhookId: null, Type: null or "0" or "19" } || author == ownUserId)
        {
            return null;
        }

        var text = (wire.Content ?? "").Replace($"<@{ownUserId}>", " ", StringComparison.Ordinal).Replace($"<@!{ownUserId}>", " ", StringComparison.Ordinal).Trim();
        return new DiscordIncomingMessage { Id = id, GuildId = wire.GuildId, ChannelId = channel, UserId = author, Text = Cut(text) };
    }

    private static DiscordInteractionKind? KindOf(WireInteraction wire) => (wire.Type, wire.Data?.Type) switch
    {
        ("2", "3") => DiscordInteractionKind.MessageMenu,
        ("2", _) => DiscordInteractionKind.Command,
        ("3" or "5", _) => DiscordInteractionKind.Component,
        ("4", _) => DiscordInteractionKind.Completion,
        _ => null,
    };

    // They become parts of a path.
    private static bool IsId([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    // As it is where it can be part of a path, as all of Discord's own are.
    private static string InPath(string token) =>
        token.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '=' or '+' or '~' or ':' or ',' or '!' or '$' or '@') ? token : Uri.EscapeDataString(token);

    private static ulong ReadBits(string? text) =>
        UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? (ulong)(bits & ulong.MaxValue) : 0;

    private static string ReadTarget(WireInteractionData? data)
    {
        var messages = data?.Resolved?.Messages;
        var message = data?.TargetId is { } target && messages?.GetValueOrDefault(target) is { } found ? found : messages?.Values.FirstOrDefault();
        var text = message?.Content is { Length: > 0 } content ? content : string.Join('\n', (message?.Embeds ?? []).Select(embed => embed?.Description).OfType<string>());
        return Cut(text);
    }

    /// <summary>As much of a text as is looked at.</summary>
    internal static string Cut(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength];
}
