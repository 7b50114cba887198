using System.Collections.Frozen;

namespace TalksBot.Ingestion;

/// <summary>Hosts that the operator lets be fetched although their address is not public.</summary>
public sealed class AllowedHosts
{
    private readonly FrozenSet<string> _names;

    private AllowedHosts(IEnumerable<string> names) => _names = names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>None.</summary>
    public static AllowedHosts None { get; } = new([]);

    /// <summary>Reads a list of "host" (every port) and "host:port", separated by commas; addresses of version 6 stand in square brackets.</summary>
    /// <param name="text">Empty for none.</param>
    /// <param name="hosts">The list, or none where <paramref name="text"/> is not understood.</param>
    /// <returns>Null, else the item that is not understood.</returns>
    public static string? TryParse(string text, out AllowedHosts hosts)
    {
        var names = new List<string>();
        hosts = None;
        foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate($"http://{item}/", UriKind.Absolute, out var address) || address.UserInfo.Length > 0
                || address.PathAndQuery != "/" || address.Fragment.Length > 0 || address.IdnHost.Length == 0 || item.Contains('/', StringComparison.Ordinal))
            {
                return item;
            }

            var hasPort = item.LastIndexOf(':') > item.LastIndexOf(']');
            names.Add(hasPort ? $"{address.IdnHost}:{address.Port}" : address.IdnHost);
        }

        hosts = new AllowedHosts(names);
        return null;
    }

    /// <summary>Whether the host is allowed on that port.</summary>
    public bool Contains(string host, int port)
    {
        var name = host.Trim('[', ']');
        return _names.Contains(name) || _names.Contains($"{name}:{port}");
    }

    /// <summary>Whether the host of an address is allowed.</summary>
    public bool Contains(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Contains(address.IdnHost, address.Port);
    }
}
