namespace TalksBot.Ingestion.Tests;

public sealed class EnglishCheckTests
{
    [Theory]
    [InlineData("Die Unterhändler haben sich am Montag in der Hafenstadt getroffen, um über die Fähre zu sprechen. Nach Angaben der Ministerin ist noch kein Datum für die nächste Runde vereinbart worden, doch beide Seiten wollen die Gespräche in der kommenden Woche fortsetzen. Er sagte, dass man auf einem guten Weg sei.")]
    [InlineData("Les négociateurs se sont réunis lundi dans la ville portuaire pour parler du ferry. Selon la ministre, aucune date n'a encore été fixée pour la prochaine série de pourparlers, mais les deux parties veulent poursuivre les discussions la semaine prochaine. Il a déclaré que l'on était sur la bonne voie.")]
    [InlineData("Forhandlerne mødtes mandag i havnebyen for at tale om færgen. Ifølge ministeren er der endnu ikke aftalt en dato for den næste runde, men begge parter ønsker at fortsætte samtalerne i den kommende uge. Han sagde, at man var på rette vej, og at der ikke var grund til at opgive håbet for byens borgere.")]
    [InlineData("De onderhandelaars kwamen maandag in de havenstad bijeen om over de veerboot te spreken. Volgens de minister is er nog geen datum voor de volgende ronde afgesproken, maar beide partijen willen de gesprekken in de komende week voortzetten. Hij zei dat men op de goede weg was en dat er hoop is.")]
    [InlineData("Los negociadores se reunieron el lunes en la ciudad portuaria para hablar del transbordador. Según la ministra, todavía no se ha fijado una fecha para la próxima ronda, pero ambas partes quieren continuar las conversaciones la semana que viene. Dijo que se iba por buen camino y que había esperanza.")]
    [InlineData("Müzakereciler pazartesi günü liman kentinde feribotu konuşmak üzere bir araya geldi. Bakana göre bir sonraki tur için henüz bir tarih belirlenmedi, ancak iki taraf da görüşmeleri gelecek hafta sürdürmek istiyor. Doğru yolda olunduğunu söyledi ve umutlu olmak için sebep bulunduğunu sözlerine ekledi. Halk görüşmelerin sonucunu bekliyor.")]
    public async Task A_text_in_another_language_of_the_Latin_script_is_refused_with_the_figure(string text)
    {
        var message = (await Reading.FileAsync("a.txt", text)).Message(RefusalReason.NotEnglish);

        Assert.Contains("words are among the most frequent English ones", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Переговорщики встретились в понедельник в портовом городе, чтобы обсудить паром. По словам министра, дата следующего раунда ещё не назначена.")]
    [InlineData("谈判代表星期一在港口城市会面讨论渡轮问题部长说下一轮会谈的日期尚未确定但双方希望在下周继续会谈他说双方正走在正确的道路上谈判代表星期一在港口城市会面讨论渡轮问题部长说下一轮会谈的日期尚未确定但双方希望在下周继续会谈")]
    public async Task A_text_in_another_script_is_refused_with_the_figure(string text)
    {
        var message = (await Reading.FileAsync("a.txt", text)).Message(RefusalReason.NotEnglish);

        Assert.Contains("of its letters are not Latin", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Keine Einigung, sagt Ministerin.")]
    [InlineData("Переговоры")]
    [InlineData("???")]
    public async Task A_short_text_passes(string text) => Assert.Equal(text, (await Reading.FileAsync("a.txt", text)).Article().Body);

    [Fact]
    public async Task An_English_text_full_of_foreign_names_and_one_foreign_quotation_passes()
    {
        const string Text = "Minister Þórdís Kolbrún Reykfjörð Gylfadóttir and Włodzimierz Cimoszewicz met Nguyễn Thị Kim Ngân on Monday. "
            + "“Wir haben noch kein Datum für die nächste Runde vereinbart”, said Jürgen Müßig-Großkopf in Döbeln; the Vietnamese "
            + "delegation, led by Phạm Bình Minh, gave no comment. A statement by Łukasz Wąsowski followed in Bydgoszcz.";

        Assert.Equal(Text, (await Reading.FileAsync("a.txt", Text)).Article().Body);
    }
}
