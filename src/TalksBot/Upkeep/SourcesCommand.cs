using TalksBot.Answers;

namespace TalksBot;

/// <summary><c>talksbot sources</c>: one line for each feed, then one for each article, newest first.</summary>
internal sealed class SourcesCommand(HostConsole console, Workshop workshop)
{
    /// <summary>Lists.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var report in await workshop.FeedHealth.ListFeedsAsync(workshop.Scope, cancellationToken))
        {
            console.Output.Write(Printable.Line($"feed of {report.Feed.Dossier}  {FeedPhrasing.Line(report, console.Time.GetUtcNow())}") + "\n");
        }

        if (!workshop.IsStorePresent)
        {
            await console.Error.WriteLineAsync($"talksbot: {EmptyStore.Reply(workshop.Settings).Lead}");
            return ExitCode.Done;
        }

        foreach (var article in await workshop.Reader.ListArticlesAsync(workshop.Scope, int.MaxValue, cancellationToken))
        {
            var assumed = article.IsPublishedAssumed ? "?" : " ";
            var revision = article.Revision > 1 ? $" (revision {article.Revision})" : "";
            var url = article.Url is null ? "" : $"  {article.Url}";
            var line = $"{JsonWords.Day(article.PublishedOn)}{assumed} {article.Stem}{revision}  {article.Outlet ?? "-"}  {article.Title ?? "-"}{url}";
            console.Output.Write(Printable.Line(line) + "\n");
        }

        return ExitCode.Done;
    }
}
