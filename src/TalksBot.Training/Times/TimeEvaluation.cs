using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Figures over a set of documents, in the manner of TempEval-3, task A.</summary>
/// <param name="Documents">How many.</param>
/// <param name="Gold">Annotated times.</param>
/// <param name="Found">Times found.</param>
/// <param name="Strict">Found with the very span.</param>
/// <param name="Relaxed">Found with a span that shares a character, one to one.</param>
/// <param name="Types">Of those, with the right type.</param>
/// <param name="Values">Of those, with the right value.</param>
internal readonly record struct TimeFigures(int Documents, int Gold, int Found, int Strict, int Relaxed, int Types, int Values)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Documents} documents, {Gold} times: strict F1 {F1(Strict):F4}, relaxed F1 {F1(Relaxed):F4}, type F1 {F1(Types):F4}, value F1 {F1(Values):F4}");

    public TimeFigures Plus(TimeFigures other) => new(
        Documents + other.Documents, Gold + other.Gold, Found + other.Found, Strict + other.Strict, Relaxed + other.Relaxed, Types + other.Types, Values + other.Values);

    private double F1(int right) => Gold + Found == 0 ? 0 : 2.0 * right / (Gold + Found);
}

/// <summary>Measures the time expressions that are found against TimeML documents.</summary>
internal static class TimeEvaluation
{
    private sealed record Time(int Start, int End, string Type, string Value);

    /// <summary>Figures over the documents developed on and over every eighth, which is held back.</summary>
    /// <param name="folder">Searched with its folders for <c>.tml</c> files; only the TIMEX3 tags inside TEXT count.</param>
    /// <exception cref="InvalidDataException">A file has no TEXT or no creation time.</exception>
    public static (TimeFigures Developed, TimeFigures HeldBack) Measure(string folder)
    {
        var tagger = new PerceptronTagger();
        var finder = new TimeFinder();
        var (developed, heldBack) = (default(TimeFigures), default(TimeFigures));
        foreach (var file in Directory.EnumerateFiles(folder, "*.tml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (text, publishedOn, gold) = Read(file);
            var found = finder.Find(tagger.Tag(Tokenizer.Tokenize(text)), publishedOn)
                .Select(time => new Time(time.Span.Start, time.Span.End, time.Type.ToString(), time.Value.Value))
                .ToList();
            var figures = Compare(gold, found);
            (developed, heldBack) = IsHeldBack(Path.GetFileNameWithoutExtension(file)) ? (developed, heldBack.Plus(figures)) : (developed.Plus(figures), heldBack);
        }

        return (developed, heldBack);
    }

    // By a hash of the name, so that the parts stay the same whatever else is in the folder.
    private static bool IsHeldBack(string name) => (SHA256.HashData(Encoding.UTF8.GetBytes(name))[^1] & 7) == 0;

    private static (string Text, DateOnly PublishedOn, List<Time> Times) Read(string file)
    {
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root;
        var body = root?.Element("TEXT") ?? throw new InvalidDataException($"{file} has no TEXT.");
        var created = root.Element("DCT")?.Element("TIMEX3")?.Attribute("value")?.Value is { Length: >= 10 } value ? value[..10] : "";
        if (!DateOnly.TryParseExact(created, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var publishedOn))
        {
            throw new InvalidDataException($"{file} has no creation time.");
        }

        var text = new StringBuilder();
        var times = new List<Time>();
        Append(body, text, times);
        var whole = text.ToString();
        return (whole, publishedOn, [.. times.Select(time => Trimmed(whole, time)).Where(time => time.End > time.Start)]);
    }

    private static void Append(XElement element, StringBuilder text, List<Time> times)
    {
        var start = text.Length;
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
            {
                text.Append(words.Value);
            }
            else if (node is XElement child)
            {
                Append(child, text, times);
            }
        }

        if (element.Name.LocalName == "TIMEX3")
        {
            times.Add(new Time(start, text.Length, element.Attribute("type")?.Value ?? "", element.Attribute("value")?.Value ?? ""));
        }
    }

    private static Time Trimmed(string text, Time time)
    {
        var (start, end) = (time.Start, time.End);
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return time with { Start = start, End = end };
    }

    // One to one: equal spans first, then by what they share.
    private static TimeFigures Compare(List<Time> gold, List<Time> found)
    {
        var pairs = from g in gold
                    from f in found
                    let shared = Math.Min(g.End, f.End) - Math.Max(g.Start, f.Start)
                    where shared > 0
                    let isStrict = g.Start == f.Start && g.End == f.End
                    orderby isStrict descending, shared descending
                    select (Gold: g, Found: f, IsStrict: isStrict);
        var taken = new HashSet<Time>(ReferenceEqualityComparer.Instance);
        var figures = new TimeFigures(1, gold.Count, found.Count, 0, 0, 0, 0);
        foreach (var pair in pairs)
        {
            if (taken.Contains(pair.Gold) || taken.Contains(pair.Found))
            {
                continue;
            }

            taken.Add(pair.Gold);
            taken.Add(pair.Found);
            figures = figures with
            {
                Relaxed = figures.Relaxed + 1,
                Strict = figures.Strict + (pair.IsStrict ? 1 : 0),
                Types = figures.Types + (string.Equals(pair.Gold.Type, pair.Found.Type, StringComparison.OrdinalIgnoreCase) ? 1 : 0),
                Values = figures.Values + (string.Equals(pair.Gold.Value, pair.Found.Value, StringComparison.OrdinalIgnoreCase) ? 1 : 0),
            };
        }

        return figures;
    }
}
