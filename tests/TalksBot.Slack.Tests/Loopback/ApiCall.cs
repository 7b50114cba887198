using System.Text.Json;

namespace TalksBot.Slack.Tests;

/// <summary>A call of a Web API method as the server got it.</summary>
internal sealed record ApiCall(string Method, string? Token, JsonElement Arguments, long At)
{
    public string? Text(string name) => Arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A call of a response_url as the server got it.</summary>
internal sealed record ResponseCall(string Id, JsonElement Body, long At)
{
    public string Text => Body.GetProperty("text").GetString() ?? "";

    public string? Type => Body.TryGetProperty("response_type", out var value) ? value.GetString() : null;

    public bool Replaces => Body.TryGetProperty("replace_original", out var value) && value.GetBoolean();

    public bool Deletes => Body.TryGetProperty("delete_original", out var value) && value.GetBoolean();
}

/// <summary>What the server does instead of answering well.</summary>
internal sealed record Fault
{
    public int Status { get; init; } = 200;

    /// <summary>An error of the Web API, or null.</summary>
    public string? Error { get; init; }

    public int? RetryAfter { get; init; }

    /// <summary>Cut the connection without an answer.</summary>
    public bool Cut { get; init; }

    /// <summary>Answer when this is done.</summary>
    public Task? Until { get; init; }

    /// <summary>Told when the call has come.</summary>
    public Action? OnCome { get; init; }

    public static Fault Of(string error) => new() { Error = error };
}
