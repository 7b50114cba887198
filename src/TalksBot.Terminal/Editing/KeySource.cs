namespace TalksBot.Terminal;

/// <summary>Where typed keys come from.</summary>
public interface IKeySource
{
    /// <summary>Whether a key waits, as while text is pasted.</summary>
    bool IsKeyWaiting { get; }

    /// <summary>Waits for a key; null when no more can come.</summary>
    ConsoleKeyInfo? ReadKey();
}

/// <summary>The process's own terminal; Ctrl+C comes as a key while one of these is alive.</summary>
public sealed class ConsoleKeySource : IKeySource, IDisposable
{
    private readonly bool _treatedControlC;

    /// <summary>Takes over the keyboard.</summary>
    public ConsoleKeySource()
    {
        _treatedControlC = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
    }

    /// <inheritdoc/>
    public bool IsKeyWaiting => Console.KeyAvailable;

    /// <inheritdoc/>
    public ConsoleKeyInfo? ReadKey()
    {
        try
        {
            return Console.ReadKey(intercept: true);
        }
        catch (InvalidOperationException)
        {
            // The terminal went away.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Console.TreatControlCAsInput = _treatedControlC;
}
