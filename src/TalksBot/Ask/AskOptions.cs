namespace TalksBot;

/// <summary>What <c>ask</c> was called with.</summary>
/// <param name="Words">The words of the question; empty with <paramref name="Batch"/>.</param>
/// <param name="Json">Whether to print JSON.</param>
/// <param name="Now">Value of <c>--now</c>, or null.</param>
/// <param name="Batch">File of JSON lines, <c>-</c> for standard input, or null.</param>
public sealed record AskOptions(IReadOnlyList<string> Words, bool Json, string? Now, string? Batch);
