using TalksBot.Chat;
using YamlDotNet.RepresentationModel;

namespace TalksBot.Slack.Tests;

public class SlackManifestTests
{
    // Put in place of this, an operator's own address goes into the HTTP manifest.
    private const string ExampleUrl = "https://talksbot.example.org";

    [Theory]
    [InlineData("slack-manifest.yaml", null)]
    [InlineData("slack-manifest-http.yaml", ExampleUrl)]
    public void The_manifest_in_config_is_the_one_that_the_catalog_makes(string file, string? baseUrl)
    {
        var path = Path.Combine(Root(), "config", file);
        var expected = SlackManifest.ToYaml(baseUrl);
        if (Environment.GetEnvironmentVariable("UPDATE_MANIFEST") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == expected,
            $"config/{file} is out of date; rewrite it with: UPDATE_MANIFEST=1 dotnet test --project tests/TalksBot.Slack.Tests");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ExampleUrl)]
    public void Every_command_is_there_within_the_limits_of_a_manifest(string? baseUrl)
    {
        var manifest = Parse(SlackManifest.ToYaml(baseUrl));

        var commands = Items(manifest, "features", "slash_commands");
        Assert.Equal([.. CommandCatalog.All.Select(command => $"/{command.Name}"), "/talks"], commands.Select(command => Text(command, "command")));
        Assert.InRange(commands.Count, 1, 50);
        Assert.All(commands, command =>
        {
            Assert.InRange(Text(command, "command").Length, 2, 32);
            Assert.InRange(Text(command, "description").Length, 1, 2000);
            Assert.True(!command.Children.ContainsKey("usage_hint") || Text(command, "usage_hint").Length is > 0 and <= 1000);
            Assert.Equal("true", Text(command, "should_escape"));
            Assert.Equal(baseUrl is not null, command.Children.ContainsKey("url"));
        });
        Assert.InRange(Text(Map(manifest, "display_information"), "name").Length, 1, 35);
        Assert.InRange(Text(Map(manifest, "display_information"), "description").Length, 1, 140);
        Assert.InRange(Text(Map(manifest, "display_information"), "long_description").Length, 175, 4000);
        Assert.Equal(baseUrl is null ? "true" : "false", Text(Map(manifest, "settings"), "socket_mode_enabled"));
    }

    [Fact]
    public void Only_the_scopes_are_asked_for_that_features_need() =>
        Assert.Equal(
            ["app_mentions:read", "channels:read", "chat:write", "chat:write.public", "commands", "groups:read", "im:history", "im:write", "users:read"],
            SlackManifest.Scopes.Order(StringComparer.Ordinal));

    [Fact]
    public void Messages_of_channels_are_not_asked_for() =>
        Assert.DoesNotContain(SlackManifest.Events, name => name is "message.channels" or "message.groups" or "message.mpim");

    private static YamlMappingNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static YamlMappingNode Map(YamlMappingNode node, string key) => (YamlMappingNode)node[key];

    private static List<YamlMappingNode> Items(YamlMappingNode node, string key, string list) => ((YamlSequenceNode)node[key][list]).Cast<YamlMappingNode>().ToList();

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value ?? "";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TalksBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds TalksBot.sln.");
    }
}
