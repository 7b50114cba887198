using System.Security.Cryptography;
using System.Text;

namespace TalksBot.Domain;

/// <summary>Ids of facts: a letter for the kind and a hash of what makes the fact the same fact.</summary>
public static class StableId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The id of the fact with these parts.</summary>
    /// <param name="kind">'s' statement, 'p' proposal, 'm' meeting.</param>
    /// <param name="parts">Compared after <see cref="Normalise"/>; their order counts.</param>
    /// <returns><paramref name="kind"/> followed by 13 letters and digits (65 bits).</returns>
    public static string Of(char kind, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(Normalise(part)).Append('\u001f');
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        var id = new StringBuilder(14).Append(kind);
        ulong bits = BitConverter.ToUInt64(hash, 0);
        for (var i = 0; i < 12; i++, bits >>= 5)
        {
            id.Append(Alphabet[(int)(bits & 31)]);
        }

        return id.Append(Alphabet[hash[8] & 31]).ToString();
    }

    /// <summary>Letters and digits only, lower case, diacritics folded, one blank between words: what two prints of the same words share.</summary>
    public static string Normalise(string text) => NameFolding.Fold(text);
}
