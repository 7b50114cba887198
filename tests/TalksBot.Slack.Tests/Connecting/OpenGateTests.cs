using Microsoft.Extensions.Time.Testing;

namespace TalksBot.Slack.Tests;

public class OpenGateTests
{
    [Fact]
    public async Task S42_Never_more_than_fifty_openings_lie_within_a_minute()
    {
        var time = new FakeTimeProvider();
        var gate = new OpenGate(TimeSpan.FromSeconds(10), time, new Random(1));
        var openings = new List<DateTimeOffset>();

        for (var i = 0; i < 300; i++)
        {
            var wait = gate.WaitForRateAsync(CancellationToken.None);
            while (!wait.IsCompleted)
            {
                time.Advance(TimeSpan.FromMilliseconds(250));
            }

            await wait;
            openings.Add(time.GetUtcNow());
        }

        Assert.All(openings, start => Assert.InRange(openings.Count(at => at >= start && at - start < TimeSpan.FromMinutes(1)), 1, 50));
    }

    [Fact]
    public void S42_Pauses_grow_from_one_second_to_sixty_and_are_spread()
    {
        var gate = new OpenGate(TimeSpan.FromSeconds(10), new FakeTimeProvider(), new Random(1));

        Assert.Equal(TimeSpan.Zero, gate.PauseAfter(0));
        for (var failures = 1; failures < 200; failures++)
        {
            var expected = Math.Min(Math.Pow(2, failures - 1), 48);
            Assert.InRange(gate.PauseAfter(failures).TotalSeconds, expected * 0.75, expected * 1.25);
        }

        Assert.True(Enumerable.Range(0, 20).Select(_ => gate.PauseAfter(5)).Distinct().Count() > 15);
    }

    [Fact]
    public void S40_The_first_tries_after_drops_go_at_once_until_they_come_thick_and_fast()
    {
        var time = new FakeTimeProvider();
        var gate = new OpenGate(TimeSpan.FromSeconds(10), time, new Random(1));

        Assert.Equal(10, Enumerable.Range(0, 30).Count(_ => gate.TryGoAtOnce()));
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(3, Enumerable.Range(0, 30).Count(_ => gate.TryGoAtOnce()));
    }
}
