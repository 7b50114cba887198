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
