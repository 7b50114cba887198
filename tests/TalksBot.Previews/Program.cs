using System.Text.Json;
using TalksBot.Discord;
using TalksBot.Previews;
using TalksBot.Slack;

// Draws what the commands answer over the bundled samples, from the very JSON that would be sent:
//   dotnet run --project tests/TalksBot.Previews -- FOLDER
// writes discord-dark.html, discord-light.html, slack.html and the two of the README's pictures there; a browser makes pictures of them:
//   chromium --headless --hide-scrollbars --window-size=640,620 --screenshot=config/pictures/discord.png FOLDER/discord-picture.html
if (args is not [var folder])
{
    await Console.Error.WriteLineAsync("usage: TalksBot.Previews FOLDER");
    return 2;
}

Directory.CreateDirectory(folder);
using var stage = await Stage.OpenAsync();
var discord = new List<(string Asked, JsonElement Message)>();
var slack = new List<(string Asked, JsonElement Message)>();
foreach (var scene in Scenes.All)
{
    var (task, answer) = await stage.PlayAsync(scene, "discord");
    discord.Add((scene.Asked, JsonSerializer.SerializeToElement(DiscordRenderer.Render(answer, task.IsPrivate), DiscordJson.Default.DiscordMessage)));
    (_, answer) = await stage.PlayAsync(scene, "slack");
    slack.Add((scene.Asked, JsonSerializer.SerializeToElement(SlackRenderer.Render(answer), SlackJson.Default.SlackMessage)));
}

foreach (var (what, answer) in stage.Told)
{
    discord.Add((what, JsonSerializer.SerializeToElement(DiscordRenderer.Render(answer, isPrivate: false), DiscordJson.Default.DiscordMessage)));
    slack.Add((what, JsonSerializer.SerializeToElement(SlackRenderer.Render(answer), SlackJson.Default.SlackMessage)));
}

var views = new[] { "who-said", "meetings", "subscribe" }.Select(name => (SlackView)CommandModal.Of(TalksBot.Chat.CommandCatalog.Find(name)!, null)).Append(HomeTab.Of("1.0.0", "https://talks.example.org/privacy"))
    .Select(view => JsonSerializer.SerializeToElement(view, SlackJson.Default.SlackView));
foreach (var theme in new[] { "dark", "light" })
{
    await File.WriteAllTextAsync(Path.Combine(folder, $"discord-{theme}.html"), new DiscordPage(theme).Draw(discord));
}

var pictured = Scenes.All.Select(scene => scene.IsPictured).ToList();
await File.WriteAllTextAsync(Path.Combine(folder, "discord-picture.html"), new DiscordPage("dark").Draw(discord.Take(pictured.Count).Where((_, index) => pictured[index])));
await File.WriteAllTextAsync(Path.Combine(folder, "slack-picture.html"), SlackPage.Draw(slack.Take(pictured.Count).Where((_, index) => pictured[index]), []));
await File.WriteAllTextAsync(Path.Combine(folder, "slack.html"), SlackPage.Draw(slack, views));
return 0;
