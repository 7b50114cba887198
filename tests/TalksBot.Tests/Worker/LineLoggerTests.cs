using Microsoft.Extensions.Logging;

namespace TalksBot.Tests.Worker;

public class LineLoggerTests
{
    [Fact]
    public void An_entry_is_one_line_without_secrets_and_control_codes()
    {
        var output = new StringWriter();
        using var provider = new LineLoggerProvider(output, new SecretGuard(["geheim-0123456789"]), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 13, 9, 30, 0, TimeSpan.Zero)));

        provider.CreateLogger("TalksBot.Slack.SlackClient").Log(LogLevel.Error, 0, "said geheim-0123456789\n\u001b[31mred", new InvalidOperationException("with\ngeheim-0123456789"), (state, _) => state);

        var line = output.ToString();
        Assert.StartsWith("2026-05-13T09:30:00.000Z error Slack: said [secret] ", line, StringComparison.Ordinal);
        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.DoesNotContain('\u001b', line);
        Assert.DoesNotContain("geheim", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_nothing()
    {
        using var provider = new LineLoggerProvider(new FullDisk(), new SecretGuard([]), TimeProvider.System);

        provider.CreateLogger("TalksBot.Web").Log(LogLevel.Information, 0, "said", null, (state, _) => state);
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(string? value) => throw new IOException("No space left on device");
    }
}
