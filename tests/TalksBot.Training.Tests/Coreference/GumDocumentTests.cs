using TalksBot.Domain;

namespace TalksBot.Training.Tests;

public sealed class GumDocumentTests
{
    private const string Lines = """
        # newdoc id = D_one
        # meta::genre = news
        # newpar
        # sent_id = D_one-1
        1	The	the	DET	DT	_	2	det	_	Entity=(1-person-new-2-coref
        2	mayor	mayor	NOUN	NN	_	6	nsubj	_	_
        3	of	of	ADP	IN	_	4	case	_	_
        4	Kolm	Kolm	PROPN	NNP	_	2	nmod	_	Entity=(2-place-new-n____-cf1-1-sgl)1)
        5-6	doesn't	_	_	_	_	_	_	_	_
        5	does	do	AUX	VBZ	_	6	aux	_	_
        6	n't	not	PART	RB	_	7	advmod	_	_
        7	sleep	sleep	VERB	VB	_	0	root	_	SpaceAfter=No
        8	.	.	PUNCT	.	_	7	punct	_	_

        # newpar
        # sent_id = D_one-2
        1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv:act-1-ana)
        2	reads	read	VERB	VBZ	_	0	root	_	_

        """;

    private static readonly GumDocument Document = Assert.Single(GumDocument.ReadAll(Lines.Split('\n')));

    [Fact]
    public void The_text_is_put_together_from_surfaces_and_paragraphs() => Assert.Equal("The mayor of Kolm doesn't sleep.\n\nShe reads", Document.Text);

    [Fact]
    public void Every_word_lies_where_its_form_stands() =>
        Assert.Equal(["The", "mayor", "of", "Kolm", "does", "n't", "sleep", ".", "She", "reads"], Document.Words.Select(word => word.Span.Slice(Document.Text)));

    [Fact]
    public void Mentions_have_their_words_types_and_heads()
    {
        Assert.Equal("news", Document.Genre);
        Assert.Collection(
            Document.Mentions,
            mention => Assert.Equal(("2", "place", 3, 4, 3), (mention.Entity, mention.Type, mention.First, mention.End, Assert.Single(mention.Heads))),
            mention => Assert.Equal(("1", "person", 0, 4, 1), (mention.Entity, mention.Type, mention.First, mention.End, Assert.Single(mention.Heads))),
            mention => Assert.Equal(("1", "person", 8, 9, 8), (mention.Entity, mention.Type, mention.First, mention.End, Assert.Single(mention.Heads))));
    }

    [Fact]
    public void Words_of_a_span_are_those_it_touches()
    {
        var start = Document.Text.IndexOf("mayor", StringComparison.Ordinal);

        Assert.Equal((1, 4), Document.WordsOf(TextSpan.FromBounds(start, start + "mayor of Ko".Length)));
        Assert.Null(Document.WordsOf(new TextSpan(Document.Text.Length, 0)));
    }

    [Fact]
    public void A_mention_that_was_never_opened_is_refused() =>
        Assert.Throws<InvalidDataException>(() => GumDocument.ReadAll(Lines.Replace("(1-person-new-2-coref", "_", StringComparison.Ordinal).Split('\n')));
}
