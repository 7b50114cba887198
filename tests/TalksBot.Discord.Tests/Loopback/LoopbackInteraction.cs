namespace TalksBot.Discord.Tests.Loopback;

/// <summary>An interaction that waits for its answer.</summary>
internal sealed class LoopbackInteraction
{
    public required string Id { get; init; }

    public required string Token { get; init; }

    /// <summary>Type as in the payload: 2 command, 3 component, 4 autocomplete.</summary>
    public required int Type { get; init; }

    public required TimeSpan SentAt { get; init; }

    /// <summary>Whether it was brought by a call to the client's endpoint.</summary>
    public bool CameByCall { get; init; }

    public RestCall? FirstAnswer { get; set; }

    public List<RestCall> Edits { get; } = [];

    /// <summary>Checks that the first answer is of a kind that this interaction may have.</summary>
    public void Check(LoopbackDiscord server, RestCall call)
    {
        int[] allowed = Type switch
        {
            4 => [8],
            3 => [4, 5, 6, 7, 9],
            _ => [4, 5, 9],
        };
        server.Require(allowed.Contains(call.Type), $"D7: callback type {call.Type} to an interaction of type {Type}");
        if (call.Type == 8)
        {
            var choices = call.Json.GetProperty("data").GetProperty("choices");
            server.Require(choices.GetArrayLength() <= 25, $"checklist 20: {choices.GetArrayLength()} choices");
            server.Require(
                choices.EnumerateArray().All(choice => choice.GetProperty("name").GetString() is { Length: > 0 and <= 100 } && choice.GetProperty("value").GetString() is { Length: > 0 and <= 100 }),
                "checklist 20: a choice is too long or empty");
        }
    }
}
