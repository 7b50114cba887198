using System.Text;
using System.Text.Json;
using CsCheck;

namespace TalksBot.Slack.Tests;

/// <summary>Whatever comes from outside is read without an exception.</summary>
public class HostileInputTests
{
    private static readonly string[] Names =
    [
        "type", "event", "user", "id", "team", "enterprise", "channel", "actions", "action_id", "view", "state", "values", "authorizations", "team_id", "is_enterprise_install",
        "tokens", "bot", "text", "ts", "response_url", "container", "message", "callback_id", "tab", "selected_option", "value", "user_id", "is_bot",
    ];

    private static readonly string[] Words =
        ["app_mention", "message", "im", "app_home_opened", "tokens_revoked", "block_actions", "block_suggestion", "view_submission", "message_action", "home", "T1", "<@U1>", "", "http://x/"];

    [Fact]
    public void Payloads_of_any_shape_make_an_event_or_none() =>
        Json(5).Sample(
            json =>
            {
                using var document = JsonDocument.Parse(json);
                PayloadReader.Event(document.RootElement, "U0BOT");
                PayloadReader.Interaction(document.RootElement, TimeProvider.System);
                PayloadReader.Command(name => document.RootElement.Text(name), TimeProvider.System);
            },
            iter: 20_000);

    [Fact]
    public void The_first_steps_are_taken_without_a_fault() => FirstSteps.Take(TimeProvider.System);

    [Fact]
    public void A_lone_surrogate_reads_as_nothing()
    {
        using var document = JsonDocument.Parse("""{"text":"\ud800","type":"message"}""");

        Assert.Null(document.RootElement.Text("text"));
    }

    [Fact]
    public void Any_text_becomes_plain_and_no_longer() =>
        Gen.OneOf(Gen.String, OneOf("<", ">", "&", "&amp;", "<@U1|", "<!", "|", "“", "\u00A0", "a").Array[0, 30].Select(string.Concat)).Sample(text =>
        {
            var plain = TypedText.Plain(text);

            Assert.True(plain.Length <= text.Length);
            TypedLine.OfCommand("/talks", text);
            TypedLine.OfMessage(text);
        });

    [Fact]
    public void Any_form_is_read_and_a_written_one_is_read_back()
    {
        Gen.Byte.Array[0, 100].Sample(bytes => FormBody.Read(bytes));
        Gen.String.Array[1, 5].Sample(values =>
        {
            // A lone surrogate has no UTF-8.
            var clean = values.Select(value => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value))).ToArray();
            var fields = clean.Select((value, index) => ($"field {index}", value)).ToArray();

            var read = FormBody.Read(FormBody.Write(fields));

            Assert.Equal(fields.Length, read.Count);
            Assert.All(fields, field => Assert.Equal(field.value, read[field.Item1]));
        });
    }

    [Fact]
    public void A_form_of_very_many_fields_is_cut() =>
        Assert.Equal(64, FormBody.Read(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"a{i}=1")))).Count);

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    private static Gen<string> Json(int depth)
    {
        var leaf = Gen.OneOf(OneOf(Words).Select(word => JsonSerializer.Serialize(word)), OneOf("null", "true", "false", "1", "-1.5e300", "[]", "{}"));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Json(depth - 1);
        var members = Gen.Select(OneOf(Names), inner, (name, value) => $"\"{name}\":{value}").Array[0, 6].Select(parts => "{" + string.Join(',', parts) + "}");
        var items = inner.Array[0, 3].Select(parts => "[" + string.Join(',', parts) + "]");
        return Gen.OneOf(members, members, members, items, leaf);
    }
}
