namespace TalksBot.Extraction.Tests;

public sealed class PronounTests
{
    [Theory]
    [InlineData("Envoy Ruth Baker arrived. “It is late,” [[she]] said.", "Ruth Baker")]
    [InlineData("Envoy Ruth Baker met Mayor Karl Holm. “It is late,” [[he]] said.", "Karl Holm")]
    [InlineData("The mayor, Karl Holm, said [[he]] would wait.", "Karl Holm")]
    [InlineData("Karl Holm said that Erik Lund had told [[him]] the truth.", "Karl Holm")]
    [InlineData("“We wait,” Ruth Baker said.\n\n“Nobody is leaving,” [[she]] added.", "Ruth Baker")]
    [InlineData("The panel's director, Dr Nora Quist, said the catch was too high. “There is no fish,” [[she]] said.", "Nora Quist")]
    [InlineData("The Harbour Council met on Monday. [[It]] gave no reason.", "Harbour Council")]
    [InlineData("Spokeswoman Devin Ames was brief. [[She]] gave no date.", "Devin Ames")]
    [InlineData("Karl Holm and Erik Lund met on Monday. [[They]] said they would meet again.", "Erik Lund + Karl Holm")]
    [InlineData("Ruth Baker, [[who]] runs the port, said no.", "Ruth Baker")]
    [InlineData("Karl Holm offered Ruth Baker a seat, but [[she]] turned it down.", "Ruth Baker")]
    [InlineData("The Pilots' Guild (PG) walked out. [[Its]] president, Karl Holm, gave no reason.", "Pilots' Guild")]
    [InlineData("Neither Karl Holm nor Ruth Baker would say whether [[they]] had met.", "Karl Holm + Ruth Baker")]
    [InlineData("Envoy Erik Lund was blunt.\n\nHis deputy, Sanne Okwu, was kinder. The strip could grow, [[she]] said.", "Sanne Okwu")]
    [InlineData("Mayor Karl Holm left early.\n\nHis deputy, Emre Yalin, was kinder. The strip could grow, [[he]] said, if the wells were left alone.", "Emre Yalin")]
    [InlineData("His guest, Tamsin Okwu, was loud. [[She]] said no.", "Tamsin Okwu")]
    [InlineData("“It is late,” German Chancellor Ruth Baker told reporters. [[She]] gave no date.", "Ruth Baker")]
    [InlineData("Ruth Baker — [[who]] runs the port — said no.", "Ruth Baker")]
    [InlineData("Ruth Baker, 59, of Kolm, Ostland, [[who]] watched from the quay, said no.", "Ruth Baker")]
    [InlineData("Karl Holm and Erik Lund, [[who]] have left, gave no reason.", "Erik Lund + Karl Holm")]
    [InlineData("Karl Holm and Erik Lund, [[who]] has left, gave no reason.", "Erik Lund")]
    [InlineData("“We wait,” said Karl Holm, president of the guild. “That is all.”\n\nPeople like Erik Lund, [[he]] said.", "Karl Holm")]
    [InlineData("Ruth Baker spoke to Karl Holm at length.\n\nThe minister's notes were no help. On Monday Minister Ruth Baker's office closed early. [[She]] gave no reason.", "Ruth Baker")]
    [InlineData("“No,” Mayor Karl Holm said. He left early.\n\nEmre Yalin, a driver and a nephew of the mayor, said [[he]] would stay.", "Emre Yalin")]
    public void A_pronoun_stands_for_the_one_it_agrees_with(string text, string who) => Assert.Equal(who, Reading.Of(text).Who);

    [Theory]
    [InlineData("“[[I]] will not sign,” Ruth Baker said.", "Ruth Baker")]
    [InlineData("Ruth Baker said: “That is [[my]] last word.”", "Ruth Baker")]
    [InlineData("“Nobody asked [[us]],” Ruth Baker said.", "Ruth Baker")]
    [InlineData("Karl Holm was there. “[[I]] will not sign,” Ruth Baker said.", "Ruth Baker")]
    public void The_first_person_in_a_quotation_is_its_speaker(string text, string who) => Assert.Equal(who, Reading.Of(text).Who);

    [Theory]
    [InlineData("Karl Holm met Erik Lund, Otto Falk met Olaf Berg, and on Monday [[he]] said no.")]
    [InlineData("Karl Holm spoke first. A reporter stood up. [[He]] asked for a date.")]
    [InlineData("On Monday [[he]] said no.")]
    [InlineData("The Harbour Council met on Monday. [[It]] was not clear whether the talks would go on.")]
    [InlineData("“[[They]] poisoned three wells,” Ruth Baker of the River League said.")]
    [InlineData("Adebisi Quaye called Envoy Ruth Baker a disgrace after [[she]] left the talks.")]
    [InlineData("Karl Holm and Erik Lund, [[who]] left early, gave no reason.")]
    [InlineData("“No,” Envoy Ruth Baker said.\n\nFor Mayor Ann Holt it was far from what [[she]] had called enough.")]
    [InlineData("Karl Holm hesitated when Erik Lund asked whether the dam was safe. “It holds,” [[he]] said.")]
    public void A_pronoun_that_fits_several_equally_is_nobody(string text) => Assert.Equal("", Reading.Of(text).Who);

    [Fact]
    public void A_man_named_inside_the_quotation_is_not_the_one_who_says_it()
    {
        var reading = Reading.Of("Mayor Karl Holm was angry. “I told Erik Lund to go,” [[he]] said.");

        Assert.Equal("Karl Holm", reading.Who);
    }

    [Fact]
    public void Somebody_else_in_the_third_person_is_not_the_speaker()
    {
        var reading = Reading.Of("Minister Erik Lund resigned on Monday. “[[He]] had no choice,” Mayor Karl Holm said.");

        Assert.NotEqual("Karl Holm", reading.Who);
    }

    [Fact]
    public void Gender_is_learned_within_the_text()
    {
        var reading = Reading.Of("Envoy Adebisi Quaye arrived alone. She said little.\n\nMayor Karl Holm met Quaye on Monday. “It is late,” [[she]] said.");

        Assert.Equal("Adebisi Quaye", reading.Who);
    }
}
