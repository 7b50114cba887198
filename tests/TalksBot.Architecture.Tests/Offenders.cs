namespace TalksBot.Architecture.Tests;

/// <summary>Asserts on lists of what breaks a rule.</summary>
internal static class Offenders
{
    /// <summary>Fails with all of them in the message.</summary>
    public static void AssertNone(IEnumerable<string> offenders)
    {
        var all = offenders.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
