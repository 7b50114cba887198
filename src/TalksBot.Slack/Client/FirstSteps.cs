using System.Text.Json;
using TalksBot.Answers;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>
/// Goes the way of one command once, with nothing at either end, while the first connection is being made: the code on it is then loaded and compiled before the first
/// person types.
/// </summary>
internal static class FirstSteps
{
    /// <summary>Takes some milliseconds of a processor, and has no other effect.</summary>
    public static void Take(TimeProvider time)
    {
        var frame = """
            {"envelope_id":"e","type":"slash_commands","accepts_response_payload":true,"payload":{"type":"","command":"/talks","text":"who-said “a”",
            "user_id":"U","channel_id":"C","team_id":"T","trigger_id":"1","response_url":"https://localhost/"}}
            """u8.ToArray();
        var head = FrameHead.Read(frame);
        new FrameWatch(time).Observe(frame);
        using var payload = JsonDocument.Parse(frame.AsMemory(head.Body));
        if (PayloadReader.Command(name => payload.RootElement.Text(name), time) is { } command)
        {
            TypedLine.OfCommand(command.Command, command.Text);
        }

        PayloadReader.Interaction(payload.RootElement, time);
        PayloadReader.Event(payload.RootElement, ownUserId: null);
        var message = SlackRenderer.Render(new ChatAnswer(AnswerKind.Help, new Reply { Title = "Help", Kind = ReplyKind.None, Lead = "Ask." }));
        JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Default.SlackMessage);
    }
}
