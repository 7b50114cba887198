namespace TalksBot.Slack.Tests;

/// <summary>Which client is tested.</summary>
public enum ClientKind
{
    BuiltIn,
    SlackNet,
}

/// <summary>
/// Tests that hold for every client: each derived class runs them on one. Which are run is said by the environment variable TALKSBOT_CLIENTS: builtin, sdk or both (the
/// default); what cannot be run here is skipped by name.
/// </summary>
/// <param name="kind">The client.</param>
public abstract class ClientBehaviour(ClientKind kind)
{
    private const string Setting = "TALKSBOT_CLIENTS";

    /// <summary>The client that is tested.</summary>
    protected ClientKind Kind { get; } = Choose(kind);

    /// <summary>Starts a loopback Slack for the client.</summary>
    internal Task<LoopbackSlack> StartAsync(TimeProvider time) => LoopbackSlack.StartAsync(time, Kind);

    private static ClientKind Choose(ClientKind kind)
    {
        Assert.SkipUnless(kind == ClientKind.BuiltIn || SlackClients.HasSlackNet, SlackClients.NotCompiledIn);
        var chosen = Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } set ? set : "both";
        Assert.True(chosen is "builtin" or "sdk" or "both", $"{Setting} must be builtin, sdk or both.");
        Assert.SkipUnless(chosen == "both" || (chosen == "builtin") == (kind == ClientKind.BuiltIn), $"{Setting} is {chosen}");
        return kind;
    }
}
