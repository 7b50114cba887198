namespace TalksBot.Benchmarks.Platforms;

/// <summary>Something that is measured; what it is compared by is in the order of the table.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Unit">"ms", "MiB" or "".</param>
/// <param name="Aim">The most that ours may be of theirs, or null.</param>
/// <param name="Most">The most that ours may be in itself, or null.</param>
internal sealed record Metric(string Name, string Unit, double? Aim = null, double? Most = null)
{
    private const double NoWorse = 1;
    private const double Within = 1.5;

    public static Metric Ready { get; } = new("start to ready (identified, hello sent)", "ms", Within);

    public static Metric FirstAcknowledgement { get; } = new("start to first event acknowledged", "ms", Within);

    public static Metric FirstAnswer { get; } = new("start to first event answered", "ms");

    public static Metric IdleMemory { get; } = new("memory idle after start (VmRSS)", "MiB", NoWorse);

    public static Metric LoadedMemory { get; } = new("memory idle after the load (VmRSS)", "MiB", NoWorse);

    public static Metric OwnMemory { get; } = new("of it without files behind (RssAnon)", "MiB");

    public static Metric Processor { get; } = new("processor time for an event, 50 at once", "ms");

    public static Metric RefreshDeaf { get; } = new("deaf at a refresh of all connections", "ms", Most: 0);

    public static Metric RefreshLost { get; } = new("envelopes lost at a refresh", "");

    public static Metric DropDeaf { get; } = new("deaf after a TCP drop", "ms", Most: 2000);

    public static Metric Stop { get; } = new("SIGTERM to gone", "ms");

    /// <summary>The middle and the 99th percentile of a latency that is compared.</summary>
    public static (Metric Middle, Metric Tail) Compared(string what) => (new($"{what}, p50", "ms", NoWorse), new($"{what}, p99", "ms", Within));

    /// <summary>The same of work that the others do not do: ours looks its answers up.</summary>
    /// <param name="what">Of what.</param>
    /// <param name="most">What is asked of the 99th percentile in itself, or null.</param>
    public static (Metric Middle, Metric Tail) Own(string what, double? most = null) => (new($"{what}, p50", "ms"), new($"{what}, p99", "ms", Most: most));
}
