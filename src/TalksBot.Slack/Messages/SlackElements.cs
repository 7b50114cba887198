using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TalksBot.Slack;

/// <summary>What can be pressed, chosen or filled in.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SlackButton), "button")]
[JsonDerivedType(typeof(SlackStaticSelect), "static_select")]
[JsonDerivedType(typeof(SlackExternalSelect), "external_select")]
[JsonDerivedType(typeof(SlackDatePicker), "datepicker")]
[JsonDerivedType(typeof(SlackTextInput), "plain_text_input")]
public abstract record SlackElement
{
    /// <summary>At most 255 characters, unique in the message; comes back when it is used.</summary>
    public required string ActionId { get; init; }
}

/// <summary>A button.</summary>
/// <param name="Text">1 to 75 characters.</param>
public sealed record SlackButton(SlackPlainText Text) : SlackElement
{
    /// <summary>At most 2,000 characters that come back, or null.</summary>
    public string? Value { get; init; }

    /// <summary>"primary", "danger", or null for plain.</summary>
    public string? Style { get; init; }

    /// <summary>An address that it opens as well, or null.</summary>
    public string? Url { get; init; }

    /// <summary>What is asked before it takes effect, or null.</summary>
    public SlackConfirm? Confirm { get; init; }
}

/// <summary>"Are you sure?"</summary>
/// <param name="Title">At most 100 characters.</param>
/// <param name="Text">At most 300 characters.</param>
/// <param name="Confirm">At most 30 characters.</param>
/// <param name="Deny">At most 30 characters.</param>
public sealed record SlackConfirm(SlackPlainText Title, SlackPlainText Text, SlackPlainText Confirm, SlackPlainText Deny);

/// <summary>A fixed list to choose one of.</summary>
/// <param name="Options">1 to 100.</param>
public sealed record SlackStaticSelect(ImmutableArray<SlackOption> Options) : SlackElement
{
    /// <summary>At most 150 characters, or null.</summary>
    public SlackPlainText? Placeholder { get; init; }

    /// <summary>What is chosen at first, equal to one of the options; or null.</summary>
    public SlackOption? InitialOption { get; init; }
}

/// <summary>A list that we are asked for while the person types.</summary>
public sealed record SlackExternalSelect : SlackElement
{
    /// <summary>At most 150 characters, or null.</summary>
    public SlackPlainText? Placeholder { get; init; }

    /// <summary>After how many characters we are asked.</summary>
    public int MinQueryLength { get; init; } = 1;

    /// <summary>What is chosen at first, or null.</summary>
    public SlackOption? InitialOption { get; init; }
}

/// <summary>A day from a calendar, sent as "2025-03-11".</summary>
public sealed record SlackDatePicker : SlackElement
{
    /// <summary>At most 150 characters, or null.</summary>
    public SlackPlainText? Placeholder { get; init; }

    /// <summary>"2025-03-11" that is set at first, or null.</summary>
    public string? InitialDate { get; init; }
}

/// <summary>Words to type.</summary>
public sealed record SlackTextInput : SlackElement
{
    /// <summary>At most 150 characters, or null.</summary>
    public SlackPlainText? Placeholder { get; init; }

    /// <summary>The most characters, at most 3,000; or null.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether several lines may be typed.</summary>
    public bool Multiline { get; init; }

    /// <summary>What stands in it at first, or null.</summary>
    public string? InitialValue { get; init; }

    /// <summary>True where the cursor stands in it at first, else null; one in a view.</summary>
    public bool? FocusOnLoad { get; init; }
}

/// <summary>A value to choose.</summary>
/// <param name="Text">1 to 75 characters.</param>
/// <param name="Value">1 to 150 characters.</param>
public sealed record SlackOption(SlackPlainText Text, string Value);
