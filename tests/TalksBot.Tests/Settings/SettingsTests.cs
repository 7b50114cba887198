using System.Text.Json;

namespace TalksBot.Tests.Settings;

public class SettingsTests
{
    private static readonly CommonOptions NoOptions = new(Data: null, Config: null, Dossier: null);

    [Fact]
    public void The_bundled_file_shows_every_setting_with_its_default()
    {
        using var file = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "config", "talksbot.json")).AsMemory(),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });

        var shown = file.RootElement.EnumerateObject().SelectMany(section => section.Value.EnumerateObject().Select(key => ($"{section.Name}:{key.Name}", key.Value.GetString() ?? "")));

        Assert.Equal(SettingCatalog.All.Select(setting => (setting.Key, setting.Default)).Order(), shown.Order());
    }

    [Fact]
    public async Task A_file_a_variable_and_the_command_line_win_in_this_order()
    {
        using var call = new Call();
        call.File("own.json", """{"Store": {"Path": "own.db"}, "Data": {"Folder": "from-file"}}""");

        Assert.EndsWith(Path.Combine("from-file", "own.db") + ": the schema is up to date.\n", (await call.RunWithInputAsync("", "migrate", "--config", "own.json")).Output, StringComparison.Ordinal);

        call.Variables["TALKSBOT_Store__Path"] = "variable.db";
        Assert.EndsWith(Path.Combine("there", "variable.db") + ": the schema is up to date.\n", (await call.RunWithInputAsync("", "migrate", "--config", "own.json", "--data", "there")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_folder_is_the_persons_own_by_default()
    {
        using var call = new Call();
        var settings = SettingsReader.Read(ConsoleWith(call, ("XDG_DATA_HOME", "/var/lib/someone")), NoOptions);

        Assert.Equal(Path.Combine("/var/lib/someone", "talksbot", "talksbot.db"), settings.StorePath);
    }

    [Theory]
    [InlineData("TALKSBOT_Store__Pth", "x", "unknown setting Store:Pth in TALKSBOT_Store__Pth; section Store has Provider, Path")]
    [InlineData("TALKSBOT_Disord__Token", "geheim-1234", "unknown setting Disord:Token in TALKSBOT_Disord__Token; there are the sections Data, Store, Dossiers")]
    [InlineData("TALKSBOT_Slack__Connections", "11", "setting Slack:Connections in TALKSBOT_Slack__Connections must be a whole number of 1 to 10")]
    [InlineData("TALKSBOT_Chat__PublicIn", "discord:", "setting Chat:PublicIn in TALKSBOT_Chat__PublicIn must be all, or a list")]
    [InlineData("TALKSBOT_Http__Listen", "https://x", "setting Http:Listen in TALKSBOT_Http__Listen must be an address such as http://127.0.0.1:8080")]
    [InlineData("DISCORD_API_BASE", "discord.com", "setting Discord:ApiBaseUrl in DISCORD_API_BASE must be an address")]
#if !CHAT_SDKS
    [InlineData("TALKSBOT_Discord__Client", "discord.net", "setting Discord:Client in TALKSBOT_Discord__Client must be builtin here: this build holds no Discord.Net (it is compiled in with: dotnet build -p:ChatSdks=true)")]
#endif
    [InlineData("TALKSBOT_Store__Provider", "Oracle", "setting Store:Provider in TALKSBOT_Store__Provider must be Sqlite")]
    [InlineData("TALKSBOT_Store__Path", "", "setting Store:Path in TALKSBOT_Store__Path must name")]
    public void What_is_unknown_or_out_of_range_is_named_before_anything_starts(string name, string value, string message)
    {
        using var call = new Call();
        var failure = Assert.Throws<CommandFailedException>(() => SettingsReader.Read(ConsoleWith(call, (name, value)), NoOptions));

        Assert.Equal(ExitCode.WrongUsage, failure.ExitCode);
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n\"Store\": {\n!", "line 3")]
    [InlineData("[]", "JSON object")]
    [InlineData("{\"Store\": 5}", "unknown setting Store")]
    public async Task A_malformed_file_is_named_with_its_line(string text, string message)
    {
        using var call = new Call();
        call.File("bad.json", text);

        var result = await call.RunWithInputAsync("", "sources", "--config", "bad.json");

        Assert.Equal(ExitCode.WrongUsage, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("bad.json", result.Error, StringComparison.Ordinal);
    }

    private static HostConsole ConsoleWith(Call call, (string Name, string Value) variable) => new()
    {
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        Input = Stream.Null,
        CurrentFolder = call.Folder,
        ApplicationFolder = call.Folder,
        Variables = new Dictionary<string, string>(StringComparer.Ordinal) { [variable.Name] = variable.Value },
    };
}
