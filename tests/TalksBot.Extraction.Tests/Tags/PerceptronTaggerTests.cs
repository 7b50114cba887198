using CsCheck;

namespace TalksBot.Extraction.Tests.Tags;

public sealed class PerceptronTaggerTests
{
    private readonly PerceptronTagger _tagger = new();

    [Theory]
    [InlineData("The envoy said on Monday that the talks had failed.", "DT NN VBD IN NNP IN DT NNS VBD VBN .")]
    [InlineData("Vessaly Quorrin's deputy, Omra Teld, told reporters.", "NNP NNP POS NN , NNP NNP , VBD NNS .")]
    [InlineData("“It is late,” he said.", "`` PRP VBZ JJ , '' PRP VBD .")]
    [InlineData("They would not say whether it's late.", "PRP MD RB VB IN PRP VBZ JJ .")]
    public void Words_get_their_penn_tags(string text, string expected)
    {
        var found = _tagger.Tag(Tokenizer.Tokenize(text));

        Assert.Equal(expected, string.Join(' ', found.Tags));
    }

    [Theory]
    [InlineData("She offered money", 1, "offer")]
    [InlineData("They proposed talks", 1, "propose")]
    [InlineData("Holt told them", 1, "tell")]
    [InlineData("Holt is saying so", 2, "say")]
    [InlineData("Three countries agree", 1, "country")]
    [InlineData("He wouldn't agree", 2, "not")]
    [InlineData("He denies it", 1, "deny")]
    [InlineData("in PORT KOLM", 2, "kolm")]
    public void Words_get_their_base_form(string text, int token, string expected)
    {
        var found = _tagger.Tag(Tokenizer.Tokenize(text));

        Assert.Equal(expected, found.Lemmas[token]);
    }

    [Fact]
    public void Any_text_gets_one_tag_and_one_lemma_a_token_and_always_the_same()
    {
        TextGen.Any.Sample(text =>
        {
            var tokens = Tokenizer.Tokenize(text);

            var found = _tagger.Tag(tokens);

            Assert.Equal(tokens.Tokens.Length, found.Tags.Length);
            Assert.Equal(tokens.Tokens.Length, found.Lemmas.Length);
            Assert.DoesNotContain("", found.Tags);
            Assert.Equal(found.Tags, _tagger.Tag(tokens).Tags);
        });
    }
}
