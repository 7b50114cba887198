namespace TalksBot;

/// <summary>
/// Lets one worker at a time work on a store: two would send twice what neither knows the other sent. A lock of the operating system on a file beside the
/// store, which ends with the process however that ends.
/// </summary>
internal sealed class WorkerLock : IDisposable
{
    private readonly FileStream _file;

    private WorkerLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="storePath">The database file.</param>
    /// <exception cref="CommandFailedException">Another worker has it, or the file cannot be made.</exception>
    public static WorkerLock Take(string storePath)
    {
        var path = storePath + ".worker";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".");

            // The file stays when the lock is given back: taking it away could take it from one who has just opened it.
            return new WorkerLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw CommandFailedException.Failure($"{path} cannot be written; check its owner and permissions, or choose another data folder with --data");
        }
        catch (IOException)
        {
            throw CommandFailedException.Failure($"another worker runs on {storePath}; stop it first, or choose another data folder with --data");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
