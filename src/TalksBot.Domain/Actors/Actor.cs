using System.Collections.Immutable;

namespace TalksBot.Domain;

/// <summary>What an actor is.</summary>
public enum ActorKind
{
    /// <summary>One human being, named or known by role alone.</summary>
    Person,

    /// <summary>A state, its government, or its capital standing for it.</summary>
    Government,

    /// <summary>A ministry, company, union, court, outlet or other body.</summary>
    Organisation,

    /// <summary>Several people that act together ("two officials", "the delegations").</summary>
    Group,

    /// <summary>A text that is quoted ("a draft", "the joint statement").</summary>
    Document,
}

/// <summary>A person, government, organisation or group that speaks, proposes or meets.</summary>
public sealed record Actor
{
    /// <summary>Canonical name: the fullest form known, without titles.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public ActorKind Kind { get; init; }

    /// <summary>Office or description as the text or dossier gives it, or null.</summary>
    public string? Role { get; init; }

    /// <summary>The government or organisation it belongs to, or null when not stated.</summary>
    public string? Of { get; init; }

    /// <summary>Other names: surnames, spellings, acronyms, roles that stand for it alone.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Whether it goes by a proper name; "two officials" do not.</summary>
    public bool IsNamed { get; init; } = true;
}

/// <summary>An actor as one article shows it.</summary>
/// <param name="Actor">Name, role and aliases as far as this article and the known actors give them.</param>
/// <param name="Mentions">Every place that stands for it: names, roles and pronouns, in reading order.</param>
public sealed record ArticleActor(Actor Actor, ImmutableArray<TextSpan> Mentions);
