using System.Diagnostics;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>How long a bot hears nothing when its connections are disturbed.</summary>
internal static class DeafnessProbe
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3); // both platforms'

    /// <summary>
    /// Disturbs the connections and sends an event every 20 ms, the first at once, on whatever connection is open, until a new connection has been up and
    /// everything been answered for a while.
    /// </summary>
    /// <returns>
    /// Milliseconds from the disturbance until, from then on, every event was answered (0 when every one was), and how many were not, for want of a connection or of an
    /// answer.
    /// </returns>
    public static async Task<(double Deaf, int Lost)> RunAsync(PlatformServer server, Questions questions, Action disturb)
    {
        var made = server.ConnectionsMade;
        var sent = new List<Exchange?>();
        var begun = Stopwatch.GetTimestamp();
        disturb();
        using var ticks = new PeriodicTimer(Every, TimeProvider.System);
        var calmSince = begun;
        do
        {
            var exchange = server.TrySend(questions.Command());
            sent.Add(exchange);
            if (server.ConnectionsMade == made || sent.TakeLast(10).First() is not { Acknowledgements: > 0 })
            {
                calmSince = Stopwatch.GetTimestamp();
            }

            await ticks.WaitForNextTickAsync();
        }
        while (Stopwatch.GetElapsedTime(calmSince) < Calm && Stopwatch.GetElapsedTime(begun) < Longest);

        var ended = Stopwatch.GetTimestamp();
        foreach (var exchange in sent.OfType<Exchange>())
        {
            var left = AnswerTime - Stopwatch.GetElapsedTime(ended);
            exchange.Wait(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        var lastLost = sent.FindLastIndex(exchange => exchange is not { Acknowledgements: > 0 });
        var deaf = lastLost < 0 ? 0
            : lastLost + 1 < sent.Count ? Stopwatch.GetElapsedTime(begun, sent[lastLost + 1]!.AcknowledgedAt).TotalMilliseconds // the ones after the last lost were acknowledged
            : Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return (deaf, sent.Count(exchange => exchange is not { Acknowledgements: > 0 }));
    }
}
