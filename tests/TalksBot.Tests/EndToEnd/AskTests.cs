namespace TalksBot.Tests.EndToEnd;

/// <summary>Files in, answers out, over the real host, extraction and store.</summary>
public class AskTests
{
    [Fact]
    public async Task An_answer_names_the_speaker_and_cites_verbatim_in_code_points()
    {
        using var call = new Call();
        await IngestAsync(call);

        var result = await call.RunAsync("ask", "--json", "/who-said \"The quay stays shut\"");
        var reply = Articles.Json(Assert.Single(result.Lines));

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("Almqvist", reply.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Equal("statement", reply.GetProperty("kind").GetString());
        Assert.False(reply.GetProperty("refused").GetBoolean());
        var citation = reply.GetProperty("citations")[0];
        Assert.Contains("The quay stays shut", citation.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("harbour", citation.GetProperty("article").GetString());
        Assert.Equal("Harbour Post", citation.GetProperty("outlet").GetString());
        Assert.Equal("2026-05-12", citation.GetProperty("date").GetString());
        Articles.AssertVerbatim(reply, Articles.Body(Articles.Harbour));
    }

    [Fact]
    public async Task No_key_is_ever_left_out()
    {
        using var call = new Call();
        await IngestAsync(call);

        foreach (var question in new[] { "Who said the quay stays shut?", "Who bought the moon?", "/help", "/meetings" })
        {
            var reply = Articles.Json((await call.RunAsync("ask", "--json", question)).Output);

            Assert.All(["answer", "kind", "refused", "citations", "facts"], key => Assert.True(reply.TryGetProperty(key, out _), key));
            Assert.All(
                reply.GetProperty("citations").EnumerateArray(),
                citation => Assert.All(["article", "text", "start", "end", "title", "outlet", "date", "url"], key => Assert.True(citation.TryGetProperty(key, out _), key)));
        }
    }

    [Fact]
    public async Task What_no_article_says_is_refused()
    {
        using var call = new Call();
        await IngestAsync(call);

        var reply = Articles.Json((await call.RunAsync("ask", "--json", "Who said that the lighthouse was sold to Norway?")).Output);

        Assert.True(reply.GetProperty("refused").GetBoolean());
    }

    [Fact]
    public async Task The_words_of_a_question_are_taken_literally()
    {
        using var call = new Call();
        await IngestAsync(call);

        foreach (var question in new[] { "@harbour.txt", "-who said it", "--what", "-h5", "/help" })
        {
            var result = await call.RunAsync("ask", "--json", question);

            Assert.Equal(ExitCode.Done, result.ExitCode);
            Assert.NotEqual("", Articles.Json(result.Output).GetProperty("answer").GetString());
        }
    }

    [Fact]
    public async Task Without_a_store_every_question_is_refused_and_none_is_made()
    {
        using var call = new Call();

        var result = await call.RunAsync("ask", "--json", "Who said it?");

        Assert.True(Articles.Json(result.Output).GetProperty("refused").GetBoolean());
        Assert.False(Directory.Exists(Path.Combine(call.Folder, "data")));
    }

    [Fact]
    public async Task Now_decides_what_is_upcoming()
    {
        using var call = new Call();
        await IngestAsync(call);

        var before = Articles.Json((await call.RunAsync("ask", "--json", "--now", "2026-05-13", "/meetings upcoming")).Output);
        var after = Articles.Json((await call.RunAsync("ask", "--json", "--now", "1 June 2026", "/meetings upcoming")).Output);

        Assert.Contains("18 May", before.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.True(after.GetProperty("refused").GetBoolean());
    }

    [Fact]
    public async Task A_batch_answers_each_line_and_a_bad_one_does_not_stop_it()
    {
        using var call = new Call();
        await IngestAsync(call);
        call.File("batch.jsonl", """
            {"id": "a", "question": "Who said the quay stays shut?", "now": "2026-05-13"}
            {"id": 7, "question": "/nonsense"}
            this is no JSON

            {"id": "c", "now": "2026-05-13"}
            {"id": "d", "question": "/meetings", "now": "someday"}
            {"id": "e", "question": "half \ud83d a pair"}
            {"id": "f", "question": "/meetings upcoming"}
            """);

        var result = await call.RunAsync("ask", "--json", "--batch", "batch.jsonl");
        var replies = result.Lines.Select(Articles.Json).ToArray();

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(
            ["a", "7", "-", "c", "d", "e", "f"],
            replies.Select(reply => reply.TryGetProperty("id", out var id) ? id.ToString() : "-"));
        Assert.Equal([false, true, true, true, true, true, false], replies.Select(reply => reply.TryGetProperty("error", out _)));
        Assert.Equal(5, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("batch.jsonl: line 3:", result.Error, StringComparison.Ordinal);
        Assert.False(replies[0].GetProperty("refused").GetBoolean());
    }

    [Theory]
    [InlineData("\"half \\ud83d a pair\"")]
    [InlineData("[{\"deep\": \"\\udc00\"}]")]
    [InlineData("{\"\\ud83d\": 1}")]
    public async Task An_id_that_cannot_be_given_back_fails_its_own_line_only(string id)
    {
        using var call = new Call();
        await IngestAsync(call);
        call.File("batch.jsonl", $$"""
            {"id": {{id}}, "question": "/meetings upcoming"}
            {"id": "b", "question": "/meetings upcoming"}
            """);

        var result = await call.RunAsync("ask", "--json", "--batch", "batch.jsonl");
        var replies = result.Lines.Select(Articles.Json).ToArray();

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal([true, false], replies.Select(reply => reply.TryGetProperty("error", out _)));
        Assert.StartsWith("talksbot: batch.jsonl: line 1: its \"id\"", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Plain_answers_show_where_they_come_from()
    {
        using var call = new Call();
        await IngestAsync(call);

        var result = await call.RunAsync("ask", "Who said the quay stays shut?");

        Assert.Contains("Almqvist", result.Output, StringComparison.Ordinal);
        Assert.Contains("    Harbour Post, 12 May 2026: Harbour talks 😀 resume", result.Output, StringComparison.Ordinal);
    }

    private static async Task IngestAsync(Call call)
    {
        var result = await call.RunAsync("ingest", call.File("harbour.txt", Articles.Harbour));
        Assert.Equal(ExitCode.Done, result.ExitCode);
    }
}
