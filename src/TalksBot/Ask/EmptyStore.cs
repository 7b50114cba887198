using System.Text.Json;
using TalksBot.Answers;

namespace TalksBot;

/// <summary>What is said while there is no store yet.</summary>
internal static class EmptyStore
{
    /// <summary>A refusal that says how to begin.</summary>
    public static Reply Reply(HostSettings settings) => new()
    {
        Title = "Nothing is stored yet",
        Kind = ReplyKind.None,
        IsRefused = true,
        Lead = $"Nothing is stored yet in {Printable.Line(settings.DataFolder)}; add articles with: talksbot ingest FILE…",
    };

    /// <summary>It as a line of <c>ask --json</c>.</summary>
    public static AskJson Json(JsonElement? id, Reply reply) =>
        new(id, reply.ToText(), JsonWords.Of(reply.Kind), reply.IsRefused, [], [], Note: null, Error: null);
}
