using System.Text;

namespace TalksBot.Tests;

/// <summary>What a call printed and returned.</summary>
internal sealed record CallResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Calls of <c>talksbot</c> inside the test's process, over the real host and a folder of their own.</summary>
internal sealed class Call : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("talksbot-tests-");

    /// <summary>The folder that relative paths start from; the data folder is "data" in it.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Environment variables of the calls.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Today, for the calls.</summary>
    public DateOnly Today { get; init; } = new(2026, 5, 13);

    /// <summary>Whether the calls find the bundled config folder beside the program.</summary>
    public bool HasBundle { get; init; }

    /// <summary>The full path of <paramref name="name"/> in the folder.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file and returns its full path.</summary>
    public string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file of any bytes and returns its full path.</summary>
    public string File(string name, byte[] bytes)
    {
        var path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Folder);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Runs a call with <c>--data data</c>.</summary>
    public Task<CallResult> RunAsync(params string[] args) => RunWithInputAsync("", [args[0], "--data", "data", .. args[1..]]);

    /// <summary>Runs a call as it stands, with standard input.</summary>
    public async Task<CallResult> RunWithInputAsync(string input, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var exitCode = await TalksBotCommand.RunAsync(Console(input, output, error), args, CancellationToken.None);
        return new CallResult(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The outside of a call; what is not given goes nowhere.</summary>
    public HostConsole Console(string input, TextWriter? output = null, TextWriter? error = null, TimeProvider? time = null) => new()
    {
        Output = output ?? TextWriter.Null,
        Error = error ?? TextWriter.Null,
        Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
        CurrentFolder = Folder,
        ApplicationFolder = HasBundle ? AppContext.BaseDirectory : Folder,
        Variables = Variables,
        Time = time ?? new FixedTime(Today),
    };

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class FixedTime(DateOnly today) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(today, new TimeOnly(12, 0), TimeSpan.Zero);
    }
}
