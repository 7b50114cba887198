namespace TalksBot.Ingestion;

/// <summary>Addresses that may be asked for at all.</summary>
internal static class FetchAddress
{
    private const int MaxLength = 2_000;

    /// <summary>Reads an address, from another one where it is relative.</summary>
    /// <param name="text">As written in a feed, a Location header or a dossier.</param>
    /// <param name="from">What it is relative to; null where it must be absolute.</param>
    /// <returns>Null where it is none.</returns>
    internal static Uri? TryParse(string? text, Uri? from)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength || text.Any(char.IsControl))
        {
            return null;
        }

        var isAddress = from is null ? Uri.TryCreate(text, UriKind.Absolute, out var address) : Uri.TryCreate(from, text, out address);
        return isAddress && address is { IsAbsoluteUri: true, AbsoluteUri.Length: <= MaxLength } && CanonicalUrl.HasHost(address) && IsWeb(address) ? address : null;
    }

    /// <summary>What is wrong with it, or null.</summary>
    internal static string? FindFault(Uri address) =>
        !IsWeb(address) ? $"only http and https addresses are fetched, not {Printable.Of(address.Scheme)}"
        : address.UserInfo.Length > 0 ? "an address with a user name or password in it is not fetched; take it out"
        : null;

    /// <summary>The address as it may be shown: without secrets.</summary>
    internal static string Show(Uri address) => CanonicalUrl.TryParse(address.AbsoluteUri) ?? $"{address.Scheme}://{address.IdnHost}/…";

    private static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;
}
