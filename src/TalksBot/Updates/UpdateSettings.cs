using System.Globalization;
using TalksBot.Chat;
using TalksBot.Domain;

namespace TalksBot;

/// <summary>The settings <c>Updates:*</c>.</summary>
internal static class UpdateSettings
{
    public const string PerChannel = "Updates:PerChannel";
    public const string PerServer = "Updates:PerServer";
    public const string MaxAge = "Updates:MaxAge";
    public const string MinInterval = "Updates:MinInterval";
    public const string PausedFor = "Updates:PausedFor";
    public const string MaxAttempts = "Updates:MaxAttempts";
    public const string ProbeEvery = "Updates:ProbeEvery";

    private const int MaxDigits = 6;

    /// <summary>How channels are kept up to date.</summary>
    public static UpdateOptions ReadOptions(HostSettings settings) => new()
    {
        Limits = new SubscriptionLimits(Number(settings, PerChannel), Number(settings, PerServer)),
        MaxAge = Span(settings, MaxAge),
        MinInterval = Span(settings, MinInterval),
        PausedFor = Span(settings, PausedFor),
    };

    /// <summary>How deliveries are sent.</summary>
    public static DeliveryOptions ReadDelivery(HostSettings settings) => new()
    {
        MaxAttempts = Number(settings, MaxAttempts),
        ProbeEvery = Span(settings, ProbeEvery),
    };

    /// <summary>Null for a time like 90s, 5m, 6h or 14d between two others, else what it should be.</summary>
    public static string? CheckSpan(string value, string least, string most) =>
        Parse(value) is { } span && span >= Parse(least) && span <= Parse(most) ? null : $"must be a time of {least} to {most}, such as 90s, 5m, 6h or 14d";

    private static TimeSpan? Parse(string value)
    {
        if (value.Length is < 2 or > MaxDigits + 1 || !int.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return value[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => null,
        };
    }

    private static int Number(HostSettings settings, string key) => int.Parse(settings.Value(key), NumberStyles.None, CultureInfo.InvariantCulture);

    // Settings were checked before anything asks for them.
    private static TimeSpan Span(HostSettings settings, string key) => Parse(settings.Value(key)) ?? throw new InvalidOperationException($"{key} was not checked.");
}
