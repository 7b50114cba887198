namespace TalksBot.Tests.Worker;

public class SecretGuardTests
{
    private readonly SecretGuard _guard = new(["my-own-secret-value", "short"]);

    [Theory]
    [InlineData("sent my-own-secret-value twice: my-own-secret-value", "sent [secret] twice: [secret]")]
    [InlineData("a short one stays", "a short one stays")]
    [InlineData("token xoxb-12345-abcdef, app xapp-1-A0-99-ff00", "token [secret], app [secret]")]
    [InlineData("POST /api/v10/interactions/1234567890/aW50ZXJhY3Rpb24/callback", "POST /api/v10/interactions/1234567890/[secret]/callback")]
    [InlineData("PATCH /webhooks/1234567890/aW50ZXJhY3Rpb24.x_y/messages/@original", "PATCH /webhooks/1234567890/[secret]/messages/@original")]
    [InlineData("GET wss://x.slack.com/link/?ticket=12-34&app_id=5", "GET wss://x.slack.com/link/?ticket=[secret]&app_id=5")]
    [InlineData("https://hooks.slack.com/commands/T1/2/xyz failed", "https://hooks.slack.com/[secret] failed")]
    [InlineData("Reconnected shard 0 after 1.5 s", "Reconnected shard 0 after 1.5 s")]
    public void Secrets_are_taken_out_and_the_rest_stays(string text, string expected) => Assert.Equal(expected, _guard.Clean(text));
}
