using System.Collections.Immutable;

namespace TalksBot.Domain.Tests;

public sealed class WordLikenessTests
{
    private const string Boats = "the boats will stay in the harbour until the storm is over";

    [Theory]
    [InlineData(Boats, Boats)]
    [InlineData(Boats, "The boats will stay in the harbour, until the storm is over.")]
    [InlineData(Boats, "that the boats will stay in the harbour until the storm was over")]
    [InlineData(Boats, "boats will stay in harbour until storm is over")]
    [InlineData("the programme centre will organise travellers", "the program center will organize travelers")]
    [InlineData("yes", "Yes.")]
    public void The_same_words_in_another_print_are_the_same(string one, string other)
    {
        Assert.True(WordLikeness.IsSame(Words(one), Words(other)));
        Assert.True(WordLikeness.IsSame(Words(other), Words(one)));
    }

    [Theory]
    [InlineData("the truce holds for 30 days", "the truce holds for 60 days")]
    [InlineData("the truce holds for thirty days", "the truce holds for sixty days")]
    [InlineData("the truce holds for 30 days", "the truce holds for 30 days and 5 hours")]
    [InlineData("the port is open to ships", "the port is not open to ships")]
    [InlineData("the port is open to ships", "the port isn't open to ships")]
    [InlineData("the port is open to ships", "the port was never open to ships")]
    [InlineData("we will sign the treaty in Varn", "we will sign the treaty in Kolm")]
    [InlineData("we will sign the treaty on Monday", "we will sign the treaty on Tuesday")]
    [InlineData("we will sign the treaty in May", "we will sign the treaty in June")]
    [InlineData("we will sign the treaty today", "we would sign the treaty today")]
    [InlineData("we will sign the treaty", "we will sign the treaty if they pay")]
    [InlineData("they leave before the talks", "they leave after the talks")]
    [InlineData("Ostmaria attacked the ferry first", "the ferry attacked Ostmaria first")]
    [InlineData("we accept the plan of the envoy", "we reject the plan of the envoy")]
    [InlineData("we adopt the plan of the envoy", "we adapt the plan of the envoy")]
    [InlineData("it was unlikely that boats sail", "it was likely that boats sail")]
    [InlineData("Varn asked to hand over the plant", "Varn was asked to hand over the plant")]
    [InlineData("Varn had asked to hand over the plant", "Varn had been asked to hand over the plant")]
    [InlineData("Varn asked to hand over the plant", "Varn was reportedly asked to hand over the plant")]
    [InlineData("we will pay $5 for the boat", "we will pay €5 for the boat")]
    [InlineData("we will pay 5 for the boat", "we will pay 5% for the boat")]
    [InlineData("we shall pay for the whole boat", "we pay for the whole boat")]
    [InlineData("they failed to sign the plan of the envoy", "they sign the plan of the envoy")]
    [InlineData("not so", "so")]
    [InlineData("the plan", "a plan")]
    [InlineData("", "the plan")]
    public void Other_words_are_not_the_same(string one, string other)
    {
        Assert.False(WordLikeness.IsSame(Words(one), Words(other)));
        Assert.False(WordLikeness.IsSame(Words(other), Words(one)));
        Assert.False(WordLikeness.IsShortened(Words(one), Words(other)));
    }

    [Theory]
    [InlineData("the boats stay in the harbour because the sea is rough", "the boats stay in the harbour", true)]
    [InlineData("the boats, all old, stay in the harbour", "the boats stay in the harbour", false)]
    [InlineData("the old boats stay in the inner harbour", "the boats stay in the harbour", true)]
    [InlineData("the boats stay in the harbour of Varn", "the boats stay in the harbour of Kolm", false)]
    [InlineData("the boats stay in the harbour until 4 June", "the boats stay in the harbour", false)]
    [InlineData("nobody said the boats stay in the harbour", "the boats stay in the harbour", false)]
    [InlineData("the envoy sails with the fleet", "the fleet sails with the envoy", false)]
    public void Words_may_be_left_out_but_not_exchanged(string one, string other, bool isShortened)
    {
        Assert.Equal(isShortened, WordLikeness.IsShortened(Words(one), Words(other)));
        Assert.Equal(isShortened, WordLikeness.IsShortened(Words(other), Words(one)));
    }

    [Theory]
    [InlineData("the harbour stays open", "the harbour stays open until 30 May", true)]
    [InlineData("the harbour stays open for all ships", "the harbour stays wide open for all big ships", true)]
    [InlineData("the harbour stays open", "the harbour stays not open", false)]
    [InlineData("the harbour stays open", "it is not true that the harbour stays open", false)]
    [InlineData("the harbour stays open for 30 ships", "the harbour always stays open for 60 ships", false)]
    [InlineData("the harbour", "the harbour stays open", false)]
    [InlineData("Varn will give us 5 billion in all", "Varn will give us 5 million in all", false)]
    [InlineData("Varn will give us billions of its own money", "Varn will give us millions of its own money", false)]
    [InlineData("Varn will give sixteen boats to the islands", "Varn will give seventeen boats to the islands", false)]
    [InlineData("Varn will give $5 to the islands", "Varn will give €5 to the islands", false)]
    [InlineData("Varn shall give boats to the islands", "Varn may give boats to the islands", false)]
    [InlineData("the envoy of Varn asked to give up the boats", "the envoy of Varn was asked to give up the boats", false)]
    [InlineData("the harbour", "The harbour", true)]
    public void Most_of_the_words_are_contained(string one, string other, bool isContained)
    {
        Assert.Equal(isContained, WordLikeness.ContainsMost(Words(one), Words(other)));
        Assert.Equal(isContained, WordLikeness.ContainsMost(Words(other), Words(one)));
    }

    [Fact]
    public void Texts_without_end_are_compared_as_a_whole_and_at_once()
    {
        var endless = string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"word{i % 7}"));

        Assert.True(WordLikeness.IsSame(Words(endless), Words(endless)));
        Assert.False(WordLikeness.IsSame(Words(endless), Words(endless + " more")));
        Assert.Equal(0, WordLikeness.Overlap(Words(endless), Words("word1 word2")));
    }

    [Fact]
    public void Overlap_is_the_part_of_the_shorter_text_that_stands_in_the_longer()
    {
        Assert.Equal(1, WordLikeness.Overlap(Words("boats stay"), Words("all boats stay here")));
        Assert.Equal(0.5, WordLikeness.Overlap(Words("boats leave"), Words("all boats stay here")));
        Assert.Equal(0, WordLikeness.Overlap(Words("rain"), Words("snow")));
        Assert.Equal(0, WordLikeness.Overlap(Words("the rain is in the harbour"), Words("the gold was in the bank")));
        Assert.Equal(1, WordLikeness.Overlap(Words("it is"), Words("it is")));
        Assert.Equal(1, WordLikeness.Overlap(Words(""), Words("")));
    }

    private static ImmutableArray<string> Words(string text) => WordLikeness.WordsOf(text);
}
