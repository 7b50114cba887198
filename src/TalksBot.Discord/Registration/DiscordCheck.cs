using System.Collections.Immutable;
using System.Text.Json;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>Looks at everything that an operator can get wrong, and says what to do.</summary>
/// <param name="options">The settings.</param>
/// <param name="rest">Asks Discord.</param>
/// <param name="commands">What should be registered.</param>
/// <param name="fetchCommands">Asks for what is registered.</param>
internal sealed class DiscordCheck(
    DiscordOptions options,
    DiscordRest rest,
    ImmutableArray<DiscordCommand> commands,
    Func<CancellationToken, Task<ReadOnlyMemory<byte>>> fetchCommands)
{
    private readonly ImmutableArray<PlatformFinding>.Builder _findings = ImmutableArray.CreateBuilder<PlatformFinding>();

    /// <summary>Asks which application a token belongs to.</summary>
    /// <exception cref="DiscordException">There is no answer.</exception>
    public static async Task<WireApplication> AskApplicationAsync(DiscordRest rest, CancellationToken cancellationToken)
    {
        var body = await GetAsync(rest, "/applications/@me", "applications/@me", cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body.Span, DiscordJson.Default.WireApplication) ?? new WireApplication();
        }
        catch (JsonException)
        {
            return new WireApplication();
        }
    }

    /// <summary>Checks one thing after another; what needs the token is left out once that is refused.</summary>
    public async Task<ImmutableArray<PlatformFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var problems = DiscordOptions.Validate(options);
        foreach (var problem in problems)
        {
            Add(false, "settings", problem);
        }

        if (!problems.IsEmpty)
        {
            return _findings.ToImmutable();
        }

        if (options.Token.Length == 0)
        {
            Add(false, "token", "Discord:Token is not set: calls are answered, but commands are not registered and nothing can be posted.");
            return _findings.ToImmutable();
        }

        if (await TryAsync("token", CheckTokenAsync, cancellationToken).ConfigureAwait(false))
        {
            await TryAsync("application", CheckApplicationAsync, cancellationToken).ConfigureAwait(false);
            if (!options.IsHttp)
            {
                await TryAsync("gateway", CheckGatewayAsync, cancellationToken).ConfigureAwait(false);
                Add(true, "intents", $"{options.IntentBits}: no privileged intent is asked for, none has to be enabled.");
            }

            await TryAsync("commands", CheckCommandsAsync, cancellationToken).ConfigureAwait(false);
        }

        return _findings.ToImmutable();
    }

    private async Task CheckTokenAsync(CancellationToken cancellationToken)
    {
        await GetAsync(rest, "/users/@me", "users/@me", cancellationToken).ConfigureAwait(false);
        Add(true, "token", "Discord accepts the bot's token.");
    }

    private async Task CheckApplicationAsync(CancellationToken cancellationToken)
    {
        var application = await AskApplicationAsync(rest, cancellationToken).ConfigureAwait(false);
        if (options.ApplicationId.Length > 0 && application.Id != options.ApplicationId)
        {
            Add(false, "application", $"Discord:ApplicationId is {options.ApplicationId}, but the token belongs to application {application.Id}. Set it to that, or leave it empty.");
        }
        else
        {
            Add(true, "application", $"The token belongs to application {application.Id}.");
        }

        var hasEndpoint = application.InteractionsEndpointUrl is { Length: > 0 };
        if (!options.IsHttp)
        {
            Add(
                !hasEndpoint,
                "interactions",
                hasEndpoint
                    ? "The application has an interactions endpoint URL, so commands do not come by the gateway. Clear it on the application's page \"General Information\", or set Discord:Mode to \"http\"."
                    : "Commands come by the gateway.");
            return;
        }

        Add(
            hasEndpoint,
            "interactions",
            hasEndpoint
                ? "The application has an interactions endpoint URL. It must lead to " + InteractionEndpoint.Path + " of this machine."
                : "The application has no interactions endpoint URL. Set it on the application's page \"General Information\" to the public https address of this machine with the path " + InteractionEndpoint.Path + ".");
        if (application.VerifyKey is { Length: > 0 } key)
        {
            var isOurs = key.Equals(options.PublicKey, StringComparison.OrdinalIgnoreCase);
            Add(isOurs, "public key", isOurs ? "Discord:PublicKey is the application's." : $"Discord:PublicKey is not the application's: set it to {key}.");
        }
    }

    private async Task CheckGatewayAsync(CancellationToken cancellationToken)
    {
        var info = await GatewayDirectory.AskAsync(rest, cancellationToken).ConfigureAwait(false);
        Add(
            info.Remaining > 0,
            "gateway",
            info.Remaining > 0
                ? $"The gateway is at {info.Url.Host}; {Left(info.Remaining)} identifies are left, {info.Shards} shards are recommended."
                : $"No identifies are left; there are more in {info.ResetAfter.TotalMinutes:0} minutes. Something started the bot over and over.");
        if (options.ShardCount is { } shards && shards < info.Shards)
        {
            Add(false, "shards", $"Discord:Shards is {shards}, Discord recommends {info.Shards}. Leave it empty.");
        }
    }

    private async Task CheckCommandsAsync(CancellationToken cancellationToken)
    {
        var held = await fetchCommands(cancellationToken).ConfigureAwait(false);
        var wanted = JsonSerializer.SerializeToUtf8Bytes(commands, DiscordJson.Default.ImmutableArrayDiscordCommand);
        var isCurrent = CommandComparer.AreSame(held, wanted);

        // Not wrong before the first start: the bot registers them by itself.
        Add(true, "commands", isCurrent ? $"All {commands.Length} commands are registered." : $"The {commands.Length} commands are not registered as they are now; the bot does that when it starts.");
    }

    private async Task<bool> TryAsync(string what, Func<CancellationToken, Task> check, CancellationToken cancellationToken)
    {
        try
        {
            await check(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DiscordException exception)
        {
            Add(false, what, exception.Kind switch
            {
                DiscordErrorKind.Refused => "Discord refused the bot's token. Reset it on the application's page \"Bot\" at discord.com/developers and set Discord:Token to the new one.",
                DiscordErrorKind.Transient => $"{exception.Message} Check the way to {options.ApiBaseUrl} (Discord:ApiBaseUrl, HTTPS_PROXY), or try later.",
                DiscordErrorKind.Gone when what == "commands" && options.GuildId.Length > 0 => $"The bot is not in server {options.GuildId} (Discord:GuildId).",
                _ => exception.Message,
            });
            return false;
        }
    }

    private static string Left(int remaining) => remaining == int.MaxValue ? "enough" : $"{remaining}";

    private static async Task<ReadOnlyMemory<byte>> GetAsync(DiscordRest rest, string route, string path, CancellationToken cancellationToken) =>
        (await rest.SendAsync(new DiscordRequest(RequestKind.Bot, HttpMethod.Get, route, path) { IsRepeatable = true }, cancellationToken).ConfigureAwait(false)).Body;

    private void Add(bool isGood, string what, string message) => _findings.Add(new PlatformFinding(isGood, what, message));
}
