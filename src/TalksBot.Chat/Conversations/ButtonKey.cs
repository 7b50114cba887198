using System.Globalization;

namespace TalksBot.Chat;

/// <summary>What a button's key says: the answer it belongs to and what it does there.</summary>
/// <param name="State">Key of the remembered answer.</param>
/// <param name="Kind">'p' a page, 'a' a suggestion, 's' show.</param>
/// <param name="Number">Page or index of the suggestion, from 0; 0 for show.</param>
internal readonly record struct ButtonKey(string State, char Kind, int Number)
{
    public const char Page = 'p';
    public const char Suggestion = 'a';
    public const char Show = 's';

    private const int MaxLength = 40;

    /// <summary>Reads a key as it came back; false for anything that is none of ours.</summary>
    public static bool TryParse(string text, out ButtonKey key)
    {
        key = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (text.Length > MaxLength || dot <= 0 || dot + 1 >= text.Length || text[dot + 1] is not (Page or Suggestion or Show))
        {
            return false;
        }

        var digits = text.AsSpan(dot + 2);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        key = new ButtonKey(text[..dot], text[dot + 1], number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{State}.{Kind}{Number}");
}
