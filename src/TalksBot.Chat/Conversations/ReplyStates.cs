using System.Collections.Immutable;
using System.Security.Cryptography;
using TalksBot.Answers;

namespace TalksBot.Chat;

/// <summary>What the buttons of an answer stand for.</summary>
/// <param name="Place">Where it was asked, and by whom.</param>
/// <param name="IsPrivate">Whether the asker alone sees it.</param>
/// <param name="Request">What was asked, with its page.</param>
/// <param name="Suggestions">The lines that its suggestions stand for.</param>
internal sealed record ReplyState(ChatPlace Place, bool IsPrivate, Request Request, ImmutableArray<string> Suggestions);

/// <summary>
/// Remembers the last answers so that their buttons work: only an unguessable key travels through the platform, no text and nothing
/// to be forged. It is memory alone, on purpose: questions are not stored.
/// </summary>
/// <param name="capacity">How many answers; the one used longest ago goes first.</param>
internal sealed class ReplyStates(int capacity)
{
    // 96 bits at random, 16 characters of base64url.
    private const int KeyBytes = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, ReplyState State)>> _states = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, ReplyState State)> _order = new();

    /// <summary>Remembers an answer.</summary>
    /// <returns>Its key: 16 characters of A-Z, a-z, 0-9, '-' and '_'.</returns>
    public string Add(ReplyState state)
    {
        Span<byte> random = stackalloc byte[KeyBytes];
        RandomNumberGenerator.Fill(random);
        var key = System.Buffers.Text.Base64Url.EncodeToString(random);
        lock (_lock)
        {
            _states[key] = _order.AddFirst((key, state));
            if (_states.Count > capacity && _order.Last is { } oldest)
            {
                _order.RemoveLast();
                _states.Remove(oldest.Value.Key);
            }
        }

        return key;
    }

    /// <summary>The answer remembered under <paramref name="key"/>, or null.</summary>
    public ReplyState? Find(string key)
    {
        lock (_lock)
        {
            if (!_states.TryGetValue(key, out var node))
            {
                return null;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            return node.Value.State;
        }
    }
}
