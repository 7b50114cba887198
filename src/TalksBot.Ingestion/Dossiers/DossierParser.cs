using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TalksBot.Domain;
using YamlDotNet.RepresentationModel;

namespace TalksBot.Ingestion;

/// <summary>YAML to a dossier, strictly: a key that is misspelt is a fault, not a setting that has no effect.</summary>
internal static partial class DossierParser
{
    private static readonly Dictionary<string, ActorKind> Kinds = new(StringComparer.Ordinal)
    {
        ["person"] = ActorKind.Person,
        ["government"] = ActorKind.Government,
        ["organisation"] = ActorKind.Organisation,
        ["group"] = ActorKind.Group,
    };

    /// <summary>The dossier that the text states.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="fileName">The file's name without its ending.</param>
    /// <param name="allowed">Hosts of one's own, which may be asked as often as one likes.</param>
    /// <exception cref="DossierException">The text has a fault.</exception>
    internal static Dossier Parse(string text, string fileName, AllowedHosts allowed)
    {
        var root = YamlReading.Load(text);
        var entries = YamlReading.Mapping(root, "a dossier", "name", "title", "visibleTo", "timeZone", "keywords", "actors", "feeds");
        var dossier = new Dossier
        {
            Name = Name(entries, root, fileName),
            Title = YamlReading.Required(entries, "title", root, "the dossier"),
            VisibleTo = VisibleTo(entries),
            TimeZone = TimeZone(entries),
            Keywords = [.. YamlReading.Items(entries, "keywords").Select(Keyword).Distinct(StringComparer.OrdinalIgnoreCase)],
            Actors = Actors(entries),
        };
        return dossier with { Feeds = FeedParser.Parse(YamlReading.Items(entries, "feeds"), dossier.Name, allowed) };
    }

    private static string Name(Dictionary<string, YamlNode> entries, YamlNode root, string fileName)
    {
        var name = YamlReading.Required(entries, "name", root, "the dossier");
        if (!DossierName().IsMatch(name))
        {
            throw YamlReading.Fault(entries["name"], $"the name \"{Printable.Of(name)}\" has other characters than a-z, 0-9 and -; rename it and its file");
        }

        return name == fileName
            ? name
            : throw YamlReading.Fault(entries["name"], $"the name \"{name}\" is not the file's, \"{Printable.Of(fileName)}\"; make them the same");
    }

    private static ImmutableArray<string> VisibleTo(Dictionary<string, YamlNode> entries)
    {
        if (entries.GetValueOrDefault("visibleTo") is YamlScalarNode { Value: "all" })
        {
            return [];
        }

        var list = YamlReading.Items(entries, "visibleTo");
        if (list.IsEmpty && entries.TryGetValue("visibleTo", out var node))
        {
            throw YamlReading.Fault(node, "\"visibleTo\" lists nobody; write all, or a list of discord:<server id> and slack:<workspace id>");
        }

        return [.. list.Select(item => YamlReading.Text(item, "an item of \"visibleTo\"") is var place && Place().IsMatch(place)
            ? place
            : throw YamlReading.Fault(item, $"\"{Printable.Of(place)}\" is no server or workspace; write discord:<server id> or slack:<workspace id>"))];
    }

    private static string? TimeZone(Dictionary<string, YamlNode> entries)
    {
        var zone = YamlReading.Optional(entries, "timeZone");
        return zone is null || (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId)
            ? zone
            : throw YamlReading.Fault(entries["timeZone"], $"\"{Printable.Of(zone)}\" is no IANA time zone; write one like Europe/Kyiv");
    }

    private static string Keyword(YamlNode node) =>
        YamlReading.Text(node, "a keyword") is var keyword && keyword.Any(char.IsLetterOrDigit)
            ? keyword
            : throw YamlReading.Fault(node, $"the keyword \"{Printable.Of(keyword)}\" has no letter or digit; remove it");

    private static ImmutableArray<Actor> Actors(Dictionary<string, YamlNode> entries)
    {
        var actors = ImmutableArray.CreateBuilder<Actor>();
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in YamlReading.Items(entries, "actors"))
        {
            actors.Add(Actor(node, owners));
        }

        return actors.DrainToImmutable();
    }

    // A name that stands for two would put one's words into the other's mouth.
    private static Actor Actor(YamlNode node, Dictionary<string, string> owners)
    {
        var entries = YamlReading.Mapping(node, "an actor", "name", "kind", "role", "of", "aliases");
        var name = YamlReading.Required(entries, "name", node, "an actor");
        if (!owners.TryAdd(name, name))
        {
            throw YamlReading.Fault(entries["name"], owners[name] == name
                ? $"the actor \"{Printable.Of(name)}\" is listed twice; join the two"
                : $"\"{Printable.Of(name)}\" is an alias of \"{Printable.Of(owners[name])}\" already; a name belongs to one actor only");
        }

        var aliases = new List<string>();
        foreach (var item in YamlReading.Items(entries, "aliases"))
        {
            var alias = YamlReading.Text(item, "an alias");
            if (owners.TryAdd(alias, name))
            {
                aliases.Add(alias);
            }
            else if (owners[alias] != name)
            {
                throw YamlReading.Fault(
                    item, $"the alias \"{Printable.Of(alias)}\" belongs to \"{Printable.Of(owners[alias])}\" already; keep it with one of the two");
            }
        }

        return new Actor
        {
            Name = name,
            Kind = Kind(entries, node, name),
            Role = YamlReading.Optional(entries, "role"),
            Of = YamlReading.Optional(entries, "of"),
            Aliases = [.. aliases],
        };
    }

    private static ActorKind Kind(Dictionary<string, YamlNode> entries, YamlNode actor, string name) =>
        YamlReading.Required(entries, "kind", actor, $"the actor \"{Printable.Of(name)}\"") is var text && Kinds.TryGetValue(text, out var kind)
            ? kind
            : throw YamlReading.Fault(entries["kind"], $"unknown kind \"{Printable.Of(text)}\"; write {string.Join(", ", Kinds.Keys)}");

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DossierName();

    [GeneratedRegex(@"^(?:discord:[0-9]{1,20}|slack:[A-Z0-9]{1,20})\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
