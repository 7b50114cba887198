namespace TalksBot.Slack;

/// <summary>By what a repeated delivery is known.</summary>
/// <param name="Value">With its kind in front, so that ids of two kinds never meet.</param>
/// <param name="IsUnique">Whether the same value again is surely a repeat; else it is only remembered, for a later one that is.</param>
internal readonly record struct DeliveryId(string Value, bool IsUnique);
