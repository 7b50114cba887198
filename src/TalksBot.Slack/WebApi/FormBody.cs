using System.Text;

namespace TalksBot.Slack;

/// <summary>Bodies of the type <c>application/x-www-form-urlencoded</c>.</summary>
internal static class FormBody
{
    // Slash commands have about 15 fields; an attacker may send many more.
    private const int MaxFields = 64;

    /// <summary>Writes fields.</summary>
    public static byte[] Write(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Reads fields, the first of each name; any bytes are taken.</summary>
    public static Dictionary<string, string> Read(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in body.Split((byte)'&'))
        {
            var field = body[range];
            if (fields.Count == MaxFields)
            {
                break;
            }

            var at = field.IndexOf((byte)'=');
            var name = Decode(at < 0 ? field : field[..at]);
            if (name.Length > 0)
            {
                fields.TryAdd(name, at < 0 ? "" : Decode(field[(at + 1)..]));
            }
        }

        return fields;
    }

    // Uri.UnescapeDataString would leave broken escapes as they are but needs text first; bytes are decoded here before UTF-8 is.
    private static string Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IndexOfAny((byte)'%', (byte)'+') < 0)
        {
            return Encoding.UTF8.GetString(encoded);
        }

        var plain = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '%' && i + 2 < encoded.Length && Hex(encoded[i + 1]) is >= 0 and var high && Hex(encoded[i + 2]) is >= 0 and var low)
            {
                plain[length++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                plain[length++] = encoded[i] == '+' ? (byte)' ' : encoded[i];
            }
        }

        return Encoding.UTF8.GetString(plain, 0, length);
    }

    private static int Hex(byte c) => char.IsAsciiHexDigit((char)c) ? Convert.ToInt32(((char)c).ToString(), 16) : -1;
}
