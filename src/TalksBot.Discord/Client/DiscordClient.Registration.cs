using System.Collections.Immutable;
using System.Text.Json;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <content>Commands, and the check for the operator.</content>
public sealed partial class DiscordClient
{
    private static readonly TimeSpan RegistrationPatience = TimeSpan.FromMinutes(2);

    private string? _applicationId;

    /// <inheritdoc/>
    public async Task<bool> RegisterCommandsAsync(ImmutableArray<DiscordCommand> commands, CancellationToken cancellationToken)
    {
        if (_options.Token.Length == 0)
        {
            return false;
        }

        var wanted = JsonSerializer.SerializeToUtf8Bytes(commands, DiscordJson.Default.ImmutableArrayDiscordCommand);
        if (CommandComparer.AreSame(await FetchCommandsAsync(cancellationToken).ConfigureAwait(false), wanted))
        {
            return false;
        }

        var (route, path) = await CommandsPathAsync(cancellationToken).ConfigureAwait(false);
        var put = new DiscordRequest(RequestKind.Bot, HttpMethod.Put, route, path)
        {
            Major = _options.GuildId,
            Body = wanted,
            IsRepeatable = true,
            Patience = RegistrationPatience,
        };
        await _rest.SendAsync(put, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<PlatformFinding>> CheckAsync(ImmutableArray<DiscordCommand> commands, CancellationToken cancellationToken) =>
        new DiscordCheck(_options, _rest, commands, FetchCommandsAsync).RunAsync(cancellationToken);

    private async Task<ReadOnlyMemory<byte>> FetchCommandsAsync(CancellationToken cancellationToken)
    {
        var (route, path) = await CommandsPathAsync(cancellationToken).ConfigureAwait(false);
        var request = new DiscordRequest(RequestKind.Bot, HttpMethod.Get, route, $"{path}?with_localizations=true")
        {
            Major = _options.GuildId,
            IsRepeatable = true,
        };
        return (await _rest.SendAsync(request, cancellationToken).ConfigureAwait(false)).Body;
    }

    private async Task<(string Route, string Path)> CommandsPathAsync(CancellationToken cancellationToken)
    {
        _applicationId ??= _options.ApplicationId.Length > 0
            ? _options.ApplicationId
            : (await DiscordCheck.AskApplicationAsync(_rest, cancellationToken).ConfigureAwait(false)).Id
                ?? throw new DiscordException(DiscordErrorKind.Transient, "GET /applications/@me answered without an id.");
        return _options.GuildId.Length > 0
            ? ("/applications/{application}/guilds/{guild}/commands", $"applications/{_applicationId}/guilds/{_options.GuildId}/commands")
            : ("/applications/{application}/commands", $"applications/{_applicationId}/commands");
    }
}
