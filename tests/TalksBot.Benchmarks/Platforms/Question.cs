namespace TalksBot.Benchmarks.Platforms;

/// <summary>Something a person asks, on either platform.</summary>
/// <param name="Command">Without slash.</param>
/// <param name="Options">Names and values; the first takes bare text.</param>
/// <param name="Expected">Stands in a right answer.</param>
internal sealed record Question(string Command, (string Name, string Value)[] Options, string Expected)
{
    /// <summary>The last option is being typed, and values for it are wanted.</summary>
    public bool IsCompletion { get; init; }
}
