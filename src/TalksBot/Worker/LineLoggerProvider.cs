using System.Globalization;
using Microsoft.Extensions.Logging;

namespace TalksBot;

/// <summary>
/// Writes one line an entry to standard error: time in UTC, level, room, message; the exception, when there is one, after it.
/// Secrets and control codes are taken out. A few lines of ours, because the console logger would write to standard output, over several
/// lines, and has no place for a guard.
/// </summary>
internal sealed class LineLoggerProvider(TextWriter output, SecretGuard guard, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        new LineLogger(this, categoryName.StartsWith("TalksBot.", StringComparison.Ordinal) ? categoryName.Split('.')[1] : categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writer is the caller's.
    }

    private void Write(LogLevel level, string room, string text)
    {
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var line = $"{at} {Word(level)} {room}: {Printable.Line(guard.Clean(text))}\n";
        lock (_lock)
        {
            try
            {
                output.Write(line);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // A full disk, or a reader that went away: there is nowhere left to say so, and answering must go on.
            }
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        LogLevel.Error => "error",
        _ => "fatal",
    };

    private sealed class LineLogger(LineLoggerProvider provider, string room) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            if (exception is not null)
            {
                // A defect needs its stack; a failure of the outside is told by its message.
                text += logLevel >= LogLevel.Error ? $" ({exception})" : $" ({exception.GetType().Name}: {exception.Message})";
            }

            provider.Write(logLevel, room, text);
        }
    }
}
