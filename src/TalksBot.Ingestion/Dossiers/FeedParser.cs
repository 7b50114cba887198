using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TalksBot.Domain;
using YamlDotNet.RepresentationModel;

namespace TalksBot.Ingestion;

/// <summary>The feeds of a dossier, strictly.</summary>
internal static partial class FeedParser
{
    private const int MaxFeeds = 1_000;

    private static readonly TimeSpan LeastForFolders = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeastForAddresses = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);
    private static readonly TimeSpan UsualForFolders = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualForAddresses = TimeSpan.FromMinutes(15);

    /// <summary>The feeds that the items state.</summary>
    /// <param name="items">Of the list.</param>
    /// <param name="dossier">Its name.</param>
    /// <param name="allowed">Hosts of one's own, which may be asked as often as a folder is looked at.</param>
    /// <exception cref="DossierException">One has a fault, or is stated twice.</exception>
    internal static ImmutableArray<Feed> Parse(ImmutableArray<YamlNode> items, string dossier, AllowedHosts allowed)
    {
        var feeds = ImmutableArray.CreateBuilder<Feed>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (feeds.Count == MaxFeeds)
            {
                throw YamlReading.Fault(item, $"a dossier has at most {MaxFeeds} feeds; divide it");
            }

            var feed = Feed(item, dossier, allowed);
            if (!names.Add(feed.Name))
            {
                throw YamlReading.Fault(item, $"the feed \"{Printable.Of(feed.Name)}\" is listed twice; remove one");
            }

            feeds.Add(feed);
        }

        return feeds.DrainToImmutable();
    }

    private static Feed Feed(YamlNode node, string dossier, AllowedHosts allowed)
    {
        var entries = YamlReading.Mapping(node, "a feed", "url", "folder", "every");
        if (entries.ContainsKey("url") == entries.ContainsKey("folder"))
        {
            throw YamlReading.Fault(node, "a feed has either \"url\" or \"folder\"; state one of them");
        }

        if (YamlReading.Optional(entries, "folder") is { } folder)
        {
            return folder.Contains('\0', StringComparison.Ordinal) || folder.Length > 1_000
                ? throw YamlReading.Fault(entries["folder"], $"\"{Printable.Of(folder)}\" is no folder; write its path")
                : new Feed(dossier, Url: null, folder, Every(entries, LeastForFolders, UsualForFolders, "a folder"));
        }

        var url = YamlReading.Required(entries, "url", node, "a feed");
        if (FetchAddress.TryParse(url, from: null) is not { } address)
        {
            throw YamlReading.Fault(entries["url"], $"\"{Printable.Of(url)}\" is no http or https address; write the feed's address");
        }

        if (FetchAddress.FindFault(address) is { } fault)
        {
            throw YamlReading.Fault(entries["url"], fault);
        }

        var least = allowed.Contains(address) ? TimeSpan.FromSeconds(1) : LeastForAddresses;
        return new Feed(dossier, address.AbsoluteUri, Folder: null, Every(entries, least, UsualForAddresses, "an address")) { ShownUrl = FetchAddress.Show(address) };
    }

    private static TimeSpan Every(Dictionary<string, YamlNode> entries, TimeSpan least, TimeSpan usual, string what)
    {
        if (YamlReading.Optional(entries, "every") is not { } text)
        {
            return usual;
        }

        var match = Interval().Match(text);
        if (!match.Success)
        {
            throw YamlReading.Fault(entries["every"], $"\"{Printable.Of(text)}\" is no interval; write a number with s, m, h or d, like 5m");
        }

        var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var every = match.Groups["unit"].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
        return every < least ? throw YamlReading.Fault(entries["every"], $"{what} is looked at every {(int)least.TotalSeconds}s at the most; write {(int)least.TotalSeconds}s or more, not {text}")
            : every > Most ? throw YamlReading.Fault(entries["every"], $"a feed is looked at every 30d at the least; write 30d or less, not {text}")
            : every;
    }

    [GeneratedRegex(@"^(?<number>[1-9][0-9]{0,5})(?<unit>[smhd])\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Interval();
}
