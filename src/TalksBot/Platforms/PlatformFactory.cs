using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;
using TalksBot.Discord;
using TalksBot.Slack;

namespace TalksBot;

/// <summary>The platforms that are configured; disposes of them.</summary>
internal sealed class PlatformSet(ImmutableArray<IChatPlatform> platforms) : IAsyncDisposable
{
    /// <summary>Discord, Slack, in this order.</summary>
    public ImmutableArray<IChatPlatform> Platforms => platforms;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var platform in platforms.OfType<IAsyncDisposable>())
        {
            await platform.DisposeAsync();
        }
    }
}

/// <summary>Makes the platforms that are configured.</summary>
internal static class PlatformFactory
{
    /// <summary>Makes them.</summary>
    /// <exception cref="CommandFailedException">The key ring that one of them needs cannot be made.</exception>
    public static PlatformSet Create(IServiceProvider services, HostConsole console, Workshop workshop, PlatformOptions options)
    {
        var desk = services.GetRequiredService<IChatDesk>();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        var platforms = ImmutableArray.CreateBuilder<IChatPlatform>();
        if (options.Discord is { } discord)
        {
            platforms.Add(DiscordPlatform.Create(discord, desk, console.Time, Random.Shared, loggers));
        }

        if (options.Slack is { } slack)
        {
            var client = SlackClients.Create(
                slack,
                new KeptInstallations(workshop.Kept),
                slack.ClientId is null ? null : new KeyRingProtector(workshop.Settings.KeysFolder),
                console.Time,
                Random.Shared,
                loggers);
            platforms.Add(new SlackPlatform(client, desk, new SlackIdentity(Version), console.Time, loggers));
        }

        return new PlatformSet(platforms.ToImmutable());
    }

    private static string Version => typeof(PlatformFactory).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
