using System.Globalization;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>Rate limits as the API keeps them: windows by bucket and major parameter, and the global one.</summary>
/// <param name="server">Whose they are.</param>
internal sealed class LoopbackLimits(LoopbackDiscord server)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Used, TimeSpan Ends)> _windows = new(StringComparer.Ordinal);
    private readonly Queue<TimeSpan> _global = new();
    private readonly Dictionary<string, TimeSpan> _held = new(StringComparer.Ordinal);
    private TimeSpan _globalHeld;

    /// <summary>Posts to a channel in each window.</summary>
    public int PostsPerWindow { get; set; } = 5;

    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Most non-interaction requests in any second so far.</summary>
    public int MostInASecond { get; private set; }

    /// <summary>Counts a request that the global limit is for.</summary>
    public void CountGlobal(TimeSpan now)
    {
        lock (_lock)
        {
            _global.Enqueue(now);
            while (now - _global.Peek() >= TimeSpan.FromSeconds(1))
            {
                _global.Dequeue();
            }

            MostInASecond = Math.Max(MostInASecond, _global.Count);
            server.Require(_global.Count <= 50, $"checklist 33: {_global.Count} requests in a second");
            server.Require(now >= _globalHeld, "checklist 31: a request during a global 429");
        }
    }

    /// <summary>Notes how long a scripted 429 holds.</summary>
    public void Note(RestCall call, RestFault fault)
    {
        if (fault.Status != 429)
        {
            return;
        }

        var retryAfter = fault.Headers.FirstOrDefault(header => header.Name == "Retry-After").Value;
        var until = call.At + TimeSpan.FromSeconds(double.Parse(retryAfter ?? "0", CultureInfo.InvariantCulture));
        lock (_lock)
        {
            if (fault.Headers.Any(header => header.Name == "X-RateLimit-Global"))
            {
                _globalHeld = until;
            }
            else
            {
                _held[call.Path] = until;
            }
        }
    }

    /// <summary>Headers of an answer; makes it a 429 where the client asks for too much.</summary>
    public (string Name, string Value)[] Headers(RestCall call, ref int status)
    {
        if (!call.IsPost)
        {
            return [];
        }

        lock (_lock)
        {
            server.Require(!_held.TryGetValue(call.Path, out var held) || call.At >= held, "checklist 31: a request before the wait of a 429 was over");
            var now = call.At;
            var (used, ends) = _windows.TryGetValue(call.Path, out var window) && now < window.Ends ? window : (0, now + Window);
            if (++used > PostsPerWindow)
            {
                server.Violate($"checklist 30: request {used} of {PostsPerWindow} in a window");
                status = 429;
            }

            _windows[call.Path] = (used, ends);
            return
            [
                ("X-RateLimit-Bucket", "channel-messages"),
                ("X-RateLimit-Limit", $"{PostsPerWindow}"),
                ("X-RateLimit-Remaining", $"{Math.Max(0, PostsPerWindow - used)}"),
                ("X-RateLimit-Reset-After", (ends - now).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)),
                ("X-RateLimit-Reset", "1800000000.000"),
            ];
        }
    }
}
