using System.Collections.Immutable;
using TalksBot.Answers;
using TalksBot.Chat;
using TalksBot.Domain;
using TalksBot.Extraction;
using TalksBot.Ingestion;
using TalksBot.Memory;
using TalksBot.Store;
using TalksBot.Store.Sqlite;
using TalksBot.Testing.Golden;

namespace TalksBot.Tests.Golden;

/// <summary>Takes the golden articles in and asks every question, once for all tests, by the way that a person's file and question go.</summary>
public sealed class GoldenRun : IAsyncLifetime
{
    private readonly Dictionary<string, (GoldenQuestion Question, JudgedReply Reply, Verdict Verdict)> _asked = new(StringComparer.Ordinal);

    /// <summary>What passes in this run.</summary>
    internal GoldenResult Actual { get; private set; } = null!; // set before any test runs

    /// <summary>What is expected to pass.</summary>
    internal GoldenResult Expected { get; private set; } = null!; // set before any test runs

    /// <summary>The question with this id, what was replied and what is to be said of that.</summary>
    internal (GoldenQuestion Question, JudgedReply Reply, Verdict Verdict) this[string id] => _asked[id];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("talksbot-golden-");
        try
        {
            using var store = new SqliteFactStore(new StoreOptions { Path = Path.Combine(folder.FullName, "talks.db") });
            await store.MigrateAsync(CancellationToken.None);
            var (bodies, facts) = await IngestAsync(store);
            await AskAsync(store, new AnswerJudge(bodies));
            Actual = new GoldenResult
            {
                Questions = _asked.Values
                    .GroupBy(asked => asked.Question.Kind)
                    .ToImmutableSortedDictionary(
                        group => group.Key,
                        group => group.Where(asked => asked.Verdict.Passes).Select(asked => asked.Question.Id).ToImmutableArray(),
                        StringComparer.Ordinal),
                Facts = facts,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Actual.Write(GoldenFiles.Expected);
        }

        Expected = GoldenResult.Read(GoldenFiles.Expected);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<(Dictionary<string, string> Bodies, ImmutableSortedDictionary<string, FactScore> Facts)> IngestAsync(SqliteFactStore store)
    {
        var extractor = Extractor.Create();
        var memory = new RememberArticle(extractor, store, store, new DossierMatcher([]), TimeProvider.System);
        var reader = new ArticleReader(new ReadSettings(), TimeProvider.System);
        var bodies = new Dictionary<string, string>(StringComparer.Ordinal);
        var facts = ImmutableSortedDictionary.CreateBuilder<string, FactScore>(StringComparer.Ordinal);
        var inputs = ArticleFinder.Find(GoldenFiles.Articles, CancellationToken.None).Inputs;
        await foreach (var outcome in reader.ReadAllAsync(inputs, CancellationToken.None))
        {
            var read = Assert.IsType<ReadOutcome.Read>(outcome);
            var remembered = await memory.RememberAsync(read.Article, CancellationToken.None);
            Assert.Equal(StoreOutcome.Added, remembered.Outcome);

            // The text that citations must match is the file's, whatever the reader made of it.
            var stem = read.Article.Stem;
            var file = await File.ReadAllTextAsync(GoldenFiles.Articles.Single(path => Path.GetFileNameWithoutExtension(path) == stem));
            bodies[stem] = file[(file.IndexOf("\n---\n", StringComparison.Ordinal) + "\n---\n".Length)..];
            facts[stem] = new FactScorer(GoldenFiles.GoldOf(stem), file, bodies[stem]).Score(extractor.Extract(read.Article, []));
        }

        return (bodies, facts.ToImmutable());
    }

    private async Task AskAsync(SqliteFactStore store, AnswerJudge judge)
    {
        var answerer = new Answerer(store);
        foreach (var question in GoldenFiles.Questions)
        {
            var context = new ChatContext(FactScope.All, question.Now);
            var asked = Assert.IsType<ChatInput.Asked>(ChatGrammar.Parse(question.Question, context));
            var reply = await answerer.AnswerAsync(asked.Request, CancellationToken.None);
            var judged = new JudgedReply(reply.ToText(), reply.IsRefused, [.. reply.Citations]);
            _asked.Add(question.Id, (question, judged, judge.Judge(question.Expect, judged)));
        }
    }
}

/// <summary>The tests that share one run.</summary>
[CollectionDefinition(Name)]
public sealed class SharedGoldenRun : ICollectionFixture<GoldenRun>
{
    /// <summary>Its name.</summary>
    public const string Name = "Golden";
}
