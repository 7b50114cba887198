using System.Net;

namespace TalksBot.Ingestion.Tests;

/// <summary>Fetches from loopback servers.</summary>
internal static class Fetching
{
    /// <summary>Loopback is allowed, and nobody waits between two requests.</summary>
    public static FetchOptions Options { get; } = new() { AllowHosts = Hosts("127.0.0.1"), HostGap = TimeSpan.Zero };

    public static AllowedHosts Hosts(string list)
    {
        Assert.Null(AllowedHosts.TryParse(list, out var hosts));
        return hosts;
    }

    public static WebFetcher Fetcher(FetchOptions? options = null, TimeProvider? time = null, INameResolver? resolver = null, Func<IPEndPoint, CancellationToken, Task<Stream>>? dial = null) =>
        new(options ?? Options, resolver ?? new SystemNameResolver(), time ?? TimeProvider.System, dial);

    public static async Task<FetchOutcome> FetchAsync(string url, FetchOptions? options = null, int maxBytes = 1024 * 1024)
    {
        using var fetcher = Fetcher(options);
        return await fetcher.FetchAsync(new FetchRequest(new Uri(url)) { MaxBytes = maxBytes }, TestContext.Current.CancellationToken);
    }

    public static FetchOutcome.Fetched Fetched(this FetchOutcome outcome) => Assert.IsType<FetchOutcome.Fetched>(outcome);

    public static string Message(this FetchOutcome outcome, FetchFailure reason)
    {
        var failed = Assert.IsType<FetchOutcome.Failed>(outcome);
        Assert.True(reason == failed.Reason, failed.ToString());
        Assert.DoesNotContain('\n', failed.Message);
        return failed.Message;
    }
}

/// <summary>A name service that says what the test wants, one answer after the other; the last one again and again.</summary>
internal sealed class ScriptedResolver(params string[][] answers) : INameResolver
{
    public int Asked { get; private set; }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult(Array.ConvertAll(answers[Math.Min(Asked++, answers.Length - 1)], IPAddress.Parse));
}
