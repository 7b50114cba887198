using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>A bot as a process of its own.</summary>
internal sealed class BotProcess : IDisposable
{
    private const int KeptLines = 40;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private BotProcess(Process process, long startedAt)
    {
        _process = process;
        StartedAt = startedAt;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Stopwatch timestamp just before the process was made.</summary>
    public long StartedAt { get; }

    /// <summary>The last lines that it wrote.</summary>
    public IEnumerable<string> Said => _said;

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts it with those settings, and none that this process happens to have.</summary>
    public static BotProcess Start(Contender contender, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo(contender.Program, contender.Arguments)
        {
            WorkingDirectory = contender.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("TALKSBOT_", StringComparison.Ordinal) || name.StartsWith("DISCORD_", StringComparison.Ordinal) || name.StartsWith("SLACK_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var startedAt = Stopwatch.GetTimestamp();
        return new BotProcess(Process.Start(start) ?? throw new InvalidOperationException($"{contender.Program} was not started."), startedAt);
    }

    /// <summary>Memory in MiB that is resident, by a line of /proc: "VmRSS" is all of it, "RssAnon" what no file is behind.</summary>
    public double Memory(string line)
    {
        var found = File.ReadLines($"/proc/{_process.Id}/status").First(text => text.StartsWith(line + ":", StringComparison.Ordinal));
        return long.Parse(found.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }

    /// <summary>Milliseconds of processor time since the start.</summary>
    public double Used()
    {
        _process.Refresh();
        return _process.TotalProcessorTime.TotalMilliseconds;
    }

    /// <summary>Asks it to stop.</summary>
    /// <returns>Milliseconds until it had, or null when it had to be killed or was gone before.</returns>
    public async Task<double?> StopAsync()
    {
        if (_process.HasExited)
        {
            return null;
        }

        var asked = Stopwatch.GetTimestamp();
        using (Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10)))
        {
            try
            {
                await _process.WaitForExitAsync(patience.Token);
                return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                return null;
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
            if (_said.Count > KeptLines)
            {
                _said.TryDequeue(out _);
            }
        }
    }
}
