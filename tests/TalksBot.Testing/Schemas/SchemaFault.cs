namespace TalksBot.Testing.Schemas;

/// <summary>One place where a value breaks its schema.</summary>
/// <param name="Path">JSON Pointer into the value; empty for its root.</param>
/// <param name="Message">What is wrong, with the limit that is broken.</param>
public sealed record SchemaFault(string Path, string Message)
{
    public override string ToString() => $"{(Path.Length == 0 ? "(root)" : Path)}: {Message}";
}
