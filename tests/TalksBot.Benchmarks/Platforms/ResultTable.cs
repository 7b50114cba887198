using System.Globalization;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>Prints what both bots of a platform needed, turn by turn put together.</summary>
internal static class ResultTable
{
    /// <summary>One line a metric: the median of the turns with the least and the most, ours and theirs, and the ratio of the medians with its aim.</summary>
    /// <param name="title">Above the table.</param>
    /// <param name="ours">A dictionary a turn.</param>
    /// <param name="theirs">Likewise; empty without peers.</param>
    /// <param name="peer">What they are called.</param>
    public static void Print(string title, List<Dictionary<Metric, double>> ours, List<Dictionary<Metric, double>> theirs, string peer)
    {
        Console.WriteLine();
        Console.WriteLine($"{title}: median of {ours.Count} turns (least to most)");
        Console.WriteLine($"{"",-42} {"TalksBot",-30} {peer,-30} {"ratio",6}  aim");
        foreach (var metric in ours.Concat(theirs).SelectMany(turn => turn.Keys).Distinct())
        {
            var (own, other) = (Values(ours, metric), Values(theirs, metric));
            var ratio = own.Length > 0 && other.Length > 0 && Median(other) > 0 ? Median(own) / Median(other) : (double?)null;
            Console.WriteLine($"{metric.Name,-42} {Show(own, metric.Unit),-30} {Show(other, metric.Unit),-30} {(ratio is { } r ? Number(r) : ""),6}  {Aim(metric, own, ratio)}");
        }
    }

    private static double[] Values(List<Dictionary<Metric, double>> turns, Metric metric) =>
        [.. turns.Where(turn => turn.ContainsKey(metric)).Select(turn => turn[metric]).Order()];

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];

    private static string Show(double[] sorted, string unit) =>
        sorted.Length == 0 ? "-" : $"{Number(Median(sorted))} {unit} ({Number(sorted[0])} to {Number(sorted[^1])})";

    private static string Aim(Metric metric, double[] own, double? ratio)
    {
        var (aim, isMet) = metric switch
        {
            { Most: { } most } => ($"at most {Number(most)} {metric.Unit}", own.Length == 0 || Median(own) <= most),
            { Aim: { } most } when ratio is not null => ($"at most {Number(most)}", ratio <= most),
            _ => ("", true),
        };
        return isMet ? aim : $"{aim}  MISSED";
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
