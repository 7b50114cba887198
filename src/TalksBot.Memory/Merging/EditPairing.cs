using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Memory;

/// <summary>Recognises in an edited article what its earlier text said otherwise.</summary>
/// <remarks>
/// A fact that went and one that came are the same thing when the same people act in it and half of the words that say something are
/// shared, or a fifth of them where both stand at the same place among the sentences and the people are known. With the same words of
/// the same act the id stays and nobody hears of it: who denies now what was said before is corrected. What has no words is paired with
/// nothing. Of meetings the id stays, and the store tells that it moved, where one meeting of these people went and one came.
/// </remarks>
internal sealed class EditPairing(IFactReader reader)
{
    private const int MaxFacts = 10_000;
    private const double LeastOverlap = 0.5;
    private const double LeastOverlapInPlace = 0.2;

    /// <summary>The facts, with the ids that stay, and what corrects what.</summary>
    /// <param name="article">The edited article.</param>
    /// <param name="facts">Those of its new text.</param>
    /// <param name="cancellationToken">Stops between two look-ups.</param>
    internal async Task<(ArticleFacts Facts, ImmutableArray<FactCorrection> Corrections)> PairAsync(
        Article article, ArticleFacts facts, CancellationToken cancellationToken)
    {
        var statements = await reader.FindStatementsAsync(new StatementQuery { Articles = [article.Id], IncludeReported = false, Limit = MaxFacts }, cancellationToken);
        var proposals = await reader.FindProposalsAsync(new ProposalQuery { Articles = [article.Id], Limit = MaxFacts }, cancellationToken);
        var meetings = await reader.FindMeetingsAsync(new MeetingQuery { Articles = [article.Id], Limit = MaxFacts }, cancellationToken);
        var passages = await reader.ReadPassagesAsync(article.Id, 0, int.MaxValue, cancellationToken);
        var before = new Places([.. passages.Select(passage => passage.Fact.Span)]);
        var after = new Places([.. facts.Passages.Select(passage => passage.Span)]);

        var corrections = ImmutableArray.CreateBuilder<FactCorrection>();
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (old, now) in Pair(
            [.. statements.Select(found => Said(found.Fact, before))],
            [.. facts.Statements.Where(statement => statement.ReportedIn is null).Select(statement => Said(statement, after))]))
        {
            Note(FactKind.Statement, old, now);
        }

        foreach (var (old, now) in Pair([.. proposals.Select(found => Put(found.Fact, before))], [.. facts.Proposals.Select(proposal => Put(proposal, after))]))
        {
            Note(FactKind.Proposal, old, now);
        }

        foreach (var (old, now) in PairMeetings([.. meetings.Select(found => found.Fact)], facts.Meetings))
        {
            kept[now] = old;
        }

        facts = Rename(facts, kept);
        var newOf = corrections.Where(pair => pair.Before.Kind == FactKind.Proposal).ToDictionary(pair => pair.Before.Id, pair => pair.AfterId, StringComparer.Ordinal);
        corrections.AddRange(PairResponses([.. proposals.Select(found => found.Fact)], facts.Proposals, newOf));
        return (facts, corrections.ToImmutable());

        void Note(FactKind kind, Saying old, Saying now)
        {
            if (old.Act == now.Act && old.Words.AsSpan().SequenceEqual(now.Words.AsSpan()))
            {
                kept[now.Id] = old.Id;
            }
            else
            {
                corrections.Add(new FactCorrection(new ChangedFact(kind, old.Id), now.Id));
            }
        }
    }

    private static ArticleFacts Rename(ArticleFacts facts, Dictionary<string, string> kept) => kept.Count == 0 ? facts : facts with
    {
        Statements =
        [
            .. facts.Statements.Select(statement => statement with
            {
                Id = kept.GetValueOrDefault(statement.Id, statement.Id),
                ReportedIn = statement.ReportedIn is { } outer ? kept.GetValueOrDefault(outer, outer) : null,
            }),
        ],
        Proposals = [.. facts.Proposals.Select(proposal => proposal with { Id = kept.GetValueOrDefault(proposal.Id, proposal.Id) })],
        Meetings = [.. facts.Meetings.Select(meeting => meeting with { Id = kept.GetValueOrDefault(meeting.Id, meeting.Id) })],
    };

    // The likest first; each takes part once.
    private static IEnumerable<(Saying Old, Saying Now)> Pair(ImmutableArray<Saying> before, ImmutableArray<Saying> after)
    {
        var stayed = before.Select(saying => saying.Id).Intersect(after.Select(saying => saying.Id), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var went = before.Where(saying => !stayed.Contains(saying.Id)).ToList();
        var came = after.Where(saying => !stayed.Contains(saying.Id)).DistinctBy(saying => saying.Id, StringComparer.Ordinal).ToList();
        var pairs = went
            .Where(old => !old.Words.IsEmpty)
            .SelectMany(old => came.Where(now => old.By == now.By && !now.Words.IsEmpty).Select(now => (Old: old, Now: now, Overlap: WordLikeness.Overlap(old.Words, now.Words))))
            .Where(pair => pair.Overlap >= LeastOverlap || (pair.Overlap >= LeastOverlapInPlace && AreInPlace(pair.Old, pair.Now)))
            .OrderByDescending(pair => pair.Overlap)
            .ThenBy(pair => pair.Old.Act == pair.Now.Act ? 0 : 1)
            .ThenBy(pair => Math.Abs(pair.Old.FromStart - pair.Now.FromStart))
            .ThenBy(pair => pair.Old.Id, StringComparer.Ordinal)
            .ThenBy(pair => pair.Now.Id, StringComparer.Ordinal);
        var taken = new HashSet<Saying>();
        foreach (var (old, now, _) in pairs)
        {
            if (!taken.Contains(old) && !taken.Contains(now))
            {
                taken.Add(old);
                taken.Add(now);
                yield return (old, now);
            }
        }
    }

    private static bool AreInPlace(Saying old, Saying now) => old.By.Length > 0 && old.FromStart == now.FromStart && old.FromEnd == now.FromEnd;

    private static IEnumerable<(string Old, string Now)> PairMeetings(ImmutableArray<Meeting> before, ImmutableArray<Meeting> after)
    {
        var went = before.Where(meeting => !after.Any(now => now.Id == meeting.Id)).ToLookup(Participants, StringComparer.Ordinal);
        var came = after.Where(meeting => !before.Any(old => old.Id == meeting.Id)).ToLookup(Participants, StringComparer.Ordinal);
        foreach (var group in went.Where(group => group.Key.Length > 0))
        {
            if (group.Count() == 1 && came[group.Key].Count() == 1 && group.Single().Kind == came[group.Key].Single().Kind)
            {
                yield return (group.Single().Id, came[group.Key].Single().Id);
            }
        }
    }

    private static string Participants(Meeting meeting) => Names(meeting.Participants);

    // Whoever answered otherwise, or answered what is worded otherwise.
    private static IEnumerable<FactCorrection> PairResponses(
        ImmutableArray<Proposal> before, ImmutableArray<Proposal> after, Dictionary<string, string> newOf)
    {
        foreach (var old in before)
        {
            if (after.FirstOrDefault(proposal => proposal.Id == newOf.GetValueOrDefault(old.Id, old.Id)) is not { } now)
            {
                continue;
            }

            foreach (var responses in old.Responses.GroupBy(response => response.By, StringComparer.Ordinal))
            {
                var answers = now.Responses.Where(response => response.By == responses.Key).DistinctBy(response => response.Kind).ToList();
                var previous = responses.DistinctBy(response => response.Kind).ToList();
                if (previous.Count == 1 && answers.Count == 1 && IdOf(old, previous[0]) != IdOf(now, answers[0]))
                {
                    yield return new FactCorrection(new ChangedFact(FactKind.Response, IdOf(old, previous[0])), IdOf(now, answers[0]));
                }
            }
        }
    }

    private static string IdOf(Proposal proposal, Response response) => ChangedFact.ResponseId(proposal.Id, response.By, response.Kind);

    private static Saying Said(Statement statement, Places places) => new(
        statement.Id,
        Names(statement.Speakers),
        WordLikeness.WordsOf(statement.Content?.Text ?? ""),
        string.Join('\u001f', statement.Polarity, statement.CueClass, statement.When?.Value, statement.AddresseeName ?? StableId.Normalise(statement.Addressee?.Text ?? "")),
        places.FromStart(statement.Evidence),
        places.FromEnd(statement.Evidence));

    private static Saying Put(Proposal proposal, Places places) => new(
        proposal.Id,
        Names(proposal.By),
        WordLikeness.WordsOf(proposal.Content.Text),
        string.Join('\u001f', proposal.Kind, proposal.IsWithdrawn, proposal.When?.Value, Names(proposal.To), Conditions(proposal)),
        places.FromStart(proposal.Evidence),
        places.FromEnd(proposal.Evidence));

    private static string Conditions(Proposal proposal) =>
        string.Join('\u001e', proposal.Conditions.Select(condition => string.Join(' ', WordLikeness.WordsOf(condition.Text))));

    private static string Names(ImmutableArray<string> names) => string.Join('\u001f', names.Order(StringComparer.Ordinal));

    // Compared by reference: two may be alike.
    private sealed class Saying(string id, string by, ImmutableArray<string> words, string act, int fromStart, int fromEnd)
    {
        internal string Id => id;

        internal string By => by;

        internal ImmutableArray<string> Words => words;

        // What is done with the words: said or denied, when, to whom, on which conditions.
        internal string Act => act;

        internal int FromStart => fromStart;

        internal int FromEnd => fromEnd;
    }

    private sealed class Places(ImmutableArray<TextSpan> sentences)
    {
        internal int FromStart(ImmutableArray<TextSpan> evidence) =>
            evidence.IsDefaultOrEmpty ? -1 : sentences.Count(sentence => sentence.Start < evidence[0].Start);

        internal int FromEnd(ImmutableArray<TextSpan> evidence) => evidence.IsDefaultOrEmpty ? -1 : sentences.Length - FromStart(evidence);
    }
}
