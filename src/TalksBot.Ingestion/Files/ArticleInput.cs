using System.Collections.Immutable;

namespace TalksBot.Ingestion;

/// <summary>Something to be read.</summary>
/// <param name="Name">As a person would write it; control characters replaced.</param>
public abstract record ArticleInput(string Name)
{
    /// <summary>A file.</summary>
    /// <param name="Name">As given or found.</param>
    /// <param name="Path">Its full path.</param>
    /// <param name="Stem">What its citations are called: the stem, with the folder in front where two inputs share one.</param>
    public sealed record File(string Name, string Path, string Stem) : ArticleInput(Name);

    /// <summary>Standard input, given as <c>-</c>.</summary>
    public sealed record StandardInput() : ArticleInput("-");

    /// <summary>An address, given on the command line; it has to be fetched before it can be read.</summary>
    /// <param name="Name">As it may be shown.</param>
    /// <param name="Url">As given.</param>
    public sealed record Address(string Name, string Url) : ArticleInput(Name);

    /// <summary>A page or an item of a feed that was fetched.</summary>
    /// <param name="Name">Its address as it may be shown.</param>
    /// <param name="Url">Its canonical address.</param>
    /// <param name="IsPage">Whether its bytes are HTML; else they are text.</param>
    /// <param name="Stated">What the feed says about it, for what it does not say itself.</param>
    internal sealed record Web(string Name, string Url, bool IsPage, Headers Stated) : ArticleInput(Name);

    /// <summary>Nothing that can be read.</summary>
    /// <param name="Name">As given.</param>
    /// <param name="Outcome">Why not.</param>
    public sealed record Unusable(string Name, ReadOutcome.Refused Outcome) : ArticleInput(Name);
}

/// <summary>What the arguments of a call stand for.</summary>
/// <param name="Inputs">In the order given; the files of a folder by path, ordinal; each file once.</param>
/// <param name="HiddenCount">Files and folders that were passed over because their name begins with a dot.</param>
/// <param name="UnsupportedCount">Files of a folder that were passed over because of their ending.</param>
public sealed record ArticleInputs(ImmutableArray<ArticleInput> Inputs, int HiddenCount, int UnsupportedCount);
