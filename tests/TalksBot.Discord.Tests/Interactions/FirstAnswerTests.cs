using TalksBot.Discord.Tests.Loopback;

namespace TalksBot.Discord.Tests.Interactions;

/// <summary>In a burst, first answers go before what follows them.</summary>
public class FirstAnswerTests
{
    [Fact]
    public async Task What_follows_waits_while_many_first_answers_are_under_way()
    {
        var firstAnswers = new FirstAnswers(new TestClock());
        Begin(firstAnswers, times: 4);

        var next = firstAnswers.WaitAsync(CancellationToken.None);
        firstAnswers.End();
        Assert.False(next.IsCompleted);
        firstAnswers.End();

        await next.WaitAsync(Guard.Patience);
    }

    [Fact]
    public async Task It_does_not_wait_for_long()
    {
        var clock = new TestClock();
        var firstAnswers = new FirstAnswers(clock);
        Begin(firstAnswers, times: 50);

        var next = firstAnswers.WaitAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        await next.WaitAsync(Guard.Patience);
    }

    [Fact]
    public void It_waits_for_nobody_when_there_is_no_burst()
    {
        var firstAnswers = new FirstAnswers(new TestClock());
        Begin(firstAnswers, times: 2);

        Assert.True(firstAnswers.WaitAsync(CancellationToken.None).IsCompleted);
    }

    private static void Begin(FirstAnswers firstAnswers, int times)
    {
        for (var i = 0; i < times; i++)
        {
            firstAnswers.Begin();
        }
    }
}
