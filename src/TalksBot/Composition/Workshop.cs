using TalksBot.Answers;
using TalksBot.Domain;
using TalksBot.Store;
using TalksBot.Store.Sqlite;

namespace TalksBot;

/// <summary>The parts of the program, each made when it is first needed: a question never loads the extraction's models.</summary>
internal sealed class Workshop(HostSettings settings) : IDisposable
{
    private readonly SqliteFactStore _store = new(new StoreOptions { Path = settings.StorePath });
    private IAnswerer? _answerer;

    /// <summary>The settings of this call.</summary>
    public HostSettings Settings => settings;

    /// <summary>What may be seen.</summary>
    public FactScope Scope => settings.Dossier is null ? FactScope.All : new FactScope(settings.Dossier);

    /// <summary>Whether there is a store; asking never makes one.</summary>
    public bool IsStorePresent => File.Exists(settings.StorePath);

    /// <summary>Reads facts.</summary>
    public IFactReader Reader => _store;

    /// <summary>Answers from the store.</summary>
    public IAnswerer Answerer => _answerer ??= new Answerer(_store);

    /// <summary>Makes the store where it is missing and brings its schema up to date.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or migrated; nothing changed.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken) => _store.MigrateAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();
}
