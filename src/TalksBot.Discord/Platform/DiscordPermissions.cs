namespace TalksBot.Discord;

/// <summary>Permission bits that decide something here (Permissions, "Bitwise Permission Flags").</summary>
internal static class DiscordPermissions
{
    /// <summary>May do anything.</summary>
    public const ulong Administrator = 1UL << 3;

    /// <summary>May change channels.</summary>
    public const ulong ManageChannels = 1UL << 4;

    /// <summary>May change the server.</summary>
    public const ulong ManageGuild = 1UL << 5;

    /// <summary>Any of these lets a person change what a channel follows.</summary>
    public const ulong MayManage = Administrator | ManageChannels | ManageGuild;
}
