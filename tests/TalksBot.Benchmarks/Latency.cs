using System.Diagnostics;
using System.Globalization;

namespace TalksBot.Benchmarks;

/// <summary>Times of one kind of call.</summary>
internal static class Latency
{
    /// <summary>Runs <paramref name="call"/> once for each number up to <paramref name="times"/> and prints the times.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="times">How often, after a tenth as many that are not counted.</param>
    /// <param name="call">Returns how many items it got.</param>
    public static async Task MeasureAsync(string name, int times, Func<int, Task<int>> call)
    {
        for (var i = 0; i < Math.Max(1, times / 10); i++)
        {
            await call(i);
        }

        var milliseconds = new double[times];
        var items = 0L;
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            items += await call(i);
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        // Processor time is what counts where the machine is shared: waiting for a core is in the percentiles, not in this.
        var used = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times;
        Array.Sort(milliseconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-52} p50 {milliseconds[times / 2],8:0.00} ms   p99 {milliseconds[times * 99 / 100],8:0.00} ms   max {milliseconds[^1],8:0.00} ms   cpu {used,7:0.00} ms   {(double)items / times,6:0.0} items"));
    }
}
