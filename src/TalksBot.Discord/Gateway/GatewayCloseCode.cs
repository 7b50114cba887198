namespace TalksBot.Discord;

/// <summary>What is to be done after a connection ended.</summary>
internal enum GatewayNext
{
    /// <summary>Connect and go on with the session.</summary>
    Resume,

    /// <summary>Connect and begin a new session.</summary>
    Identify,

    /// <summary>Start over with as many shards as Discord asks for.</summary>
    Reshard,

    /// <summary>Stop for good.</summary>
    Stop,
}

/// <summary>The close codes of the gateway (Opcodes and Status Codes, "Gateway Close Event Codes").</summary>
internal static class GatewayCloseCode
{
    /// <summary>Ends the session; the bot is shown offline.</summary>
    public const int Normal = 1000;

    /// <summary>Ours when we want to resume: any but 1000 and 1001 keeps the session.</summary>
    public const int WillResume = 4000;

    /// <summary>What follows a code; null stands for a connection that was cut.</summary>
    public static GatewayNext Next(int? code) => code switch
    {
        4003 or 4005 or 4007 or 4009 => GatewayNext.Identify,
        4011 => GatewayNext.Reshard,
        4004 or 4010 or 4012 or 4013 or 4014 => GatewayNext.Stop,
        _ => GatewayNext.Resume,
    };

    /// <summary>Whether the code says that we did something wrong.</summary>
    public static bool IsOurDefect(int? code) => code is 4001 or 4002 or 4005 or 4008;

    /// <summary>What to tell the operator of a code that ends everything.</summary>
    public static string Explain(int code, int intents) => code switch
    {
        4004 => "Discord refused the bot's token (4004). Reset it on the application's page \"Bot\" at discord.com/developers and set Discord:Token to the new one.",
        4010 => "Discord refused the shard (4010). Leave Discord:Shards empty, or set it to the number that Discord recommends.",
        4011 => "Discord asks for more shards (4011). Leave Discord:Shards empty, or set it to the number that Discord recommends.",
        4012 => $"Discord refused version {DiscordHttp.ApiVersion} of its API (4012). Install a newer TalksBot.",
        4013 => $"Discord does not know the intents {intents} (4013). Leave Discord:Intents empty.",
        4014 => $"The application may not use {NameIntents(intents)} (4014). Enable the intent on the application's page \"Bot\" at discord.com/developers, or leave Discord:Intents empty.",
        _ => $"Discord closed the connection for good ({code}).",
    };

    private static string NameIntents(int intents)
    {
        (int Bit, string Name)[] known =
        [
            (1 << 1, "GUILD_MEMBERS"), (1 << 8, "GUILD_PRESENCES"), (1 << 15, "MESSAGE_CONTENT"),
        ];
        var privileged = known.Where(intent => (intents & intent.Bit) != 0).Select(intent => intent.Name).ToArray();
        return privileged.Length > 0 ? string.Join(", ", privileged) : $"one of the intents in {intents} (GUILDS 1, GUILD_MESSAGES 512, DIRECT_MESSAGES 4096)";
    }
}
