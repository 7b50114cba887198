using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>How the bot talks on platforms.</summary>
public sealed record ChatOptions
{
    /// <summary>Stands for every server and workspace in <see cref="PublicIn"/>.</summary>
    public const string Everywhere = "all";

    /// <summary>Servers and workspaces ("discord:1234", "slack:T1") where answers to commands are for everybody in the channel, or <see cref="Everywhere"/>; elsewhere the asker alone sees them and may show them.</summary>
    public ImmutableArray<string> PublicIn { get; init; } = [];

    /// <summary>The dossiers of the configuration.</summary>
    public ImmutableArray<Dossier> Dossiers { get; init; } = [];

    /// <summary>The only dossier that is served, or null for all.</summary>
    public string? OnlyDossier { get; init; }

    /// <summary>After this long an answer is given up with an apology.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many look-ups run at once; 0 for half of the processors, so that acknowledgements always find one free.</summary>
    public int LookupThreads { get; init; }
}
