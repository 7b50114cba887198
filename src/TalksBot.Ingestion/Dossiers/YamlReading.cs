using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace TalksBot.Ingestion;

/// <summary>Reads YAML nodes of a stated shape; what has another one is a fault with its line.</summary>
internal static class YamlReading
{
    private const int MaxDepth = 10;

    /// <summary>The only document of <paramref name="text"/>.</summary>
    /// <exception cref="YamlException">It is no YAML.</exception>
    /// <exception cref="DossierException">It is empty, has several documents, anchors, or is nested too deep.</exception>
    internal static YamlNode Load(string text)
    {
        CheckEvents(text);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count switch
        {
            0 => throw new DossierException(line: 1, "empty; state name, title, keywords and actors"),
            1 => stream.Documents[0].RootNode,
            _ => throw new DossierException(stream.Documents[1].RootNode.Start.Line, "a second document begins here; give each dossier its own file"),
        };
    }

    /// <summary>The entries of a mapping, each of whose keys is one of <paramref name="keys"/>.</summary>
    internal static Dictionary<string, YamlNode> Mapping(YamlNode node, string what, params string[] keys)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Fault(node, $"{what} is not a list of \"key: value\" lines; state {string.Join(", ", keys)}");
        }

        var entries = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (keyNode, value) in mapping.Children)
        {
            var key = (keyNode as YamlScalarNode)?.Value ?? "";
            if (!keys.Contains(key, StringComparer.Ordinal))
            {
                throw Fault(keyNode, $"unknown key \"{Printable.Of(key)}\" in {what}; the keys are {string.Join(", ", keys)}");
            }

            entries.Add(key, value);
        }

        return entries;
    }

    /// <summary>A text that is there and not blank.</summary>
    internal static string Required(Dictionary<string, YamlNode> entries, string key, YamlNode parent, string what) =>
        entries.TryGetValue(key, out var node) ? Text(node, $"\"{key}\"") : throw Fault(parent, $"{what} has no \"{key}\"; add it");

    /// <summary>A text that is not blank, or null where the key is missing.</summary>
    internal static string? Optional(Dictionary<string, YamlNode> entries, string key) =>
        entries.TryGetValue(key, out var node) ? Text(node, $"\"{key}\"") : null;

    /// <summary>The items of a list; none where the key is missing.</summary>
    internal static ImmutableArray<YamlNode> Items(Dictionary<string, YamlNode> entries, string key) =>
        !entries.TryGetValue(key, out var node) ? []
        : node is YamlSequenceNode list ? [.. list.Children]
        : throw Fault(node, $"\"{key}\" is not a list; write [one, two] or a line with a hyphen for each");

    /// <summary>A text that is not blank.</summary>
    internal static string Text(YamlNode node, string what) =>
        node is YamlScalarNode { Value: { } value } scalar && !string.IsNullOrWhiteSpace(value)
            && !(scalar.Style is ScalarStyle.Plain && value is "null" or "~")
            ? value.Trim()
            : throw Fault(node, $"{what} is not a text; write it after the colon, in quotation marks where it has special characters");

    /// <summary>A fault at the node's line.</summary>
    internal static DossierException Fault(YamlNode node, string message) => new(node.Start.Line, message);

    // Events come one by one, whatever the depth; the nodes that are built of them nest.
    private static void CheckEvents(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease; // MoveNext said that there is one.
            if (depth > MaxDepth)
            {
                throw new DossierException(parser.Current.Start.Line, "nested too deep; check the indentation");
            }

            if (parser.Current is AnchorAlias || parser.Current is NodeEvent { Anchor.IsEmpty: false })
            {
                throw new DossierException(parser.Current.Start.Line, "anchors (&, *) are not read; write the value out, or in quotation marks");
            }
        }
    }
}
