using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>One thing that the grammar of attribution sees: a token, or a whole piece of quoted speech.</summary>
/// <param name="Tokens">The tokens it covers.</param>
/// <param name="Tag">Penn tag; <see cref="SentenceItems.Quote"/> for a piece of speech.</param>
/// <param name="Lemma">Lemma; "" for a piece of speech.</param>
/// <param name="Quotation">Index of the quotation it is a piece of, or -1.</param>
internal readonly record struct Item(IndexRange Tokens, string Tag, string Lemma, int Quotation);

/// <summary>A sentence, or the part of one inside a quotation, as a row of items with its noun phrases.</summary>
internal sealed class SentenceItems
{
    /// <summary>Tag of an item that is a piece of quoted speech.</summary>
    public const string Quote = "QUOTE";

    private readonly Item[] _items;
    private readonly int[] _phraseFrom;
    private readonly int[] _phraseTo;

    /// <summary>The items of <paramref name="tokens"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Range of tokens within one sentence.</param>
    /// <param name="speechAt">For each token of the text the quotation that hides it at this level, or -1.</param>
    /// <param name="isQuoted">Whether all of it is inside a quotation.</param>
    public SentenceItems(TaggedText text, IndexRange tokens, ReadOnlySpan<int> speechAt, bool isQuoted)
    {
        (Text, Tokens, IsQuoted) = (text, tokens, isQuoted);
        var items = new List<Item>(tokens.Count);
        for (var i = tokens.First; i < tokens.End;)
        {
            var quotation = speechAt[i];
            var end = i + 1;
            while (quotation >= 0 && end < tokens.End && speechAt[end] == quotation)
            {
                end++;
            }

            items.Add(quotation >= 0
                ? new Item(new IndexRange(i, end), Quote, "", quotation)
                : new Item(new IndexRange(i, end), text.Tags[i], text.Lemmas[i], -1));
            i = end;
        }

        _items = [.. items];
        _phraseFrom = new int[_items.Length];
        _phraseTo = new int[_items.Length];
        NounPhrases.Chunk(this, _phraseFrom, _phraseTo);
    }

    /// <summary>The text.</summary>
    public TaggedText Text { get; }

    /// <summary>The tokens that the items cover.</summary>
    public IndexRange Tokens { get; }

    /// <summary>Whether all of it is inside a quotation.</summary>
    public bool IsQuoted { get; }

    /// <summary>How many items there are.</summary>
    public int Count => _items.Length;

    /// <summary>The item at <paramref name="index"/>.</summary>
    public Item this[int index] => _items[index];

    /// <summary>Tag of the item at <paramref name="index"/>; "" outside the row.</summary>
    public string Tag(int index) => (uint)index < (uint)_items.Length ? _items[index].Tag : "";

    /// <summary>Lemma of the item at <paramref name="index"/>; "" outside the row.</summary>
    public string Lemma(int index) => (uint)index < (uint)_items.Length ? _items[index].Lemma : "";

    /// <summary>First item of the noun phrase that holds <paramref name="index"/>, or -1.</summary>
    public int PhraseFrom(int index) => (uint)index < (uint)_items.Length ? _phraseFrom[index] : -1;

    /// <summary>First item after the noun phrase that holds <paramref name="index"/>, or -1.</summary>
    public int PhraseTo(int index) => (uint)index < (uint)_items.Length ? _phraseTo[index] : -1;

    /// <summary>Whether a noun phrase ends with the item at <paramref name="index"/>.</summary>
    public bool EndsPhrase(int index) => PhraseTo(index) == index + 1;

    /// <summary>Whether a noun phrase begins at <paramref name="index"/>.</summary>
    public bool BeginsPhrase(int index) => index >= 0 && PhraseFrom(index) == index;

    /// <summary>Whether the item is a verb that can carry a clause.</summary>
    public bool IsFinite(int index) => Tag(index) is "VBD" or "VBZ" or "VBP" or "MD";

    /// <summary>Whether the item is any form of a verb.</summary>
    public bool IsVerb(int index) => Tag(index) is ['V', 'B', ..];

    /// <summary>Whether there is a finite verb or speech from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public bool HasClause(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (IsFinite(i) || Tag(i) == Quote)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Index of the head of the noun phrase from <paramref name="first"/> to before <paramref name="end"/>: its last noun before any bracket.</summary>
    public int Head(int first, int end)
    {
        var head = -1;
        for (var i = first; i < end && Tag(i) != "-LRB-"; i++)
        {
            if (head >= 0 && Lemma(i) == "of" && Tag(head) == "NNP" && (Tag(first) is "PRP$" or "DT" || IsPersonName(first, i)))
            {
                // "his aide Ann Holt of Kolm": not the town; "Bank of Kolm" is one name.
                break;
            }

            if (Tag(i) is "NN" or "NNS" or "NNP" or "NNPS" or "PRP" or "CD" or "WP" || (head < 0 && Tag(i) is "DT" or "JJ" or "PRP$"))
            {
                // "its bylaws": the possessive gives way to the noun; "himself" after a name does not take its place.
                head = head >= 0 && Lemma(i).EndsWith("self", StringComparison.Ordinal) ? head : i;
            }
        }

        return head < 0 ? first : head;
    }

    // "General Ann Holt [of Kolm]": behind a title two words that are no office.
    private bool IsPersonName(int first, int end)
    {
        // "Ruth Baker": behind a first name a trade is a surname.
        var isNamed = ActorLexicon.FirstNames.ContainsKey(Lemma(end - 2).ToLowerInvariant());
        if (end - first < 3 || Tag(end - 1) != "NNP" || Tag(end - 2) != "NNP" || (!isNamed && (IsOffice(end - 1) || IsOffice(end - 2))))
        {
            return false;
        }

        for (var i = first; i < end - 2; i++)
        {
            if (IsOffice(i))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOffice(int index) => Lemma(index).ToLowerInvariant().TrimEnd('.') is var word && (ActorLexicon.IsPerson(word) || ActorLexicon.Titles.ContainsKey(word));

    /// <summary>Whether a phrase is a time ("Tuesday", "last week", "Feb. 10").</summary>
    public bool IsTime(int first, int end) => first >= 0 && end <= Count && first < end && TimeWords.IsTime(Lemma(Head(first, end)));

    /// <summary>The place of the items in the text.</summary>
    public TextSpan SpanOf(int first, int end) =>
        Text.Tokens.SpanOf(new IndexRange(_items[first].Tokens.First, _items[end - 1].Tokens.End));
}
