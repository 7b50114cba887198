namespace TalksBot.Answers;

/// <summary>Answers requests from what is stored.</summary>
public interface IAnswerer
{
    /// <summary>The answer; a refusal is a reply too.</summary>
    /// <param name="request">Any text is allowed in it; hostile text never throws.</param>
    /// <param name="cancellationToken">Stops between two queries.</param>
    /// <exception cref="Domain.StoreUnavailableException">The store cannot be read.</exception>
    Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken);
}
