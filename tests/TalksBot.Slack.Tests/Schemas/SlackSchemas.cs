using System.Text.Json;
using TalksBot.Testing.Schemas;

namespace TalksBot.Slack.Tests;

/// <summary>Slack's description of blocks and views, as its own libraries declare them (LICENSE.slack-types.txt).</summary>
internal static class SlackSchemas
{
    private static readonly JsonSchemaFile BlockKit = Load();

    /// <summary>What is wrong with the blocks of a message.</summary>
    public static IReadOnlyList<SchemaFault> CheckBlocks(JsonElement blocks) => BlockKit.Check("#/definitions/SlackMessageBlocks", blocks);

    /// <summary>What is wrong with a modal or a Home tab.</summary>
    public static IReadOnlyList<SchemaFault> CheckView(JsonElement view) =>
        BlockKit.Check(view.GetProperty("type").GetString() == "home" ? "#/definitions/HomeView" : "#/definitions/ModalView", view);

    private static JsonSchemaFile Load()
    {
        using var stream = typeof(SlackSchemas).Assembly.GetManifestResourceStream("slack-block-kit.schema.json")
            ?? throw new InvalidOperationException("The schema is not embedded.");
        return JsonSchemaFile.Parse(stream);
    }
}
