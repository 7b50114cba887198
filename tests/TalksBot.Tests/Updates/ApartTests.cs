namespace TalksBot.Tests.Updates;

/// <summary>These drive time or kill processes, and run one after the other, apart from all others.</summary>
[CollectionDefinition(nameof(ApartTests), DisableParallelization = true)]
public sealed class ApartTests;
