using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TalksBot;

/// <summary>Takes secrets out of text before it is logged: the last net under code that does not log them in the first place.</summary>
internal sealed partial class SecretGuard
{
    private const string Mask = "[secret]";

    // What is shorter would mask ordinary words.
    private const int LeastLength = 8;

    private readonly ImmutableArray<string> _secrets;

    /// <summary>Guards these values, and whatever is shaped like a platform's token or one-use address.</summary>
    public SecretGuard(IEnumerable<string> secrets) =>
        _secrets = [.. secrets.Where(secret => secret.Length >= LeastLength).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];

    /// <summary><paramref name="text"/> without secrets.</summary>
    public string Clean(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        }

        return Shapes().Replace(text, Mask);
    }

    // Slack's tokens, Discord's bot tokens, the token in an interaction's address, a response_url's path, a socket's ticket.
    [GeneratedRegex(@"\bx(?:ox[a-z]|app)-[\w-]{6,}|\bxoxe\.[\w.-]{6,}|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?<=/(?:interactions|webhooks)/\d{5,25}/)[\w.-]{8,}|(?<=hooks\.slack\.com/)\S+|(?<=[?&](?:ticket|code|state|token)=)[^\s&]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shapes();
}
