using System.Collections.Frozen;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>What a verb of a question asks for.</summary>
/// <param name="CueClass">The kind of act.</param>
/// <param name="Polarity">Denied for "deny", declined for "decline", else said.</param>
public readonly record struct SpeechAct(CueClass CueClass, Polarity Polarity);

/// <summary>Verbs of speaking and deciding, by stem.</summary>
public static class SpeechVerbs
{
    private static readonly FrozenDictionary<string, SpeechAct> Acts = Read();

    /// <summary>The act that the verb with this stem names, or null.</summary>
    public static SpeechAct? Find(string stem) => Acts.TryGetValue(stem, out var act) ? act : null;

    private static FrozenDictionary<string, SpeechAct> Read()
    {
        var acts = new Dictionary<string, SpeechAct>(StringComparer.Ordinal);
        foreach (var words in Lexicon.Lines("speech").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var act = words[0] switch
            {
                "denied" => new SpeechAct(CueClass.Said, Polarity.Denied),
                "declined" => new SpeechAct(CueClass.Said, Polarity.Declined),
                "proposed" => new SpeechAct(CueClass.Proposed, Polarity.Said),
                "demanded" => new SpeechAct(CueClass.Demanded, Polarity.Said),
                "agreed" => new SpeechAct(CueClass.Agreed, Polarity.Said),
                "refused" => new SpeechAct(CueClass.Refused, Polarity.Said),
                "believes" => new SpeechAct(CueClass.Believes, Polarity.Said),
                "plans" => new SpeechAct(CueClass.Plans, Polarity.Said),
                _ => new SpeechAct(CueClass.Said, Polarity.Said),
            };
            foreach (var word in words.Skip(1))
            {
                acts.TryAdd(Lexicon.StemOf(word), act);
            }
        }

        return acts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
