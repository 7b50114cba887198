namespace TalksBot.Discord.Tests.Interactions;

public class RehearsalTests
{
    [Fact]
    public void It_reads_and_draws_something() => Assert.True(Rehearsal.Play() > 100);
}
