using System.Text.Json;
using TalksBot.Testing.Schemas;

namespace TalksBot.Slack.Tests;

/// <summary>Slack's description of blocks and views, as its own libraries declare them (LICENSE.slack-types.txt).</summary>
internal static class SlackSchemas
{
    private static readonly JsonSchemaFile BlockKit = Load("slack-block-kit.schema.json");
    private static readonly JsonSchemaFile Methods = Load("slack-web-api-methods.json");

    /// <summary>What is wrong with the blocks of a message.</summary>
    public static IReadOnlyList<SchemaFault> CheckBlocks(JsonElement blocks) => BlockKit.Check("#/definitions/SlackMessageBlocks", blocks);

    /// <summary>What is wrong with a modal or a Home tab.</summary>
    public static IReadOnlyList<SchemaFault> CheckView(JsonElement view) =>
        BlockKit.Check(view.GetProperty("type").GetString() == "home" ? "#/definitions/HomeView" : "#/definitions/ModalView", view);

    /// <summary>What is wrong with the arguments of a Web API method; a method that is not in the excerpt is wrong itself.</summary>
    public static IReadOnlyList<SchemaFault> CheckArguments(string method, JsonElement arguments) =>
        Methods.Root.GetProperty("definitions").TryGetProperty(method, out var schema) ? Methods.Check(schema, arguments) : [new SchemaFault(method, "is no method that we use")];

    private static JsonSchemaFile Load(string name)
    {
        using var stream = typeof(SlackSchemas).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("The schema is not embedded.");
        return JsonSchemaFile.Parse(stream);
    }
}
