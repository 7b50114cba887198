using System.Collections.Immutable;

namespace TalksBot.Extraction;

/// <summary>Finds words between quotation marks.</summary>
public interface IQuotationFinder
{
    /// <summary>Quotations in the order of their opening marks; nested ones after the one around them.</summary>
    ImmutableArray<Quotation> Find(TaggedText text);
}
