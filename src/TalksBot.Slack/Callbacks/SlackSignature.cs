using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TalksBot.Chat;

namespace TalksBot.Slack;

/// <summary>Checks that a call was signed by Slack (reference, "Verifying requests from Slack", version v0).</summary>
internal sealed class SlackSignature
{
    private const string Version = "v0";
    private const int MaxTimestampLength = 20;

    // Slack: older than five minutes may be a replay; newer is a clock that cannot be trusted.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly byte[] _secret;
    private readonly TimeProvider _time;

    public SlackSignature(string secret, TimeProvider time)
    {
        _secret = Encoding.UTF8.GetBytes(secret);
        _time = time;
    }

    /// <summary>Whether the raw body of <paramref name="call"/> was signed with the secret within the last five minutes.</summary>
    public bool IsRight(CallbackCall call)
    {
        if (call.Header("X-Slack-Request-Timestamp") is not { Length: > 0 and <= MaxTimestampLength } timestamp
            || call.Header("X-Slack-Signature") is not { } signature
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !IsRecent(seconds))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        mac.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        mac.AppendData(call.Body.Span);
        mac.GetHashAndReset(expected);

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature.StartsWith(Version + "=", StringComparison.Ordinal)
            && Convert.FromHexString(signature.AsSpan(Version.Length + 1), given, out var read, out var written) == System.Buffers.OperationStatus.Done
            && read == signature.Length - Version.Length - 1
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private bool IsRecent(long seconds)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        return seconds <= now + (long)Window.TotalSeconds && seconds >= now - (long)Window.TotalSeconds;
    }
}
