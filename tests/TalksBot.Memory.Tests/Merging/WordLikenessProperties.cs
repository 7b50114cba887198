using System.Collections.Immutable;
using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Memory.Tests;

/// <summary>What holds of any two texts that are compared to be merged.</summary>
public sealed class WordLikenessProperties
{
    private static readonly string[] Words = ["boats", "stay", "harbour", "storm", "the", "a", "was", "is", "truce", "council", "coast", "pay"];

    private static readonly Gen<string[]> AText = OneOf(Words).Array[4, 14];

    [Fact]
    public void It_does_not_matter_which_text_comes_first() => Gen.Select(AText, AText).Sample((left, right) =>
    {
        var (one, other) = (Of(left), Of(right));

        Assert.True(WordLikeness.IsSame(one, one));
        Assert.Equal(WordLikeness.IsSame(one, other), WordLikeness.IsSame(other, one));
        Assert.Equal(WordLikeness.Overlap(one, other), WordLikeness.Overlap(other, one));
        Assert.InRange(WordLikeness.Overlap(one, other), 0, 1);
    });

    [Fact]
    public void A_number_a_negation_a_day_or_a_condition_more_is_never_the_same() =>
        Gen.Select(AText, Gen.Int[0, 14], OneOf("30", "sixty", "not", "never", "didn't", "Monday", "May", "if", "unless", "would")).Sample((text, place, weighty) =>
        {
            var changed = text.ToList();
            changed.Insert(Math.Min(place, text.Length), weighty);

            Assert.False(WordLikeness.IsSame(Of(text), Of(changed)));
            Assert.False(WordLikeness.IsShortened(Of(text), Of(changed)));
        });

    [Fact]
    public void A_word_exchanged_for_one_that_does_not_occur_is_never_the_same() =>
        Gen.Select(AText, Gen.Int[0, 13], OneOf("Varn", "Kolm", "reject", "accept")).Sample((text, place, name) =>
        {
            var changed = text.ToArray();
            changed[place % text.Length] = name;

            Assert.False(WordLikeness.IsSame(Of(text), Of(changed)));
        });

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static ImmutableArray<string> Of(IEnumerable<string> words) => WordLikeness.WordsOf(string.Join(' ', words));
}
