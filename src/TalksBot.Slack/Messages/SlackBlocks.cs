using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TalksBot.Slack;

/// <summary>A block of a message or view.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlackSection), "section")]
[JsonDerivedType(typeof(SlackHeader), "header")]
[JsonDerivedType(typeof(SlackContext), "context")]
[JsonDerivedType(typeof(SlackDivider), "divider")]
[JsonDerivedType(typeof(SlackActions), "actions")]
[JsonDerivedType(typeof(SlackRichText), "rich_text")]
[JsonDerivedType(typeof(SlackInput), "input")]
public abstract record SlackBlock
{
    /// <summary>At most 255 characters, unique in the message; null where Slack may choose it.</summary>
    public string? BlockId { get; init; }
}

/// <summary>A paragraph.</summary>
/// <param name="Text">1 to 3,000 characters.</param>
public sealed record SlackSection(SlackText Text) : SlackBlock;

/// <summary>A heading.</summary>
/// <param name="Text">1 to 150 characters, plain.</param>
public sealed record SlackHeader(SlackPlainText Text) : SlackBlock;

/// <summary>Small grey text.</summary>
/// <param name="Elements">1 to 10.</param>
public sealed record SlackContext(ImmutableArray<SlackText> Elements) : SlackBlock;

/// <summary>A line across.</summary>
public sealed record SlackDivider : SlackBlock;

/// <summary>A row of what can be pressed.</summary>
/// <param name="Elements">1 to 25.</param>
public sealed record SlackActions(ImmutableArray<SlackElement> Elements) : SlackBlock;

/// <summary>Formatted text that is not parsed: what stands in its elements is shown as it is.</summary>
/// <param name="Elements">Paragraphs, quotations, lists.</param>
public sealed record SlackRichText(ImmutableArray<SlackRichTextPart> Elements) : SlackBlock;

/// <summary>A field of a form.</summary>
/// <param name="Label">1 to 2,000 characters.</param>
/// <param name="Element">What is filled in.</param>
public sealed record SlackInput(SlackPlainText Label, SlackElement Element) : SlackBlock
{
    /// <summary>Under the field, at most 2,000 characters; or null.</summary>
    public SlackPlainText? Hint { get; init; }

    /// <summary>Whether it may stay empty.</summary>
    public bool Optional { get; init; }
}

/// <summary>Text of a block.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlackPlainText), "plain_text")]
[JsonDerivedType(typeof(SlackMrkdwn), "mrkdwn")]
public abstract record SlackText;

/// <summary>Text without formatting.</summary>
/// <param name="Text">With &amp;, &lt; and &gt; escaped.</param>
/// <remarks>Not sealed: only so is its type written where a field takes nothing else.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlackPlainText), "plain_text")]
public record SlackPlainText(string Text) : SlackText
{
    /// <summary>False: ":smile:" stays as it is.</summary>
    public bool Emoji { get; init; }
}

/// <summary>Text with Slack's own formatting marks.</summary>
/// <param name="Text">With whatever is foreign in it escaped.</param>
public sealed record SlackMrkdwn(string Text) : SlackText
{
    /// <summary>True: bare addresses and names grow no links of their own.</summary>
    public bool Verbatim { get; init; } = true;
}
