using System.Collections.Immutable;
using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Training;

/// <summary>A pronoun that is the source of an attribution, and whom it stands for.</summary>
/// <param name="Stem">Its article.</param>
/// <param name="Pronoun">Where it stands, in code units of the article.</param>
/// <param name="People">One entry for each whom it stands for: mentions of that one, any of which will do; empty where the text does not say.</param>
internal sealed record SampledPronoun(string Stem, TextSpan Pronoun, ImmutableArray<ImmutableArray<TextSpan>> People);

/// <summary>The project's own annotation of pronouns that are sources: offsets into articles of PolNeAR dev.</summary>
/// <remarks>
/// The hundred pronouns of one word (he, she, they, it, we, I, you, who, which, that and their objects) that come first by the SHA-256 of
/// "article:offset"; annotated by reading the articles.
/// </remarks>
internal static class PronounSample
{
    private const string Resource = "TalksBot.Training.Coreference.pronouns.tsv";

    /// <summary>The sample that comes with the project.</summary>
    public static ImmutableArray<SampledPronoun> Own()
    {
        using var stream = typeof(PronounSample).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the build.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads "article TAB begin end TAB begin end" lines; ";" joins people, "|" mentions of one, "open" is nobody, "#" begins a comment.</summary>
    /// <exception cref="FormatException">A line has another form.</exception>
    public static ImmutableArray<SampledPronoun> Parse(string lines) =>
    [
        .. lines.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line =>
            line.Split('\t') is [var stem, var pronoun, var people]
                ? new SampledPronoun(stem, Span(pronoun), people == "open" ? [] : [.. people.Split(';').Select(one => one.Split('|').Select(Span).ToImmutableArray())])
                : throw new FormatException($"\"{line}\" has not three columns.")),
    ];

    private static TextSpan Span(string ends) => ends.Split(' ') is [var start, var end]
        ? TextSpan.FromBounds(int.Parse(start, CultureInfo.InvariantCulture), int.Parse(end, CultureInfo.InvariantCulture))
        : throw new FormatException($"\"{ends}\" is no span.");
}
