namespace TalksBot;

/// <summary><c>talksbot migrate</c>: makes the store or brings its schema up to date.</summary>
internal sealed class MigrateCommand(HostConsole console, Workshop workshop)
{
    /// <summary>Migrates.</summary>
    /// <exception cref="Domain.StoreUnavailableException">It cannot be opened or migrated; nothing changed.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await workshop.MigrateAsync(cancellationToken);
        console.Output.Write($"{Printable.Line(workshop.Settings.StorePath)}: the schema is up to date.\n");
        return ExitCode.Done;
    }
}
