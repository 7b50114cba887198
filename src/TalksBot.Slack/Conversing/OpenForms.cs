using System.Security.Cryptography;

namespace TalksBot.Slack;

/// <summary>
/// Remembers where the forms that are open were asked for, and how to answer there. A form carries a key and its channel; the right to answer stays here.
/// </summary>
internal sealed class OpenForms
{
    private const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResponseHandle> _responses = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Remembers a form that is about to be opened.</summary>
    /// <returns>What it carries as its private metadata.</returns>
    public string Open(string channelId, ResponseHandle? response)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_lock)
        {
            if (response is not null)
            {
                while (_order.TryPeek(out var oldest) && (_order.Count >= Capacity || !_responses.TryGetValue(oldest, out var held) || !held.IsUsable))
                {
                    _responses.Remove(_order.Dequeue());
                }

                _responses.Add(key, response);
                _order.Enqueue(key);
            }
        }

        return $"{key} {channelId}";
    }

    /// <summary>Where a form was asked for, from what it carries; null channel when it carries nothing of ours.</summary>
    public (string? ChannelId, ResponseHandle? Response) Find(string? metadata)
    {
        if (metadata?.Split(' ') is not [var key, { Length: > 0 } channel])
        {
            return (null, null);
        }

        lock (_lock)
        {
            return (channel, _responses.TryGetValue(key, out var response) && response.IsUsable ? response : null);
        }
    }
}
