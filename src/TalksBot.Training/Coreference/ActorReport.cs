using Spectre.Console;
using TalksBot.Extraction;

namespace TalksBot.Training;

/// <summary>Prints what the actors stage reaches: pronouns that are sources, coreference, entity tags.</summary>
internal sealed class ActorReport(string folder, TaggerModel tagger, AttributionModels models)
{
    private readonly ArticleResolver _resolver = new(tagger, models);

    private string PolnearDev => Path.Combine(folder, "polnear", "dev");

    /// <param name="only">"pronouns", "coreference" or "entities"; null prints all three.</param>
    /// <param name="isListing">Whether to print each pronoun that was not resolved rightly.</param>
    public void Print(string? only, bool isListing)
    {
        if (only is null or "pronouns")
        {
            PrintPronouns(isListing);
        }

        if (only is null or "coreference")
        {
            PrintCoreference();
        }

        if (only is null or "entities")
        {
            PrintEntities();
        }
    }

    private void PrintPronouns(bool isListing)
    {
        var verdicts = PronounEvaluation.Measure(PolnearDev, PronounSample.Own(), _resolver);
        var figures = PronounEvaluation.Count(verdicts);
        AnsiConsole.MarkupLineInterpolated($"Pronouns that are sources, PolNeAR dev: {figures.Right} right, {figures.Open} left open, {figures.Wrong} wrong");
        foreach (var verdict in verdicts.Where(verdict => isListing && verdict.Verdict != "right"))
        {
            AnsiConsole.MarkupLineInterpolated($"  {verdict.Verdict} {verdict.Case.Stem} {verdict.Case.Pronoun} {string.Join(" + ", verdict.Found)}");
        }
    }

    private void PrintCoreference()
    {
        var table = new Table().AddColumns("GUM dev", "entities", "MUC", "B³", "CEAFe", "CoNLL", "CoNLL, exact");
        foreach (var row in CoreferenceEvaluation.Measure(ReadGum(), _resolver))
        {
            var score = row.ByHead;
            table.AddRow(row.Genre, row.IsActorsOnly ? "three types" : "all types", Percent(score.Muc.F1), Percent(score.BCubed.F1), Percent(score.Ceafe.F1),
                Percent(score.Conll), Percent(row.Exact.Conll));
        }

        AnsiConsole.Write(table);
    }

    private void PrintEntities()
    {
        var table = new Table().AddColumns("names", "span P", "R", "F1", "typed P", "R", "F1", "pers", "org", "place");
        var gum = ReadGum();
        foreach (var genre in (string[])["news", "interview", "speech"])
        {
            Add($"{genre}", EntityEvaluation.MeasureGum(gum.Where(document => document.Genre == genre), _resolver));
        }

        Add("all of GUM", EntityEvaluation.MeasureGum(gum, _resolver));
        Add("PolNeAR", EntityEvaluation.MeasureSilver(PolnearDev, _resolver));
        AnsiConsole.Write(table);

        void Add(string name, EntityScore score) => table.AddRow(
            name, Percent(score.Spans.Precision), Percent(score.Spans.Recall), Percent(score.Spans.F1), Percent(score.Typed.Precision), Percent(score.Typed.Recall),
            Percent(score.Typed.F1), Percent(score.Of(EntityTypes.Person).F1), Percent(score.Of(EntityTypes.Organization).F1), Percent(score.Of(EntityTypes.Place).F1));
    }

    private List<GumDocument> ReadGum() => GumDocument.ReadAll(File.ReadLines(Path.Combine(folder, "ud", "en_gum-ud-dev.conllu")));

    private static string Percent(double share) => $"{share * 100:F1}";
}
