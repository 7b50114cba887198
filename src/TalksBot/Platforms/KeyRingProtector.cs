using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using TalksBot.Slack;

namespace TalksBot;

/// <summary>Encrypts workspaces' tokens with ASP.NET Data Protection; the key ring lies in a folder of its own, which only its owner can read.</summary>
internal sealed class KeyRingProtector : ITokenProtector
{
    private readonly IDataProtector _protector;

    /// <summary>Opens the key ring, or makes it.</summary>
    /// <param name="folder">Full path; not that of the database, since whoever copies the one must not have the other.</param>
    /// <exception cref="CommandFailedException">The folder cannot be made or written.</exception>
    public KeyRingProtector(string folder)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            _protector = DataProtectionProvider.Create(new DirectoryInfo(folder), builder => builder.SetApplicationName("talksbot"))
                .CreateProtector("TalksBot.Slack.Installations");
            // The ring is made at its first use: better now than when the first workspace installs.
            _protector.Protect([0]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CommandFailedException.Usage($"{SettingCatalog.KeysFolder}: {Printable.Line(folder)} cannot be written; choose a folder of this user's that is not beside the database.");
        }
    }

    /// <inheritdoc/>
    public byte[] Protect(byte[] plain) => _protector.Protect(plain);

    /// <inheritdoc/>
    public byte[]? Unprotect(byte[] encrypted)
    {
        try
        {
            return _protector.Unprotect(encrypted);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
