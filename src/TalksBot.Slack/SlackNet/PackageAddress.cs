using global::SlackNet;

namespace TalksBot.Slack;

/// <summary>Leads the package to the configured address (its extension point <c>ISlackUrlBuilder</c>).</summary>
internal sealed class PackageAddress(SlackOptions options) : ISlackUrlBuilder
{
    /// <inheritdoc/>
    public string Url(string apiMethod, Dictionary<string, object> args)
    {
        var query = string.Join('&', args.Where(arg => arg.Value is not null).Select(arg => $"{Uri.EscapeDataString(arg.Key)}={Uri.EscapeDataString($"{arg.Value}")}"));
        var url = options.MethodUrl(apiMethod).ToString();
        return query.Length == 0 ? url : $"{url}?{query}";
    }
}
