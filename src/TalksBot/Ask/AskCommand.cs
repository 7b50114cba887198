using System.Text.Json;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot;

/// <summary><c>talksbot ask</c>: one answer, or one for each line of a file.</summary>
internal sealed class AskCommand(HostConsole console, Workshop workshop)
{
    // A question with an id and a date; far more than ChatGrammar.MaxLength, far less than memory.
    private const int MaxLineLength = 64 * 1024;

    /// <summary>Answers.</summary>
    /// <returns>0; 1 when a line of a batch failed.</returns>
    /// <exception cref="CommandFailedException">The call is no question.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task<int> RunAsync(AskOptions options, CancellationToken cancellationToken)
    {
        var now = options.Now is null ? console.Today : ParseNow(options.Now) ?? throw CommandFailedException.Usage(NowProblem(options.Now));
        if (options.Batch is { } file)
        {
            return options.Words.Count == 0
                ? await AnswerAllAsync(file, options.Json, now, cancellationToken)
                : throw CommandFailedException.Usage("give either a question or --batch FILE, not both.");
        }

        var question = string.Join(' ', options.Words);
        if (string.IsNullOrWhiteSpace(question))
        {
            throw CommandFailedException.Usage("ask needs a question: talksbot ask \"Who said …?\"");
        }

        if (Understand(question, now, out var request, out var reply) is { } problem)
        {
            throw CommandFailedException.Usage(problem);
        }

        reply ??= await AnswerAsync(request, cancellationToken);
        if (options.Json)
        {
            WriteJson(await new AskMapper(workshop.Reader).MapAsync(id: null, reply, cancellationToken));
        }
        else
        {
            console.Output.Write(PlainReply.Of(reply) + "\n");
        }

        return ExitCode.Done;
    }

    private string? Understand(string question, DateOnly now, out Request request, out Reply? reply)
    {
        (request, reply, var problem) = ChatGrammar.Parse(question, new ChatContext(workshop.Scope, now)) switch
        {
            ChatInput.Asked asked => (asked.Request, null, null),
            ChatInput.Told told => (new SourcesRequest { Today = now }, told.Reply, null),
            ChatInput.DossierNamed => (new SourcesRequest { Today = now }, null, "/dossier sets what a channel follows; here say --dossier NAME."),
            ChatInput.SubscriptionAsked => (new SourcesRequest { Today = now }, null, "Subscriptions are for channels of Discord and Slack; here ask /brief for what is new."),
            ChatInput.Misunderstood misunderstood => ((Request)new SourcesRequest { Today = now }, (Reply?)null, misunderstood.Message),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
        return problem;
    }

    private Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken) =>
        workshop.IsStorePresent ? workshop.Answerer.AnswerAsync(request, cancellationToken) : Task.FromResult(EmptyStore.Reply(workshop.Settings));

    private async Task<int> AnswerAllAsync(string file, bool json, DateOnly now, CancellationToken cancellationToken)
    {
        using var lines = OpenBatch(file);
        var mapper = workshop.IsStorePresent ? new AskMapper(workshop.Reader) : null;
        var exitCode = ExitCode.Done;
        for (var number = 1; ; number++)
        {
            var line = await ReadLineAsync(lines, file, number, cancellationToken);
            if (line is null)
            {
                return exitCode;
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (id, problem, reply) = await AnswerLineAsync(line, now, cancellationToken);
            if (problem is not null)
            {
                await console.Output.FlushAsync(cancellationToken);
                await console.Error.WriteLineAsync($"talksbot: {Printable.Line(file)}: line {number}: {problem}");
                exitCode = ExitCode.Failed;
            }

            if (json)
            {
                WriteJson(reply is null ? AskMapper.Error(id, problem ?? "") : mapper is null ? EmptyStore.Json(id, reply) : await mapper.MapAsync(id, reply, cancellationToken));
            }
            else
            {
                console.Output.Write((reply is null ? problem : PlainReply.Of(reply)) + "\n\n");
            }

            // Whoever feeds lines through a pipe waits for the answer to each.
            await console.Output.FlushAsync(cancellationToken);
        }
    }

    private StreamReader OpenBatch(string file)
    {
        if (file == "-")
        {
            return new StreamReader(console.Input, leaveOpen: true);
        }

        try
        {
            return new StreamReader(Path.GetFullPath(file, console.CurrentFolder));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandFailedException.Usage($"{Printable.Line(file)}: cannot be read; --batch takes a file of JSON lines.");
        }
    }

    private static async Task<string?> ReadLineAsync(StreamReader lines, string file, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Failure($"{Printable.Line(file)}: line {number} cannot be read; check that it is a file.");
        }
    }

    private async Task<(JsonElement? Id, string? Problem, Reply? Reply)> AnswerLineAsync(string line, DateOnly now, CancellationToken cancellationToken)
    {
        BatchLineJson? input = null;
        try
        {
            input = line.Length > MaxLineLength ? null : JsonSerializer.Deserialize(line, HostJson.Default.BatchLineJson);
        }
        catch (JsonException)
        {
            return (null, "this is not a line of the form {\"id\": …, \"question\": \"…\", \"now\": \"2025-03-16\"}.", null);
        }

        if (input?.Id is { } id && !CanBeWritten(id))
        {
            return (null, "its \"id\" holds half a surrogate pair, which no UTF-8 can give back; use another.", null);
        }

        if (TextOf(input?.Question) is not { } question)
        {
            return (input?.Id, "there is no \"question\" of text in it, or the line is too long.", null);
        }

        if (input?.Now is { ValueKind: not JsonValueKind.Null } given)
        {
            if (TextOf(given) is not { } text || ParseNow(text) is not { } day)
            {
                return (input.Id, NowProblem(given.ToString()), null);
            }

            now = day;
        }

        if (Understand(question, now, out var request, out var reply) is { } problem)
        {
            return (input?.Id, problem, null);
        }

        return (input?.Id, null, reply ?? await AnswerAsync(request, cancellationToken));
    }

    // Null for what is no text, and for text with half a surrogate pair, which JSON can escape but no UTF-8 can hold.
    private static string? TextOf(JsonElement? value)
    {
        try
        {
            return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // An id is given back as it came, of whatever kind; only half a surrogate pair, at any depth of it, cannot be.
    private static bool CanBeWritten(JsonElement id)
    {
        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null);
            id.WriteTo(writer);
            return true;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or JsonException)
        {
            return false;
        }
    }

    private DateOnly? ParseNow(string text)
    {
        // An instant is its day.
        var day = text.Length > 10 && text[10] is 'T' or 't' ? text[..10] : text;
        return DayPhrase.TryParse(day, console.Today, out var first, out var last) && first == last ? first : null;
    }

    private static string NowProblem(string text) => $"“{Printable.Line(text)}” is no day; --now takes one such as 2025-03-16.";

    private void WriteJson(AskJson line) => console.Output.Write(HostJson.Line(line, HostJson.Default.AskJson) + "\n");
}
