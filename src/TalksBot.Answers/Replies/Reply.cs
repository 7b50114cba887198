using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>What a reply or an item of it is about.</summary>
public enum ReplyKind
{
    /// <summary>Nothing that is stored answers.</summary>
    None,

    /// <summary>Who said what.</summary>
    Statement,

    /// <summary>Who proposed what.</summary>
    Proposal,

    /// <summary>Who meets when.</summary>
    Meeting,

    /// <summary>Where somebody stands.</summary>
    Position,

    /// <summary>Events in order.</summary>
    Timeline,

    /// <summary>A plain sentence of an article.</summary>
    Passage,

    /// <summary>Articles.</summary>
    Sources,
}

/// <summary>One fact as it is shown. Platforms lay its parts out; <see cref="ToText"/> is the plain form.</summary>
public sealed record ReplyItem
{
    /// <summary>What it is.</summary>
    public required ReplyKind Kind { get; init; }

    /// <summary>Id of the fact, or null for a passage.</summary>
    public string? FactId { get; init; }

    /// <summary>The heading under which it stands together with its neighbours of the same, or null for none.</summary>
    public string? Section { get; init; }

    /// <summary>Who and when, a full clause without end mark: "Edda Roth said on 10 February 2026".</summary>
    public required string Head { get; init; }

    /// <summary>Verbatim words of an article, without outer quotation marks; to be shown as a quotation; null when the head says it all.</summary>
    public string? Quote { get; init; }

    /// <summary>Whether <see cref="Quote"/> is what the speaker said word for word; else it is how the article tells it.</summary>
    public bool IsSpoken { get; init; }

    /// <summary>Further lines, each a full sentence: conditions, responses, "Known only from Hilde Vennor."</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>The words behind it; at least one.</summary>
    public required ImmutableArray<Citation> Citations { get; init; }

    /// <summary>When it happened or was said, for sorting and for timelines; null when not known.</summary>
    public TimeValue? When { get; init; }

    /// <summary>Plain text: head, quotation, details.</summary>
    public string ToText()
    {
        var text = Quote is null ? $"{Head}." : IsSpoken ? $"{Head}: “{Quote}”" : $"{Head}: {Quote}";
        if (text[^1] is not ('.' or '!' or '?' or '”' or '"' or '’' or '…'))
        {
            text += ".";
        }

        return Details.IsEmpty ? text : $"{text} {string.Join(' ', Details)}";
    }
}

/// <summary>Something to press or type next.</summary>
/// <param name="Label">What the button says.</param>
/// <param name="Command">The command it stands for, as a person would type it.</param>
public sealed record ReplyAction(string Label, string Command);

/// <summary>The platform-neutral answer.</summary>
public sealed record Reply
{
    /// <summary>What the answer is about, a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of fact answers.</summary>
    public required ReplyKind Kind { get; init; }

    /// <summary>True when nothing that is stored answers; <see cref="Lead"/> then says so and <see cref="More"/> may hold the nearest that is known.</summary>
    public bool IsRefused { get; init; }

    /// <summary>A sentence in front of the items ("No date was announced."), or null.</summary>
    public string? Lead { get; init; }

    /// <summary>Of a refusal: the nearest that is known, as the plain text tells it behind the lead ("The nearest that is known: …"); null where it would pass for the answer. Platforms show <see cref="More"/> instead.</summary>
    public string? Nearest { get; init; }

    /// <summary>What answers, best first; nothing thrown in to be safe.</summary>
    public ImmutableArray<ReplyItem> Items { get; init; } = [];

    /// <summary>Other facts near the question, best first; not part of the answer.</summary>
    public ImmutableArray<ReplyItem> More { get; init; } = [];

    /// <summary>What to press or type next: near misses, the next page.</summary>
    public ImmutableArray<ReplyAction> Actions { get; init; } = [];

    /// <summary>A caveat that belongs under the answer ("The date of one article is assumed."), or null.</summary>
    public string? Note { get; init; }

    /// <summary>Which page this is, from 0.</summary>
    public int Page { get; init; }

    /// <summary>How many pages there are; at least 1.</summary>
    public int PageCount { get; init; } = 1;

    /// <summary>The citations of the answer, each once, in the order of the items; of a refusal, those of the nearest that is known.</summary>
    public IEnumerable<Citation> Citations => (IsRefused && Items.IsEmpty ? More.Take(1) : Items).SelectMany(item => item.Citations).Distinct();

    /// <summary>The most characters that <see cref="ToText"/> returns.</summary>
    public const int MaxTextLength = 1500;

    /// <summary>The answer as plain text of at most <see cref="MaxTextLength"/> characters: lead and items; cut between items, else between sentences.</summary>
    public string ToText()
    {
        var text = Nearest is null ? Lead ?? "" : $"{Lead} {Nearest}";
        for (var i = 0; i < Items.Length; i++)
        {
            var line = text.Length == 0 ? Items[i].ToText() : "\n" + Items[i].ToText();
            if (text.Length + line.Length <= MaxTextLength)
            {
                text += line;
                continue;
            }

            // A lead alone would be no answer: the first item is shown as far as it goes.
            return TextCut.AtSentence(i == 0 ? text + line : text, MaxTextLength);
        }

        return TextCut.AtSentence(text.Length > 0 ? text : Title, MaxTextLength);
    }
}
