using System.Threading.Channels;

namespace TalksBot.Slack.Tests;

/// <summary>Waits for what is to happen; gives up, and fails, only when it surely will not.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> NextAsync<T>(this ChannelReader<T> reader) => reader.ReadAsync().AsTask().WaitAsync(Limit);

    /// <summary>The next that fits; others are passed over.</summary>
    public static async Task<T> NextAsync<T>(this ChannelReader<T> reader, Func<T, bool> fits)
    {
        while (true)
        {
            var next = await reader.NextAsync();
            if (fits(next))
            {
                return next;
            }
        }
    }
}
