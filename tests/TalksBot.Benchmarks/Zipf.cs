namespace TalksBot.Benchmarks;

/// <summary>Ranks drawn by the law of Zipf and Mandelbrot: the chance of rank r is proportional to 1 / (r + shift)^exponent.</summary>
internal sealed class Zipf
{
    private readonly double[] _upTo;

    public Zipf(int count, double exponent, double shift)
    {
        _upTo = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += Math.Pow(i + 1 + shift, -exponent);
            _upTo[i] = sum;
        }
    }

    /// <summary>A rank from 0.</summary>
    public int Next(Random random)
    {
        var found = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return Math.Min(found >= 0 ? found : ~found, _upTo.Length - 1);
    }
}
