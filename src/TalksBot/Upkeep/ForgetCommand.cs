using TalksBot.Domain;

namespace TalksBot;

/// <summary><c>talksbot forget WHAT WHICH</c>: deletes what is kept of a person, channel, server or dossier.</summary>
internal sealed class ForgetCommand(HostConsole console, Workshop workshop)
{
    private static readonly string[] Platforms = ["discord", "slack"];

    /// <summary>Deletes it.</summary>
    /// <param name="what">"person", "channel", "server" or "dossier".</param>
    /// <param name="which">"discord:ID", "discord:SERVER/CHANNEL" or a dossier's name.</param>
    /// <param name="yes">Asks nothing.</param>
    /// <param name="cancellationToken">A stop leaves everything as it was.</param>
    /// <exception cref="CommandFailedException">What is to be forgotten is not named so that it can be understood.</exception>
    public async Task<int> RunAsync(string what, string which, bool yes, CancellationToken cancellationToken)
    {
        var wish = Read(what, which);
        if (!workshop.IsStorePresent)
        {
            Say($"Nothing is stored in {workshop.Settings.StorePath}; there is nothing to forget.");
            return ExitCode.Done;
        }

        if (!yes && console.IsTerminal && !await ConfirmAsync(wish.Question, cancellationToken))
        {
            Say("Nothing was deleted.");
            return ExitCode.Failed;
        }

        Say(wish.Done(await wish.Forget(workshop.Forgetting, cancellationToken)));
        return ExitCode.Done;
    }

    private Wish Read(string what, string which)
    {
        switch (what)
        {
            case "person":
                var (platform, person) = ReadId(which, "person discord:ID");
                return new Wish(
                    $"Delete what is kept of the person {which}?",
                    (forgetting, token) => forgetting.ForgetPersonAsync(platform, person, token),
                    count => $"The person {which} is forgotten: the id stood in {Count(count, "row")}. Choices and subscriptions of their channels stay.");
            case "server":
                var (serverPlatform, server) = ReadId(which, "server discord:ID");
                return new Wish(
                    $"Delete choices, subscriptions and deliveries of all channels of {which}?",
                    (forgetting, token) => forgetting.ForgetServerAsync(serverPlatform, server, token),
                    count => $"The server {which} is forgotten: {Count(count, "row")} deleted (choices, subscriptions, deliveries).");
            case "channel":
                var channel = ReadChannel(which);
                return new Wish(
                    $"Delete choice, subscriptions and deliveries of the channel {which}?",
                    (forgetting, token) => forgetting.ForgetChannelAsync(channel, token),
                    count => $"The channel {which} is forgotten: {Count(count, "row")} deleted (choice, subscriptions, deliveries).");
            case "dossier":
                return new Wish(
                    $"Delete the dossier {which} with the articles that belong to it alone, its subscriptions and the state of its feeds? This cannot be undone.",
                    (forgetting, token) => forgetting.ForgetDossierAsync(which, token),
                    count => $"The dossier {which} is forgotten: {Count(count, "article")} deleted. While its file is in {workshop.Settings.DossiersFolder}, its feeds are read again.");
            default:
                throw CommandFailedException.Usage($"“{what}” cannot be forgotten; say person, channel, server or dossier, as in: talksbot forget server discord:ID");
        }
    }

    private static (string Platform, string Id) ReadId(string which, string example)
    {
        var colon = which.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Platforms.Contains(which[..colon]) && which[(colon + 1)..] is { Length: > 0 and <= ChannelKey.MaxIdLength } id && !id.Contains('/', StringComparison.Ordinal)
            ? (which[..colon], id)
            : throw CommandFailedException.Usage($"“{which}” names none; say it as in: talksbot forget {example}");
    }

    // A conversation that belongs to no server has no slash.
    private static ChannelKey ReadChannel(string which)
    {
        const string example = "channel discord:SERVER/CHANNEL (or discord:CHANNEL for a direct conversation)";
        var slash = which.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            var (only, conversation) = ReadId(which, example);
            return new ChannelKey(only, ServerId: null, conversation);
        }

        var (platform, server) = ReadId(which[..slash], example);
        return which[(slash + 1)..] is { Length: > 0 and <= ChannelKey.MaxIdLength } channel && !channel.Contains('/', StringComparison.Ordinal)
            ? new ChannelKey(platform, server, channel)
            : throw CommandFailedException.Usage($"“{which}” names none; say it as in: talksbot forget {example}");
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        await console.Error.WriteAsync($"{Printable.Line(question)} [y/N] ");
        using var reader = new StreamReader(console.Input, leaveOpen: true);
        var answer = await reader.ReadLineAsync(cancellationToken);
        return answer?.Trim() is "y" or "Y" or "yes";
    }

    private void Say(string line) => console.Output.Write(Printable.Line(line) + "\n");

    private sealed record Wish(string Question, Func<IForgetting, CancellationToken, Task<int>> Forget, Func<int, string> Done);
}
