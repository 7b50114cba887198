using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>The sentences of one article with their words, for looking around a fact.</summary>
public sealed class ArticleContext
{
    private readonly TermBag?[] _bags;

    // Every fact of the article asks for the same words of the question.
    private readonly Dictionary<(string Folded, bool IsCapitalised), double> _anywhere = [];
    private TermBag? _title;

    /// <summary>An article's sentences.</summary>
    /// <param name="article">The revision.</param>
    /// <param name="passages">All its sentences, in reading order.</param>
    public ArticleContext(ArticleRevision article, ImmutableArray<Found<Passage>> passages)
    {
        Article = article;
        Passages = passages;
        _bags = new TermBag?[passages.Length];
    }

    /// <summary>The revision.</summary>
    public ArticleRevision Article { get; }

    /// <summary>All its sentences, in reading order.</summary>
    public ImmutableArray<Found<Passage>> Passages { get; }

    /// <summary>The words of the headline and the outlet.</summary>
    public TermBag Title => _title ??= new TermBag(Article.Title ?? "");

    /// <summary>The exact text of the sentence at <paramref name="index"/>.</summary>
    public string TextOf(int index) => Passages[index].Citations[0].Text;

    /// <summary>The words of the sentence at <paramref name="index"/>.</summary>
    public TermBag BagOf(int index) => _bags[index] ??= new TermBag(TextOf(index));

    /// <summary>Indexes of the first and the last sentence that <paramref name="span"/> touches; (-1, -1) when none.</summary>
    public (int First, int Last) SentencesAt(TextSpan span)
    {
        var (first, last) = (-1, -1);
        for (var i = 0; i < Passages.Length; i++)
        {
            if (Passages[i].Fact.Span.Overlaps(span))
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return (first, last);
    }

    /// <summary>How well <paramref name="term"/> is met anywhere in the article, by itself and not by a synonym.</summary>
    public double MatchAnywhere(Term term)
    {
        if (_anywhere.TryGetValue((term.Folded, term.IsCapitalised), out var known))
        {
            return known;
        }

        var best = Title.Match(term, withSynonyms: false);
        for (var i = 0; i < Passages.Length && best < 1; i++)
        {
            best = Math.Max(best, BagOf(i).Match(term, withSynonyms: false));
        }

        return _anywhere[(term.Folded, term.IsCapitalised)] = best;
    }
}
