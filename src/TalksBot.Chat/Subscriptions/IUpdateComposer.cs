using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Puts into words what a channel is owed, from what is stored when it is sent.</summary>
public interface IUpdateComposer
{
    /// <summary>The message of a delivery; of an amendment, the earlier message as it is to stand from now on.</summary>
    /// <param name="delivery">What is owed. Its answer has a button whose key holds the delivery's key; see <see cref="UpdateButtons"/>.</param>
    /// <param name="cancellationToken">Stops between two queries.</param>
    /// <returns>Null when nothing is left to say: its facts are not told any more, its time has passed; then it is dropped.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    Task<ChatAnswer?> ComposeAsync(Delivery delivery, CancellationToken cancellationToken);
}
