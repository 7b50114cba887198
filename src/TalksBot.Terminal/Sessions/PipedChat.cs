using TalksBot.Domain;

namespace TalksBot.Terminal;

/// <summary>The chat without a terminal: a line in, an answer out, plain text, an empty line after each.</summary>
/// <param name="session">The conversation.</param>
/// <param name="input">Lines; a line longer than a question may be is answered with an error and read past.</param>
/// <param name="output">Answers.</param>
public sealed class PipedChat(ChatSession session, TextReader input, TextWriter output)
{
    /// <summary>Answers until the input ends or says /quit.</summary>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
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
                    await output.WriteAsync(Printable.Text(said.Message) + "\n\n");
                    break;
                case ChatTurn.Answered answered:
                    await output.WriteAsync(PlainReply.Of(answered.Reply) + "\n\n");
                    break;
            }

            await output.FlushAsync(cancellationToken);
        }
    }
}
