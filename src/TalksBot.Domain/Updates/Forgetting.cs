namespace TalksBot.Domain;

/// <summary>What became of a fact that was to be retracted.</summary>
public enum RetractOutcome
{
    /// <summary>It is hidden for good, and the change log says so.</summary>
    Retracted,

    /// <summary>It had been retracted before.</summary>
    Already,

    /// <summary>No fact has that id.</summary>
    Unknown,
}

/// <summary>Hides wrong facts and deletes what is to be forgotten.</summary>
/// <remarks>Every method throws <see cref="StoreUnavailableException"/> when the store cannot be written; then nothing changed.</remarks>
public interface IForgetting
{
    /// <summary>Hides a fact for good: in every answer, and when an article that tells it is extracted anew, be it with slightly other words of the same speakers.</summary>
    /// <param name="factId">Id of a statement, proposal or meeting.</param>
    /// <param name="reason">Why, in the operator's words; kept.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">A stop leaves everything as it was.</param>
    Task<RetractOutcome> RetractAsync(string factId, string reason, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Takes a retraction back; the fact returns when its articles are ingested again.</summary>
    /// <returns>False when there was none.</returns>
    Task<bool> UnretractAsync(string factId, CancellationToken cancellationToken);

    /// <summary>Deletes all that is kept of a person: their id disappears from choices and subscriptions, which stay.</summary>
    /// <returns>In how many rows it stood.</returns>
    Task<int> ForgetPersonAsync(string platform, string userId, CancellationToken cancellationToken);

    /// <summary>Deletes all that is kept of a channel: its choice, its subscriptions, what it was owed and what it was sent.</summary>
    /// <returns>How many rows.</returns>
    Task<int> ForgetChannelAsync(ChannelKey channel, CancellationToken cancellationToken);

    /// <summary>The same for all channels of a server or workspace.</summary>
    /// <returns>How many rows.</returns>
    Task<int> ForgetServerAsync(string platform, string serverId, CancellationToken cancellationToken);

    /// <summary>Deletes a dossier: articles that belong to it alone with their facts and revisions, the subscriptions that follow it, what they were owed, the choices of channels that follow it, the state of its feeds.</summary>
    /// <returns>How many articles.</returns>
    Task<int> ForgetDossierAsync(string dossier, CancellationToken cancellationToken);
}
