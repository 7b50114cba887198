using System.Collections.Frozen;
using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>A proposal while the text is read.</summary>
internal sealed class ProposalDraft
{
    private static readonly FrozenSet<string> Empty = FrozenSet.Create(
        "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "if", "that", "its", "their", "his", "her", "be", "is", "are", "would", "will", "no", "not", "it", "they");

    public required ProposalKind Kind { get; init; }

    /// <summary>Names of the proposers, the speaker first.</summary>
    public List<string> By { get; } = [];

    public List<string> To { get; } = [];

    /// <summary>First and last token of what is proposed.</summary>
    public required IndexRange Content { get; init; }

    public required int Sentence { get; init; }

    public List<TextSpan> Terms { get; } = [];

    public List<TextSpan> Conditions { get; } = [];

    public List<Response> Responses { get; } = [];

    public TimeValue? When { get; set; }

    public bool IsWithdrawn { get; set; }

    public SortedSet<int> Sentences { get; } = [];

    /// <summary>Words by which it is known again.</summary>
    public HashSet<string> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>The words of a token range that carry meaning, folded.</summary>
    public static IEnumerable<string> WordsOf(TaggedText text, IndexRange tokens)
    {
        for (var i = tokens.First; i < tokens.End; i++)
        {
            var word = text.Tags[i] is ['N', ..] ? text.Lemmas[i] : text.Tokens.Form(i).ToString().ToLowerInvariant();
            word = word.Replace("-", "", StringComparison.Ordinal);
            if (word.Length > 0 && char.IsLetterOrDigit(word[0]) && !Empty.Contains(word))
            {
                yield return word;
            }
        }
    }

    public static void AddTo(List<string> names, IEnumerable<string> more)
    {
        foreach (var name in more)
        {
            if (name.Length > 0 && !names.Contains(name, StringComparer.Ordinal))
            {
                names.Add(name);
            }
        }
    }

    public void Answer(Response response)
    {
        if (!Responses.Any(known => known.By == response.By && known.Kind == response.Kind))
        {
            Responses.Add(response);
        }
    }

    public Proposal ToProposal(TaggedText text)
    {
        var content = AnchoredText.From(text.Text, text.Tokens.SpanOf(Content));
        return new Proposal
        {
            Id = StableId.Of('p', string.Join('|', By.Order(StringComparer.Ordinal)), content.Text),
            Kind = Kind,
            By = [.. By],
            To = [.. To.Except(By, StringComparer.Ordinal)],
            Content = content,
            Terms = Anchored(text, Terms),
            Conditions = Anchored(text, Conditions),
            Responses = [.. Responses],
            When = When,
            IsWithdrawn = IsWithdrawn,
            Evidence = [.. Sentences.Select(sentence => text.Tokens.SpanOf(text.Tokens.Sentences[sentence]))],
        };
    }

    private static ImmutableArray<AnchoredText> Anchored(TaggedText text, List<TextSpan> spans) =>
        [.. spans.Distinct().Order().Select(span => AnchoredText.From(text.Text, span))];
}
