using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Counts how well attributions that were found agree with the gold, measure by measure.</summary>
internal sealed class AttributionScore
{
    private const double RecallForPrecision = 0.4;

    private static readonly string[] Names =
    [
        "content, overlap", "content, exact", "source, exact", "cue, exact", "source, fragments", "cue, fragments", "content, fragments",
        "whole: half of the content, right source", "the same, direct only",
    ];

    private readonly Tally[] _tallies = [.. Names.Select(_ => new Tally())];
    private readonly List<(double Confidence, bool IsRight)> _ranked = [];
    private int _goldCount;

    /// <summary>Precision, recall and F1 of each measure, 0 to 1.</summary>
    public IEnumerable<(string Name, double Precision, double Recall, double F1)> Rows => Names.Select((name, i) => (name, _tallies[i].Precision, _tallies[i].Recall, _tallies[i].F1));

    /// <summary>Precision of whole attributions (any content, right source) among the most confident, where recall reaches 40 in a hundred; 0 where it never does.</summary>
    public double PrecisionAtRecall
    {
        get
        {
            var (right, seen, found) = (0, 0, 0.0);
            foreach (var (_, isRight) in _ranked.OrderByDescending(pair => pair.Confidence))
            {
                right += isRight ? 1 : 0;
                seen++;
                found = right >= RecallForPrecision * _goldCount && found == 0 ? (double)right / seen : found;
            }

            return found;
        }
    }

    /// <summary>Adds an article.</summary>
    public void Add(AnnotatedArticle article, IEnumerable<Attribution> found)
    {
        var text = new ScoredText(article.Text.Text);
        var discarded = text.TokensOf(article.Discarded);
        var gold = article.Gold.ConvertAll(attribution => new Parts(text.TokensOf(attribution.Source), text.TokensOf(attribution.Cue), text.TokensOf(attribution.Content), 1));
        var predicted = found
            .Select(attribution => new Parts(text.TokensOf(Given(attribution.Source)), text.TokensOf(Given(attribution.Cue)), text.TokensOf(attribution.Content), attribution.Confidence))
            .Where(parts => parts.Content.Count == 0 || !parts.Content.IsSubsetOf(discarded))
            .ToList();
        Overlap(gold, predicted);
        Exact(1, gold, predicted, parts => parts.Content);
        Exact(2, gold, predicted, parts => parts.Source);
        Exact(3, gold, predicted, parts => parts.Cue);
        Fragments(4, gold, predicted, parts => parts.Source);
        Fragments(5, gold, predicted, parts => parts.Cue);
        Fragments(6, gold, predicted, parts => parts.Content);
        Whole(text, gold, predicted);
    }

    private static IEnumerable<TextSpan> Given(TextSpan? span) => span is { } given ? [given] : [];

    private void Overlap(List<Parts> gold, List<Parts> predicted)
    {
        var shared = predicted.Sum(found => gold.Sum(right => found.Content.Count(right.Content.Contains)));
        _tallies[0].Add(shared, shared, predicted.Sum(found => found.Content.Count), gold.Sum(right => right.Content.Count));
    }

    private void Exact(int measure, List<Parts> gold, List<Parts> predicted, Func<Parts, HashSet<int>> part)
    {
        var left = gold.Select(part).Where(tokens => tokens.Count > 0).ToList();
        var (goldCount, found) = (left.Count, predicted.Select(part).Where(tokens => tokens.Count > 0).ToList());
        var right = found.Count(tokens => left.FindIndex(tokens.SetEquals) is >= 0 and var at && Take(left, at));
        _tallies[measure].Add(right, right, found.Count, goldCount);
    }

    private static bool Take(List<HashSet<int>> list, int at)
    {
        list.RemoveAt(at);
        return true;
    }

    private void Fragments(int measure, List<Parts> gold, List<Parts> predicted, Func<Parts, HashSet<int>> part)
    {
        var (right, found) = (gold.SelectMany(parts => Runs(part(parts))).ToHashSet(), predicted.SelectMany(parts => Runs(part(parts))).ToHashSet());
        var shared = found.Count(right.Contains);
        _tallies[measure].Add(shared, shared, found.Count, right.Count);
    }

    private static IEnumerable<(int First, int Last)> Runs(HashSet<int> tokens)
    {
        var (first, last) = (-2, -2);
        foreach (var token in tokens.Order())
        {
            if (token != last + 1)
            {
                if (first >= 0)
                {
                    yield return (first, last);
                }

                first = token;
            }

            last = token;
        }

        if (first >= 0)
        {
            yield return (first, last);
        }
    }

    private void Whole(ScoredText text, List<Parts> gold, List<Parts> predicted)
    {
        var matched = Matching(predicted, gold, (found, right) => Dice(found.Content, right.Content) >= 0.5 && IsSameSource(found, right));
        _tallies[7].Add(matched.Count, matched.Count, predicted.Count, gold.Count);
        _tallies[8].Add(
            matched.Count(pair => text.IsDirect(predicted[pair.Left].Content)),
            matched.Count(pair => text.IsDirect(gold[pair.Right].Content)),
            predicted.Count(found => text.IsDirect(found.Content)),
            gold.Count(right => text.IsDirect(right.Content)));
        var touched = Matching(predicted, gold, (found, right) => found.Content.Overlaps(right.Content) && IsSameSource(found, right)).Select(pair => pair.Left).ToHashSet();
        _ranked.AddRange(predicted.Select((found, index) => (found.Confidence, touched.Contains(index))));
        _goldCount += gold.Count;
    }

    private static double Dice(HashSet<int> left, HashSet<int> right) => left.Count + right.Count == 0 ? 0 : 2.0 * left.Count(right.Contains) / (left.Count + right.Count);

    private static bool IsSameSource(Parts found, Parts right) =>
        found.Source.Count == 0 || right.Source.Count == 0 ? found.Source.Count == right.Source.Count : found.Source.Overlaps(right.Source);

    // As many pairs as can be, each side once.
    private static List<(int Left, int Right)> Matching(List<Parts> lefts, List<Parts> rights, Func<Parts, Parts, bool> fits)
    {
        var owners = new int[rights.Count];
        Array.Fill(owners, -1);
        for (var left = 0; left < lefts.Count; left++)
        {
            TryMatch(left, []);
        }

        return [.. owners.Select((left, right) => (left, right)).Where(pair => pair.left >= 0)];

        bool TryMatch(int left, HashSet<int> seen)
        {
            for (var right = 0; right < rights.Count; right++)
            {
                if (fits(lefts[left], rights[right]) && seen.Add(right) && (owners[right] < 0 || TryMatch(owners[right], seen)))
                {
                    owners[right] = left;
                    return true;
                }
            }

            return false;
        }
    }

    private sealed record Parts(HashSet<int> Source, HashSet<int> Cue, HashSet<int> Content, double Confidence);

    private sealed class Tally
    {
        private int _rightFound;
        private int _rightGold;
        private int _found;
        private int _gold;

        public double Precision => _found == 0 ? 0 : (double)_rightFound / _found;

        public double Recall => _gold == 0 ? 0 : (double)_rightGold / _gold;

        public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

        public void Add(int rightFound, int rightGold, int found, int gold) =>
            (_rightFound, _rightGold, _found, _gold) = (_rightFound + rightFound, _rightGold + rightGold, _found + found, _gold + gold);
    }
}
