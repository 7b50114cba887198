using System.CommandLine;
using System.CommandLine.Help;

namespace TalksBot;

/// <summary>Declares the calls of <c>talksbot</c> and their options.</summary>
internal sealed class CallBuilder(HostConsole console)
{
    private readonly Option<string?> _data = new("--data") { Description = "The data folder.", HelpName = "DIR", Recursive = true };
    private readonly Option<string?> _config = new("--config") { Description = "A settings file that wins over the bundled one.", HelpName = "FILE", Recursive = true };
    private readonly Option<string?> _dossier = new("--dossier") { Description = "Only this dossier; for ingest and extract: the one to read for.", HelpName = "NAME", Recursive = true };

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
        root.Subcommands.Add(Ask());
        root.Subcommands.Add(Upkeep("sources", "Lists the articles behind the answers.", (workshop, token) => new SourcesCommand(console, workshop).RunAsync(token)));
        root.Subcommands.Add(Upkeep("migrate", "Brings the store's schema up to date.", (workshop, token) => new MigrateCommand(console, workshop).RunAsync(token)));
        return root;
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
        ask.SetAction((parsed, token) => WithWorkshopAsync(parsed, workshop => new AskCommand(console, workshop).RunAsync(
            new AskOptions(parsed.GetValue(words) ?? [], parsed.GetValue(json), parsed.GetValue(now), parsed.GetValue(batch)), token)));
        return ask;
    }

    private Command Upkeep(string name, string description, Func<Workshop, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, token) => WithWorkshopAsync(parsed, workshop => run(workshop, token)));
        return command;
    }

    private async Task<int> WithWorkshopAsync(ParseResult parsed, Func<Workshop, Task<int>> run)
    {
        var options = new CommonOptions(parsed.GetValue(_data), parsed.GetValue(_config), parsed.GetValue(_dossier));
        using var workshop = new Workshop(SettingsReader.Read(console, options));
        return await run(workshop);
    }
}
