using System.CommandLine;
using TalksBot.Domain;

namespace TalksBot;

/// <summary>The command line: parses a call, reads the settings, runs it, turns failures into one line and an exit code.</summary>
public static class TalksBotCommand
{
    /// <summary>Runs one call.</summary>
    /// <param name="console">The outside.</param>
    /// <param name="args">Without the program's name.</param>
    /// <param name="cancellationToken">Stops between two articles or questions.</param>
    /// <returns>0 done, 1 failed, 2 wrong usage or configuration.</returns>
    public static async Task<int> RunAsync(HostConsole console, string[] args, CancellationToken cancellationToken)
    {
        try
        {
            return await InvokeAsync(console, LiteralWords.Protect(args), cancellationToken);
        }
        catch (CommandFailedException failure)
        {
            return await FailAsync(console, failure.ExitCode, failure.Message);
        }
        catch (StoreUnavailableException failure)
        {
            return await FailAsync(console, ExitCode.Failed, failure.Message);
        }
        catch (OperationCanceledException)
        {
            return await FailAsync(console, ExitCode.Failed, "stopped; what was done so far is kept.");
        }
        catch (IOException failure)
        {
            // A reader that went away ("talksbot … | head"), a full disk.
            return await FailAsync(console, ExitCode.Failed, failure.Message);
        }
#pragma warning disable CA1031 // The outermost frame: whatever is wrong in the program itself is said in one line too.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var place = failure.StackTrace?.Split('\n')[0].Trim() ?? "";
            return await FailAsync(console, ExitCode.Failed, $"an error in the program itself ({failure.GetType().Name}: {failure.Message} {place}); please report it.");
        }
    }

    private static async Task<int> InvokeAsync(HostConsole console, string[] args, CancellationToken cancellationToken)
    {
        var root = new CallBuilder(console).Build();
        var parsed = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            var command = parsed.CommandResult.Command == root ? "" : $" {parsed.CommandResult.Command.Name}";
            throw CommandFailedException.Usage($"{Printable.Line(parsed.Errors[0].Message)} See: talksbot{command} --help");
        }

        var exitCode = await parsed.InvokeAsync(
            new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
            cancellationToken);
        await console.Output.FlushAsync(CancellationToken.None);
        return exitCode;
    }

    private static async Task<int> FailAsync(HostConsole console, int exitCode, string message)
    {
        await FlushAsync(console);
        await console.Error.WriteLineAsync($"talksbot: {Printable.Line(message)}");
        return exitCode;
    }

    // Results that were complete before the failure are printed all the same, unless nobody reads them any more.
    private static async Task FlushAsync(HostConsole console)
    {
        try
        {
            await console.Output.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // The failure that is about to be reported is this one.
        }
    }
}
