using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Which dossiers a place may see and which one it follows.</summary>
internal sealed class ChannelDossiers(ChatOptions options, IChannelStore channels, TimeProvider time)
{
    private const string Everything = "all";

    /// <summary>What an asker at <paramref name="place"/> may see.</summary>
    /// <exception cref="StoreUnavailableException">The channel's choice cannot be read.</exception>
    public async Task<FactScope> ScopeAsync(ChatPlace place, CancellationToken cancellationToken)
    {
        var visible = Visible(place);
        var followed = await FollowedAsync(place, visible, cancellationToken);
        return DossierVisibility.Scope(options, visible, followed);
    }

    /// <summary>Names of visible dossiers that a person may mean who typed <paramref name="typed"/>.</summary>
    public IEnumerable<string> Complete(ChatPlace place, string typed) =>
        Visible(place).Select(dossier => dossier.Name).Append(Everything).Where(name => name.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Shows or sets what the channel follows.</summary>
    /// <param name="place">The channel, and who asks.</param>
    /// <param name="name">As typed; null shows.</param>
    /// <param name="cancellationToken">A stop leaves the choice as it was.</param>
    /// <exception cref="StoreUnavailableException">The choice cannot be read or written.</exception>
    public async Task<Reply> ChooseAsync(ChatPlace place, string? name, CancellationToken cancellationToken)
    {
        var visible = Visible(place);
        if (name is null)
        {
            return Listed(place, visible, await FollowedAsync(place, visible, cancellationToken));
        }

        if (name.Equals(Everything, StringComparison.OrdinalIgnoreCase))
        {
            await channels.SetDossierAsync(KeyOf(place), dossier: null, place.UserId, time.GetUtcNow(), cancellationToken);
            return Said(place, $"{Here(place)} now follows all talks that are visible here.");
        }

        var chosen = visible.FirstOrDefault(dossier => dossier.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || dossier.Title.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (chosen is null)
        {
            var nearest = Listing.Nearest(name, visible.Select(dossier => dossier.Name));
            var hint = nearest is not null ? $"did you mean {nearest}?"
                : visible.IsEmpty ? "there is none to choose from."
                : $"there is {Listing.Or([.. visible.Select(dossier => dossier.Name), Everything])}.";
            return Said(place, $"No talks called “{Listing.Short(name)}” are visible here; {hint}") with { Title = "That did not work" };
        }

        await channels.SetDossierAsync(KeyOf(place), chosen.Name, place.UserId, time.GetUtcNow(), cancellationToken);
        return Said(place, $"{Here(place)} now follows {chosen.Title} ({chosen.Name}): answers and completion come from its articles alone. /dossier all goes back to everything.");
    }

    /// <summary>Deletes what the channels of a server chose.</summary>
    /// <returns>Of how many channels there was anything.</returns>
    public Task<int> ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken) => channels.ForgetServerAsync(platform, serverId, cancellationToken);

    private ImmutableArray<Dossier> Visible(ChatPlace place) => DossierVisibility.Of(options, place.Platform, place.ServerId);

    // A choice that is not configured any more, or not visible any more, is none.
    private async Task<string?> FollowedAsync(ChatPlace place, ImmutableArray<Dossier> visible, CancellationToken cancellationToken)
    {
        var chosen = await channels.FindDossierAsync(KeyOf(place), cancellationToken);
        return visible.Any(dossier => dossier.Name == chosen) ? chosen : options.OnlyDossier;
    }

    private static Reply Listed(ChatPlace place, ImmutableArray<Dossier> visible, string? followed)
    {
        if (visible.IsEmpty)
        {
            return Said(place, "No talks are configured, so answers come from all stored articles.");
        }

        var lines = visible.Select(dossier => $"{dossier.Name}: {dossier.Title}{(dossier.Name == followed ? " (followed here)" : "")}");
        var now = followed is null ? $"{Here(place)} follows all of these:" : $"{Here(place)} follows {followed}. There are:";
        return Said(place, $"{now}\n{string.Join('\n', lines)}\nChoose one with /dossier followed by its name; /dossier all follows everything.");
    }

    private static Reply Said(ChatPlace place, string lead) => new() { Title = place.IsDirect ? "Talks followed here" : "Talks this channel follows", Kind = ReplyKind.None, Lead = lead };

    private static string Here(ChatPlace place) => place.IsDirect ? "This conversation" : "This channel";

    private static ChannelKey KeyOf(ChatPlace place) => new(place.Platform, place.ServerId, place.ChannelId);
}
