using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>The clients that there are in this build.</summary>
public static class SlackClients
{
    /// <summary>Names the client that is always there.</summary>
    public const string BuiltIn = "builtin";

    /// <summary>Names the client over the package SlackNet.</summary>
    public const string SlackNet = "slacknet";

    /// <summary>Why <see cref="SlackNet"/> cannot be had where <see cref="HasSlackNet"/> is false.</summary>
    public const string NotCompiledIn = "this build holds no SlackNet (it is compiled in with: dotnet build -p:ChatSdks=true)";

    /// <summary>Whether <see cref="SlackNet"/> is compiled in.</summary>
#if CHAT_SDKS
    public static bool HasSlackNet => true;
#else
    public static bool HasSlackNet => false;
#endif

    /// <summary>Makes the client that the options name; it connects nothing yet.</summary>
    /// <param name="options">Checked by <see cref="SlackOptions.Validate"/>.</param>
    /// <param name="store">Keeps installations; null when workspaces cannot install the app by OAuth.</param>
    /// <param name="protector">Encrypts what <paramref name="store"/> keeps; null likewise.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads pauses; used under locks or from one place at a time.</param>
    /// <param name="loggers">Where to log.</param>
    public static ISlackClient Create(SlackOptions options, IInstallationStore? store, ITokenProtector? protector, TimeProvider time, Random random, ILoggerFactory loggers) =>
        Make(options, store, protector, time, random, loggers);

    internal static SlackClient Make(SlackOptions options, IInstallationStore? store, ITokenProtector? protector, TimeProvider time, Random random, ILoggerFactory loggers)
    {
        ISlackWiring? wiring = null;
#if CHAT_SDKS
        if (options.Client == SlackNet)
        {
            wiring = new SlackNetWiring(options, time);
        }
#endif
        return new SlackClient(options, store, protector, time, random, loggers, wiring);
    }
}
