namespace TalksBot;

/// <summary>Secrets that lie in a file of their own, as service managers and containers hand them out.</summary>
internal static class SecretFile
{
    // A token has a few hundred characters; what is longer was named by mistake.
    private const int MaxLength = 16 * 1024;

    /// <summary>The secret of the setting <paramref name="key"/>: its value, else the content of the file that "<paramref name="key"/>File" names, without blanks around; "" when there is neither.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read, or is empty or far too long; exit code 2, without its content.</exception>
    public static string Read(HostSettings settings, string key)
    {
        if (settings.IsSet(key))
        {
            return settings.Value(key).Trim();
        }

        var name = settings.Value(key + SettingCatalog.FileSuffix);
        if (name.Length == 0)
        {
            return "";
        }

        var path = Path.GetFullPath(name, settings.CurrentFolder);
        try
        {
            var length = new FileInfo(path).Length;
            var secret = length > MaxLength ? "" : File.ReadAllText(path).Trim();
            return secret.Length > 0 ? secret : throw CommandFailedException.Usage(
                $"{key}{SettingCatalog.FileSuffix}: {Printable.Line(path)} {(length > MaxLength ? "is too long for a secret" : "is empty")}; put the secret into it, alone.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw CommandFailedException.Usage($"{key}{SettingCatalog.FileSuffix}: {Printable.Line(path)} cannot be read; check the path and its permissions.");
        }
    }
}
