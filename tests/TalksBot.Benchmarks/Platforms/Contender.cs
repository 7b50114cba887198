namespace TalksBot.Benchmarks.Platforms;

/// <summary>A bot that is measured.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="IsOurs">Whether it is TalksBot, which answers from its store; the others answer with a constant.</param>
/// <param name="Program">The executable.</param>
/// <param name="Arguments">One each.</param>
/// <param name="Folder">Where it is started.</param>
internal sealed record Contender(string Name, bool IsOurs, string Program, string[] Arguments, string Folder);
