using System.Runtime.CompilerServices;

namespace TalksBot.Extraction;

/// <summary>Hashes of features: the number of a template with up to four values.</summary>
internal static class FeatureHash
{
    private const uint First = 0x9E3779B1;
    private const uint Second = 0x85EBCA77;

    /// <summary>A template that stands for itself and one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint template, uint a) => Last((template * Second) ^ Mix(a));

    /// <summary>A template with two values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint template, uint a, uint b) => Last(Mix((template * Second) ^ Mix(a)) ^ (b * First));

    /// <summary>A template with three values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint template, uint a, uint b, uint c) => Last(Mix(Mix((template * Second) ^ Mix(a)) ^ (b * First)) ^ (c * Second));

    /// <summary>A template with four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint template, uint a, uint b, uint c, uint d) =>
        Last(Mix(Mix(Mix((template * Second) ^ Mix(a)) ^ (b * First)) ^ (c * Second)) ^ (d * First));

    /// <summary>A running hash of a row of values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Join(uint hash, uint value) => Mix(hash ^ (value * First)) + value;

    /// <summary>A number as its place on a coarse scale: 0 to 4 as they are, then 5 to 6, 7 to 9, 10 to 14, 15 to 24, 25 to 49, above.</summary>
    public static uint Bucket(int value) => value switch
    {
        < 0 => 15,
        < 5 => (uint)value,
        < 7 => 5,
        < 10 => 6,
        < 15 => 7,
        < 25 => 8,
        < 50 => 9,
        _ => 10,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint value)
    {
        value *= First;
        return value ^ (value >> 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Last(uint value)
    {
        value ^= value >> 16;
        value *= Second;
        value ^= value >> 13;
        value *= First;
        return value ^ (value >> 16);
    }
}
