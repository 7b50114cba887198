using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <summary>Finds attributions with trained labels that know what the grammar finds; the grammar fills in what labels do not tell.</summary>
public sealed class LearnedAttributionFinder : IAttributionFinder
{
    private readonly AttributionFinder _grammar = new();
    private readonly AttributionModels? _models;

    /// <summary>A finder with the embedded models, which are loaded at the first text.</summary>
    public LearnedAttributionFinder()
    {
    }

    internal LearnedAttributionFinder(AttributionModels models) => _models = models;

    /// <inheritdoc/>
    public ImmutableArray<Attribution> Find(TaggedText text, ImmutableArray<Quotation> quotations)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rules = _grammar.Find(text, quotations);
        if (text.Count == 0)
        {
            return rules;
        }

        var labelled = new AttributionLabeller(_models ?? AttributionModels.Default).Find(text, quotations, rules);
        return new AttributionMerger(text, quotations, rules, labelled).Merge();
    }
}
