using System.Text;

namespace TalksBot;

/// <summary>Everything of the outside that a call of <c>talksbot</c> touches besides files, so that tests can stand in for it.</summary>
public sealed class HostConsole
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Results, as UTF-8 without byte order mark and with line feeds.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Errors and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input as bytes; read for <c>ingest -</c> and a piped chat.</summary>
    public required Stream Input { get; init; }

    /// <summary>Whether standard input, standard output and standard error are all a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether errors and progress go to a terminal.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>The clock; decides what today is.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The folder that relative paths start from.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>The program's own folder, where the bundled <c>config</c> lies.</summary>
    public required string ApplicationFolder { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Today where the person is.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Time.GetLocalNow().DateTime);

    /// <summary>The process's own streams, clock and environment.</summary>
    public static HostConsole OfProcess()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return new HostConsole
        {
            Output = new StreamWriter(Console.OpenStandardOutput(), Utf8, 16 * 1024) { AutoFlush = false, NewLine = "\n" },
            Error = new StreamWriter(Console.OpenStandardError(), Utf8, 1024) { AutoFlush = true, NewLine = "\n" },
            Input = Console.OpenStandardInput(),
            IsTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected && !Console.IsErrorRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            CurrentFolder = Environment.CurrentDirectory,
            ApplicationFolder = AppContext.BaseDirectory,
            Variables = variables,
        };
    }
}
