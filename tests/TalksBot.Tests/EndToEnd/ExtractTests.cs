using System.Text.Json;

namespace TalksBot.Tests.EndToEnd;

public class ExtractTests
{
    [Fact]
    public async Task Facts_are_printed_with_every_key_and_spans_in_code_points()
    {
        using var call = new Call();
        var body = Articles.Body(Articles.Harbour);

        var result = await call.RunWithInputAsync("", "extract", "--json", call.File("harbour.txt", Articles.Harbour));
        var facts = Articles.Json(Assert.Single(result.Lines));

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("harbour", facts.GetProperty("article").GetString());
        Assert.Equal("2026-05-12", facts.GetProperty("published").GetString());
        Assert.All(["attributions", "nested", "proposals", "meetings", "times", "actors"], key => Assert.Equal(JsonValueKind.Array, facts.GetProperty(key).ValueKind));
        var attribution = facts.GetProperty("attributions").EnumerateArray().First(candidate => candidate.GetProperty("content").GetProperty("text").GetString()!.Contains("quay stays shut", StringComparison.Ordinal)); // The shape has a text.
        Assert.All(["id", "manner", "speakers", "polarity", "confidence", "source", "cue", "content"], key => Assert.True(attribution.TryGetProperty(key, out _), key));
        Assert.Contains("Almqvist", Assert.Single(attribution.GetProperty("speakers").EnumerateArray()).GetString(), StringComparison.Ordinal);
        AssertWords(attribution.GetProperty("content"), body);
        AssertWords(attribution.GetProperty("source"), body);
        Assert.NotEmpty(facts.GetProperty("meetings").EnumerateArray());
        Assert.All(
            facts.GetProperty("meetings").EnumerateArray().Concat(facts.GetProperty("proposals").EnumerateArray()).SelectMany(fact => fact.GetProperty("citations").EnumerateArray()),
            citation => Assert.Equal(Articles.Slice(body, citation.GetProperty("start").GetInt32(), citation.GetProperty("end").GetInt32()), citation.GetProperty("text").GetString()));
        Assert.False(Directory.Exists(Path.Combine(call.Folder, "data")));
    }

    [Fact]
    public async Task A_file_that_fails_prints_nothing_and_the_others_go_on_in_order()
    {
        using var call = new Call();
        string[] files = [call.File("b.txt", Articles.Harbour), call.File("empty.txt", ""), call.File("a.txt", Articles.Harbour)];

        var result = await call.RunWithInputAsync("", ["extract", "--json", .. files]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(["b", "a"], result.Lines.Select(line => Articles.Json(line).GetProperty("article").GetString()));
        Assert.Contains("empty.txt", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static void AssertWords(JsonElement words, string body)
    {
        var spans = words.GetProperty("spans").EnumerateArray().Select(span => Articles.Slice(body, span[0].GetInt32(), span[1].GetInt32()));
        Assert.Equal(words.GetProperty("text").GetString(), string.Join(' ', spans));
    }
}
