using TalksBot.Ingestion;

namespace TalksBot.Memory.Tests;

public sealed class BundledSamplesTests
{
    [Fact]
    public async Task Every_bundled_article_is_read_without_a_warning_and_belongs_to_the_bundled_dossier()
    {
        var config = Path.Combine(Root(), "config");
        var dossiers = DossierLoader.LoadFolder(Path.Combine(config, "dossiers"));
        var inputs = ArticleFinder.Find([Path.Combine(config, "articles")], TestContext.Current.CancellationToken);
        var matcher = new DossierMatcher(dossiers.Dossiers);

        Assert.Empty(dossiers.Errors);
        Assert.Equal(["ukraine-2025"], dossiers.Dossiers.Select(dossier => dossier.Name));
        Assert.True(inputs.Inputs.Length >= 7);
        await foreach (var outcome in new ArticleReader(new ReadSettings(), TimeProvider.System)
            .ReadAllAsync(inputs.Inputs, TestContext.Current.CancellationToken))
        {
            var read = Assert.IsType<ReadOutcome.Read>(outcome);
            Assert.Empty(read.Warnings);
            Assert.NotNull(read.Article.Title);
            Assert.NotNull(read.Article.Outlet);
            Assert.StartsWith(read.Article.PublishedOn.ToString("yyyy-MM-dd"), read.Article.Stem, StringComparison.Ordinal);
            Assert.Equal(["ukraine-2025"], matcher.Match(read.Article).Dossiers);
        }
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TalksBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the project's folder.");
    }
}
