namespace TalksBot.Chat;

/// <summary>One way to go on with a line.</summary>
/// <param name="Start">First UTF-16 code unit of the line that is replaced.</param>
/// <param name="Length">How many are replaced; 0 inserts.</param>
/// <param name="Text">What is put there, with the blank or colon that follows it.</param>
/// <param name="Label">What a list of completions shows.</param>
/// <param name="Help">A few words about it, or null.</param>
public sealed record Completion(int Start, int Length, string Text, string Label, string? Help);
