namespace TalksBot.Slack;

/// <summary>
/// The right to answer one interaction later (Slack's <c>response_url</c>): at most 5 times, within 30 minutes. The address is a credential and is
/// never shown.
/// </summary>
public sealed class ResponseHandle
{
    private const int MaxUses = 5;

    // A minute before Slack's own limit, so that a call on its way is not late.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(29);

    private readonly TimeProvider _time;
    private readonly long _madeAt;
    private int _uses;

    /// <summary>Made when the interaction comes in.</summary>
    /// <param name="url">An absolute http or https address.</param>
    /// <param name="time">The clock.</param>
    internal ResponseHandle(Uri url, TimeProvider time)
    {
        Url = url;
        _time = time;
        _madeAt = time.GetTimestamp();
    }

    /// <summary>Whether it can be used once more.</summary>
    public bool IsUsable => Volatile.Read(ref _uses) < MaxUses && _time.GetElapsedTime(_madeAt) < Lifetime;

    /// <summary>Where the answer goes.</summary>
    internal Uri Url { get; }

    /// <summary>Takes one use; false when none is left.</summary>
    internal bool TryUse()
    {
        if (_time.GetElapsedTime(_madeAt) >= Lifetime)
        {
            return false;
        }

        if (Interlocked.Increment(ref _uses) <= MaxUses)
        {
            return true;
        }

        Interlocked.Decrement(ref _uses);
        return false;
    }

    /// <summary>Nothing of the address.</summary>
    public override string ToString() => "response_url";

    /// <summary>The handle for an address as it came in, or null when it is none.</summary>
    internal static ResponseHandle? Of(string? address, TimeProvider time) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? new(url, time) : null;
}
