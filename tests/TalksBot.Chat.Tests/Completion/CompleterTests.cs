using CsCheck;
using TalksBot.Domain;
using TalksBot.Testing;

namespace TalksBot.Chat.Tests.Completion;

public class CompleterTests
{
    [Theory]
    [InlineData("/mee", "/meetings ")]
    [InlineData("/meetigns", "/meetings ")]
    [InlineData("/who", "/who-said |/who-proposed ")]
    [InlineData("/sou", "/sources")]
    [InlineData("/xyzzy", "")]
    [InlineData("/who-said quay sp", "/who-said quay speaker:")]
    [InlineData("/who-said quay ", "/who-said quay speaker:|/who-said quay since:|/who-said quay until:")]
    [InlineData("/who-said quay speaker:Bo since:", "/who-said quay speaker:Bo since:today |/who-said quay speaker:Bo since:yesterday |/who-said quay speaker:Bo since:\"this week\" |/who-said quay speaker:Bo since:\"last week\" |/who-said quay speaker:Bo since:\"last month\" ")]
    [InlineData("/who-said quay speaker:alm", "/who-said quay speaker:\"Rut Almqvist\" ")]
    [InlineData("/who-said quay speaker:\"rut al", "/who-said quay speaker:\"Rut Almqvist\" ")]
    [InlineData("/position Almkvist", "/position \"Rut Almqvist\" ")]
    [InlineData("/meetings up", "/meetings upcoming")]
    [InlineData("/meetings when:pa", "/meetings when:past ")]
    [InlineData("What did Almqv", "What did Rut Almqvist")]
    [InlineData("What did Rut Alm", "What did Rut Almqvist")]
    [InlineData("What did al", "")]
    [InlineData("/ask What did Almqv", "/ask What did Rut Almqvist")]
    [InlineData("", "")]
    public async Task A_line_goes_on_as(string line, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), await CompleteAsync(line));

    [Fact]
    public async Task What_is_completed_is_understood()
    {
        foreach (var line in (string[])["/who-said quay since:la", "/who-said quay speaker:alm", "/position Almkvist", "/meetings when:pa", "/meetings up"])
        {
            Assert.All(await CompleteAsync(line), completed =>
                Assert.IsType<ChatInput.Asked>(ChatGrammar.Parse(completed, new ChatContext(FactScope.All, new DateOnly(2026, 5, 13)))));
        }
    }

    [Fact]
    public async Task No_line_makes_completion_throw_or_leave_the_line()
    {
        string[] starts = ["/who-said ", "/meetings with:", "/position \"", "/", "", "/timeline since:", "/ask "];

        await Gen.Select(Gen.Int[0, starts.Length - 1], Gen.String, Gen.Int[-1, 40]).SampleAsync(async (start, text, caret) =>
        {
            var line = starts[start] + text;
            var store = await StoreAsync();

            Assert.All(await new Completer(store).CompleteAsync(line, caret, FactScope.All, default), completion =>
            {
                Assert.InRange(completion.Start, 0, line.Length);
                Assert.InRange(completion.Length, 0, line.Length - completion.Start);
            });
        }, iter: 300);
    }

    private static async Task<InMemoryFactStore> StoreAsync()
    {
        var store = new InMemoryFactStore();
        await new ArticleSketch("quay", "2026-05-12", "Rut Almqvist said the quay stays shut. Bo Ekdahl said nothing.")
            .Actor("Rut Almqvist", aliases: "Almqvist")
            .Actor("Bo Ekdahl", aliases: "Ekdahl")
            .SaveToAsync(store);
        return store;
    }

    private static async Task<string[]> CompleteAsync(string line)
    {
        var completions = await new Completer(await StoreAsync()).CompleteAsync(line, line.Length, FactScope.All, default);
        return [.. completions.Select(completion => line.Remove(completion.Start, completion.Length).Insert(completion.Start, completion.Text))];
    }
}
