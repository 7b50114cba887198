using System.Collections.Immutable;

namespace TalksBot.Chat;

/// <summary>What an option takes.</summary>
public enum OptionKind
{
    /// <summary>Any words.</summary>
    Text,

    /// <summary>A name that is completed from the store as the person types.</summary>
    Actor,

    /// <summary>A day: "2025-03-11", "11 March", "yesterday", "last week".</summary>
    Date,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Name of a dossier that is visible where the command is used.</summary>
    Dossier,

    /// <summary>Id of a subscription of the channel.</summary>
    Subscription,
}

/// <summary>One option of a command, the same on every platform.</summary>
/// <param name="Name">What a person types before the colon.</param>
/// <param name="Kind">What it takes; decides how it is completed and checked.</param>
/// <param name="Help">What it does, in a few words.</param>
public sealed record OptionDeclaration(string Name, OptionKind Kind, string Help)
{
    /// <summary>Whether the command means nothing without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The words a <see cref="OptionKind.Choice"/> takes; empty for the other kinds.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>What is offered while a person types a <see cref="OptionKind.Text"/>; other words are taken too.</summary>
    public ImmutableArray<string> Suggestions { get; init; } = [];

    /// <summary>Whether it takes several values, with commas between; each is completed by itself.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether its name reads as a preposition, so that bare text may say it without a colon: "/meetings with Lavrov", "/position Rubio on sanctions".</summary>
    public bool IsPreposition { get; init; }

    /// <summary>Whether a date stands for the last day of what was typed ("until last week") instead of the first.</summary>
    public bool TakesLastDay { get; init; }
}
