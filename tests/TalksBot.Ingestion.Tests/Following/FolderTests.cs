using System.Text;

namespace TalksBot.Ingestion.Tests.Following;

public class FolderTests
{
    private const string Text = "The harbour talks went on, the mediator said.";

    [Fact]
    public async Task A_file_that_was_moved_in_is_read_at_once()
    {
        await using var follower = new Follower();
        Write(follower, "a.txt", Text, age: TimeSpan.FromMinutes(1));
        follower.Start(Follower.Watched());

        Assert.Equal(1, (await follower.LookAsync()).Articles);
    }

    [Fact]
    public async Task A_file_that_is_being_written_is_left_until_it_is_whole()
    {
        await using var follower = new Follower();
        Write(follower, "a.txt", "The harb", age: TimeSpan.Zero);
        follower.Start(Follower.Watched());
        Assert.Equal(0, (await follower.LookAsync()).Articles);

        Write(follower, "a.txt", Text, age: TimeSpan.FromSeconds(-5));
        Assert.Equal(0, (await follower.NextLookAsync()).Articles);
        Assert.Equal(1, (await follower.NextLookAsync()).Articles);
        Assert.Equal(Text, Assert.Single(follower.Sink.Taken).Body);
    }

    [Fact]
    public async Task A_changed_file_is_read_again_and_an_unchanged_one_is_not()
    {
        await using var follower = new Follower();
        Write(follower, "a.txt", Text, age: TimeSpan.FromMinutes(2));
        follower.Start(Follower.Watched());
        await follower.LookAsync();
        Assert.Equal(1, (await follower.NextLookAsync()).Articles);

        Write(follower, "a.txt", Text + " More.", age: TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await follower.NextLookAsync()).Articles);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_once_and_keeps_nothing_else_out()
    {
        await using var follower = new Follower();
        Write(follower, "bad.txt", "\0\0", age: TimeSpan.FromMinutes(1));
        Write(follower, "good.txt", Text, age: TimeSpan.FromMinutes(1));
        Write(follower, "ignored.exe", Text, age: TimeSpan.FromMinutes(1));
        follower.Start(Follower.Watched());

        var first = await follower.LookAsync();
        var second = await follower.NextLookAsync();

        Assert.Equal((1, 1), (first.Articles, first.GivenUp));
        Assert.Contains("bad.txt: binary", first.Problem, StringComparison.Ordinal);
        Assert.Equal((1, first.ProblemAt), (second.GivenUp, second.ProblemAt));
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_made()
    {
        await using var follower = new Follower();
        follower.Start(Follower.Watched("not/there/yet"));

        Assert.Equal(0, (await follower.LookAsync()).Failures);
        Assert.True(Directory.Exists(Path.Combine(follower.Folder.Path, "not/there/yet")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_failure_in_plain_words()
    {
        await using var follower = new Follower();
        follower.Folder.Write("inbox", "a file of that name");
        follower.Start(Follower.Watched());

        Assert.Contains("cannot be made", (await follower.LookAsync()).Problem, StringComparison.Ordinal);
    }

    private static void Write(Follower follower, string name, string text, TimeSpan age)
    {
        var path = follower.Folder.Write($"inbox/{name}", Encoding.UTF8.GetBytes(text));
        File.SetLastWriteTimeUtc(path, follower.Time.GetUtcNow().UtcDateTime - age);
    }
}
