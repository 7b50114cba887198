namespace TalksBot.Web;

/// <summary>Where HTTP is served.</summary>
public sealed record WebOptions
{
    /// <summary>Name of the settings' section.</summary>
    public const string Section = "Http";

    /// <summary>Address to listen on: "http://127.0.0.1:8080"; port 0 takes a free one. TLS is the business of the proxy in front.</summary>
    public required string Listen { get; init; }

    /// <summary>How long a stop waits for calls that are being answered.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Null for an address that can be listened on, else what it should be ("must be …").</summary>
    public static string? CheckListen(string listen) =>
        Uri.TryCreate(listen, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.AbsolutePath == "/"
        && address.Query.Length == 0 && address.UserInfo.Length == 0
            ? null
            : "must be an address such as http://127.0.0.1:8080 (TLS belongs to the proxy in front)";
}
