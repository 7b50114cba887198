namespace TalksBot.Domain.Tests;

public sealed class NameFoldingTests
{
    [Theory]
    [InlineData("Bjørn Æbelø", "bjorn aebelo")]
    [InlineData("Łukasz Đorđević", "lukasz dordevic")]
    [InlineData("Nguyễn Thị Mai", "nguyen thi mai")]
    [InlineData("GROSSE STRAẞE", "grosse strasse")]
    [InlineData("Straße", "strasse")]
    [InlineData("Þórður Guðmundsson", "thordur gudmundsson")]
    [InlineData("İsmet Yılmaz", "ismet yilmaz")]
    [InlineData("Saoirse O’Dowd-Ruiz", "saoirse odowd ruiz")]
    [InlineData("  the   Dockers' Union ", "the dockers union")]
    [InlineData("U.S.", "us")]
    [InlineData("J.D. Marsh", "jd marsh")]
    [InlineData("e\u0301clair", "eclair")]
    [InlineData("Ελένη Μαυρίδη", "ελενη μαυριδη")]
    [InlineData("«…»", "")]
    public void Spellings_fold_to_what_a_plain_keyboard_types(string name, string folded) =>
        Assert.Equal(folded, NameFolding.Fold(name));

    [Theory]
    [InlineData("Peace.Now they said", "peace now they said")]
    [InlineData("a\ud800b", "a b")]
    [InlineData("\udc00", "")]
    [InlineData("😀 Ann 😀", "ann")]
    public void Stops_between_words_and_broken_characters_are_gaps(string name, string folded) =>
        Assert.Equal(folded, NameFolding.Fold(name));

    [Fact]
    public void Folding_twice_changes_nothing_more()
    {
        var once = NameFolding.Fold("Søren O’Kjær-Ruiz, U.S. envoy (1998)");

        Assert.Equal(once, NameFolding.Fold(once));
    }
}
