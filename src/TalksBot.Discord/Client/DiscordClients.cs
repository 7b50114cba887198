using Microsoft.Extensions.Logging;

namespace TalksBot.Discord;

/// <summary>The clients that there are in this build.</summary>
public static class DiscordClients
{
    /// <summary>Names the client that is always there.</summary>
    public const string BuiltIn = "builtin";

    /// <summary>Names the client over the package Discord.Net.</summary>
    public const string DiscordNet = "discord.net";

    /// <summary>Why <see cref="DiscordNet"/> cannot be had where <see cref="HasDiscordNet"/> is false.</summary>
    public const string NotCompiledIn = "this build holds no Discord.Net (it is compiled in with: dotnet build -p:ChatSdks=true)";

    /// <summary>Whether <see cref="DiscordNet"/> is compiled in.</summary>
#if CHAT_SDKS
    public static bool HasDiscordNet => true;
#else
    public static bool HasDiscordNet => false;
#endif

    /// <summary>Makes the client that the options name; nothing is sent before it runs or acts.</summary>
    /// <param name="options">Valid by <see cref="DiscordOptions.Validate"/>.</param>
    /// <param name="timeProvider">Time.</param>
    /// <param name="random">Jitter.</param>
    /// <param name="loggerFactory">Logs; neither tokens nor texts get there.</param>
    public static IDiscordClient Create(DiscordOptions options, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory)
    {
#if CHAT_SDKS
        if (options.Client == DiscordNet)
        {
            return new DiscordNetClient(options, timeProvider, random, loggerFactory);
        }
#endif
        return new DiscordClient(options, timeProvider, random, loggerFactory);
    }
}
