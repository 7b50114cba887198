using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <summary>The Penn Treebank tags that the tagger gives.</summary>
internal static class PennTags
{
    /// <summary>Tags that the model chooses among; their order is part of the model file.</summary>
    public static ImmutableArray<string> Learned { get; } =
    [
        "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS", "PRP", "PRP$",
        "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB",
    ];

    /// <summary>Whether <paramref name="form"/> has neither letter nor digit, so that its form alone decides its tag.</summary>
    public static bool IsMark(ReadOnlySpan<char> form)
    {
        foreach (var c in form)
        {
            if (char.IsLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The tag of a mark.</summary>
    /// <param name="form">Its characters, at least one.</param>
    /// <param name="isWord">Whether the tokenizer takes it for a word: the apostrophe of a possessive.</param>
    /// <param name="opens">Whether a quotation mark without a direction of its own opens here.</param>
    public static string OfMark(ReadOnlySpan<char> form, bool isWord, bool opens) => form[0] switch
    {
        '\'' or '’' when isWord => "POS",
        '“' or '„' or '‟' or '«' or '‹' or '‘' or '‚' or '‛' or '`' => "``",
        '”' or '»' or '›' => "''",
        '"' or '\'' or '’' or '＂' => opens ? "``" : "''",
        ',' => ",",
        '.' when form.Length > 1 => ":",
        '.' or '!' or '?' or '。' or '！' or '？' => ".",
        '(' or '[' or '{' => "-LRB-",
        ')' or ']' or '}' => "-RRB-",
        '$' or '£' or '€' or '¥' or '₹' or '₽' => "$",
        '%' => "NN",
        '&' => "CC",
        '#' => "#",
        ':' or ';' or '-' or '–' or '—' or '―' or '…' => ":",
        _ => "SYM",
    };
}
