using System.Collections.Immutable;
using Spectre.Console;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot.Terminal;

/// <summary>The chat on a terminal: colours, completion on Tab, history.</summary>
/// <param name="session">The conversation.</param>
/// <param name="completer">Completes as the person types.</param>
/// <param name="scope">Whose names may be seen.</param>
/// <param name="console">The screen.</param>
public sealed class TerminalChat(ChatSession session, Completer completer, FactScope scope, IAnsiConsole console)
{
    /// <summary>Greets and answers until the person leaves.</summary>
    /// <param name="greeting">What to open with.</param>
    /// <param name="keys">The keyboard.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task RunAsync(Greeting greeting, IKeySource keys, CancellationToken cancellationToken)
    {
        var screen = new RichReply(console);
        var editor = new LineEditor(keys, new LineView(console.Profile.Out.Writer, "talksbot › ", () => console.Profile.Width), CompleteAsync);
        session.Suggest(greeting.Questions);
        screen.Write(greeting);
        while (!cancellationToken.IsCancellationRequested && await editor.ReadLineAsync(cancellationToken) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            switch (await session.HandleAsync(line, cancellationToken))
            {
                case ChatTurn.Left:
                    return;
                case ChatTurn.Said said:
                    screen.Say(said.Message);
                    break;
                case ChatTurn.Answered answered:
                    screen.Write(answered.Reply);
                    break;
            }
        }
    }

    private Task<ImmutableArray<Completion>> CompleteAsync(string line, int caret, CancellationToken cancellationToken) =>
        completer.CompleteAsync(line, caret, scope, cancellationToken);
}
