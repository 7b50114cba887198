using System.Text.Json;
using System.Text.Json.Serialization;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

// What is kept of a fact beside its indexed columns. Spans are start, length, start, length...; the words are read
// from the article's text, so that what is shown is always verbatim. Short names: there are millions of these.
// Enums are written as their numbers, and declared so: a converter for each enum is some 70 methods that no image holds
// and that every process would compile before its first answer.

internal sealed record StoredPassage(
    [property: JsonPropertyName("a")] string[]? Actors,
    [property: JsonPropertyName("t")] StoredTime[]? Times)
{
    public static byte[]? From(Passage passage) => passage.Actors.IsDefaultOrEmpty && passage.Times.IsDefaultOrEmpty
        ? null
        : JsonSerializer.SerializeToUtf8Bytes(
            new StoredPassage(Spans.Names(passage.Actors), [.. passage.Times.Select(StoredTime.From)]),
            StoreJson.Default.StoredPassage);
}

internal sealed record StoredTime(
    [property: JsonPropertyName("s")] int Start,
    [property: JsonPropertyName("l")] int Length,
    [property: JsonPropertyName("k")] int Type,
    [property: JsonPropertyName("v")] string? Value)
{
    public static StoredTime From(TimeExpression time) => new(time.Span.Start, time.Span.Length, (int)time.Type, time.Value.Value);

    public TimeExpression ToTime() => new(new TextSpan(Start, Length), (TimeType)Type, new TimeValue(Value ?? ""));
}

internal sealed record StoredStatement
{
    [JsonPropertyName("s")]
    public string[]? Speakers { get; init; }

    [JsonPropertyName("m")]
    public int Manner { get; init; }

    [JsonPropertyName("p")]
    public int Polarity { get; init; }

    [JsonPropertyName("k")]
    public int CueClass { get; init; }

    [JsonPropertyName("src")]
    public int[]? Source { get; init; }

    [JsonPropertyName("cue")]
    public int[]? Cue { get; init; }

    [JsonPropertyName("c")]
    public int[]? Content { get; init; }

    [JsonPropertyName("adr")]
    public int[]? Addressee { get; init; }

    [JsonPropertyName("to")]
    public string? AddresseeName { get; init; }

    [JsonPropertyName("in")]
    public string? ReportedIn { get; init; }

    [JsonPropertyName("w")]
    public string? When { get; init; }

    [JsonPropertyName("f")]
    public double? Confidence { get; init; }

    [JsonPropertyName("a")]
    public string[]? About { get; init; }

    [JsonPropertyName("e")]
    public int[]? Evidence { get; init; }

    public static byte[] From(Statement statement) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredStatement
        {
            Speakers = Spans.Names(statement.Speakers),
            Manner = (int)statement.Manner,
            Polarity = (int)statement.Polarity,
            CueClass = (int)statement.CueClass,
            Source = Spans.Of(statement.Source),
            Cue = Spans.Of(statement.Cue),
            Content = Spans.Of(statement.Content),
            Addressee = Spans.Of(statement.Addressee),
            AddresseeName = statement.AddresseeName,
            ReportedIn = statement.ReportedIn,
            When = statement.When?.Value,
            Confidence = statement.Confidence,
            About = Spans.Names(statement.About),
            Evidence = Spans.Of(statement.Evidence),
        },
        StoreJson.Default.StoredStatement);

    public Statement ToStatement(string id, string body) => new()
    {
        Id = id,
        Speakers = Spans.Names(Speakers),
        Manner = (Manner)Manner,
        Polarity = (Polarity)Polarity,
        CueClass = (CueClass)CueClass,
        Source = Spans.Anchor(Source, body),
        Cue = Spans.Anchor(Cue, body),
        Content = Spans.Anchor(Content, body),
        Addressee = Spans.Anchor(Addressee, body),
        AddresseeName = AddresseeName,
        ReportedIn = ReportedIn,
        When = Spans.Time(When),
        Confidence = Confidence ?? 0,
        About = Spans.Names(About),
        Evidence = Spans.Read(Evidence),
    };
}

internal sealed record StoredProposal
{
    [JsonPropertyName("k")]
    public int Kind { get; init; }

    [JsonPropertyName("by")]
    public string[]? By { get; init; }

    [JsonPropertyName("to")]
    public string[]? To { get; init; }

    [JsonPropertyName("c")]
    public int[]? Content { get; init; }

    [JsonPropertyName("t")]
    public int[][]? Terms { get; init; }

    [JsonPropertyName("if")]
    public int[][]? Conditions { get; init; }

    [JsonPropertyName("r")]
    public StoredResponse[]? Responses { get; init; }

    [JsonPropertyName("w")]
    public string? When { get; init; }

    [JsonPropertyName("x")]
    public bool IsWithdrawn { get; init; }

    [JsonPropertyName("e")]
    public int[]? Evidence { get; init; }

    public static byte[] From(Proposal proposal) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredProposal
        {
            Kind = (int)proposal.Kind,
            By = Spans.Names(proposal.By),
            To = Spans.Names(proposal.To),
            Content = Spans.Of(proposal.Content),
            Terms = [.. proposal.Terms.Select(term => Spans.Of(term.Spans))],
            Conditions = [.. proposal.Conditions.Select(condition => Spans.Of(condition.Spans))],
            Responses = [.. proposal.Responses.Select(StoredResponse.From)],
            When = proposal.When?.Value,
            IsWithdrawn = proposal.IsWithdrawn,
            Evidence = Spans.Of(proposal.Evidence),
        },
        StoreJson.Default.StoredProposal);

    public Proposal ToProposal(string id, string body) => new()
    {
        Id = id,
        Kind = (ProposalKind)Kind,
        By = Spans.Names(By),
        To = Spans.Names(To),
        Content = Spans.Anchor(Content, body) ?? throw new JsonException("A stored proposal has no content."),
        Terms = [.. (Terms ?? []).Select(term => Spans.Anchor(term, body)!)], // written only with spans
        Conditions = [.. (Conditions ?? []).Select(condition => Spans.Anchor(condition, body)!)], // as above
        Responses = [.. (Responses ?? []).Select(response => response.ToResponse())],
        When = Spans.Time(When),
        IsWithdrawn = IsWithdrawn,
        Evidence = Spans.Read(Evidence),
    };
}

internal sealed record StoredResponse(
    [property: JsonPropertyName("by")] string By,
    [property: JsonPropertyName("k")] int Kind,
    [property: JsonPropertyName("s")] int Start,
    [property: JsonPropertyName("l")] int Length)
{
    public static StoredResponse From(Response response) => new(response.By, (int)response.Kind, response.Evidence.Start, response.Evidence.Length);

    public Response ToResponse() => new(By, (ResponseKind)Kind, new TextSpan(Start, Length));
}

internal sealed record StoredMeeting
{
    [JsonPropertyName("k")]
    public string? Kind { get; init; }

    [JsonPropertyName("p")]
    public string[]? Participants { get; init; }

    [JsonPropertyName("o")]
    public string? Organiser { get; init; }

    [JsonPropertyName("w")]
    public string? When { get; init; }

    [JsonPropertyName("h")]
    public int[]? Clock { get; init; }

    [JsonPropertyName("n")]
    public bool IsDateUnannounced { get; init; }

    [JsonPropertyName("u")]
    public bool IsUnconfirmed { get; init; }

    [JsonPropertyName("at")]
    public string? Where { get; init; }

    [JsonPropertyName("m")]
    public int Medium { get; init; }

    [JsonPropertyName("s")]
    public int Status { get; init; }

    [JsonPropertyName("b")]
    public string? Previously { get; init; }

    [JsonPropertyName("y")]
    public int[]? Reason { get; init; }

    [JsonPropertyName("t")]
    public int[]? Topic { get; init; }

    [JsonPropertyName("e")]
    public int[]? Evidence { get; init; }

    public static byte[] From(Meeting meeting) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredMeeting
        {
            Kind = meeting.Kind,
            Participants = Spans.Names(meeting.Participants),
            Organiser = meeting.Organiser,
            When = meeting.When?.Value,
            Clock = Spans.Of(meeting.Clock),
            IsDateUnannounced = meeting.IsDateUnannounced,
            IsUnconfirmed = meeting.IsUnconfirmed,
            Where = meeting.Where,
            Medium = (int)meeting.Medium,
            Status = (int)meeting.Status,
            Previously = meeting.Previously?.Value,
            Reason = Spans.Of(meeting.Reason),
            Topic = Spans.Of(meeting.Topic),
            Evidence = Spans.Of(meeting.Evidence),
        },
        StoreJson.Default.StoredMeeting);

    public Meeting ToMeeting(string id, string body) => new()
    {
        Id = id,
        Kind = Kind ?? "",
        Participants = Spans.Names(Participants),
        Organiser = Organiser,
        When = Spans.Time(When),
        Clock = Spans.Anchor(Clock, body),
        IsDateUnannounced = IsDateUnannounced,
        IsUnconfirmed = IsUnconfirmed,
        Where = Where,
        Medium = (MeetingMedium)Medium,
        Status = (MeetingStatus)Status,
        Previously = Spans.Time(Previously),
        Reason = Spans.Anchor(Reason, body),
        Topic = Spans.Anchor(Topic, body),
        Evidence = Spans.Read(Evidence),
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredPassage))]
[JsonSerializable(typeof(StoredStatement))]
[JsonSerializable(typeof(StoredProposal))]
[JsonSerializable(typeof(StoredMeeting))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StoreJson : JsonSerializerContext;
