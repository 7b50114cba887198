using System.Text;
using Spectre.Console;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot;

/// <summary><c>talksbot chat</c>: over the data folder, or over the bundled samples while it is empty.</summary>
internal sealed class ChatCommand(HostConsole console, Workshop workshop)
{
    /// <summary>Chats until the person leaves or the input ends.</summary>
    /// <param name="cancellationToken">Ends the chat between two lines.</param>
    /// <param name="notices">What else to say when it opens.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken, params string[] notices)
    {
        var isEmpty = !workshop.IsStorePresent || (await workshop.Reader.GetSummaryAsync(FactScope.All, cancellationToken)).Articles == 0;
        if (!isEmpty)
        {
            await ChatAsync(workshop, () => console.Today, notices, cancellationToken);
            return ExitCode.Done;
        }

        await using var samples = await SampleStore.OpenAsync(console, workshop.Settings, cancellationToken);
        var today = samples.Today;
        var notice = $"Nothing is stored in {workshop.Settings.DataFolder} yet, so these are the bundled samples, kept apart; today counts as {CitationLine.Day(today)}. Your own articles: talksbot ingest FILE…";
        await ChatAsync(samples.Workshop, () => today, [notice, .. notices], cancellationToken);
        return ExitCode.Done;
    }

    private async Task ChatAsync(Workshop over, Func<DateOnly> today, string[] notices, CancellationToken cancellationToken)
    {
        var session = new ChatSession(over.Answerer, over.Scope, today);
        if (console.IsTerminal && AnsiConsole.Profile.Capabilities.Ansi)
        {
            var greeting = await new GreetingMaker(over.Reader, over.Answerer, over.Scope, today()).MakeAsync(notices, cancellationToken);
            using var keys = new ConsoleKeySource();
            await new TerminalChat(session, new Completer(over.Reader), over.Scope, AnsiConsole.Console).RunAsync(greeting, keys, cancellationToken);
            return;
        }

        foreach (var notice in notices)
        {
            await console.Error.WriteLineAsync($"talksbot: {Printable.Line(notice)}");
        }

        using var input = new StreamReader(console.Input, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        await new PipedChat(session, input, console.Output).RunAsync(cancellationToken);
    }
}
