using CsCheck;

namespace TalksBot.Extraction.Tests.Tokens;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("Marek's boats", "Marek|'s|boats")]
    [InlineData("It’s late, isn’t it?", "It|’s|late|,|is|n’t|it|?")]
    [InlineData("We can't, cannot and won't.", "We|ca|n't|,|can|not|and|wo|n't|.")]
    [InlineData("O'Brien and D’Arcy", "O'Brien|and|D’Arcy")]
    [InlineData("$14.2 million, 3.5%, 1,800 tonnes", "$|14.2|million|,|3.5|%|,|1,800|tonnes")]
    [InlineData("at 10.00 or 10:30 p.m. on Feb. 10", "at|10.00|or|10:30|p.m.|on|Feb.|10")]
    [InlineData("the U.S. and the U.N.'s Dr. J. K. Holt", "the|U.S.|and|the|U.N.|'s|Dr.|J.|K.|Holt")]
    [InlineData("a 30-day cease-fire, the 20th", "a|30-day|cease-fire|,|the|20th")]
    [InlineData("in the ’90s and the 1990s", "in|the|’90s|and|the|1990s")]
    [InlineData("wait... no — really--no", "wait|...|no|—|really|--|no")]
    [InlineData("see https://example.org/a?b=1. Write to a@example.org.", "see|https://example.org/a?b=1|.|Write|to|a@example.org|.")]
    public void Text_is_cut_as_its_tags_need(string text, string expected)
    {
        var found = Tokenizer.Tokenize(text);

        Assert.Equal(expected, string.Join('|', found.Tokens.Select(token => token.Span.Slice(text))));
    }

    [Theory]
    [InlineData("‘It is a fair share,’ he said.", "‘|’")]
    [InlineData("the Miners’ Union called it ‘a trick’ again", "‘|’")]
    [InlineData("'We are the miners' friends,' she said.", "'|'")]
    [InlineData("the farmers' land and the miners' houses", "")]
    [InlineData("‘The farmers’ land is theirs,’ she said.", "‘|’")]
    [InlineData("She said: \"The 'days of grace' are over.\"", "\"|'|'|\"")]
    [InlineData("rock ’n’ roll in the '80s", "")]
    [InlineData("''typewriter'' and ``TeX'' marks", "''|''|``|''")]
    public void Quotation_marks_are_told_from_apostrophes(string text, string expected)
    {
        var found = Tokenizer.Tokenize(text);

        Assert.Equal(expected, string.Join('|', found.Tokens.Where(token => token.Kind == TokenKind.Quote).Select(token => token.Span.Slice(text))));
    }

    [Theory]
    [InlineData("He met Mr. Holt in the U.S. on Friday. They spoke.", 2)]
    [InlineData("She lives in the U.S. The firm does not.", 2)]
    [InlineData("Talks begin at 4 p.m. Monday. Nobody came.", 2)]
    [InlineData("They end at 4 p.m. Holt will not stay.", 2)]
    [InlineData("“It is late.” “Very late.”", 2)]
    [InlineData("“Is it late?” she asked.", 1)]
    [InlineData("“Is it late?” Marta Holt asked.", 1)]
    [InlineData("“Is it late?” Marta Holt asked the driver to leave.", 2)]
    [InlineData("\"It is late.\" \"Very late.\"", 2)]
    [InlineData("KOLM, Feb. 10 — Holt left. So did Marek (and others).", 2)]
    [InlineData("He rose by 3.5 points to No. 5 in 2.0 seconds.", 1)]
    [InlineData("George W. Holt and J. Marek met.", 1)]
    [InlineData("Well… he left. Then... nothing.", 2)]
    [InlineData("1. The first point.\n2. The second point.", 2)]
    [InlineData("It was over.He went home.", 2)]
    public void Sentences_end_where_a_reader_would_end_them(string text, int expected)
    {
        var found = Tokenizer.Tokenize(text);

        Assert.Equal(expected, found.Sentences.Length);
    }

    [Fact]
    public void A_closing_mark_belongs_to_the_sentence_it_closes()
    {
        const string Text = "“We will sign.” Nobody did.";

        var found = Tokenizer.Tokenize(Text);

        Assert.Equal(["“We will sign.”", "Nobody did."], found.Sentences.Select(sentence => found.SpanOf(sentence).Slice(Text)));
    }

    [Fact]
    public void Each_line_is_a_paragraph()
    {
        var found = Tokenizer.Tokenize("One line.\r\nAnother line.\n\n\nA third one. With two sentences.\n");

        Assert.Equal([1, 1, 2], found.Paragraphs.Select(paragraph => paragraph.Count));
    }

    [Fact]
    public void Lines_wrapped_at_a_column_are_one_paragraph()
    {
        const string Text = """
            The two delegations met on the ferry and agreed to
            send their engineers to the dam before the end of
            the month, the captain said.

            Nobody else was on board.
            """;

        var found = Tokenizer.Tokenize(Text);

        Assert.Equal([1, 1], found.Paragraphs.Select(paragraph => paragraph.Count));
    }

    [Fact]
    public void Any_text_is_covered_once_and_in_order()
    {
        TextGen.Any.Sample(text =>
        {
            var found = Tokenizer.Tokenize(text);

            var covered = 0;
            foreach (var token in found.Tokens)
            {
                Assert.True(token.Span.Length > 0);
                Assert.True(text.AsSpan(covered, token.Span.Start - covered).IsWhiteSpace());
                covered = token.Span.End;
            }

            Assert.True(text.AsSpan(covered).IsWhiteSpace());
            AssertPartition(found.Sentences, found.Tokens.Length);
            AssertPartition(found.Paragraphs, found.Sentences.Length);
        });
    }

    [Fact]
    public void A_text_without_any_stop_is_cut_into_bounded_sentences()
    {
        var found = Tokenizer.Tokenize(string.Concat(Enumerable.Repeat("word ", 5000)));

        Assert.All(found.Sentences, sentence => Assert.InRange(sentence.Count, 1, 500));
    }

    private static void AssertPartition(IEnumerable<IndexRange> ranges, int length)
    {
        var at = 0;
        foreach (var range in ranges)
        {
            Assert.Equal(at, range.First);
            Assert.True(range.Count > 0);
            at = range.End;
        }

        Assert.Equal(length, at);
    }
}
