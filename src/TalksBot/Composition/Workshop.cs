using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Domain;
using TalksBot.Ingestion;
using TalksBot.Memory;
using TalksBot.Store;
using TalksBot.Store.Sqlite;

namespace TalksBot;

/// <summary>The parts of the program, each made when it is first needed: a question never loads the extraction's models.</summary>
internal sealed class Workshop(HostSettings settings, TimeProvider time) : IDisposable
{
    private readonly SqliteFactStore _store = new(new StoreOptions { Path = settings.StorePath });
    private IAnswerer? _answerer;
    private IExtractor? _extractor;
    private DossierSet? _dossiers;
    private DossierMatcher? _matcher;
    private RememberArticle? _memory;
    private WebFetcher? _web;

    /// <summary>The settings of this call.</summary>
    public HostSettings Settings => settings;

    /// <summary>What may be seen.</summary>
    public FactScope Scope => settings.Dossier is null ? FactScope.All : new FactScope(settings.Dossier);

    /// <summary>Whether there is a store; asking never makes one.</summary>
    public bool IsStorePresent => File.Exists(settings.StorePath);

    /// <summary>Reads facts.</summary>
    public IFactReader Reader => _store;

    /// <summary>What channels chose.</summary>
    public IChannelStore Channels => _store.Channels;

    /// <summary>What adapters keep.</summary>
    public IKeptValues Kept => _store.Kept;

    /// <summary>What changed.</summary>
    public IChangeLog Changes => _store.Changes;

    /// <summary>What channels wish for.</summary>
    public ISubscriptionStore Subscriptions => _store.Subscriptions;

    /// <summary>What channels are owed.</summary>
    public IOutbox Outbox => _store.Outbox;

    /// <summary>Retracts and forgets.</summary>
    public IForgetting Forgetting => _store.Forgetting;

    /// <summary>What becomes of what is kept of a server that sends the bot away.</summary>
    public ServerRemoval Removal => new(Subscriptions, Forgetting.ForgetServerAsync, time);

    /// <summary>The state of feeds.</summary>
    public IFeedStore FeedStates => _store.Feeds;

    /// <summary>The feeds of the dossiers; with a dossier chosen, of that one alone.</summary>
    /// <exception cref="CommandFailedException">A dossier is malformed.</exception>
    public ImmutableArray<Feed> Feeds => [.. Dossiers.Where(dossier => settings.Dossier is null || dossier.Name == settings.Dossier).SelectMany(dossier => dossier.Feeds)];

    /// <summary>How the feeds fare.</summary>
    public IFeedHealth FeedHealth => new WorkshopFeedHealth(this);

    /// <summary>Fetches addresses.</summary>
    public WebFetcher Web => _web ??= new WebFetcher(FetchSettings.Read(settings), new SystemNameResolver(), time);

    /// <summary>Answers from the store.</summary>
    public IAnswerer Answerer => _answerer ??= new Answerer(_store, FeedHealth, time);

    /// <summary>Text to facts; its models are loaded when it is made.</summary>
    public IExtractor Extractor => _extractor ??= TalksBot.Extraction.Extractor.Create();

    /// <summary>The dossiers of the folder in the settings; none when there is no such folder.</summary>
    /// <exception cref="CommandFailedException">One of them is malformed; the message names file and line.</exception>
    public ImmutableArray<Dossier> Dossiers
    {
        get
        {
            var (dossiers, errors) = LoadDossiers();
            return errors.IsEmpty
                ? dossiers
                : throw CommandFailedException.Usage($"{errors[0]}{(errors.Length > 1 ? $" ({errors.Length - 1} more: talksbot doctor)" : "")}");
        }
    }

    /// <summary>What is wrong with the dossiers, one line each.</summary>
    public ImmutableArray<string> DossierErrors => LoadDossiers().Errors;

    /// <summary>Tells the dossiers of an article and the actors they make known.</summary>
    public DossierMatcher Matcher => _matcher ??= new DossierMatcher(Dossiers);

    /// <summary>Takes articles in.</summary>
    public RememberArticle Memory => _memory ??= new RememberArticle(Extractor, _store, _store, Matcher, time);

    /// <summary>Sees to it that the dossier of this call is one: configured, or that of stored articles.</summary>
    /// <exception cref="CommandFailedException">It is neither.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task RequireDossierAsync(CancellationToken cancellationToken)
    {
        if (settings.Dossier is not { } name
            || (IsStorePresent && (await Reader.GetSummaryAsync(Scope, cancellationToken)).Articles > 0)
            || Dossiers.Any(dossier => dossier.Name == name))
        {
            return;
        }

        var known = Dossiers.IsEmpty ? "none is configured" : $"configured: {string.Join(", ", Dossiers.Select(dossier => dossier.Name))}";
        throw CommandFailedException.Usage($"there is no dossier “{name}” and no article was stored for one ({known}).");
    }

    /// <summary>Makes the store where it is missing and brings its schema up to date.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or migrated; nothing changed.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken) => _store.MigrateAsync(cancellationToken);

    /// <summary>Gives back the memory that the store has filled with pages.</summary>
    public void ReleaseMemory() => _store.ReleaseMemory();

    /// <inheritdoc/>
    public void Dispose()
    {
        _web?.Dispose();
        _store.Dispose();
    }

    private DossierSet LoadDossiers() => _dossiers ??= DossierLoader.LoadFolder(settings.DossiersFolder, FetchSettings.Allowed(settings));
}
