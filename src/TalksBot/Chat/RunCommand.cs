namespace TalksBot;

/// <summary><c>talksbot</c> and <c>talksbot run</c>: the worker, or the terminal chat while no platform is configured.</summary>
internal sealed class RunCommand(HostConsole console, Workshop workshop)
{
    /// <summary>Works, or chats.</summary>
    /// <param name="requirePlatform">Whether to fail instead of opening the chat.</param>
    /// <param name="cancellationToken">Stops the worker in order; ends the chat between two lines.</param>
    /// <exception cref="CommandFailedException">A platform is required and none is configured, one is configured by half, or all refuse us.</exception>
    public async Task<int> RunAsync(bool requirePlatform, CancellationToken cancellationToken)
    {
        var platforms = PlatformOptions.Read(workshop.Settings);
        if (platforms.Faults is [var first, .. var others])
        {
            throw CommandFailedException.Usage(others.IsEmpty ? first : $"{first} ({others.Length} more: talksbot doctor)");
        }

        if (platforms.IsAny)
        {
            await workshop.RequireDossierAsync(cancellationToken);
            return await new TalksWorker(console, workshop, platforms).RunAsync(cancellationToken);
        }

        if (requirePlatform)
        {
            throw CommandFailedException.Usage("no platform is configured; set DISCORD_TOKEN, or SLACK_BOT_TOKEN with SLACK_APP_TOKEN (README, “Connect Discord” and “Connect Slack”), or leave --require-platform out for the terminal chat.");
        }

        const string Notice = "No platform is configured: this is the terminal chat. DISCORD_TOKEN connects Discord, SLACK_BOT_TOKEN with SLACK_APP_TOKEN connects Slack (README).";
        return await new ChatCommand(console, workshop).RunAsync(cancellationToken, Notice);
    }
}
