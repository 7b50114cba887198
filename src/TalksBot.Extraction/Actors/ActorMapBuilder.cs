using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Turns resolved phrases into the map that the later stages read.</summary>
internal static class ActorMapBuilder
{
    public static ActorMap Build(WordView words, NameShape names, IReadOnlyList<Phrase> phrases, NameRegistry registry)
    {
        var spans = new Dictionary<ActorDraft, SortedSet<TextSpan>>();
        var mentions = new List<Mention>();
        var places = new List<TextSpan>();
        foreach (var phrase in phrases)
        {
            if (IsPlace(names, phrase))
            {
                places.Add(words.Text.Tokens.SpanOf(new IndexRange(phrase.HeadFirst, phrase.HeadEnd)));
            }

            if (phrase.Kind == PhraseKind.Modifier && phrase.Actors.Count == 0)
            {
                continue;
            }

            var actors = phrase.Actors.Where(actor => !actor.IsDropped).Distinct().ToList();
            if (actors.Count == 0 && phrase.Kind is PhraseKind.Name && phrase.Actors.Count > 0)
            {
                // A place that never acts.
                continue;
            }

            if (actors.Count == 0 && !phrase.IsSource && phrase.Kind is PhraseKind.Nominal or PhraseKind.Relative)
            {
                continue;
            }

            var mention = MentionOf(words, phrase, actors);
            mentions.Add(mention);
            foreach (var actor in actors)
            {
                if (!spans.TryGetValue(actor, out var own))
                {
                    spans[actor] = own = [];
                }

                own.Add(mention.Head);
            }
        }

        AddPairs(words, phrases, mentions);
        var drafts = spans.OrderBy(pair => pair.Value.Min).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).ToList();
        var used = spans.Keys.ToHashSet();
        var built = drafts.Select(pair => new ArticleActor(ActorOf(pair.Key, registry, used), [.. pair.Value]));
        return new ActorMap([.. built], mentions, places);
    }

    // "in Sarnia", "New York": a name that stands for no actor here.
    private static bool IsPlace(NameShape names, Phrase phrase) => phrase.Kind is PhraseKind.Name or PhraseKind.Modifier
        && (phrase.Actors.Count == 0 ? names.CountryOf(phrase.HeadFirst, phrase.HeadEnd) is { Form: not CountryForm.Demonym }
            : phrase.Actors.TrueForAll(actor => actor.IsDropped && (actor.PlaceUses > 0 || actor.Kind == ActorKind.Government)));

    private static Mention MentionOf(WordView words, Phrase phrase, List<ActorDraft> actors)
    {
        var tokens = words.Text.Tokens;
        var kind = phrase.Kind switch
        {
            PhraseKind.Name or PhraseKind.Modifier => MentionKind.Name,
            PhraseKind.Nominal => MentionKind.Nominal,
            _ => MentionKind.Pronoun,
        };
        var head = tokens.SpanOf(new IndexRange(phrase.HeadFirst, phrase.HeadEnd));
        var first = phrase.First;
        if (phrase.Possessor is { } owner && owner.First < first && owner.Sentence == phrase.Sentence)
        {
            // "the union's treasurer" with its owner in front.
            first = owner.Possessor is { } further && further.First < owner.First ? further.First : owner.First;
        }

        var span = tokens.SpanOf(new IndexRange(first, phrase.End));
        var confidence = phrase.Kind == PhraseKind.Modifier ? Math.Min(0.5, phrase.Confidence) : phrase.Confidence;
        return new Mention(span, head, kind, [.. actors.Select(actor => actor.Name).Distinct(StringComparer.Ordinal)], actors.Count == 0 ? 0 : confidence);
    }

    // "X and Y" as one source or subject.
    private static void AddPairs(WordView words, IReadOnlyList<Phrase> phrases, List<Mention> mentions)
    {
        foreach (var phrase in phrases)
        {
            if (phrase.Coordinate is not { } second || !phrase.IsSubject || phrase.IsLocative || phrase.Apposition is not null)
            {
                continue;
            }

            var actors = phrase.Actors.Concat(second.Actors).Where(actor => !actor.IsDropped).Select(actor => actor.Name).Distinct(StringComparer.Ordinal).ToImmutableArray();
            if (phrase.Actors.Count == 0 || second.Actors.Count == 0 || actors.Length < 2)
            {
                continue;
            }

            var span = words.Text.Tokens.SpanOf(new IndexRange(phrase.First, second.End));
            var head = words.Text.Tokens.SpanOf(new IndexRange(phrase.HeadFirst, second.HeadEnd));
            mentions.Add(new Mention(span, head, MentionKind.Name, actors, Math.Min(phrase.Confidence, second.Confidence)));
        }
    }

    private static Actor ActorOf(ActorDraft draft, NameRegistry registry, HashSet<ActorDraft> used)
    {
        var known = draft.Known;
        var aliases = draft.Aliases.Concat(known?.Aliases ?? []).Where(alias => alias != draft.Name && !IsShared(alias, draft, registry))
            .Distinct(StringComparer.Ordinal);
        return new Actor
        {
            Name = draft.Name,
            Kind = draft.Kind ?? (draft.Words.Count is 2 or 3 ? ActorKind.Person : ActorKind.Organisation),
            Role = draft.Role,
            Of = draft.Of is { } of && !of.IsDropped && (used.Contains(of) || of.IsNamed) ? of.Name : draft.OfName,
            Aliases = [.. aliases],
            IsNamed = draft.IsNamed,
        };
    }

    // A surname that two people of the text share is nobody's alias.
    private static bool IsShared(string alias, ActorDraft draft, NameRegistry registry)
    {
        var key = NameFolding.Fold(alias);
        return !key.Contains(' ') && registry.Candidates(key, null) is { Count: > 1 } bearers && bearers.Contains(draft);
    }
}
