using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>What a mention is by its form.</summary>
public enum MentionKind
{
    /// <summary>A proper name, with or without title ("President Karl Holm", "Veldoria", "NHC").</summary>
    Name,

    /// <summary>A role or description ("the trade minister", "her counterpart", "two officials", "both sides").</summary>
    Nominal,

    /// <summary>A pronoun, possessives included.</summary>
    Pronoun,
}

/// <summary>One place that stands for one or several actors.</summary>
/// <param name="Span">The words, titles and roles in front included ("Trade Minister Kari Solberg").</param>
/// <param name="Head">The name or noun at its heart ("Kari Solberg").</param>
/// <param name="Kind">Its form.</param>
/// <param name="Actors">Canonical names it stands for; several for "the two ministers", none when it stays unresolved.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record Mention(
    TextSpan Span,
    TextSpan Head,
    MentionKind Kind,
    ImmutableArray<string> Actors,
    double Confidence = 1);

/// <summary>Who appears in a text, and where.</summary>
public sealed class ActorMap
{
    // Longer than a phrase with its determiner and modifiers, in code units.
    private const int LongestSearch = 80;

    private readonly int[] _byHead;
    private readonly int _longestHead;

    /// <summary>A map of these actors and mentions.</summary>
    /// <param name="actors">In the order of first mention.</param>
    /// <param name="mentions">In any order; they may nest ("[[Sarnia]'s minister]").</param>
    /// <param name="places">Names that stand for a place alone, in reading order; null for none.</param>
    public ActorMap(ImmutableArray<ArticleActor> actors, IEnumerable<Mention> mentions, IEnumerable<TextSpan>? places = null)
    {
        Actors = actors;
        Places = [.. places ?? []];
        Mentions = [.. mentions.OrderBy(mention => mention.Span.Start).ThenByDescending(mention => mention.Span.Length)];
        _byHead = [.. Enumerable.Range(0, Mentions.Length).OrderBy(index => Mentions[index].Head.Start)];
        _longestHead = Mentions.IsEmpty ? 0 : Mentions.Max(mention => mention.Head.Length);
    }

    /// <summary>Who appears, in the order of first mention.</summary>
    public ImmutableArray<ArticleActor> Actors { get; }

    /// <summary>By start; where two start together the longer first.</summary>
    public ImmutableArray<Mention> Mentions { get; }

    /// <summary>Names that stand for a place and for no actor ("in [Kolm]"), in reading order.</summary>
    public ImmutableArray<TextSpan> Places { get; }

    /// <summary>The actors whose mention's head lies in <paramref name="span"/>, in reading order, each once.</summary>
    public ImmutableArray<string> In(TextSpan span) =>
        [.. Within(span).SelectMany(mention => mention.Actors).Distinct(StringComparer.Ordinal)];

    /// <summary>The mentions whose head lies in <paramref name="span"/>, in reading order.</summary>
    public IEnumerable<Mention> Within(TextSpan span)
    {
        var found = new List<int>();
        for (var i = FirstHead(span.Start); i < _byHead.Length && Mentions[_byHead[i]].Head.Start < span.End; i++)
        {
            if (span.Contains(Mentions[_byHead[i]].Head))
            {
                found.Add(_byHead[i]);
            }
        }

        found.Sort();
        return found.Select(index => Mentions[index]);
    }

    /// <summary>The outermost mention whose head is, or holds, <paramref name="head"/>; else the first whose head lies in it; null when none.</summary>
    public Mention? At(TextSpan head)
    {
        var outermost = -1;
        for (var i = FirstHead(head.Start + 1) - 1; i >= 0 && Mentions[_byHead[i]].Head.Start > head.Start - _longestHead; i--)
        {
            var index = _byHead[i];
            if (Mentions[index].Head.Contains(head) && (outermost < 0 || index < outermost))
            {
                outermost = index;
            }
        }

        return outermost >= 0 ? Mentions[outermost] : Within(head).FirstOrDefault();
    }

    /// <summary>As <see cref="At"/>; where no head is there, the nearest mention that holds all of <paramref name="place"/>.</summary>
    public Mention? Around(TextSpan place)
    {
        if (At(place) is { } at)
        {
            return at;
        }

        var (low, high) = (0, Mentions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Mentions[middle].Span.Start <= place.Start ? (middle + 1, high) : (low, middle);
        }

        for (var i = low - 1; i >= 0 && Mentions[i].Span.Start > place.Start - LongestSearch; i--)
        {
            if (Mentions[i].Span.Contains(place))
            {
                return Mentions[i];
            }
        }

        return null;
    }

    // Place of the first head that begins at or after the position.
    private int FirstHead(int position)
    {
        var (low, high) = (0, _byHead.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Mentions[_byHead[middle]].Head.Start < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <summary>Finds the actors of a text and every mention of them.</summary>
public interface IActorFinder
{
    /// <summary>Names, roles and pronouns, grouped into actors.</summary>
    /// <param name="text">The tagged text.</param>
    /// <param name="quotations">So that "I" in a quotation is its speaker and "he" after it is not somebody inside.</param>
    /// <param name="attributions">Whose sources most want an actor.</param>
    /// <param name="known">Actors of the dossiers; their canonical names are used for their aliases.</param>
    ActorMap Find(TaggedText text, ImmutableArray<Quotation> quotations, ImmutableArray<Attribution> attributions, IReadOnlyList<Actor> known);
}
