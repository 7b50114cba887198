using System.Collections.Immutable;
using System.Text.Json;
using TalksBot.Domain;

namespace TalksBot.Store.Sqlite;

/// <summary>An article as it is stored before it is written again.</summary>
/// <param name="Row">Its number.</param>
/// <param name="RevisionRow">The number of its revision.</param>
/// <param name="Facts">What that told.</param>
internal sealed record ArticleBefore(long Row, long RevisionRow, ArticleFacts Facts);

/// <summary>Logs what the saving of one article changes for those who read. Made before anything of it is written, and asked to write when all is.</summary>
internal sealed class ChangeRecorder
{
    private readonly SqliteSession _session;
    private readonly ArticleBefore? _before;
    private readonly ImmutableArray<string> _dossiersBefore = [];
    private readonly Dictionary<ChangedFact, TellableFact> _toldBefore = [];
    private readonly Dictionary<ChangedFact, TellableFact> _toldAfter;
    private readonly Dictionary<ChangedFact, SortedSet<string>> _others = [];
    private readonly Dictionary<(string Id, string Dossier), MeetingState?> _states = [];

    /// <summary>Looks at what is known.</summary>
    /// <param name="session">Inside the transaction that will store the article.</param>
    /// <param name="before">The article as it is, or null when it is new.</param>
    /// <param name="facts">What it is going to tell.</param>
    public ChangeRecorder(SqliteSession session, ArticleBefore? before, ArticleFacts facts)
    {
        _session = session;
        _before = before;
        _toldAfter = TellableFacts.Of(facts);
        if (before is not null)
        {
            _dossiersBefore = [.. ToldFacts.DossiersOf(session, before.Row)];
            _toldBefore = TellableFacts.Of(before.Facts);
        }

        foreach (var fact in _toldBefore.Keys.Concat(_toldAfter.Keys))
        {
            if (!_others.ContainsKey(fact))
            {
                _others.Add(fact, ToldFacts.DossiersOf(session, fact, before?.Row));
            }
        }
    }

    /// <summary>Remembers how the meetings stand in the dossiers that the article is going to be in.</summary>
    public void Observe(IEnumerable<string> dossiers)
    {
        foreach (var dossier in OrNone(dossiers))
        {
            foreach (var fact in _others.Keys.Where(fact => fact.Kind == FactKind.Meeting))
            {
                _states[(fact.Id, dossier)] = MeetingState.Find(_session, fact.Id, dossier);
            }
        }
    }

    /// <summary>Writes what changed.</summary>
    /// <param name="place">The article as it was stored.</param>
    /// <param name="terms">When, and what corrects what.</param>
    /// <param name="isSameText">Whether only its data or its extraction is another: that is news to nobody but those who see it for the first time.</param>
    public void Write(ChangePlace place, SaveTerms terms, bool isSameText)
    {
        var corrected = new HashSet<ChangedFact>();
        if (!isSameText)
        {
            Correct(place, terms.Corrections, corrected);
            foreach (var (fact, told) in _toldBefore.Where(pair => !_toldAfter.ContainsKey(pair.Key) && !corrected.Contains(pair.Key)))
            {
                Withdraw(place, told, _others[fact]);
            }
        }

        foreach (var told in _toldAfter.Values.Where(told => !corrected.Contains(told.Fact)))
        {
            var knownIn = KnownIn(told.Fact);
            var seenIn = isSameText ? knownIn.Union(_dossiersBefore, StringComparer.Ordinal) : knownIn;
            if (OrNone(place.Dossiers).Except(seenIn, StringComparer.Ordinal).Any())
            {
                Insert(place, ChangeKind.New, told, place.RevisionRow, new StoredChange { KnownIn = [.. seenIn.Order(StringComparer.Ordinal)] });
            }
        }

        if (!isSameText)
        {
            Move(place);
        }
    }

    // Nobody but this article told the one, and it tells the other since its edit.
    private void Correct(ChangePlace place, ImmutableArray<FactCorrection> corrections, HashSet<ChangedFact> corrected)
    {
        foreach (var (before, afterId) in corrections)
        {
            var after = before with { Id = afterId };
            if (_toldBefore.ContainsKey(before) && !_toldAfter.ContainsKey(before)
                && _toldAfter.TryGetValue(after, out var told) && !_toldBefore.ContainsKey(after)
                && _others[before].Count == 0
                && OrNone(place.Dossiers).All(dossier => _dossiersBefore.Contains(dossier, StringComparer.Ordinal))
                && !corrected.Contains(before) && !corrected.Contains(after))
            {
                corrected.Add(before);
                corrected.Add(after);
                var known = KnownIn(before).Union(KnownIn(after), StringComparer.Ordinal);
                Insert(place, ChangeKind.Corrected, told, place.RevisionRow, new StoredChange { ReplacedId = before.Id, KnownIn = [.. known.Order(StringComparer.Ordinal)] });
            }
        }
    }

    private void Withdraw(ChangePlace place, TellableFact told, SortedSet<string> others)
    {
        if (_dossiersBefore.Any(dossier => !others.Contains(dossier)))
        {
            Insert(
                place,
                ChangeKind.Withdrawn,
                told,
                _before!.RevisionRow, // what was told before has a revision
                new StoredChange { KnownIn = [.. KnownIn(told.Fact).Order(StringComparer.Ordinal)], StillIn = [.. others] });
        }
    }

    // A dossier sees what its newest article says; an older one that comes late moves nothing.
    private void Move(ChangePlace place)
    {
        foreach (var told in _toldAfter.Values.Where(told => told.Fact.Kind == FactKind.Meeting))
        {
            // What it was for one dossier is none of the others' business: each is told of the move from what it saw.
            var moved = new Dictionary<StoredMeetingBefore, List<string>>();
            foreach (var dossier in OrNone(place.Dossiers))
            {
                if (_states.GetValueOrDefault((told.Fact.Id, dossier)) is { } then
                    && MeetingState.Find(_session, told.Fact.Id, dossier) is { } now
                    && now.Article == place.Article && MeetingMoves.HasMoved(then, now))
                {
                    var before = new StoredMeetingBefore(then.When?.Value, then.Where, (int)then.Status) { At = then.Instant is { } at ? Instants.Of(at) : null };
                    if (!moved.TryGetValue(before, out var dossiers))
                    {
                        moved.Add(before, dossiers = []);
                    }

                    dossiers.Add(dossier);
                }
            }

            foreach (var (before, dossiers) in moved)
            {
                var stored = new StoredChange { Before = before, KnownIn = [.. KnownIn(told.Fact).Order(StringComparer.Ordinal)] };
                Insert(place with { Dossiers = [.. dossiers.Where(dossier => dossier != ToldFacts.NoDossier)] }, ChangeKind.Moved, told, place.RevisionRow, stored);
            }
        }
    }

    private IEnumerable<string> KnownIn(ChangedFact fact) =>
        _toldBefore.ContainsKey(fact) ? _others[fact].Union(_dossiersBefore, StringComparer.Ordinal) : _others[fact];

    private static IEnumerable<string> OrNone(IEnumerable<string> dossiers) => dossiers.DefaultIfEmpty(ToldFacts.NoDossier);

    private void Insert(ChangePlace place, ChangeKind kind, TellableFact told, long revisionRow, StoredChange stored) =>
        ChangeRows.Insert(_session, place, kind, told, revisionRow, stored);
}

/// <summary>Where a change comes from.</summary>
/// <param name="Article">The article's number.</param>
/// <param name="RevisionRow">The number of its revision.</param>
/// <param name="PublishedOn">Its day.</param>
/// <param name="Dossiers">Those it is in; empty for none.</param>
/// <param name="RecordedAt">When it is stored.</param>
internal sealed record ChangePlace(long Article, long RevisionRow, DateOnly PublishedOn, ImmutableArray<string> Dossiers, DateTimeOffset RecordedAt);

/// <summary>Writes rows of the change log.</summary>
internal static class ChangeRows
{
    public static void Insert(SqliteSession session, ChangePlace place, ChangeKind kind, TellableFact told, long revisionRow, StoredChange stored) => session.Execute(
        """
        INSERT INTO changes (kind, fact_kind, fact_id, article, revision_row, published_on, recorded_at, data)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        (int)kind,
        (int)told.Fact.Kind,
        told.Fact.Id,
        place.Article,
        revisionRow,
        FactKey.Text(place.PublishedOn),
        Instants.Of(place.RecordedAt),
        JsonSerializer.SerializeToUtf8Bytes(
            stored with
            {
                Dossiers = Spans.Names(place.Dossiers),
                Actors = Spans.Names(told.Actors),
                Text = Spans.Of(told.Text),
                Words = Spans.Of(told.Words),
            },
            UpdateJson.Default.StoredChange));
}
