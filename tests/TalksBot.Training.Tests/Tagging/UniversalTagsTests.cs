namespace TalksBot.Training.Tests;

public class UniversalTagsTests
{
    private static readonly UniversalTags Learned = new(Enumerable.Repeat(
        Sentence(("They", "PRP", "PRON"), ("have", "VBP", "AUX"), ("met", "VBN", "VERB"), ("and", "CC", "CCONJ"), ("have", "VBP", "VERB"), ("a", "DT", "DET"), ("deal", "NN", "NOUN")),
        3));

    [Fact]
    public void A_helper_is_told_by_the_verb_behind_it()
    {
        Assert.Equal("AUX", Learned.Of("have", ["VBP", "RB", "VBN"], 0));
        Assert.Equal("VERB", Learned.Of("have", ["VBP", "DT", "NN"], 0));
    }

    [Fact]
    public void An_unknown_word_has_what_most_words_of_its_tag_have() => Assert.Equal("NOUN", Learned.Of("treaty", ["NN"], 0));

    [Fact]
    public void An_unknown_tag_is_other() => Assert.Equal("X", Learned.Of("!", ["SYM"], 0));

    private static TaggedSentence Sentence(params (string Form, string Tag, string Universal)[] words) =>
        new([.. words.Select(word => new TaggedToken(word.Form, word.Tag, Lemma: null, Universal: word.Universal))]);
}
