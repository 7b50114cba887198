using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Subscriptions in plain words.</summary>
internal static class FilterWords
{
    /// <summary>"statements and proposals by or with Ukraine or Marco Rubio that speak of “ceasefire”".</summary>
    public static string Print(Subscription subscription)
    {
        var kinds = subscription.Kinds.IsEmpty ? "everything new" : $"new {Listing.And([.. subscription.Kinds.Select(KindWords.Plural)])}";
        var actors = subscription.Actors.IsEmpty ? "" : $" with {Listing.Or(subscription.Actors)}";
        var topics = subscription.Topics.IsEmpty ? "" : $" about {Listing.Or([.. subscription.Topics.Select(topic => $"“{topic}”")])}";
        return $"{kinds}{actors}{topics}";
    }

    /// <summary>Whether reminders can come of it.</summary>
    public static bool HasMeetings(Subscription subscription) => subscription.Kinds.IsEmpty || subscription.Kinds.Contains(FactKind.Meeting);

    /// <summary>A line that makes the same subscription again.</summary>
    public static string Command(Subscription subscription)
    {
        var parts = new List<string> { "/subscribe" };
        if (!subscription.Actors.IsEmpty)
        {
            parts.Add($"actors:\"{string.Join(", ", subscription.Actors.Select(Item))}\"");
        }

        if (!subscription.Topics.IsEmpty)
        {
            parts.Add($"topics:\"{string.Join(", ", subscription.Topics.Select(Item))}\"");
        }

        if (!subscription.Kinds.IsEmpty)
        {
            parts.Add($"kinds:\"{string.Join(", ", subscription.Kinds.Select(KindWords.Plural))}\"");
        }

        parts.Add($"how:\"{CadencePhrase.Print(subscription.Cadence)}\"");
        if (HasMeetings(subscription) && !subscription.Reminders.SequenceEqual(ReminderPhrase.Usual))
        {
            parts.Add($"reminders:\"{ReminderPhrase.Print(subscription.Reminders)}\"");
        }

        return string.Join(' ', parts);
    }

    /// <summary>Whether two subscriptions of a channel wish for the same, be it at other times.</summary>
    public static bool IsSameFilter(Subscription a, Subscription b) =>
        a.Dossier == b.Dossier && IsSameSet(a.Actors, b.Actors) && IsSameSet(a.Topics, b.Topics) && a.Kinds.ToHashSet().SetEquals(b.Kinds);

    private static bool IsSameSet(ImmutableArray<string> a, ImmutableArray<string> b) => a.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(b);

    // A mark or a comma within would end it.
    private static string Item(string words) => words.Replace("\"", "", StringComparison.Ordinal).Replace(",", " ", StringComparison.Ordinal);
}
