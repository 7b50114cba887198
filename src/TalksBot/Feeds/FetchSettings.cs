using System.Globalization;
using TalksBot.Ingestion;

namespace TalksBot;

/// <summary>The settings of fetching, which were checked when they were read.</summary>
internal static class FetchSettings
{
    /// <summary>Hosts that are fetched although their address is not public.</summary>
    public static AllowedHosts Allowed(HostSettings settings)
    {
        _ = AllowedHosts.TryParse(settings.Value(SettingCatalog.AllowHosts), out var hosts);
        return hosts;
    }

    /// <summary>How addresses are fetched.</summary>
    public static FetchOptions Read(HostSettings settings) => new()
    {
        AllowHosts = Allowed(settings),
        Contact = settings.Value(SettingCatalog.Contact),
        HostGap = TimeSpan.FromSeconds(Number(settings, SettingCatalog.HostGap)),
    };

    /// <summary>How many feeds are looked at at the same time.</summary>
    public static int Parallelism(HostSettings settings) => Number(settings, SettingCatalog.Parallelism);

    private static int Number(HostSettings settings, string key) => int.Parse(settings.Value(key), CultureInfo.InvariantCulture);
}
