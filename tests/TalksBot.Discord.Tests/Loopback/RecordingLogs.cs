using Microsoft.Extensions.Logging;

namespace TalksBot.Discord.Tests.Loopback;

/// <summary>Keeps every log line, at every level, with its exception.</summary>
internal sealed class RecordingLogs : ILoggerFactory, ILogger
{
    /// <summary>As they are written.</summary>
    public EventLog<string> Written { get; } = new("log lines");

    /// <summary>Is told of each line before it is written, by whoever writes it; may throw, as a full disk does.</summary>
    public Action<string>? OnWrite { get; set; }

    public string[] Lines => Written.All;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}";
        OnWrite?.Invoke(line);
        Written.Add(line);
    }

    public void Dispose()
    {
    }
}
