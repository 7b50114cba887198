namespace TalksBot.Extraction;

internal sealed partial class MentionResolver
{
    private const double GoingOn = 0.85;

    // "Ann Roe, who is married to the envoy, said no. “At home we talk about the dog,” she said.": the speaker of the sentence before goes on.
    // Whoever is named inside those sentences without being their subject is no rival.
    private bool ContinuesSpeaker(Phrase phrase, PronounClass kind)
    {
        if (kind is not (PronounClass.He or PronounClass.She) || !phrase.IsSource || phrase.Quotation >= 0
            || _speech.SourceBefore(phrase.First) is not { Actors.Count: 1 } last
            || _speech.IsQuestioner(last) || last.Paragraph != phrase.Paragraph || phrase.Sentence - last.Sentence is < 0 or > 1 || !Agrees(last.Actors[0], last, kind))
        {
            return false;
        }

        for (var i = _recent.Count - 1; i >= 0 && _recent[i].Index > last.Index; i--)
        {
            var between = _recent[i];
            if (between.Index < phrase.Index && between is { IsSubject: true, Quotation: < 0 } && !_speech.IsReported(between.HeadFirst)
                && (between.Actors.Count == 0 ? CanBe(between, kind) && between.Kind != PhraseKind.Pronoun : between.Actors[0] != last.Actors[0] && Agrees(between.Actors[0], between, kind)))
            {
                return false;
            }
        }

        if (last.Actors[0].Gender == '-')
        {
            last.Actors[0].Gender = kind == PronounClass.He ? 'm' : 'f';
        }

        phrase.Actors.Add(last.Actors[0]);
        phrase.Confidence = Math.Min(GoingOn, last.Confidence);
        return true;
    }
}
