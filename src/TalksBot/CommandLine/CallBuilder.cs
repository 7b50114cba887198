using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using TalksBot.Chat;
using TalksBot.Ingestion;

namespace TalksBot;

/// <summary>Declares the calls of <c>talksbot</c> and their options.</summary>
internal sealed class CallBuilder(HostConsole console)
{
    private readonly Option<string?> _data = new("--data") { Description = "The data folder.", HelpName = "DIR", Recursive = true };
    private readonly Option<string?> _config = new("--config") { Description = "A settings file that wins over the bundled one.", HelpName = "FILE", Recursive = true };
    private readonly Option<string?> _dossier = new("--dossier") { Description = "Only this dossier; for ingest and extract: the one to read for.", HelpName = "NAME", Recursive = true };
    private readonly Option<bool> _requirePlatform = new("--require-platform") { Description = "Fail when no platform is configured, for services." };

    /// <summary>All calls.</summary>
    public RootCommand Build()
    {
        var root = new RootCommand("A cited memory of negotiations: who said what, who proposed what, who meets when.");
        root.Options.Clear();
        root.Options.Add(new HelpOption("--help", "-h", "-?"));
        root.Options.Add(new VersionOption("--version"));
        root.Options.Add(_data);
        root.Options.Add(_config);
        root.Options.Add(_dossier);
        root.Options.Add(_requirePlatform);
        root.SetAction(RunWorkerAsync);
        root.Subcommands.Add(Run());
        root.Subcommands.Add(Chat());
        root.Subcommands.Add(Ingest());
        root.Subcommands.Add(Extract());
        root.Subcommands.Add(Ask());
        root.Subcommands.Add(Upkeep("sources", "Lists the feeds and how they fare, and the articles behind the answers.", (workshop, token) => new SourcesCommand(console, workshop).RunAsync(token), reads: true));
        root.Subcommands.Add(Doctor());
        root.Subcommands.Add(Upkeep("migrate", "Brings the store's schema up to date.", (workshop, token) => new MigrateCommand(console, workshop).RunAsync(token)));
        root.Subcommands.Add(Retract());
        root.Subcommands.Add(Forget());
        return root;
    }

    private Command Run()
    {
        var run = new Command("run", "The worker; with no platform configured it opens the chat. This is what talksbot does when nothing is named.");
        run.Options.Add(_requirePlatform);
        run.SetAction(RunWorkerAsync);
        return run;
    }

    private Task<int> RunWorkerAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        WithWorkshopAsync(parsed, workshop => new RunCommand(console, workshop).RunAsync(parsed.GetValue(_requirePlatform), cancellationToken));

    private Command Chat()
    {
        var chat = new Command("chat", "The terminal chat: ask, complete with Tab, page with “more”.");
        chat.SetAction((parsed, token) => ReadingAsync(parsed, workshop => new ChatCommand(console, workshop).RunAsync(token), token));
        return chat;
    }

    private Command Ingest()
    {
        var inputs = new Argument<string[]>("FILE") { Description = "Articles, folders of articles, addresses of pages, feeds or sitemaps, or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var published = Published();
        var ingest = new Command("ingest", "Reads articles, extracts their facts and stores them.");
        ingest.Arguments.Add(inputs);
        ingest.Options.Add(published);
        ingest.SetAction((parsed, token) => WithWorkshopAsync(parsed, workshop =>
            new IngestCommand(console, workshop).RunAsync(parsed.GetValue(inputs) ?? [], Reading(parsed, published), token)));
        return ingest;
    }

    private Command Extract()
    {
        var inputs = new Argument<string[]>("FILE") { Description = "Articles, folders of articles, or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var published = Published();
        var json = new Option<bool>("--json") { Description = "Print JSON lines; there is no other form yet." };
        var extract = new Command("extract", "Prints the facts of each article; stores nothing.");
        extract.Arguments.Add(inputs);
        extract.Options.Add(json);
        extract.Options.Add(published);
        extract.SetAction((parsed, token) => parsed.GetValue(json)
            ? WithWorkshopAsync(parsed, workshop => new ExtractCommand(console, workshop).RunAsync(parsed.GetValue(inputs) ?? [], Reading(parsed, published), token))
            : throw CommandFailedException.Usage("extract prints JSON lines only; say: talksbot extract --json FILE…"));
        return extract;
    }

    private Command Ask()
    {
        var words = new Argument<string[]>("QUESTION") { Description = "A question, or a /command; taken literally.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var now = new Option<string?>("--now") { Description = "The day that counts as today.", HelpName = "DATE" };
        var batch = new Option<string?>("--batch") { Description = "Answer each line {\"id\", \"question\", \"now\"?} of this file.", HelpName = "FILE" };
        var ask = new Command("ask", "Answers a question from the data folder.");
        ask.Arguments.Add(words);
        ask.Options.Add(json);
        ask.Options.Add(now);
        ask.Options.Add(batch);
        ask.SetAction((parsed, token) => ReadingAsync(parsed, workshop => new AskCommand(console, workshop).RunAsync(
            new AskOptions(parsed.GetValue(words) ?? [], parsed.GetValue(json), parsed.GetValue(now), parsed.GetValue(batch)), token), token));
        return ask;
    }

    private Command Doctor()
    {
        var retry = new Option<bool>("--retry-parked") { Description = "Send again the updates that were set aside." };
        var drop = new Option<bool>("--drop-parked") { Description = "Give up the updates that were set aside." };
        var doctor = new Command("doctor", "Checks configuration, dossiers, store, updates and platforms.") { retry, drop };
        doctor.Validators.Add(result =>
        {
            if (result.GetValue(retry) && result.GetValue(drop))
            {
                result.AddError("--retry-parked and --drop-parked exclude each other.");
            }
        });
        doctor.SetAction((parsed, token) => WithWorkshopAsync(parsed, workshop => new DoctorCommand(
            console,
            workshop,
            parsed.GetValue(retry) ? ParkedUpdates.Retry : parsed.GetValue(drop) ? ParkedUpdates.Drop : ParkedUpdates.Keep).RunAsync(token)));
        return doctor;
    }

    private Command Retract()
    {
        var fact = new Argument<string>("FACT") { Description = "Its id, which “ask --json” gives under \"facts\"." };
        var reason = new Option<string?>("--reason") { Description = "Why; kept with it.", HelpName = "TEXT" };
        var undo = new Option<bool>("--undo") { Description = "Take an earlier retraction back." };
        var retract = new Command("retract", "Hides a wrong statement, proposal or meeting for good and corrects what was delivered.");
        retract.Arguments.Add(fact);
        retract.Options.Add(reason);
        retract.Options.Add(undo);
        retract.SetAction((parsed, token) => WithWorkshopAsync(parsed, workshop => new RetractCommand(console, workshop).RunAsync(
            parsed.GetRequiredValue(fact), parsed.GetValue(reason), parsed.GetValue(undo), token)));
        return retract;
    }

    private Command Forget()
    {
        var what = new Argument<string>("WHAT") { Description = "person, channel, server or dossier." };
        var which = new Argument<string>("WHICH") { Description = "discord:ID or slack:ID; of a channel discord:SERVER/CHANNEL; a dossier's name." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var forget = new Command("forget", "Deletes what is kept of a person, channel, server or dossier.");
        forget.Arguments.Add(what);
        forget.Arguments.Add(which);
        forget.Options.Add(yes);
        forget.SetAction((parsed, token) => WithWorkshopAsync(parsed, workshop => new ForgetCommand(console, workshop).RunAsync(
            parsed.GetRequiredValue(what), parsed.GetRequiredValue(which), parsed.GetValue(yes), token)));
        return forget;
    }

    private Command Upkeep(string name, string description, Func<Workshop, CancellationToken, Task<int>> run, bool reads = false)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, token) => reads
            ? ReadingAsync(parsed, workshop => run(workshop, token), token)
            : WithWorkshopAsync(parsed, workshop => run(workshop, token)));
        return command;
    }

    private static Option<string?> Published() => new("--published") { Description = "Publication day of articles that state none.", HelpName = "DATE" };

    private ReadSettings Reading(ParseResult parsed, Option<string?> published)
    {
        DateOnly? day = null;
        if (parsed.GetValue(published) is { } text)
        {
            day = DayPhrase.TryParse(text, console.Today, out var first, out var last) && first == last
                ? first
                : throw CommandFailedException.Usage($"“{text}” is no day; --published takes one such as 2025-03-15.");
        }

        return new ReadSettings { PublishedOn = day, Dossiers = parsed.GetValue(_dossier) is { } name ? [name] : ImmutableArray<string>.Empty };
    }

    // What only reads: a dossier that is neither configured nor stored for would answer everything with "the sources do not say".
    private Task<int> ReadingAsync(ParseResult parsed, Func<Workshop, Task<int>> run, CancellationToken cancellationToken) =>
        WithWorkshopAsync(parsed, async workshop =>
        {
            await workshop.RequireDossierAsync(cancellationToken);
            return await run(workshop);
        });

    private async Task<int> WithWorkshopAsync(ParseResult parsed, Func<Workshop, Task<int>> run)
    {
        var options = new CommonOptions(parsed.GetValue(_data), parsed.GetValue(_config), parsed.GetValue(_dossier));
        using var workshop = new Workshop(SettingsReader.Read(console, options), console.Time);
        return await run(workshop);
    }
}
