using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TalksBot.Chat;
using TalksBot.Domain;
using TalksBot.Ingestion;
using TalksBot.Web;

namespace TalksBot;

/// <summary>The worker: a hosted service for each platform, and one for HTTP where a platform wants to be called.</summary>
internal sealed class TalksWorker(HostConsole console, Workshop workshop, PlatformOptions platforms)
{
    // What is being answered ends within it; service managers wait longer than this before they kill.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Works until it is stopped, or until every platform has refused us.</summary>
    /// <param name="cancellationToken">Stops it in order.</param>
    /// <returns>0 after a stop.</returns>
    /// <exception cref="CommandFailedException">No platform will have us, or HTTP cannot be served.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be opened.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var only = WorkerLock.Take(workshop.Settings.StorePath);
        await workshop.MigrateAsync(cancellationToken);
        using var host = Build();
        var outcome = host.Services.GetRequiredService<WorkerOutcome>();
        try
        {
            await host.StartAsync(cancellationToken);
            Warm(host.Services, cancellationToken);
            await host.WaitForShutdownAsync(cancellationToken);
        }
        catch (WebServerException failure)
        {
            throw CommandFailedException.Usage(failure.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.StopAsync(CancellationToken.None);
        }

        return outcome.IsAllRefused ? throw CommandFailedException.Usage(string.Join(" · ", outcome.Refusals)) : ExitCode.Done;
    }

    /// <summary>The platforms with a log that goes nowhere, for checks.</summary>
    public static ServiceProvider BuildForChecks(HostConsole console, Workshop workshop, PlatformOptions platforms)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        AddPlatforms(services, console, workshop, platforms);
        return services.BuildServiceProvider();
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ApplicationName = "talksbot" });
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = StopTimeout;

            // Each platform has the whole time for what it is answering; a slow one takes none of the other's.
            host.ServicesStopConcurrently = true;
        });
        AddLogging(builder.Logging);
        AddPlatforms(builder.Services, console, workshop, platforms);
        builder.Services.AddSingleton(services => new WorkerOutcome(
            services.GetRequiredService<PlatformSet>().Platforms.Length, services.GetRequiredService<IHostApplicationLifetime>()));
        if (platforms.NeedsHttp)
        {
            builder.Services.AddSingleton(services => new WebServer(
                new WebOptions { Listen = workshop.Settings.Value(SettingCatalog.Listen) },
                services.GetRequiredService<PlatformSet>().Platforms,
                services.GetRequiredService<DeliveryHealth>(),
                console.Time,
                services.GetRequiredService<ILoggerFactory>()));
            builder.Services.AddSingleton<IHostedService>(services => new WebService(services.GetRequiredService<WebServer>()));
        }

        AddUpdates(builder.Services);
        AddFeeds(builder.Services);
        builder.Services.AddSingleton<IHostedService>(_ => new IdleMemory(workshop, console.Time));
        for (var i = 0; i < platforms.Count; i++)
        {
            var index = i;
            builder.Services.AddSingleton<IHostedService>(services => new PlatformService(
                services.GetRequiredService<PlatformSet>().Platforms[index],
                services.GetRequiredService<WorkerOutcome>(),
                console.Time,
                services.GetRequiredService<ILogger<PlatformService>>()));
        }

        return builder.Build();
    }

    private void AddUpdates(IServiceCollection services)
    {
        var chat = PlatformOptions.ReadChat(workshop);
        var options = UpdateSettings.ReadOptions(workshop.Settings);
        services.AddSingleton(_ => new DeliveryHealth(workshop.Outbox, workshop.Subscriptions, console.Time));
        services.AddSingleton(provider => new UpdateMatching(
            workshop.Changes, workshop.Subscriptions, workshop.Outbox, workshop.Reader, chat, options, console.Time, new Random(), provider.GetRequiredService<ILogger<UpdateMatching>>()));
        services.AddSingleton(provider => new DeliveryDispatcher(
            [
                .. provider.GetRequiredService<PlatformSet>().Platforms
                    .Select(platform => platform.Updates is { } port ? new DeliveryPlatform(platform.Name, port) : null).OfType<DeliveryPlatform>(),
            ],
            workshop.Outbox,
            workshop.Subscriptions,
            new UpdateComposer(workshop.Reader, workshop.Subscriptions, workshop.Outbox, workshop.Changes, chat, options, console.Time),
            workshop.Removal,
            UpdateSettings.ReadDelivery(workshop.Settings),
            console.Time,
            new Random(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IHostedService>(provider => new UpdateService(provider.GetRequiredService<UpdateMatching>(), provider.GetRequiredService<DeliveryDispatcher>()));
    }

    private void AddFeeds(IServiceCollection services)
    {
        if (workshop.Feeds.IsEmpty)
        {
            return;
        }

        services.AddSingleton(provider => new FeedSink(workshop, provider.GetRequiredService<UpdateMatching>().Wake));
        services.AddSingleton<IHostedService>(provider => new FeedService(new FeedFollower(
            new FollowOptions(workshop.Feeds, workshop.Settings.DataFolder) { Parallelism = FetchSettings.Parallelism(workshop.Settings) },
            workshop.Web,
            workshop.FeedStates,
            provider.GetRequiredService<FeedSink>(),
            console.Time,
            new Random(),
            provider.GetRequiredService<ILogger<FeedFollower>>())));
    }

    private void AddLogging(ILoggingBuilder logging)
    {
        var level = Enum.Parse<LogLevel>(workshop.Settings.Value(SettingCatalog.LogLevel));
        logging.SetMinimumLevel(level);
        // The web server's own log holds addresses with their queries, and so one-use codes.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.Services.AddSingleton<ILoggerProvider>(_ => new LineLoggerProvider(console.Error, new SecretGuard(platforms.Secrets), console.Time));
    }

    private static void AddPlatforms(IServiceCollection services, HostConsole console, Workshop workshop, PlatformOptions platforms)
    {
        services.AddSingleton<IChatDesk>(provider => new ChatDesk(
            workshop.Answerer,
            workshop.Reader,
            workshop.Channels,
            PlatformOptions.ReadChat(workshop),
            console.Time,
            provider.GetRequiredService<ILogger<ChatDesk>>(),
            new SubscriptionDesk(
                workshop.Subscriptions,
                workshop.Changes,
                workshop.Outbox,
                workshop.Reader,
                workshop.Channels,
                PlatformOptions.ReadChat(workshop),
                UpdateSettings.ReadOptions(workshop.Settings),
                console.Time,
                new Random()))
        {
            Removal = workshop.Removal,
        });
        services.AddSingleton(provider => PlatformFactory.Create(provider, console, workshop, platforms));
    }

    // The first answer of a process takes many times as long as the next; it is better asked by nobody.
    private static void Warm(IServiceProvider services, CancellationToken cancellationToken)
    {
        var desk = services.GetRequiredService<IChatDesk>();
        var place = new ChatPlace { Platform = "talksbot", ChannelId = "", UserId = "", IsDirect = true };
        _ = Task.Run(() => desk.AnswerAsync(desk.Receive(new ChatCall.Line(place, "Who said what about the talks?", IsPublic: true)), cancellationToken), cancellationToken);
        _ = Task.Run(() => desk.CompleteAsync(place, "position", "actor", "an", cancellationToken), cancellationToken);
    }
}
