using System.Collections.Immutable;

namespace TalksBot.Chat;

/// <summary>What a person did on a platform, before it is understood.</summary>
/// <param name="Place">Where, and who.</param>
public abstract record ChatCall(ChatPlace Place)
{
    /// <summary>A command with its options apart, as Discord and modals send them.</summary>
    /// <param name="Place">Where, and who.</param>
    /// <param name="Command">Its name without slash; any text.</param>
    /// <param name="Values">Value by option name; any text.</param>
    public sealed record Named(ChatPlace Place, string Command, ImmutableDictionary<string, string> Values) : ChatCall(Place);

    /// <summary>A line as typed: "/who-said …" or a question (a mention, with the mention itself taken out; a direct message).</summary>
    /// <param name="Place">Where, and who.</param>
    /// <param name="Text">Any text.</param>
    /// <param name="IsPublic">Whether it was said before everybody, so that the answer is for everybody too: a mention in a channel.</param>
    public sealed record Line(ChatPlace Place, string Text, bool IsPublic) : ChatCall(Place);

    /// <summary>"Who said this?" on a message.</summary>
    /// <param name="Place">Where, and who.</param>
    /// <param name="Text">The message's text.</param>
    public sealed record WhoSaidThis(ChatPlace Place, string Text) : ChatCall(Place);

    /// <summary>A button of one of our messages.</summary>
    /// <param name="Place">Where, and who.</param>
    /// <param name="Key">As it came back; may be forged, cut, or of a message months old.</param>
    public sealed record Press(ChatPlace Place, string Key) : ChatCall(Place);
}
