using TalksBot.Domain;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>Questions that the store of made-up articles can answer, each with a name that a right answer holds.</summary>
internal sealed class Questions
{
    // What a bot answers that gives a constant; npm's peers beside this file do.
    private const string Constant = "constant";

    private readonly Question[] _commands;
    private readonly Question[] _completions;
    private int _nextCommand;
    private int _nextCompletion;

    private Questions(Question[] commands, Question[] completions)
    {
        _commands = commands;
        _completions = completions;
    }

    /// <summary>Reads what is stored.</summary>
    public static async Task<Questions> FromAsync(IFactReader store)
    {
        var none = CancellationToken.None;
        var said = (await store.FindStatementsAsync(new StatementQuery { Limit = 300 }, none)).Where(found => found.Fact.Speakers.Length == 1 && found.Fact.Content is not null).ToArray();
        var meetings = (await store.FindMeetingsAsync(new MeetingQuery { Limit = 300 }, none)).Where(found => found.Fact.Participants.Length > 0).ToArray();
        var commands = new List<Question>();
        var completions = new List<Question>();
        for (var i = 0; i < Math.Min(said.Length, meetings.Length); i++)
        {
            var speaker = said[i].Fact.Speakers[0];
            var content = said[i].Fact.Content!.Text.Split(' '); // those without were left out above
            var participant = meetings[i].Fact.Participants[0];
            commands.Add(new Question("who-said", [("words", string.Join(' ', content.Take(8)))], speaker));
            commands.Add(new Question("meetings", [("with", participant), ("when", "all")], participant));
            commands.Add(new Question("ask", [("question", $"Who said that {string.Join(' ', content.Take(12))}?")], speaker));
            completions.Add(new Question("who-said", [("words", content[0]), ("speaker", speaker.Split(' ')[^1][..3])], "\"value\"") { IsCompletion = true });
        }

        return new Questions([.. commands], [.. completions]);
    }

    /// <summary>The same questions from their beginning, with another right answer where a bot gives a constant.</summary>
    public Questions For(bool isConstant) => isConstant
        ? new Questions([.. _commands.Select(question => question with { Expected = Constant })], [.. _completions.Select(question => question with { Expected = Constant })])
        : new Questions(_commands, _completions);

    /// <summary>The next command: /who-said, /meetings and /ask in turn.</summary>
    public Question Command() => _commands[_nextCommand++ % _commands.Length];

    /// <summary>The next name that is being typed.</summary>
    public Question Completion() => _completions[_nextCompletion++ % _completions.Length];
}
