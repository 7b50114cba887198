namespace TalksBot.Extraction;

/// <summary>Which characters are quotation marks.</summary>
internal static class Marks
{
    /// <summary>Marks that are always quotation marks.</summary>
    public static bool IsDouble(char c) => c is '"' or '“' or '”' or '„' or '‟' or '«' or '»' or '‹' or '›' or '＂';

    /// <summary>Marks that are quotation marks or apostrophes.</summary>
    public static bool IsSingle(char c) => c is '\'' or '’' or '‘' or '‚' or '‛' or '`';
}
