using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TalksBot.Domain;

namespace TalksBot.Ingestion;

/// <summary>What a follower follows, and how.</summary>
/// <param name="Feeds">All feeds of all dossiers.</param>
/// <param name="Root">The folder that relative folders start from.</param>
public sealed record FollowOptions(ImmutableArray<Feed> Feeds, string Root)
{
    /// <summary>Feeds with an address that are looked at at the same time, each of another host.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>Items that their feed has not shown for so long are forgotten.</summary>
    public TimeSpan ItemLife { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Told of each state that was stored after a look, or null. Called from several threads.</summary>
    public Action<FeedState>? Looked { get; init; }
}

/// <summary>Looks at every feed when it is due, for as long as it runs. What is wrong with one never touches another.</summary>
public sealed partial class FeedFollower
{
    private static readonly TimeSpan PruneEvery = TimeSpan.FromDays(1);

    // A store that cannot be written, or a defect: neither is over in a moment.
    private static readonly TimeSpan PauseAfterBreakdown = TimeSpan.FromMinutes(1);

    // One timer does not reach beyond it; the schedule is looked at anew.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly FollowOptions _options;
    private readonly IFeedStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<FeedFollower> _logger;
    private readonly FeedSchedule _schedule;
    private readonly AddressVisitor _addresses;
    private readonly FolderVisitor _folders;
    private readonly HostGate _hosts;

    /// <summary>A follower; it does nothing before <see cref="RunAsync"/>.</summary>
    /// <param name="options">What it follows.</param>
    /// <param name="web">Fetches.</param>
    /// <param name="store">Keeps schedules and what was met.</param>
    /// <param name="sink">Takes the articles.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads looks; not shared with others.</param>
    /// <param name="logger">Told of feeds by their names, without secrets.</param>
    public FeedFollower(FollowOptions options, WebFetcher web, IFeedStore store, IArticleSink sink, TimeProvider time, Random random, ILogger<FeedFollower> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _store, _time, _logger) = (options, store, time, logger);
        _schedule = new FeedSchedule(random);
        _addresses = new AddressVisitor(new FeedFetcher(web, time), store, sink, time);
        _folders = new FolderVisitor(options.Root, store, sink, time);
        _hosts = new HostGate(TimeSpan.Zero, time);
    }

    /// <summary>Follows until it is stopped.</summary>
    /// <param name="cancellationToken">Stops it: what is being stored is finished, what is on the wire is dropped and comes again.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(Math.Max(1, _options.Parallelism));
        LogStarted(_options.Feeds.Length);
        await Task.WhenAll(_options.Feeds.Select(feed => Task.Run(() => FollowAsync(feed, slots, cancellationToken), CancellationToken.None))
            .Append(Task.Run(() => PruneAsync(cancellationToken), CancellationToken.None)));
        LogStopped();
    }

    private async Task FollowAsync(Feed feed, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        FeedState? state = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                state ??= await _store.FindFeedAsync(feed.Dossier, feed.Name, cancellationToken) ?? new FeedState { Dossier = feed.Dossier, Feed = feed.Name };
                await SleepUntilAsync(DueAt(feed, state), cancellationToken);
                state = await LookAsync(feed, state, slots, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException failure)
            {
                LogStoreUnavailable(feed.Name, failure.Message);
                await PauseAsync(cancellationToken);
            }
#pragma warning disable CA1031 // The loop of a service: a defect that one feed brings to light must not end the others.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogBroken(failure, feed.Name);
                state = await KeepBrokenAsync(feed, state, failure, cancellationToken);
                await PauseAsync(cancellationToken);
            }
        }
    }

    // So that it is shown, and tried again as rarely as any feed that fails.
    private async Task<FeedState?> KeepBrokenAsync(Feed feed, FeedState? state, Exception failure, CancellationToken cancellationToken)
    {
        if (state is null)
        {
            return null;
        }

        try
        {
            var now = _time.GetUtcNow();
            var look = new FeedLook(FeedLook.Failed(state, $"it could not be read by a defect of ours ({failure.GetType().Name})", now));
            var next = look.State with { NextAt = _schedule.Next(feed, look, now) };
            await _store.SaveFeedAsync(next, cancellationToken);
            return next;
        }
        catch (Exception another) when (another is StoreUnavailableException or OperationCanceledException)
        {
            return state;
        }
    }

    // What the store says, unless the dossier has made it more frequent since.
    private static DateTimeOffset DueAt(Feed feed, FeedState state) =>
        state.NextAt is not { } next ? DateTimeOffset.MinValue
        : state is { Failures: 0, TriedAt: { } tried } && tried + (feed.Every * 4) < next ? tried + feed.Every
        : next;

    private async Task SleepUntilAsync(DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        while (dueAt - _time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait < LongestSleep ? wait : LongestSleep, _time, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<FeedState> LookAsync(Feed feed, FeedState state, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        var look = feed.Url is { } url
            ? await LookAtAddressAsync(feed, new Uri(url), state, slots, cancellationToken)
            : await _folders.LookAsync(feed, state, cancellationToken);
        var now = _time.GetUtcNow();
        var next = look.State with { NextAt = _schedule.Next(feed, look, now) };
        await _store.SaveFeedAsync(next, cancellationToken);
        if (next.Failures > 0 && (next.Failures == 1 || next.Problem != state.Problem))
        {
            LogFailed(feed.Name, next.Problem ?? "", (next.NextAt.Value - now).TotalSeconds);
        }
        else if (state.Failures > 0 && next.Failures == 0)
        {
            LogRecovered(feed.Name, state.Failures);
        }

        if (_options.Looked is { } looked)
        {
            looked(await _store.FindFeedAsync(feed.Dossier, feed.Name, cancellationToken) ?? next);
        }

        return next;
    }

    // A feed waits for its host first and only then for a place, so that many feeds of a slow host take one place.
    private async Task<FeedLook> LookAtAddressAsync(Feed feed, Uri address, FeedState state, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        using var turn = await _hosts.EnterAsync(address, cancellationToken);
        await slots.WaitAsync(cancellationToken);
        try
        {
            return await _addresses.LookAsync(feed, state, cancellationToken);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _store.PruneItemsAsync(_time.GetUtcNow() - _options.ItemLife, cancellationToken);
                await Task.Delay(PruneEvery, _time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException failure)
            {
                LogStoreUnavailable("pruning", failure.Message);
                await PauseAsync(cancellationToken);
            }
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(PauseAfterBreakdown, _time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop that called sees the stop.
        }
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Following {Count} feeds")]
    private partial void LogStarted(int count);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Stopped following feeds")]
    private partial void LogStopped();

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "Could not read {Feed}: {Problem}; trying again in {Seconds:0} s")]
    private partial void LogFailed(string feed, string problem, double seconds);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Information, Message = "Could read {Feed} again after {Failures} failures")]
    private partial void LogRecovered(string feed, int failures);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Error, Message = "{Feed} waits for the store: {Problem}")]
    private partial void LogStoreUnavailable(string feed, string problem);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Error, Message = "{Feed} broke down by a defect of ours; trying again in a minute")]
    private partial void LogBroken(Exception failure, string feed);
}
