using System.Text.Json;

namespace TalksBot.Tests.EndToEnd;

/// <summary>Articles of the tests' own, and what their answers are held to.</summary>
internal static class Articles
{
    /// <summary>The body begins after the front matter with an empty line; emoji of one and of several code points stand before the quotations.</summary>
    public const string Harbour =
        """
        ---
        title: Harbour talks 😀 resume
        outlet: Harbour Post
        date: 2026-05-12
        ---

        SANDVIK 😀🇸🇪 — The tug crews and the port of Sandvik returned to the table on Tuesday.

        “The quay stays shut until the tugs are back,” harbour minister Rut Almqvist told reporters 👩‍👩‍👧 in Sandvik. “Nobody is above the rules.”

        The Tug Union proposed a pause of ten days if the port drops its fines. Almqvist rejected the proposal.

        The minister and union leader Bo Ekdahl will meet in Sandvik on 18 May.

        """;

    /// <summary>The text that citations count in.</summary>
    public static string Body(string file) => file[(file.IndexOf("\n---\n", 4, StringComparison.Ordinal) + 5)..];

    /// <summary>Code points from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static string Slice(string text, int start, int end) =>
        string.Concat(text.EnumerateRunes().Skip(start).Take(end - start).Select(rune => rune.ToString()));

    /// <summary>Every citation of an answer stands in <paramref name="body"/> at its offsets.</summary>
    public static void AssertVerbatim(JsonElement reply, string body) =>
        Assert.All(
            reply.GetProperty("citations").EnumerateArray(),
            citation => Assert.Equal(
                Slice(body, citation.GetProperty("start").GetInt32(), citation.GetProperty("end").GetInt32()),
                citation.GetProperty("text").GetString()));

    /// <summary>The one JSON object that was printed.</summary>
    public static JsonElement Json(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
