using System.Collections.Immutable;

namespace TalksBot;

/// <summary>What the command line says about settings.</summary>
/// <param name="Data">Value of <c>--data</c>, or null.</param>
/// <param name="Config">Value of <c>--config</c>, or null.</param>
/// <param name="Dossier">Value of <c>--dossier</c>, or null.</param>
public sealed record CommonOptions(string? Data, string? Config, string? Dossier);

/// <summary>Gathers the settings and checks them before anything starts.</summary>
internal static class SettingsReader
{
    /// <summary>Where <c>dotnet user-secrets</c> keeps this program's file.</summary>
    public const string UserSecretsId = "talksbot";

    /// <summary>The settings of this call: bundled file, <c>--config</c>, user secrets, variables, command line.</summary>
    /// <exception cref="CommandFailedException">A setting is unknown or out of range, or a file cannot be read; exit code 2.</exception>
    public static HostSettings Read(HostConsole console, CommonOptions options)
    {
        var sources = new SettingSources();
        var bundled = Path.Combine(console.ApplicationFolder, "config", "talksbot.json");
        if (File.Exists(bundled))
        {
            sources.AddFile(bundled);
        }

        if (options.Config is { } config)
        {
            sources.AddFile(Full(console, config));
        }

        if (UserSecretsFile(console) is { } secrets && File.Exists(secrets))
        {
            sources.AddFile(secrets);
        }

        sources.AddUsualVariables(console.Variables);
        sources.AddVariables(console.Variables);
        Check(sources);
        return Resolve(console, options, sources);
    }

    private static void Check(SettingSources sources)
    {
        foreach (var (key, value) in sources.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var setting = SettingCatalog.All.FirstOrDefault(known => known.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
                ?? throw CommandFailedException.Usage(
                    $"unknown setting {Printable.Line(key)} in {Printable.Line(value.Origin)}; {Hint(key)}.");
            if (setting.Check(value.Value) is { } problem)
            {
                var given = setting.IsSecret ? "" : $", not “{Printable.Line(value.Value)}”";
                throw CommandFailedException.Usage($"setting {setting.Key} in {Printable.Line(value.Origin)} {problem}{given}.");
            }
        }
    }

    // The settings of the same section, else the sections: a list of everything helps nobody.
    private static string Hint(string key)
    {
        var section = key.Split(':')[0];
        var near = SettingCatalog.All.Select(known => known.Key).Where(known => known.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)).ToArray();
        return near.Length > 0
            ? $"section {section} has {string.Join(", ", near.Select(known => known[(section.Length + 1)..]))}"
            : $"there are the sections {string.Join(", ", SettingCatalog.All.Select(known => known.Key.Split(':')[0]).Distinct())}";
    }

    private static HostSettings Resolve(HostConsole console, CommonOptions options, SettingSources sources)
    {
        string Value(string key) => sources.Values.TryGetValue(key, out var set) ? set.Value : SettingCatalog.All.First(known => known.Key == key).Default;

        var data = options.Data ?? (Value(SettingCatalog.DataFolder) is { Length: > 0 } set ? set : DefaultDataFolder(console));
        if (data.Length == 0)
        {
            throw CommandFailedException.Usage("there is no home folder to keep data in; name a data folder with --data DIR.");
        }

        var folder = Full(console, data);
        return new HostSettings(
            folder,
            Path.GetFullPath(Value(SettingCatalog.StorePath), folder),
            Dossiers(console, Value(SettingCatalog.DossiersFolder)),
            options.Dossier)
        {
            Values = sources.Values.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase),
            CurrentFolder = console.CurrentFolder,
            KeysFolder = Value(SettingCatalog.KeysFolder) is { Length: > 0 } keys ? Full(console, keys) : DefaultKeysFolder(console, folder),
        };
    }

    // A relative folder is looked for where the person works, then beside the program, where the bundled dossiers are.
    private static string Dossiers(HostConsole console, string value)
    {
        var here = Full(console, value);
        var bundled = Path.GetFullPath(value, console.ApplicationFolder);
        return Directory.Exists(here) || !Directory.Exists(bundled) ? here : bundled;
    }

    // $XDG_DATA_HOME/talksbot or ~/.local/share/talksbot; Library/Application Support and %LOCALAPPDATA% on the other systems.
    private static string DefaultDataFolder(HostConsole console)
    {
        if (console.Variables.TryGetValue("XDG_DATA_HOME", out var xdg) && Path.IsPathRooted(xdg))
        {
            return Path.Combine(xdg, "talksbot");
        }

        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length == 0 ? "" : Path.Combine(local, "talksbot");
    }

    // $XDG_CONFIG_HOME/talksbot/keys or ~/.config/talksbot/keys: apart from the data. A service without a home has its state folder.
    private static string DefaultKeysFolder(HostConsole console, string dataFolder)
    {
        if (console.Variables.TryGetValue("XDG_CONFIG_HOME", out var xdg) && Path.IsPathRooted(xdg))
        {
            return Path.Combine(xdg, "talksbot", "keys");
        }

        var application = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return application.Length == 0 ? dataFolder + "-keys" : Path.Combine(application, "talksbot", "keys");
    }

    private static string? UserSecretsFile(HostConsole console)
    {
        if (OperatingSystem.IsWindows())
        {
            return console.Variables.TryGetValue("APPDATA", out var roaming) && roaming.Length > 0
                ? Path.Combine(roaming, "Microsoft", "UserSecrets", UserSecretsId, "secrets.json")
                : null;
        }

        return console.Variables.TryGetValue("HOME", out var home) && home.Length > 0
            ? Path.Combine(home, ".microsoft", "usersecrets", UserSecretsId, "secrets.json")
            : null;
    }

    private static string Full(HostConsole console, string path)
    {
        try
        {
            return Path.GetFullPath(path, console.CurrentFolder);
        }
        catch (ArgumentException)
        {
            throw CommandFailedException.Usage($"“{Printable.Line(path)}” is no path; name a file or folder.");
        }
    }
}
