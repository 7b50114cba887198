using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Testing;

/// <summary>An article with facts that were put in by hand: words are named, their places are looked up.</summary>
/// <remarks>Sentences end at a full stop, question or exclamation mark before a blank; a text with abbreviations needs another builder.</remarks>
public sealed class ArticleSketch
{
    private readonly string _stem;
    private readonly string _body;
    private readonly DateOnly _published;
    private readonly List<Actor> _actors = [];
    private readonly List<Statement> _statements = [];
    private readonly List<Proposal> _proposals = [];
    private readonly List<Meeting> _meetings = [];
    private readonly List<TimeExpression> _times = [];
    private readonly List<(string Pronoun, string Name)> _references = [];

    /// <summary>An article without facts.</summary>
    /// <param name="stem">What citations call it; also its identity.</param>
    /// <param name="published">"2025-10-14".</param>
    /// <param name="body">Paragraphs are separated by blank lines.</param>
    public ArticleSketch(string stem, string published, string body)
    {
        (_stem, _published, _body) = (stem, DateOnly.ParseExact(published, "yyyy-MM-dd"), body.ReplaceLineEndings("\n"));
    }

    /// <summary>Its title; the stem when none is set.</summary>
    public string? Title { get; init; }

    /// <summary>Whether its date is only the file's.</summary>
    public bool IsPublishedAssumed { get; init; }

    /// <summary>Dossiers it was ingested for.</summary>
    public ImmutableArray<string> Dossiers { get; init; } = [];

    /// <summary>The text as saved.</summary>
    public Article Article => new()
    {
        Id = new ArticleId(_stem),
        Stem = _stem,
        Title = Title ?? _stem,
        Outlet = "The Harbour Post",
        PublishedOn = _published,
        IsPublishedAssumed = IsPublishedAssumed,
        Body = _body,
        Dossiers = Dossiers,
    };

    /// <summary>Somebody who appears; every place where the name or an alias stands is a mention.</summary>
    public ArticleSketch Actor(string name, string? role = null, ActorKind kind = ActorKind.Person, string? of = null, params string[] aliases)
    {
        _actors.Add(new Actor { Name = name, Role = role, Kind = kind, Of = of, Aliases = [.. aliases] });
        return this;
    }

    /// <summary>Words that stand for <paramref name="name"/> once, such as "she said".</summary>
    public ArticleSketch Refers(string words, string name)
    {
        _references.Add((words, name));
        return this;
    }

    /// <summary>A time expression.</summary>
    public ArticleSketch Time(string words, string value, TimeType type = TimeType.Date)
    {
        _times.Add(new TimeExpression(At(words), type, new TimeValue(value)));
        return this;
    }

    /// <summary>A statement; its evidence is the sentences that hold its content and cue.</summary>
    /// <param name="speakers">Canonical names, joined by " + " where several speak jointly.</param>
    /// <param name="content">The words, with their quotation marks; null where nothing was said.</param>
    /// <param name="cue">The words that report.</param>
    /// <param name="change">Sets whatever else matters.</param>
    public ArticleSketch Says(string speakers, string? content, string cue, Func<Statement, Statement>? change = null)
    {
        ImmutableArray<TextSpan> parts = content is null ? [At(cue)] : [At(content), NearTo(cue, At(content))];
        var words = content is null ? null : AnchoredText.From(_body, At(content));
        var statement = new Statement
        {
            Id = StableId.Of('s', speakers, content ?? cue),
            Speakers = [.. speakers.Split(" + ", StringSplitOptions.RemoveEmptyEntries)],
            Manner = content is not null && content[0] is '“' ? Manner.Direct : Manner.Indirect,
            Polarity = content is null ? Polarity.Declined : Polarity.Said,
            Cue = AnchoredText.From(_body, parts[^1]),
            Content = words,
            Evidence = SentencesAt(parts),
        };
        _statements.Add(change is null ? statement : change(statement));
        return this;
    }

    /// <summary>The id of the statement with this content, for what is reported inside it.</summary>
    public string IdOf(string content) => _statements.Single(statement => statement.Content?.Text == content).Id;

    /// <summary>A proposal; its evidence is the sentence that holds its content.</summary>
    public ArticleSketch Proposes(string by, string content, Func<Proposal, Proposal>? change = null)
    {
        var proposal = new Proposal
        {
            Id = StableId.Of('p', by, content),
            Kind = ProposalKind.Plan,
            By = [by],
            Content = AnchoredText.From(_body, At(content)),
            Evidence = SentencesAt([At(content)]),
        };
        _proposals.Add(change is null ? proposal : change(proposal));
        return this;
    }

    /// <summary>A meeting; its evidence is the sentence that holds <paramref name="words"/>.</summary>
    /// <param name="participants">Canonical names, joined by " + ".</param>
    /// <param name="words">Words of the sentence that tells of it.</param>
    /// <param name="when">The date's value, or null when none is known.</param>
    /// <param name="change">Sets whatever else matters.</param>
    public ArticleSketch Meets(string participants, string words, string? when, Func<Meeting, Meeting>? change = null)
    {
        var meeting = new Meeting
        {
            Id = StableId.Of('m', participants, when ?? "", words),
            Kind = "talks",
            Participants = [.. participants.Split(" + ", StringSplitOptions.RemoveEmptyEntries)],
            When = when is null ? null : new TimeValue(when),
            Evidence = SentencesAt([At(words)]),
        };
        _meetings.Add(change is null ? meeting : change(meeting));
        return this;
    }

    /// <summary>Words of the text with their place.</summary>
    public AnchoredText Words(string words) => AnchoredText.From(_body, At(words));

    /// <summary>The facts that were put in, with the sentences of the text.</summary>
    public ArticleFacts Facts => new()
    {
        Statements = [.. _statements],
        Proposals = [.. _proposals],
        Meetings = [.. _meetings],
        Times = [.. _times.OrderBy(time => time.Span)],
        Actors = [.. _actors.Select(actor => new ArticleActor(actor, MentionsOf(actor)))],
        Passages = [.. Sentences().Select(PassageAt)],
    };

    /// <summary>Saves the article.</summary>
    public async Task SaveToAsync(IFactWriter store) => await store.SaveAsync(Article, Facts, "by hand", CancellationToken.None);

    private Passage PassageAt((TextSpan Span, int Paragraph) sentence)
    {
        var actors = _actors
            .Select(actor => (actor.Name, Mentions: MentionsOf(actor).Where(sentence.Span.Contains).ToList()))
            .Where(pair => pair.Mentions.Count > 0)
            .OrderBy(pair => pair.Mentions[0])
            .Select(pair => pair.Name);
        return new Passage(sentence.Span, sentence.Paragraph, PassageKind.Sentence, [.. actors], [.. _times.Where(time => sentence.Span.Contains(time.Span))]);
    }

    private ImmutableArray<TextSpan> MentionsOf(Actor actor)
    {
        var spans = _references.Where(reference => reference.Name == actor.Name).Select(reference => At(reference.Pronoun)).ToList();
        foreach (var name in actor.Aliases.Append(actor.Name))
        {
            for (var at = _body.IndexOf(name, StringComparison.Ordinal); at >= 0; at = _body.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                spans.Add(new TextSpan(at, name.Length));
            }
        }

        return [.. spans.Order()];
    }

    private ImmutableArray<TextSpan> SentencesAt(ImmutableArray<TextSpan> parts) =>
        [.. Sentences().Select(sentence => sentence.Span).Where(span => parts.Any(span.Overlaps))];

    private IEnumerable<(TextSpan Span, int Paragraph)> Sentences()
    {
        var (start, paragraph) = (0, 0);
        for (var i = 0; i < _body.Length; i++)
        {
            var isBreak = _body[i] == '\n';
            var isEnd = _body[i] == ' ' && i > 0 && (_body[i - 1] is '.' or '?' or '!' || (_body[i - 1] is '”' && i > 1 && _body[i - 2] is '.' or '?' or '!'));
            if (!isBreak && !isEnd)
            {
                continue;
            }

            if (i > start)
            {
                yield return (TextSpan.FromBounds(start, i), paragraph);
            }

            start = i + 1;
            paragraph += isBreak && i + 1 < _body.Length && _body[i + 1] == '\n' ? 1 : 0;
        }

        if (start < _body.Length)
        {
            yield return (TextSpan.FromBounds(start, _body.Length), paragraph);
        }
    }

    private TextSpan At(string words)
    {
        var at = _body.IndexOf(words, StringComparison.Ordinal);
        return at >= 0 ? new TextSpan(at, words.Length) : throw new ArgumentException($"The text of {_stem} does not hold “{words}”.", nameof(words));
    }

    // "said" stands in a text many times: the one that is meant is nearest to the words.
    private TextSpan NearTo(string cue, TextSpan words)
    {
        var best = At(cue);
        for (var at = best.Start; at >= 0; at = _body.IndexOf(cue, at + 1, StringComparison.Ordinal))
        {
            var span = new TextSpan(at, cue.Length);
            if (Distance(span, words) < Distance(best, words))
            {
                best = span;
            }
        }

        return best;
    }

    private static int Distance(TextSpan left, TextSpan right) => Math.Max(Math.Max(left.Start - right.End, right.Start - left.End), 0);
}
