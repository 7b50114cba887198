using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Finds meetings by the verbs and nouns that tell of them, and joins what several sentences tell of one.</summary>
public sealed class MeetingFinder : IMeetingFinder
{
    /// <inheritdoc/>
    public ImmutableArray<Meeting> Find(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = document.Text;
        var phrases = new SentencePhrases(text);
        var mentions = new MentionIndex(document, phrases);
        var triggers = new MeetingTriggers(text, phrases);
        var details = new MeetingDetails(document, phrases, mentions);
        var reader = new MeetingReader(document, phrases, mentions, details);
        var merger = new MeetingMerger(document, phrases, mentions);
        var calendar = new MeetingTimes(document, phrases);
        for (var s = 0; s < text.Tokens.Sentences.Length; s++)
        {
            var sentence = text.Tokens.Sentences[s];
            if (IsHeading(text, s) || merger.IsRetracted(sentence))
            {
                continue;
            }

            var found = triggers.Find(sentence);
            var hasDraft = false;
            for (var i = 0; i < found.Count; i++)
            {
                var from = i == 0 ? sentence.First : found[i - 1].End;
                var end = i + 1 < found.Count ? found[i + 1].Token : sentence.End;
                var times = calendar.Of(sentence, found, i);
                if (reader.Read(found[i], from, end, times) is { } draft && !(draft.Status == MeetingStatus.Held && IsDenied(document, found[i].Token)))
                {
                    merger.Add(draft);
                    hasDraft = true;
                }
            }

            if (!hasDraft)
            {
                merger.Amend(s, details);
            }
        }

        return [.. merger.Drafts.Select(draft => draft.ToMeeting(text)).DistinctBy(meeting => meeting.Id)];
    }

    // "Holt denied that she had met Orvane": nobody says that they met.
    private static bool IsDenied(Document document, int token)
    {
        var span = document.Text.Tokens.Tokens[token].Span;
        return document.Attributions.Any(attribution => attribution.Polarity == Polarity.Denied && attribution.Content.Any(content => content.Contains(span)));
    }

    // Headlines tell in short what the text tells in full.
    private static bool IsHeading(TaggedText text, int sentence)
    {
        var range = text.Tokens.Sentences[sentence];
        return text.Tokens.ParagraphOf(sentence) == 0 && text.Tokens.Paragraphs.Length > 1 && text.Tokens.Form(range.End - 1) is not ("." or "!" or "?" or "”" or "\"" or "’");
    }
}
