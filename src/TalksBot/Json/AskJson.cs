using System.Text.Json;
using System.Text.Json.Serialization;

namespace TalksBot;

/// <summary>One line of <c>ask --json</c>; "id" is set in a batch only.</summary>
internal sealed record AskJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Id,
    string Answer,
    string Kind,
    bool Refused,
    IReadOnlyList<CitationJson> Citations,
    IReadOnlyList<FactJson> Facts,
    string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error);

/// <summary>Exact words of one revision of an article; offsets count code points of its text.</summary>
internal sealed record CitationJson(
    string Article,
    int Revision,
    string Text,
    int Start,
    int End,
    string? Title,
    string? Outlet,
    string Date,
    bool DateAssumed,
    string? Url);

/// <summary>One fact; "answers" tells those in the answer from those merely near the question, "spoken" word-for-word quotations from the article's own telling.</summary>
internal sealed record FactJson(
    string? Id,
    string Kind,
    bool Answers,
    string Head,
    string? Quote,
    bool Spoken,
    IReadOnlyList<string> Details,
    string? When,
    IReadOnlyList<CitationJson> Citations);

/// <summary>One line of a batch: {"id", "question", "now"?}.</summary>
internal sealed record BatchLineJson(JsonElement? Id, JsonElement? Question, JsonElement? Now);
