using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>What kind of fact a question is after.</summary>
public enum Intent
{
    /// <summary>Any sentence that answers.</summary>
    General,

    /// <summary>Whose words these are.</summary>
    WhoSaid,

    /// <summary>What somebody said.</summary>
    WhatSaid,

    /// <summary>Who proposed something.</summary>
    WhoProposed,

    /// <summary>What somebody proposed, on which conditions, with which response.</summary>
    Proposal,

    /// <summary>A meeting: when, where, who, whether.</summary>
    Meeting,

    /// <summary>Where somebody stands.</summary>
    Position,

    /// <summary>How somebody's position or offer changed.</summary>
    Change,

    /// <summary>Who somebody is, or who holds an office.</summary>
    Identity,
}

/// <summary>What an answer must hold.</summary>
[Flags]
public enum Asked
{
    /// <summary>Nothing in particular.</summary>
    Nothing = 0,

    /// <summary>A person or body.</summary>
    Who = 1,

    /// <summary>A date.</summary>
    When = 2,

    /// <summary>A place.</summary>
    Where = 4,

    /// <summary>A number of something.</summary>
    HowMany = 8,

    /// <summary>A reason.</summary>
    Why = 16,

    /// <summary>Yes or no.</summary>
    Whether = 32,

    /// <summary>A condition.</summary>
    Condition = 64,

    /// <summary>A means of communication.</summary>
    Means = 128,

    /// <summary>A time of day.</summary>
    Clock = 256,

    /// <summary>A response.</summary>
    Response = 512,

    /// <summary>A name that is asked for as such ("what is the name of", "which company").</summary>
    Name = 1024,
}

/// <summary>Actors that a stretch of the question can stand for.</summary>
/// <param name="Terms">Which terms of the question: first index, and first index after.</param>
/// <param name="Text">As typed.</param>
/// <param name="Matches">Best first; empty when nobody of that name is known.</param>
public sealed record NamedActor((int First, int End) Terms, string Text, ImmutableArray<ActorMatch> Matches)
{
    /// <summary>The canonical names that are meant, all that match about as well as the best.</summary>
    public ImmutableArray<string> Names { get; } = Matches.IsEmpty
        ? []
        : [.. Matches.Where(match => match.Similarity >= Matches[0].Similarity - 0.02).Select(match => match.Actor.Name).Take(8)];
}

/// <summary>One word of the subject matter.</summary>
/// <param name="Term">The word.</param>
/// <param name="Weight">What it counts: about 1, less for general words, more for names and figures.</param>
/// <param name="Frequency">In how many stored sentences it occurs.</param>
public sealed record TopicTerm(Term Term, double Weight, long Frequency);

/// <summary>A question, understood as far as its words allow.</summary>
public sealed record Question
{
    /// <summary>As typed.</summary>
    public required string Text { get; init; }

    /// <summary>Its words.</summary>
    public required ImmutableArray<Term> Terms { get; init; }

    /// <summary>The asker's today.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What may be seen.</summary>
    public required FactScope Scope { get; init; }

    /// <summary>What kind of fact is wanted.</summary>
    public Intent Intent { get; init; }

    /// <summary>What the answer must hold.</summary>
    public Asked Asked { get; init; }

    /// <summary>The act of the main verb ("deny" → denied), or null.</summary>
    public SpeechAct? Act { get; init; }

    /// <summary>Words between quotation marks; empty when there are none.</summary>
    public ImmutableArray<string> Quoted { get; init; } = [];

    /// <summary>Who is asked about as speaker, proposer or holder of the position; null when not stated or not resolved.</summary>
    public NamedActor? Subject { get; init; }

    /// <summary>Words of the subject that name no known actor ("the leaders at the summit").</summary>
    public ImmutableArray<TopicTerm> SubjectTerms { get; init; } = [];

    /// <summary>The word for who the subject is, where it names no known actor ("lawyer" of "the lawyer who advises the union"); null when there is none.</summary>
    public Term? SubjectHead { get; init; }

    /// <summary>All known actors that are named, the subject too.</summary>
    public ImmutableArray<NamedActor> Actors { get; init; } = [];

    /// <summary>Names that nothing stored knows.</summary>
    public ImmutableArray<string> UnknownNames { get; init; } = [];

    /// <summary>Times that are named.</summary>
    public ImmutableArray<QuestionTime> Times { get; init; } = [];

    /// <summary>Words of the subject matter, actors and times left out.</summary>
    public ImmutableArray<TopicTerm> Topic { get; init; } = [];

    /// <summary>The word that names the subject matter, its modifiers left out ("quay" of "the old quay by the market"); null when there is none.</summary>
    public Term? TopicHead { get; init; }

    /// <summary>The noun behind "how many" or "which", or null.</summary>
    public Term? AskedNoun { get; init; }

    /// <summary>The words behind the main verb, small ones too: what is said to have been said; empty when there is no such verb.</summary>
    public ImmutableArray<Term> Clause { get; init; } = [];

    /// <summary>Whether it asks what somebody replied: what he replied to need not be in his words.</summary>
    public bool AsksReply { get; init; }

    /// <summary>First character behind what is asked for ("what pay rise | does …"); 0 where nothing in particular is.</summary>
    public int AskedUntil { get; init; }

    /// <summary>The words that name who was told ("What did X tell [the BBC]?"); empty where nobody is named.</summary>
    public ImmutableArray<Term> Addressee { get; init; } = [];

    /// <summary>Whether it looks ahead ("will", "next", "upcoming").</summary>
    public bool LooksAhead { get; init; }

    /// <summary>Whether a town is asked for, which a country does not answer.</summary>
    public bool WantsTown { get; init; }

    /// <summary>Whether a year is asked for.</summary>
    public bool WantsYear { get; init; }

    /// <summary>Whether it asks for the latest of several ("latest", "now", "current").</summary>
    public bool WantsLatest { get; init; }
}
