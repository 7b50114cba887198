namespace TalksBot.Memory;

/// <summary>Whose phrase it is.</summary>
/// <param name="Dossier">Number of the dossier.</param>
/// <param name="Actor">Number of the actor in it; -1 for a keyword.</param>
internal readonly record struct PhraseTarget(int Dossier, int Actor);

/// <summary>Phrases of one or more words, found in one walk over a text.</summary>
internal sealed class PhraseIndex(StringComparer comparer)
{
    private readonly Dictionary<string, List<(List<string> Words, PhraseTarget Target)>> _byFirstWord = new(comparer);

    internal void Add(string phrase, PhraseTarget target)
    {
        var words = Words.Of(phrase);
        if (words.Count == 0)
        {
            return;
        }

        if (!_byFirstWord.TryGetValue(words[0], out var phrases))
        {
            _byFirstWord.Add(words[0], phrases = []);
        }

        phrases.Add((words, target));
    }

    /// <summary>Calls <paramref name="found"/> with the target and the number of words of each phrase that occurs.</summary>
    internal void Find(List<string> text, Action<PhraseTarget, int> found)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (!_byFirstWord.TryGetValue(text[i], out var phrases))
            {
                continue;
            }

            foreach (var (words, target) in phrases)
            {
                if (IsAt(text, i, words))
                {
                    found(target, words.Count);
                }
            }
        }
    }

    private bool IsAt(List<string> text, int start, List<string> words)
    {
        if (start + words.Count > text.Count)
        {
            return false;
        }

        for (var i = 1; i < words.Count; i++)
        {
            if (!comparer.Equals(text[start + i], words[i]))
            {
                return false;
            }
        }

        return true;
    }
}
