using Microsoft.Extensions.Hosting;

namespace TalksBot;

/// <summary>
/// Gives back to the system what answering took, once nobody asks any more. A burst of questions fills the store's pages and the garbage collector's
/// budget, and neither is returned by itself while nothing happens.
/// </summary>
/// <param name="workshop">Whose store keeps pages.</param>
/// <param name="time">The clock.</param>
internal sealed class IdleMemory(Workshop workshop, TimeProvider time) : BackgroundService
{
    // Heartbeats and logs allocate some kilobytes in an interval; the smallest answer some hundreds.
    private const long Quiet = 256 * 1024;

    // Less than this is not worth a collection.
    private const long Worth = 4 * 1024 * 1024;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(LookEvery, time);
        var (seen, released) = (0L, 0L);
        while (await looks.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            if (allocated - seen < Quiet && allocated - released > Worth)
            {
                workshop.ReleaseMemory();
                NativeMemory.GiveBack();
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                released = allocated;
            }

            seen = allocated;
        }
    }
}
