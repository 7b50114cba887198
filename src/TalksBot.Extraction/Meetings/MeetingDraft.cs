using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>A place in the text that tells of a meeting.</summary>
/// <param name="Token">The verb, or the noun at the head of its phrase.</param>
/// <param name="Class">As the lexicon groups the words; "call" and "video" tell the medium.</param>
/// <param name="Kind">What the text calls it.</param>
/// <param name="Phrase">The noun phrase, or null for a verb.</param>
internal sealed record MeetingTrigger(int Token, string Class, string Kind, NounPhrase? Phrase)
{
    /// <summary>First token after the words that name it ("round of talks").</summary>
    public int End { get; init; } = Token + 1;

    /// <summary>First token that may begin another trigger, where words after the verb tell of the same meeting; 0 where none do.</summary>
    public int Skip { get; init; }
}

/// <summary>What one sentence, and later several, tell of a meeting.</summary>
internal sealed class MeetingDraft
{
    public required MeetingTrigger Trigger { get; init; }

    public required int Sentence { get; init; }

    public List<string> Participants { get; } = [];

    public string? Organiser { get; set; }

    public TimeValue? When { get; set; }

    public AnchoredText? Clock { get; set; }

    public bool IsDateUnannounced { get; set; }

    public bool IsUnconfirmed { get; set; }

    public string? Where { get; set; }

    public MeetingMedium Medium { get; set; }

    public MeetingStatus Status { get; set; }

    public TimeValue? Previously { get; set; }

    public AnchoredText? Reason { get; set; }

    public AnchoredText? Topic { get; set; }

    /// <summary>Whether it is told of as known: "the talks", "it".</summary>
    public bool IsDefinite { get; set; }

    /// <summary>Whether "second", "next", "again" link it to a meeting told before.</summary>
    public bool IsFurther { get; set; }

    /// <summary>Whether those who take part are told of as "they", "both sides", and so are those of the meeting before.</summary>
    public bool IsOfSame { get; set; }

    /// <summary>The words that name those who take part where <see cref="IsOfSame"/> leads nowhere; empty for a pronoun.</summary>
    public List<string> Unresolved { get; } = [];

    /// <summary>Whether it is "there": where the meeting before was.</summary>
    public bool IsThere { get; set; }

    /// <summary>Days between the meeting that the sentence counts from and this one ("the day after the ministers meet"), or null.</summary>
    public int? DaysFromOther { get; set; }

    public SortedSet<int> Sentences { get; } = [];

    public void Add(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (name.Length > 0 && !Participants.Contains(name, StringComparer.Ordinal))
            {
                Participants.Add(name);
            }
        }
    }

    public Meeting ToMeeting(TaggedText text)
    {
        var names = Participants.Order(StringComparer.Ordinal).ToArray();
        return new Meeting
        {
            Id = StableId.Of('m', Trigger.Class, string.Join('|', names), When?.Value ?? Previously?.Value ?? "", Where ?? ""),
            Kind = Trigger.Kind,
            Participants = [.. Participants],
            Organiser = Organiser,
            When = When,
            Clock = Clock,
            IsDateUnannounced = IsDateUnannounced,
            IsUnconfirmed = IsUnconfirmed,
            Where = Where,
            Medium = Medium != MeetingMedium.Unknown ? Medium : Where is null ? MeetingMedium.Unknown : MeetingMedium.InPerson,
            Status = Status,
            Previously = Previously,
            Reason = Reason,
            Topic = Topic,
            Evidence = [.. Sentences.Select(sentence => text.Tokens.SpanOf(text.Tokens.Sentences[sentence]))],
        };
    }
}
