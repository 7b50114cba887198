using CsCheck;

namespace TalksBot.Extraction.Tests;

/// <summary>Arbitrary texts: of any code units, and of words and marks that look like news.</summary>
internal static class TextGen
{
    private static readonly string[] Pieces =
    [
        "said", "Marta", "Holt", "he", "she", "told", "reporters", "that", "the", "minister", "according", "to", "denied", "would",
        "not", "say", "whether", "“", "”", "\"", "‘", "’", "'", "«", "»", "„", ".", ",", ":", ";", "?", "!", "…", "—", "(", ")", "-",
        " ", " ", " ", " ", "\n", "\n\n", "\r\n", "Feb.", "U.S.", "10.00", "3.5%", "$5", "'s", "n't", "who", "which", "and", "added",
        "in", "a", "statement", "on", "Monday", "talks", "offered", "rejected", "\t", "\u0000", "é", "e\u0301", "\ud83d\ude00", "\ud83d", "日本",
        "declined", "to", "comment", "asked", "if", "agreed", "•", "By", "Correction:", "\u200b", "\u2028",
    ];

    /// <summary>Any text at all, half of the time made of words and marks.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf(
        Gen.Char.Array[0, 200].Select(chars => new string(chars)),
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 120].Select(string.Concat),
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 120].Select(pieces => string.Join(' ', pieces)));
}
