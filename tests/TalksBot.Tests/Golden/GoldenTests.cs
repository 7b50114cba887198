using System.Collections.Immutable;

namespace TalksBot.Tests.Golden;

/// <summary>
/// Ten invented articles with their gold and 120 questions, from file to reply. What passes is listed in expected.json: a listed question
/// that fails is a failure, and one that passes without being listed is one too, so that every change of behaviour is seen and reviewed.
/// UPDATE_GOLDEN=1 rewrites the list.
/// </summary>
[Collection(SharedGoldenRun.Name)]
public sealed class GoldenTests(GoldenRun run, ITestOutputHelper output)
{
    private const string Advice = "Look at the change; when it is meant, run the tests with UPDATE_GOLDEN=1 and review what that does to expected.json.";

    public static TheoryData<string> QuestionIds { get; } = [.. GoldenFiles.Questions.Select(question => question.Id)];

    public static TheoryData<string> Stems { get; } = [.. GoldenFiles.Articles.Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(QuestionIds))]
    public void Every_citation_is_verbatim(string id)
    {
        Show(id);

        Assert.Empty(run[id].Verdict.FalseCitations);
    }

    [Theory]
    [MemberData(nameof(QuestionIds))]
    public void An_answer_rests_on_a_citation_unless_it_refuses(string id)
    {
        Show(id);

        Assert.True(run[id].Reply.IsRefused || !run[id].Reply.Citations.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(QuestionIds))]
    public void No_answer_is_longer_than_a_message(string id)
    {
        Show(id);

        Assert.False(run[id].Verdict.IsTooLong);
    }

    [Theory]
    [MemberData(nameof(QuestionIds))]
    public void No_answer_is_confidently_wrong(string id)
    {
        Show(id);

        Assert.False(run[id].Verdict.IsConfidentlyWrong, $"It says what must not be said: {string.Join(", ", run[id].Verdict.Forbidden)}");
    }

    [Theory]
    [MemberData(nameof(QuestionIds))]
    public void A_question_passes_when_it_is_listed_and_only_then(string id)
    {
        Show(id);
        var (question, _, verdict) = run[id];

        var isListed = run.Expected.Questions.TryGetValue(question.Kind, out var listed) && listed.Contains(id);

        Assert.True(verdict.Passes || !isListed, $"{id} passed before. {string.Join(' ', verdict.Misses)} {Advice}");
        Assert.True(isListed || !verdict.Passes, $"{id} passes now: add it to expected.json. {Advice}");
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void The_gold_facts_found_in_an_article_are_the_listed_ones(string stem)
    {
        Assert.True(run.Expected.Facts.TryGetValue(stem, out var expected), $"{stem} is not listed. {Advice}");
        var actual = run.Actual.Facts[stem];
        List<string> changes =
        [
            .. Changes("attribution", expected.Attributions, actual.Attributions),
            .. Changes("proposal", expected.Proposals, actual.Proposals),
            .. Changes("meeting", expected.Meetings, actual.Meetings),
            .. Changes("time", expected.Times, actual.Times),
            .. Changes("stray attributions", expected.StrayAttributions, actual.StrayAttributions),
            .. Changes("stray proposals", expected.StrayProposals, actual.StrayProposals),
            .. Changes("stray meetings", expected.StrayMeetings, actual.StrayMeetings),
        ];

        Assert.True(changes.Count == 0, $"{string.Join(' ', changes)} {Advice}");
    }

    [Fact]
    public void The_list_names_nothing_that_is_not_asked()
    {
        var known = GoldenFiles.Questions.Select(question => (question.Kind, question.Id)).ToHashSet();
        var listed = run.Expected.Questions.SelectMany(pair => pair.Value.Select(id => (pair.Key, id))).ToList();

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.All(listed, pair => Assert.Contains(pair, known));
        Assert.Equal(GoldenFiles.Articles.Select(path => Path.GetFileNameWithoutExtension(path)), run.Expected.Facts.Keys);
    }

    [Fact]
    public void More_questions_pass_than_fail()
    {
        foreach (var group in GoldenFiles.Questions.GroupBy(question => question.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{group.Key,-13} {run.Actual.Questions[group.Key].Length,3} of {group.Count()}");
        }

        foreach (var (stem, score) in run.Actual.Facts)
        {
            var gold = GoldenFiles.GoldOf(stem);
            output.WriteLine(
                $"{stem,-10} attributions {score.Attributions.Length} of {gold.Attributions.Length} ({score.StrayAttributions} stray),"
                + $" proposals {score.Proposals.Length} of {gold.Proposals.Length} ({score.StrayProposals} stray),"
                + $" meetings {score.Meetings.Length} of {gold.Meetings.Length} ({score.StrayMeetings} stray), times {score.Times.Length} of {gold.Times.Length}");
        }

        Assert.True(run.Actual.Questions.Values.Sum(ids => ids.Length) * 2 > GoldenFiles.Questions.Count);
    }

    private void Show(string id)
    {
        var (question, reply, verdict) = run[id];
        output.WriteLine($"{question.Question} ({question.Why})");
        output.WriteLine(reply.IsRefused ? $"Refused: {reply.Answer}" : reply.Answer);
        foreach (var miss in verdict.Misses)
        {
            output.WriteLine("- " + miss);
        }
    }

    private static IEnumerable<string> Changes(string kind, ImmutableArray<string> expected, ImmutableArray<string> actual) =>
        expected.Except(actual, StringComparer.Ordinal).Select(id => $"The {kind} {id} was found before.")
            .Concat(actual.Except(expected, StringComparer.Ordinal).Select(id => $"The {kind} {id} is found now."));

    private static IEnumerable<string> Changes(string kind, int expected, int actual) =>
        expected == actual ? [] : [$"There were {expected} {kind}, now there are {actual}."];
}
