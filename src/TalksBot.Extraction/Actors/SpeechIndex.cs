using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Which attribution a token is said in, and which one went before.</summary>
internal sealed class SpeechIndex
{
    private readonly int[] _content;
    private readonly Dictionary<int, Phrase> _sources = [];
    private readonly Dictionary<Phrase, List<int>> _bySource = [];
    private readonly HashSet<Phrase> _questioners = [];
    private readonly ImmutableArray<Attribution> _attributions;
    private readonly List<(int Token, Phrase Source)> _inOrder = [];

    public SpeechIndex(WordView words, IReadOnlyList<Phrase> phrases, ImmutableArray<Attribution> attributions)
    {
        _attributions = attributions;
        _content = new int[words.Count];
        Array.Fill(_content, -1);
        var mains = phrases.Where(phrase => phrase.Kind != PhraseKind.Modifier).ToList();
        for (var a = 0; a < attributions.Length; a++)
        {
            foreach (var span in attributions[a].Content)
            {
                for (var i = words.Text.Tokens.TokenAt(span.Start); i < words.Count && words.Text.Tokens.Tokens[i].Span.Start < span.End; i++)
                {
                    // Nested attributions come after their parent, so the innermost stays.
                    _content[i] = a;
                }
            }

            if (attributions[a].Source is { Length: > 0 } source
                && PhraseLinker.At(words, mains, attributions[a].SourceHead is { Length: > 0 } head ? head : source) is { } phrase)
            {
                _sources[a] = phrase;
                if (!_bySource.TryGetValue(phrase, out var own))
                {
                    _bySource[phrase] = own = [];
                }

                own.Add(a);
                if (attributions[a].CueLemma is "ask" or "wonder" or "inquire")
                {
                    _questioners.Add(phrase);
                }

                if (attributions[a].Parent is null)
                {
                    _inOrder.Add((phrase.First, phrase));
                }
            }
        }

        _inOrder.Sort((left, right) => left.Token.CompareTo(right.Token));
    }

    /// <summary>Source of the innermost attribution in whose content <paramref name="token"/> stands; null when it has none.</summary>
    public Phrase? SourceOf(int token) => _content[token] >= 0 ? _sources.GetValueOrDefault(_content[token]) : null;

    /// <summary>Words that name the source of the innermost attribution in whose content <paramref name="token"/> stands, appositions included; null where none does.</summary>
    public TextSpan? SourceSpanOf(int token) => _content[token] >= 0 ? _attributions[_content[token]].Source : null;

    /// <summary>Whether the phrase is the source of a question.</summary>
    public bool IsQuestioner(Phrase phrase) => _questioners.Contains(phrase);

    /// <summary>What is reported of each phrase that is a source, as spans of the text; empty for others.</summary>
    public IEnumerable<TextSpan> ContentOf(Phrase source) =>
        _bySource.TryGetValue(source, out var own) ? own.SelectMany(index => _attributions[index].Content) : [];

    /// <summary>Whether the token stands in somebody's reported words.</summary>
    public bool IsReported(int token) => _content[token] >= 0;

    /// <summary>Whether both tokens stand in the content of the same attribution, or both in none.</summary>
    public bool IsSameSpeech(int left, int right) => _content[left] == _content[right];

    /// <summary>The last source of an attribution that stands before <paramref name="token"/>; null at the first.</summary>
    public Phrase? SourceBefore(int token)
    {
        var (low, high) = (0, _inOrder.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_inOrder[middle].Token < token)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 ? _inOrder[low - 1].Source : null;
    }

    /// <summary>Source and cue of each attribution whose source is a phrase, in reading order.</summary>
    public IEnumerable<(Phrase Source, Attribution Attribution)> Attributions =>
        _sources.OrderBy(pair => pair.Key).Select(pair => (pair.Value, _attributions[pair.Key]));
}
