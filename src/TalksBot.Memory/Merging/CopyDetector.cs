using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Tells whether an article prints the text of another one, as papers print that of an agency.</summary>
/// <remarks>
/// It is a copy when half of the shorter text's runs of five words stand in the longer one. Texts on the same events written apart
/// share hardly any such run: the bundled samples, all on one negotiation, at most 0.011 (a test holds them below 0.1). A copy that was cut by half or edited sentence by sentence keeps most.
/// </remarks>
internal sealed class CopyDetector(IFactReader reader)
{
    /// <summary>Part of the shorter text that must stand in the other.</summary>
    internal const double LeastContainment = 0.5;

    private const int RunLength = 5;

    // Shorter texts share a formula by chance.
    private const int MinRuns = 30;

    // Bounds what is kept of the other articles of one look.
    private const int MaxKept = 50;

    private readonly Dictionary<(ArticleId Id, int Revision), HashSet<int>> _runs = [];

    /// <summary>Whether <paramref name="article"/> and <paramref name="other"/> are prints of one text.</summary>
    internal async Task<bool> IsCopyAsync(Article article, HashSet<int> runs, ArticleRevision other, CancellationToken cancellationToken)
    {
        if (other.Id == article.Id)
        {
            return false;
        }

        if (!_runs.TryGetValue((other.Id, other.Revision), out var otherRuns))
        {
            otherRuns = await reader.FindBodyAsync(other.Id, other.Revision, cancellationToken) is { } body ? RunsOf(body) : [];
            if (_runs.Count == MaxKept)
            {
                _runs.Clear();
            }

            _runs.Add((other.Id, other.Revision), otherRuns);
        }

        return Containment(runs, otherRuns) >= LeastContainment;
    }

    /// <summary>How much of the shorter text stands in the longer one, 0 to 1; 0 where a text is too short to tell.</summary>
    internal static double Containment(HashSet<int> one, HashSet<int> other)
    {
        var (fewer, more) = one.Count <= other.Count ? (one, other) : (other, one);
        return fewer.Count < MinRuns ? 0 : (double)fewer.Count(more.Contains) / fewer.Count;
    }

    /// <summary>The runs of words of a text, as numbers.</summary>
    internal static HashSet<int> RunsOf(string body)
    {
        var words = StableId.Normalise(body).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var runs = new HashSet<int>();
        for (var i = 0; i + RunLength <= words.Length; i++)
        {
            var hash = new HashCode();
            for (var j = i; j < i + RunLength; j++)
            {
                hash.Add(words[j], StringComparer.Ordinal);
            }

            runs.Add(hash.ToHashCode());
        }

        return runs;
    }
}
