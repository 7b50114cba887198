using System.Text;
using System.Text.Unicode;

namespace TalksBot.Ingestion;

/// <summary>What bytes are as text.</summary>
internal abstract record Decoded
{
    private Decoded()
    {
    }

    /// <summary>They are text.</summary>
    /// <param name="Value">Without byte order mark, otherwise as read.</param>
    internal sealed record Text(string Value) : Decoded;

    /// <summary>They are not.</summary>
    /// <param name="Reason">Binary or not UTF-8.</param>
    /// <param name="Message">Continues "FILE: " and says what to do.</param>
    internal sealed record Failed(RefusalReason Reason, string Message) : Decoded;
}

/// <summary>Bytes to text: UTF-8, and for pages the encoding that they declare.</summary>
internal static class TextDecoder
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Strict UTF-8; a byte order mark is dropped.</summary>
    internal static Decoded Decode(ReadOnlySpan<byte> bytes)
    {
        if (HasUtf16Mark(bytes))
        {
            return new Decoded.Failed(RefusalReason.NotUtf8, "not UTF-8 but UTF-16 from byte 0 on; save it as UTF-8");
        }

        if (FindSignature(bytes) is { } kind)
        {
            return new Decoded.Failed(RefusalReason.Binary, $"{kind}, not text; save its text as .txt or .html");
        }

        var zero = bytes.IndexOf((byte)0);
        return zero >= 0
            ? new Decoded.Failed(RefusalReason.Binary, $"binary, not text (a zero byte at byte {zero}); give a text file")
            : DecodeUtf8(bytes);
    }

    /// <summary>UTF-8 where the bytes are valid as that, else the encoding that the page declares in a byte order mark or meta tag.</summary>
    internal static Decoded DecodePage(ReadOnlySpan<byte> bytes)
    {
        if (HasUtf16Mark(bytes))
        {
            return DecodeAs(bytes[2..], bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, "UTF-16");
        }

        var decoded = Decode(bytes);
        if (decoded is not Decoded.Failed { Reason: RefusalReason.NotUtf8 } failed)
        {
            return decoded;
        }

        return PageCharset.Find(bytes) switch
        {
            null => new Decoded.Failed(failed.Reason, $"{failed.Message} (the page declares no other charset)"),
            { Encoding: UTF8Encoding } => failed,
            { Encoding: { } encoding, Label: var label } => DecodeAs(bytes, encoding, label),
            { Label: var label } => new Decoded.Failed(
                RefusalReason.NotUtf8, $"the page declares charset \"{Printable.Of(label)}\", which is not read; save it as UTF-8"),
        };
    }

    private static Decoded DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var rest = bytes[start..];
        if (!Utf8.IsValid(rest))
        {
            var buffer = new char[rest.Length];
            Utf8.ToUtf16(rest, buffer, out var read, out _, replaceInvalidSequences: false);
            return new Decoded.Failed(
                RefusalReason.NotUtf8, $"not UTF-8 (byte {start + read} is 0x{rest[read]:X2}); save it as UTF-8");
        }

        return new Decoded.Text(Encoding.UTF8.GetString(rest));
    }

    private static Decoded DecodeAs(ReadOnlySpan<byte> bytes, Encoding encoding, string label)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return new Decoded.Text(strict.GetString(bytes));
        }
        catch (DecoderFallbackException exception)
        {
            return new Decoded.Failed(
                RefusalReason.NotUtf8,
                $"not valid as the {Printable.Of(label)} it declares (at byte {exception.Index}); save it as UTF-8");
        }
    }

    private static bool HasUtf16Mark(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    private static string? FindSignature(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("%PDF-"u8) ? "a PDF"
        : bytes.StartsWith("PK\u0003\u0004"u8) ? "a zip archive or office document"
        : bytes.StartsWith("{\\rtf"u8) ? "an RTF document"
        : null;
}
