using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TalksBot.Slack;

/// <summary>A part of a rich text block.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlackRichTextSection), "rich_text_section")]
[JsonDerivedType(typeof(SlackRichTextQuote), "rich_text_quote")]
[JsonDerivedType(typeof(SlackRichTextList), "rich_text_list")]
public abstract record SlackRichTextPart;

/// <summary>A paragraph.</summary>
/// <param name="Elements">Runs of text.</param>
/// <remarks>Not sealed: only so is its type written in a list, which takes nothing else.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlackRichTextSection), "rich_text_section")]
public record SlackRichTextSection(ImmutableArray<SlackRichTextElement> Elements) : SlackRichTextPart;

/// <summary>A quotation with a bar at its side.</summary>
/// <param name="Elements">Runs of text.</param>
public sealed record SlackRichTextQuote(ImmutableArray<SlackRichTextElement> Elements) : SlackRichTextPart;

/// <summary>A list.</summary>
/// <param name="Elements">Its entries.</param>
/// <param name="Style">"bullet" or "ordered".</param>
public sealed record SlackRichTextList(ImmutableArray<SlackRichTextSection> Elements, string Style = "bullet") : SlackRichTextPart;

/// <summary>A run of text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlackRun), "text")]
[JsonDerivedType(typeof(SlackLink), "link")]
[JsonDerivedType(typeof(SlackDate), "date")]
public abstract record SlackRichTextElement
{
    /// <summary>How it looks, or null for plain.</summary>
    public SlackStyle? Style { get; init; }
}

/// <summary>Words, shown as they are.</summary>
/// <param name="Text">At least one character; line feeds stay.</param>
public sealed record SlackRun(string Text) : SlackRichTextElement;

/// <summary>A link.</summary>
/// <param name="Url">http or https.</param>
/// <param name="Text">What is shown.</param>
public sealed record SlackLink(string Url, string Text) : SlackRichTextElement;

/// <summary>An instant in the reader's own zone and language.</summary>
/// <param name="Timestamp">Seconds since 1970.</param>
/// <param name="Format">Of Slack's date tokens.</param>
/// <param name="Fallback">What old clients show.</param>
public sealed record SlackDate(long Timestamp, string Format, string Fallback) : SlackRichTextElement;

/// <summary>How a run looks; null is no.</summary>
public sealed record SlackStyle
{
    /// <summary>Bold.</summary>
    public static SlackStyle Strong { get; } = new() { Bold = true };

    /// <summary>As typed.</summary>
    public static SlackStyle Typed { get; } = new() { Code = true };

    /// <summary>Slanted.</summary>
    public static SlackStyle Slanted { get; } = new() { Italic = true };

    /// <summary>Whether it is bold.</summary>
    public bool? Bold { get; init; }

    /// <summary>Whether it is set as code.</summary>
    public bool? Code { get; init; }

    /// <summary>Whether it is italic.</summary>
    public bool? Italic { get; init; }
}
