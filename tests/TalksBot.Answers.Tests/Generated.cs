using CsCheck;

namespace TalksBot.Answers.Tests;

/// <summary>Generators that the properties share.</summary>
internal static class Generated
{
    /// <summary>One of these, each as likely as the other.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>Up to <paramref name="longest"/> of these characters.</summary>
    public static Gen<string> Text(string characters, int longest) => OneOf(characters.ToCharArray()).Array[0, longest].Select(chars => new string(chars));
}
