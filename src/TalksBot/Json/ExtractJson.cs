using System.Text.Json.Serialization;

namespace TalksBot;

/// <summary>One line of <c>extract --json</c>; offsets count code points of the article's text, spans are half-open.</summary>
internal sealed record ExtractJson(
    string Article,
    string Published,
    bool PublishedAssumed,
    IReadOnlyList<AttributionJson> Attributions,
    IReadOnlyList<AttributionJson> Nested,
    IReadOnlyList<ProposalJson> Proposals,
    IReadOnlyList<MeetingJson> Meetings,
    IReadOnlyList<TimeJson> Times,
    IReadOnlyList<ActorJson> Actors);

/// <summary>Words with the places they stand at.</summary>
internal sealed record WordsJson(string Text, IReadOnlyList<int[]> Spans);

/// <summary>Who said what; "in" is set on nested ones only.</summary>
internal sealed record AttributionJson(
    string Id,
    string Manner,
    IReadOnlyList<string> Speakers,
    string Polarity,
    double Confidence,
    WordsJson? Source,
    WordsJson? Cue,
    WordsJson? Content,
    WordsJson? Addressee,
    string? When,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? In);

/// <summary>Exact words of the article.</summary>
internal sealed record EvidenceJson(string Text, int Start, int End);

/// <summary>Who proposed what.</summary>
internal sealed record ProposalJson(
    string Id,
    string Kind,
    IReadOnlyList<string> By,
    IReadOnlyList<string> To,
    string Content,
    IReadOnlyList<string> Terms,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<ResponseJson> Responses,
    string? When,
    IReadOnlyList<EvidenceJson> Citations);

/// <summary>Who answered a proposal how.</summary>
internal sealed record ResponseJson(string By, string Kind, EvidenceJson Citation);

/// <summary>Who meets when.</summary>
internal sealed record MeetingJson(
    string Id,
    string Kind,
    IReadOnlyList<string> Participants,
    string? When,
    string? Where,
    string? Medium,
    string Status,
    string? Previously,
    bool DateUnannounced,
    bool Unconfirmed,
    IReadOnlyList<EvidenceJson> Citations);

/// <summary>A time expression.</summary>
internal sealed record TimeJson(int[] Span, string Type, string Value);

/// <summary>Who appears.</summary>
internal sealed record ActorJson(
    string Name,
    string Kind,
    IReadOnlyList<string> Aliases,
    string? Role,
    IReadOnlyList<int[]> Mentions);
