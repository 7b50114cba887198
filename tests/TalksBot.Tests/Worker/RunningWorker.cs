using System.Text;

namespace TalksBot.Tests.Worker;

/// <summary>The worker inside the test's process, over a real store, until it is stopped.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _log = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private readonly Call _call = new() { HasBundle = true };
    private Task<int> _running = Task.FromResult(0);

    /// <summary>Everything the worker logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Ends when the worker does.</summary>
    public Task<int> Ended => _running;

    /// <summary>Waits until a line of the log holds <paramref name="text"/>.</summary>
    public async Task LoggedAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_log)
        {
            if (_log.ToString().Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            _awaited.Add((text, seen));
        }

        await seen.Task.WaitAsync(Patience);
    }

    /// <summary>Stores the bundled samples and starts the worker with these variables.</summary>
    public static async Task<RunningWorker> StartAsync(params (string Name, string Value)[] variables)
    {
        var worker = new RunningWorker();
        var samples = Path.Combine(AppContext.BaseDirectory, "config", "articles");
        Assert.Equal(ExitCode.Done, (await worker._call.RunAsync("ingest", samples)).ExitCode);
        worker._call.Variables["TALKSBOT_Log__Level"] = "Trace";
        foreach (var (name, value) in variables)
        {
            worker._call.Variables[name] = value;
        }

        var console = worker._call.Console("", error: new LogWriter(worker), time: TimeProvider.System);
        worker._running = Task.Run(() => TalksBotCommand.RunAsync(console, ["run", "--data", "data", "--require-platform"], worker._stop.Token));
        return worker;
    }

    /// <summary>Ingests an article beside the running worker, as an operator does.</summary>
    public async Task IngestAsync(string name, string text) => Assert.Equal(ExitCode.Done, (await _call.RunAsync("ingest", _call.File(name, text))).ExitCode);

    /// <summary>The worker's database.</summary>
    public string StorePath => _call.At("data/talksbot.db");

    /// <summary>Another call on the same store.</summary>
    public Task<CallResult> RunAsync(params string[] args) => _call.RunAsync(args);

    /// <summary>Stops the worker in order.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _call.Dispose();
    }

    private void Write(string? text)
    {
        lock (_log)
        {
            _log.Append(text);
            foreach (var (awaited, seen) in _awaited)
            {
                if (text?.Contains(awaited, StringComparison.Ordinal) == true)
                {
                    seen.TrySetResult();
                }
            }
        }
    }

    private sealed class LogWriter(RunningWorker worker) : StringWriter
    {
        public override void Write(string? value) => worker.Write(value);
    }
}
