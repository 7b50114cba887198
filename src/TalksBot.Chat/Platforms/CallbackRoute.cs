using System.Collections.Immutable;

namespace TalksBot.Chat;

/// <summary>An HTTP endpoint that a platform calls; the web room serves it.</summary>
/// <param name="Method">"GET" or "POST".</param>
/// <param name="Path">From the root, with its slash: "/discord/interactions".</param>
/// <param name="HandleAsync">Answers one call, within the platform's time; must not throw for anything the caller sends.</param>
public sealed record CallbackRoute(string Method, string Path, Func<CallbackCall, CancellationToken, Task<CallbackReply>> HandleAsync)
{
    /// <summary>The most bytes a body may have; a longer one is answered 413 before it is read.</summary>
    public int MaxBodyLength { get; init; } = 1024 * 1024;
}

/// <summary>One HTTP call as it came; nothing of it is to be trusted.</summary>
public sealed record CallbackCall
{
    /// <summary>The raw body; signatures are over these bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Headers by name, in any case; several values are joined by ", ".</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Query values by name, decoded; the first of several.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Cookies by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The header called <paramref name="name"/>, or null.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}

/// <summary>What is answered to a call.</summary>
/// <param name="Status">HTTP status code.</param>
public sealed record CallbackReply(int Status)
{
    /// <summary>Type of the body, or null when there is none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Further headers, such as Location and Set-Cookie.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];
}
