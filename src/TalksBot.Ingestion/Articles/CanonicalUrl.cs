using System.Collections.Frozen;

namespace TalksBot.Ingestion;

/// <summary>Addresses as they are compared and shown.</summary>
public static class CanonicalUrl
{
    private const int MaxLength = 2_000;

    // Keys that say where a reader came from, or let him in; neither is part of the article's address.
    private static readonly FrozenSet<string> DroppedKeys = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid",
        "_ga", "_gl", "ref", "ref_src", "ref_url", "cmpid", "cmp", "ito", "smid", "smtyp", "ns_mchannel", "ns_source", "ns_campaign",
        "at_medium", "at_campaign", "guccounter", "guce_referrer", "guce_referrer_sig", "sref", "spm", "share",
        "key", "apikey", "api_key", "api-key", "token", "access_token", "auth", "auth_token", "sig", "signature", "password", "pwd",
        "secret", "session", "sessionid", "jwt");

    /// <summary>
    /// The http or https address without credentials, fragment, default port, tracking and secret query keys; scheme and host in
    /// lower case, an international host in its ASCII form.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>Null where <paramref name="text"/> is no such address, or one of more than 2,000 characters.</returns>
    public static string? TryParse(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength || text.Any(char.IsControl)
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || !HasHost(uri))
        {
            return null;
        }

        var host = uri.HostNameType is UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost.ToLowerInvariant();
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        return $"{uri.Scheme}://{host}{port}{uri.AbsolutePath}{Query(uri.Query)}";
    }

    /// <summary>Whether the address has a host that can be looked up: some that may be written have no ASCII form.</summary>
    internal static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private static string Query(string query)
    {
        var kept = query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !IsDropped(Uri.UnescapeDataString(pair.Split('=', 2)[0])));
        var joined = string.Join('&', kept);
        return joined.Length == 0 ? "" : $"?{joined}";
    }

    private static bool IsDropped(string key) =>
        key.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || DroppedKeys.Contains(key);
}
