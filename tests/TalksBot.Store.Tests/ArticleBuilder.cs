using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>An article with facts, put together by hand: each sentence is a passage, and facts name the words they rest on.</summary>
internal sealed class ArticleBuilder(string stem, string published, params string[] sentences)
{
    private readonly List<Statement> _statements = [];
    private readonly List<Proposal> _proposals = [];
    private readonly List<Meeting> _meetings = [];
    private readonly List<Actor> _actors = [];
    private readonly Dictionary<int, string[]> _mentions = [];
    private string[] _dossiers = [];

    public string Body { get; } = string.Join("\n\n", sentences);

    public DateOnly PublishedOn { get; } = DateOnly.ParseExact(published, "yyyy-MM-dd");

    public string? Title { get; init; } = "A headline";

    public Article Article => new()
    {
        Id = new ArticleId("id:" + stem),
        Stem = stem,
        Title = Title,
        Outlet = "The Courier",
        PublishedOn = PublishedOn,
        Body = Body,
        Dossiers = [.. _dossiers],
    };

    public ArticleFacts Facts => new()
    {
        Statements = [.. _statements],
        Proposals = [.. _proposals],
        Meetings = [.. _meetings],
        Actors = [.. _actors.Select(actor => new ArticleActor(actor, []))],
        Passages = [.. sentences.Select((sentence, i) => new Passage(Span(sentence), i, PassageKind.Sentence, [.. _mentions.GetValueOrDefault(i, [])], []))],
    };

    public ArticleBuilder In(params string[] dossiers)
    {
        _dossiers = dossiers;
        return this;
    }

    public ArticleBuilder Actor(string name, ActorKind kind = ActorKind.Person, string? role = null, params string[] aliases)
    {
        _actors.Add(new Actor { Name = name, Kind = kind, Role = role, Aliases = [.. aliases] });
        return this;
    }

    public ArticleBuilder Mentions(int sentence, params string[] names)
    {
        _mentions[sentence] = names;
        return this;
    }

    public ArticleBuilder Says(string speaker, string content, string? inside = null, string? about = null, string? reportedIn = null) =>
        SaysAs(speaker, content, content, inside, about, reportedIn);

    /// <summary>As <see cref="Says"/>, of a statement that other articles have in the words <paramref name="known"/>.</summary>
    public ArticleBuilder SaysAs(string speaker, string known, string content, string? inside = null, string? about = null, string? reportedIn = null)
    {
        _statements.Add(new Statement
        {
            Id = StableId.Of('s', speaker, known),
            Speakers = [speaker],
            Manner = Manner.Indirect,
            Content = AnchoredText.From(Body, Span(content)),
            Evidence = [Span(inside ?? sentences.First(sentence => sentence.Contains(content, StringComparison.Ordinal)))],
            About = about is null ? [] : [about],
            ReportedIn = reportedIn,
        });
        return this;
    }

    public ArticleBuilder Proposes(string by, string content, string? to = null, params Response[] responses)
    {
        _proposals.Add(new Proposal
        {
            Id = StableId.Of('p', by, content),
            By = [by],
            To = to is null ? [] : [to],
            Content = AnchoredText.From(Body, Span(content)),
            Responses = [.. responses],
            Evidence = [Span(sentences.First(sentence => sentence.Contains(content, StringComparison.Ordinal)))],
        });
        return this;
    }

    public ArticleBuilder Meets(string id, string? when, int sentence, params string[] participants) =>
        MeetsAt(id, when, where: null, MeetingStatus.Planned, sentence, participants);

    public ArticleBuilder MeetsAt(string id, string? when, string? where, MeetingStatus status, int sentence, params string[] participants)
    {
        _meetings.Add(new Meeting
        {
            Where = where,
            Status = status,
            Id = id,
            Kind = "talks",
            Participants = [.. participants],
            When = when is null ? null : new TimeValue(when),
            Evidence = [Span(sentences[sentence])],
        });
        return this;
    }

    /// <summary>A meeting that is planned for a day, with what the text says of its hour.</summary>
    public ArticleBuilder MeetsBy(string id, string when, string? clock, int sentence, params string[] participants)
    {
        MeetsAt(id, when, where: null, MeetingStatus.Planned, sentence, participants);
        _meetings[^1] = _meetings[^1] with { Clock = clock is null ? null : AnchoredText.From(Body, Span(clock)) };
        return this;
    }

    public TextSpan Span(string words)
    {
        var start = Body.IndexOf(words, StringComparison.Ordinal);
        Assert.True(start >= 0, $"'{words}' stands in the article");
        return new TextSpan(start, words.Length);
    }
}
