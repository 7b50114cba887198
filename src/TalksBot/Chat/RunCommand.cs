namespace TalksBot;

/// <summary><c>talksbot</c> and <c>talksbot run</c>: the worker. No platform can be configured in this version, so it opens the chat.</summary>
internal sealed class RunCommand(HostConsole console, Workshop workshop)
{
    private static readonly string[] TokenVariables = ["DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"];

    /// <summary>Works, or chats.</summary>
    /// <param name="requirePlatform">Whether to fail instead of opening the chat.</param>
    /// <param name="cancellationToken">Ends the chat between two lines.</param>
    /// <exception cref="CommandFailedException">A platform is required.</exception>
    public async Task<int> RunAsync(bool requirePlatform, CancellationToken cancellationToken)
    {
        if (requirePlatform)
        {
            throw CommandFailedException.Usage("no platform is configured, and this version connects none yet (Discord and Slack come later); leave --require-platform out for the terminal chat.");
        }

        var tokens = TokenVariables.Where(name => console.Variables.TryGetValue(name, out var value) && value.Length > 0).ToArray();
        var notice = tokens.Length > 0
            ? $"{string.Join(" and ", tokens)} is set, but this version cannot connect Discord or Slack yet; here is the terminal chat."
            : "No platform is configured: this is the terminal chat. Connecting Discord and Slack comes with a later version (README, “Discord and Slack”).";
        return await new ChatCommand(console, workshop).RunAsync(cancellationToken, notice);
    }
}
