using System.Text.Json;
using TalksBot.Answers;
using TalksBot.Chat;

namespace TalksBot.Discord;

/// <summary>
/// Reads a made-up interaction and draws a made-up answer, so that the code for both is compiled when the first person asks: that took 30 to 100 ms of the
/// first acknowledgement (2026-11, two busy cores).
/// </summary>
internal static class Rehearsal
{
    private static readonly byte[] Interaction =
        """
        {"id":"1","application_id":"1","type":2,"token":"-","guild_id":"1","channel_id":"1","channel":{"id":"1"},"locale":"en-GB","context":0,
         "member":{"permissions":"0","user":{"id":"1"}},"data":{"id":"1","name":"help","type":1,"options":[{"name":"command","type":3,"value":"help"}]}}
        """u8.ToArray();

    /// <summary>Plays it; nothing is sent, and nothing remains.</summary>
    /// <returns>Bytes that would have been sent.</returns>
    public static int Play()
    {
        var wire = JsonSerializer.Deserialize(Interaction, DiscordJson.Default.WireInteraction);
        if (wire is null || InteractionReader.Read(wire, firstAnswer: null) is null)
        {
            return 0;
        }

        var answer = new ChatAnswer(AnswerKind.Answer, new Reply
        {
            Title = "Nobody said this on 1 January 2026",
            Kind = ReplyKind.Statement,
            Items = [new ReplyItem { Kind = ReplyKind.Statement, Head = "Nobody said on 1 January 2026", Quote = "nothing", IsSpoken = true, Citations = [] }],
        })
        {
            Buttons = [new ChatButton(ButtonKind.Next, "Next", "a")],
            Locale = "en-GB",
        };
        var message = DiscordRenderer.Render(answer, isPrivate: true);
        return JsonSerializer.SerializeToUtf8Bytes(new WireMessageCallback(4, message), DiscordJson.Default.WireMessageCallback).Length;
    }
}
