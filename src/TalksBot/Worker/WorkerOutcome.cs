using Microsoft.Extensions.Hosting;

namespace TalksBot;

/// <summary>Ends the worker when no platform is left, and says why.</summary>
/// <param name="platforms">How many platforms there are.</param>
/// <param name="lifetime">Of the worker.</param>
internal sealed class WorkerOutcome(int platforms, IHostApplicationLifetime lifetime)
{
    private readonly Lock _lock = new();
    private readonly List<string> _refusals = [];

    /// <summary>Why each platform that stopped did.</summary>
    public IReadOnlyList<string> Refusals
    {
        get
        {
            lock (_lock)
            {
                return [.. _refusals];
            }
        }
    }

    /// <summary>Whether every platform refused us.</summary>
    public bool IsAllRefused => Refusals.Count == platforms;

    /// <summary>A platform refused us for good.</summary>
    public void Refused(string platform, string reason)
    {
        lock (_lock)
        {
            _refusals.Add($"{platform}: {reason}");
        }

        if (IsAllRefused)
        {
            lifetime.StopApplication();
        }
    }
}
