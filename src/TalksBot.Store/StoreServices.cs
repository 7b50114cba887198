using Microsoft.Extensions.DependencyInjection;
using TalksBot.Domain;
using TalksBot.Store.Sqlite;

namespace TalksBot.Store;

/// <summary>Registers the store.</summary>
public static class StoreServices
{
    /// <summary>Adds the embedded store as <see cref="IFactReader"/>, <see cref="IFactWriter"/>, <see cref="IChannelStore"/>, <see cref="IKeptValues"/>, <see cref="IChangeLog"/>, <see cref="ISubscriptionStore"/>, <see cref="IOutbox"/> and <see cref="IFeedStore"/>; the file is opened at the first call.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="options">Asked once, when the store is first needed.</param>
    public static IServiceCollection AddTalksStore(this IServiceCollection services, Func<IServiceProvider, StoreOptions> options)
    {
        services.AddSingleton(provider => new SqliteFactStore(options(provider)));
        services.AddSingleton<IFactReader>(provider => provider.GetRequiredService<SqliteFactStore>());
        services.AddSingleton<IFactWriter>(provider => provider.GetRequiredService<SqliteFactStore>());
        services.AddSingleton(provider => provider.GetRequiredService<SqliteFactStore>().Channels);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteFactStore>().Kept);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteFactStore>().Changes);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteFactStore>().Subscriptions);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteFactStore>().Outbox);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteFactStore>().Forgetting);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteFactStore>().Feeds);
        return services;
    }
}
