namespace TalksBot.Chat;

/// <summary>Addresses that may be linked.</summary>
public static class WebAddress
{
    private static readonly string[] SecretKeys =
    [
        "key", "token", "auth", "sig", "signature", "password", "passwd", "pwd", "secret", "session", "sessionid", "jwt", "credential", "code", "sid",
    ];

    /// <summary>
    /// The http or https address without credentials, secret query keys and fragment, percent-encoded so that it holds no blank, quotation mark,
    /// bracket, parenthesis, bar or other sign that could end a link; an international host in its ASCII form.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">The most characters; a longer address would lead elsewhere when cut.</param>
    /// <returns>Null where it is no such address.</returns>
    public static string? TryClean(string? text, int length)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 2 * length || text.Any(char.IsControl)
            || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6) || uri.IdnHost.Length == 0)
        {
            return null;
        }

        var host = uri.HostNameType is UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost.ToLowerInvariant();
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        var address = $"{uri.Scheme}://{host}{port}{Encode(uri.AbsolutePath)}{Query(uri.Query)}";
        return address.Length <= length ? address : null;
    }

    private static string Query(string query)
    {
        var kept = string.Join('&', query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !IsSecret(pair)));
        return kept.Length == 0 ? "" : $"?{Encode(kept)}";
    }

    private static bool IsSecret(string pair)
    {
        var words = Uri.UnescapeDataString(pair.Split('=', 2)[0]).Split(['_', '-', '.', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => SecretKeys.Any(secret => word.Equals(secret, StringComparison.OrdinalIgnoreCase)
            || (secret.Length > 4 && word.EndsWith(secret, StringComparison.OrdinalIgnoreCase)) || word.Equals("api" + secret, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Encode(string part) => string.Concat(part.Select(sign => char.IsAsciiLetterOrDigit(sign) || "-._~/%:=&?+,;$!".Contains(sign, StringComparison.Ordinal)
        ? sign.ToString()
        : Uri.EscapeDataString(sign.ToString()) is var encoded && encoded != sign.ToString() ? encoded : $"%{(int)sign:X2}"));
}
