using System.Buffers;
using NSec.Cryptography;

namespace TalksBot.Discord;

/// <summary>Checks that a call is signed with the application's key: Ed25519 over the timestamp and the raw body.</summary>
internal sealed class CallSignature
{
    private const int SignatureLength = 64;
    private const int KeyLength = 32;

    private readonly PublicKey? _key;

    /// <param name="publicKey">64 hexadecimal digits; with a key that is none, nothing is genuine.</param>
    public CallSignature(string publicKey)
    {
        var bytes = new byte[KeyLength];
        if (publicKey.Length == 2 * KeyLength
            && Convert.FromHexString(publicKey, bytes, out _, out _) == OperationStatus.Done
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var key))
        {
            _key = key;
        }
    }

    /// <summary>Whether the signature fits; false for whatever is no signature.</summary>
    /// <param name="timestamp">The header's bytes.</param>
    /// <param name="body">The raw body.</param>
    /// <param name="signatureHex">128 hexadecimal digits.</param>
    public bool Verify(ReadOnlySpan<byte> timestamp, ReadOnlySpan<byte> body, string signatureHex)
    {
        Span<byte> signature = stackalloc byte[SignatureLength];
        if (_key is null
            || signatureHex.Length != 2 * SignatureLength
            || Convert.FromHexString(signatureHex, signature, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        var signed = new byte[timestamp.Length + body.Length];
        timestamp.CopyTo(signed);
        body.CopyTo(signed.AsSpan(timestamp.Length));
        return SignatureAlgorithm.Ed25519.Verify(_key, signed, signature);
    }
}
