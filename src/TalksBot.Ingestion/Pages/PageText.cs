using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;

namespace TalksBot.Ingestion;

/// <summary>The text of a page's article.</summary>
internal static class PageText
{
    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "script", "style", "noscript", "template", "nav", "aside", "form", "button", "select", "iframe", "object", "svg", "math", "video",
        "audio", "canvas", "figcaption", "footer");

    private static readonly FrozenSet<string> Inline = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
        "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");

    private const int MaxDepth = 1000;

    /// <summary>Paragraphs separated by one blank line, blanks folded; without scripts, menus, forms and captions.</summary>
    internal static string Of(IElement article)
    {
        var text = new StringBuilder();
        var paragraph = new StringBuilder();
        Append(article, text, paragraph, depth: 0);
        EndParagraph(text, paragraph);
        return text.ToString();
    }

    // The depth of the page was bounded before it was parsed; should the two disagree, what stands deeper is left out rather than the stack overrun.
    private static void Append(INode node, StringBuilder text, StringBuilder paragraph, int depth)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        foreach (var child in node.ChildNodes)
        {
            if (child is IText words)
            {
                paragraph.Append(words.Data);
            }
            else if (child is IElement element && !Dropped.Contains(element.LocalName))
            {
                AppendElement(element, text, paragraph, depth + 1);
            }
        }
    }

    private static void AppendElement(IElement element, StringBuilder text, StringBuilder paragraph, int depth)
    {
        if (Inline.Contains(element.LocalName))
        {
            AppendInline(element, text, paragraph, depth);
        }
        else if (element.LocalName is "br")
        {
            // Pages break paragraphs with two of them; one stands in a line of verse or an address.
            if (element.PreviousElementSibling is { LocalName: "br" } && IsBlankSince(element))
            {
                EndParagraph(text, paragraph);
            }
            else
            {
                paragraph.Append('\n');
            }
        }
        else if (element.LocalName is "td" or "th")
        {
            Append(element, text, paragraph, depth);
            paragraph.Append(' ');
        }
        else
        {
            EndParagraph(text, paragraph);
            Append(element, text, paragraph, depth);
            EndParagraph(text, paragraph);
        }
    }

    private static void AppendInline(IElement element, StringBuilder text, StringBuilder paragraph, int depth)
    {
        var isQuotation = element.LocalName is "q";
        paragraph.Append(isQuotation ? "“" : "");
        Append(element, text, paragraph, depth);
        paragraph.Append(isQuotation ? "”" : "");
    }

    private static bool IsBlankSince(INode node)
    {
        for (var before = node.PreviousSibling; before is IText { Data: var data }; before = before.PreviousSibling)
        {
            if (!string.IsNullOrWhiteSpace(data))
            {
                return false;
            }
        }

        return true;
    }

    private static void EndParagraph(StringBuilder text, StringBuilder paragraph)
    {
        var words = paragraph.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        paragraph.Clear();
        if (words.Length > 0)
        {
            text.Append(text.Length > 0 ? "\n\n" : "").AppendJoin(' ', words);
        }
    }
}
