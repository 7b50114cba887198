namespace TalksBot.Slack;

/// <summary>Where Slack calls us over HTTP; the manifest names them and the adapter serves them.</summary>
public static class SlackPaths
{
    /// <summary>Slash commands.</summary>
    public const string Commands = "/slack/commands";

    /// <summary>Events.</summary>
    public const string Events = "/slack/events";

    /// <summary>Buttons, shortcuts, forms.</summary>
    public const string Interactions = "/slack/interactions";

    /// <summary>Values for lists while a person types.</summary>
    public const string Options = "/slack/options";

    /// <summary>Begins an installation.</summary>
    public const string Install = "/slack/install";

    /// <summary>Ends an installation: where Slack sends people back to.</summary>
    public const string OAuth = "/slack/oauth";
}
