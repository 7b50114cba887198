using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Which of the configured dossiers a server or workspace may see.</summary>
internal static class DossierVisibility
{
    /// <summary>The visible ones, as configured.</summary>
    /// <param name="options">The dossiers of the configuration.</param>
    /// <param name="platform">"discord", "slack".</param>
    /// <param name="serverId">The server or workspace; null where a conversation belongs to none.</param>
    public static ImmutableArray<Dossier> Of(ChatOptions options, string platform, string? serverId) =>
    [
        .. options.Dossiers.Where(dossier => options.OnlyDossier is null || dossier.Name == options.OnlyDossier)
            .Where(dossier => dossier.VisibleTo.IsEmpty || (serverId is not null && dossier.VisibleTo.Contains($"{platform}:{serverId}", StringComparer.Ordinal))),
    ];

    /// <summary>What is seen by those who follow <paramref name="followed"/> (null for all) where <paramref name="visible"/> may be seen.</summary>
    public static FactScope Scope(ChatOptions options, ImmutableArray<Dossier> visible, string? followed) =>
        new(followed) { Hidden = [.. options.Dossiers.Select(dossier => dossier.Name).Except(visible.Select(dossier => dossier.Name))] };

    /// <summary>What a subscription may tell of: its dossier as long as its server may see it, or all that it may see. A dossier that is not configured any more shows nothing: it would else turn into all.</summary>
    public static FactScope ScopeOf(ChatOptions options, Subscription subscription)
    {
        var visible = Of(options, subscription.Channel.Platform, subscription.Channel.ServerId);
        var followed = subscription.Dossier ?? options.OnlyDossier;
        var scope = Scope(options, visible, followed);
        return followed is null || visible.Any(dossier => dossier.Name == followed) || (subscription.Dossier is null && options.OnlyDossier is not null)
            ? scope
            : scope with { Hidden = [.. scope.Hidden, followed] };
    }
}
