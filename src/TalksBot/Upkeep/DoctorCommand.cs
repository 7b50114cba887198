using Microsoft.Extensions.DependencyInjection;
using TalksBot.Domain;

namespace TalksBot;

/// <summary>What <c>talksbot doctor</c> does with updates that were set aside, before it looks.</summary>
internal enum ParkedUpdates
{
    /// <summary>Shows them.</summary>
    Keep,

    /// <summary>Owes them again.</summary>
    Retry,

    /// <summary>Drops them.</summary>
    Drop,
}

/// <summary><c>talksbot doctor</c>: checks what a call needs, one line each.</summary>
internal sealed class DoctorCommand(HostConsole console, Workshop workshop, ParkedUpdates parked = ParkedUpdates.Keep)
{
    private const int CitationSample = 200;

    private int _exitCode = ExitCode.Done;

    /// <summary>Checks. The settings were checked before this could run.</summary>
    /// <returns>1 when something is to be mended.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Good("settings", "all known and in range");
        CheckDataFolder();
        CheckDossiers();
        await CheckStoreAsync(cancellationToken);
        await new UpdateCheck(console, workshop, Good, Bad).RunAsync(parked, cancellationToken);
        await CheckPlatformsAsync(cancellationToken);
        return _exitCode;
    }

    private async Task CheckPlatformsAsync(CancellationToken cancellationToken)
    {
        var options = PlatformOptions.Read(workshop.Settings);
        if (!options.IsAny)
        {
            Good("platforms", "none is configured; DISCORD_TOKEN connects Discord, SLACK_BOT_TOKEN with SLACK_APP_TOKEN connects Slack");
            return;
        }

        foreach (var fault in options.Faults)
        {
            Bad("platforms", fault);
        }

        // What is configured by half is not asked: every answer would be the same fault again.
        if (!options.Faults.IsEmpty || !workshop.DossierErrors.IsEmpty)
        {
            return;
        }

        await using var services = TalksWorker.BuildForChecks(console, workshop, options);
        foreach (var platform in services.GetRequiredService<PlatformSet>().Platforms)
        {
            foreach (var finding in await platform.CheckAsync(cancellationToken))
            {
                var what = $"{platform.Name} {finding.What}";
                if (finding.IsGood)
                {
                    Good(what, finding.Message);
                }
                else
                {
                    Bad(what, finding.Message);
                }
            }
        }
    }

    private void CheckDataFolder()
    {
        var folder = workshop.Settings.DataFolder;
        if (!Directory.Exists(folder))
        {
            Good("data", $"{folder} does not exist yet; the first ingest makes it");
            return;
        }

        try
        {
            var probe = Path.Combine(folder, $".talksbot-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            Good("data", $"{folder} can be written");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Bad("data", $"{folder} cannot be written; check its owner and permissions, or choose another with --data");
        }
    }

    private void CheckDossiers()
    {
        if (workshop.DossierErrors is { IsEmpty: false } errors)
        {
            foreach (var error in errors)
            {
                Bad("dossiers", error);
            }

            return;
        }

        var dossiers = workshop.Dossiers;
        Good("dossiers", dossiers.IsEmpty
            ? $"none in {workshop.Settings.DossiersFolder}; actors come from the texts alone"
            : string.Join(", ", dossiers.Select(dossier => $"{dossier.Name} ({dossier.Actors.Length} actors)")));
    }

    private async Task CheckStoreAsync(CancellationToken cancellationToken)
    {
        var path = workshop.Settings.StorePath;
        if (!workshop.IsStorePresent)
        {
            Good("store", $"{path} does not exist yet; the first ingest makes it");
            return;
        }

        try
        {
            var summary = await workshop.Reader.GetSummaryAsync(workshop.Scope, cancellationToken);
            Good("store", $"{path}: {summary.Articles} articles, {summary.Statements} statements, {summary.Proposals} proposals, {summary.Meetings} meetings");
            await CheckCitationsAsync(cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            Bad("store", failure.Message);
        }
    }

    // The newest facts stand for all: what is cited must stand in the stored text.
    private async Task CheckCitationsAsync(CancellationToken cancellationToken)
    {
        var found = await workshop.Reader.FindStatementsAsync(new StatementQuery { Scope = workshop.Scope, Limit = CitationSample }, cancellationToken);
        var wrong = 0;
        foreach (var citation in found.SelectMany(statement => statement.Citations))
        {
            var body = await workshop.Reader.FindBodyAsync(citation.Article.Id, citation.Article.Revision, cancellationToken);
            wrong += body is not null && citation.Span.End <= body.Length && citation.Span.Slice(body) == citation.Text ? 0 : 1;
        }

        if (wrong > 0)
        {
            Bad("citations", $"{wrong} are not verbatim in the stored text; ingest the articles again");
        }
        else
        {
            Good("citations", $"those of the newest {found.Length} statements are verbatim");
        }
    }

    private void Good(string what, string message) => console.Output.Write($"ok   {what}: {Printable.Line(message)}\n");

    private void Bad(string what, string message)
    {
        _exitCode = ExitCode.Failed;
        console.Output.Write($"bad  {what}: {Printable.Line(message)}\n");
    }
}
