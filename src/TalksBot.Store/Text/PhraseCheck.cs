using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Store.Text;

/// <summary>Tells whether words stand next to each other, term by term as they are indexed.</summary>
internal sealed class PhraseCheck(List<string> phrase)
{
    private readonly List<string> _terms = [];

    /// <summary>Whether the words of <paramref name="spans"/>, read on from one span to the next, hold the phrase.</summary>
    public bool IsIn(string body, ImmutableArray<TextSpan> spans)
    {
        _terms.Clear();
        foreach (var span in spans)
        {
            TermAnalyzer.Analyze(body.AsSpan(span.Start, span.Length), _terms, compounds: null);
        }

        for (var start = 0; start + phrase.Count <= _terms.Count; start++)
        {
            var length = 0;
            while (length < phrase.Count && _terms[start + length] == phrase[length])
            {
                length++;
            }

            if (length == phrase.Count)
            {
                return true;
            }
        }

        return false;
    }
}
