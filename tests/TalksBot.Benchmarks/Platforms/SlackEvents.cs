using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TalksBot.Benchmarks.Platforms.Wire;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>Slack's payloads in the shape of its reference.</summary>
internal static class SlackEvents
{
    /// <summary>Taken for the view that a suggestion is wanted in, until the bot has opened one of its own.</summary>
    public const string DefaultView =
        """{"type":"modal","callback_id":"bench","title":{"type":"plain_text","text":"Bench"},"private_metadata":"","blocks":[{"type":"input","block_id":"speaker","label":{"type":"plain_text","text":"Speaker"},"element":{"type":"external_select","action_id":"speaker"}}]}""";

    /// <summary>Answer to views.open and its kin.</summary>
    public const string ViewAnswer = """{"ok":true,"view":{"id":"V0BENCHMARK","team_id":"T0BENCHMARK","type":"modal","hash":"1700000000.abcdef","state":{"values":{}}}}""";

    private static int _count;

    /// <summary>The view that a call brings, or null.</summary>
    public static string? ViewOf(HttpCall call)
    {
        var body = call.Header("Content-Type").StartsWith("application/json", StringComparison.Ordinal)
            ? JsonNode.Parse(call.Body)?["view"]?.ToJsonString()
            : null;
        return body is not null && body.Contains("external_select", StringComparison.Ordinal) ? body : null;
    }

    /// <summary>What a method answers, or null for one that is not known here.</summary>
    public static string? AnswerOf(string method) => method switch
    {
        "auth.test" => """{"ok":true,"url":"https://benchmark.slack.com/","team":"Benchmark","user":"talksbot","team_id":"T0BENCHMARK","user_id":"U0TALKSBOT","bot_id":"B0TALKSBOT","is_enterprise_install":false}""",
        "users.info" => """{"ok":true,"user":{"id":"U0READER","team_id":"T0BENCHMARK","name":"reader","deleted":false,"real_name":"A reader","tz":"Europe/Kyiv","tz_label":"Eastern European Time","tz_offset":7200,"profile":{},"is_admin":true,"is_owner":false,"is_bot":false,"updated":1700000000,"locale":"en-US"}}""",
        "bots.info" => """{"ok":true,"bot":{"id":"B0TALKSBOT","deleted":false,"name":"talksbot","updated":1700000000,"app_id":"A0BENCHMARK","user_id":"U0TALKSBOT"}}""",
        "chat.postMessage" or "chat.update" => """{"ok":true,"channel":"C0BENCHMARK","ts":"1700000000.000100","message":{}}""",
        "chat.postEphemeral" => """{"ok":true,"message_ts":"1700000000.000100"}""",
        "conversations.info" => """{"ok":true,"channel":{"id":"C0BENCHMARK","name":"talks","is_channel":true,"is_member":true,"is_archived":false,"creator":"U0READER"}}""",
        _ => null,
    };

    /// <summary>A slash command in its envelope.</summary>
    public static string Command(string envelopeId, Question question, string responseUrl)
    {
        var text = string.Join(' ', question.Options.Select((option, i) => i == 0 && option.Name is "words" or "question" ? option.Value : $"{option.Name}:\"{option.Value}\""));
        return $$"""
            {"envelope_id":"{{envelopeId}}","payload":{"token":"deprecated","team_id":"T0BENCHMARK","team_domain":"benchmark","channel_id":"C0BENCHMARK","channel_name":"talks","user_id":"U0READER","user_name":"reader",
            "command":"/{{question.Command}}","text":{{Quoted(text)}},"api_app_id":"A0BENCHMARK","is_enterprise_install":"false","response_url":"{{responseUrl}}","trigger_id":"{{Trigger()}}"},"type":"slash_commands","accepts_response_payload":true}
            """.ReplaceLineEndings("");
    }

    /// <summary>A request for suggestions in its envelope, for the list in <paramref name="view"/> whose ids fit the question best.</summary>
    public static string Suggestion(string envelopeId, Question question, string view)
    {
        var (name, value) = question.Options[^1];
        var shown = JsonNode.Parse(view)!.AsObject(); // made here or checked by ViewOf
        var (block, action) = FindList(shown, name);
        shown["id"] = "V0BENCHMARK";
        shown["team_id"] = "T0BENCHMARK";
        shown["state"] = new JsonObject { ["values"] = new JsonObject() };
        shown["hash"] = "1700000000.abcdef";
        return $$$"""
            {"envelope_id":"{{{envelopeId}}}","payload":{"type":"block_suggestion","user":{"id":"U0READER","username":"reader","name":"reader","team_id":"T0BENCHMARK"},"container":{"type":"view","view_id":"V0BENCHMARK"},"api_app_id":"A0BENCHMARK","token":"deprecated",
            "action_id":{{{Quoted(action)}}},"block_id":{{{Quoted(block)}}},"value":{{{Quoted(value)}}},"team":{"id":"T0BENCHMARK","domain":"benchmark"},"enterprise":null,"is_enterprise_install":false,"view":{{{shown.ToJsonString()}}}},"type":"interactive","accepts_response_payload":true}
            """.ReplaceLineEndings("");
    }

    private static (string Block, string Action) FindList(JsonObject view, string name)
    {
        var lists = (view["blocks"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(block => (Block: block["block_id"]?.ToString() ?? "", Element: (block["element"] ?? block["accessory"]) as JsonObject))
            .Where(found => found.Element?["type"]?.ToString() == "external_select")
            .Select(found => (found.Block, Action: found.Element?["action_id"]?.ToString() ?? ""))
            .ToList();
        return lists.Exists(list => $"{list.Block} {list.Action}".Contains(name, StringComparison.Ordinal))
            ? lists.Find(list => $"{list.Block} {list.Action}".Contains(name, StringComparison.Ordinal))
            : lists[0];
    }

    private static string Trigger() => string.Create(CultureInfo.InvariantCulture, $"{1_000_000 + Interlocked.Increment(ref _count)}.2.0123456789abcdef");

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
