using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Chat;

/// <summary>Kinds of fact as people call them.</summary>
internal static class KindWords
{
    /// <summary>What completion offers.</summary>
    public static ImmutableArray<string> Suggestions { get; } = ["statements", "proposals", "responses", "meetings", "all"];

    /// <summary>"a statement" → "statements".</summary>
    public static string Plural(FactKind kind) => kind switch
    {
        FactKind.Statement => "statements",
        FactKind.Proposal => "proposals",
        FactKind.Response => "responses",
        _ => "meetings",
    };

    /// <summary>"1 statement", "3 proposals".</summary>
    public static string Count(FactKind kind, int count) => $"{count} {(count == 1 ? Plural(kind)[..^1] : Plural(kind))}";

    /// <summary>Understands a list of kinds.</summary>
    /// <param name="words">"statements and proposals"; any text.</param>
    /// <param name="kinds">In the order of <see cref="FactKind"/>, each once; empty for all.</param>
    /// <param name="problem">What is wrong, or null.</param>
    public static bool TryParse(string words, out ImmutableArray<FactKind> kinds, out string? problem)
    {
        (kinds, problem) = ([], null);
        var found = new SortedSet<FactKind>();
        foreach (var word in ListPhrase.Split(words))
        {
            switch (word.ToLowerInvariant())
            {
                case "statement" or "statements" or "quote" or "quotes" or "quotations" or "words":
                    found.Add(FactKind.Statement);
                    break;
                case "proposal" or "proposals" or "offer" or "offers" or "plan" or "plans" or "demands":
                    found.Add(FactKind.Proposal);
                    break;
                case "response" or "responses" or "answer" or "answers" or "reply" or "replies":
                    found.Add(FactKind.Response);
                    break;
                case "meeting" or "meetings" or "talks" or "calls" or "summits" or "visits":
                    found.Add(FactKind.Meeting);
                    break;
                case "all" or "everything" or "any":
                    found.UnionWith(Enum.GetValues<FactKind>());
                    break;
                default:
                    problem = $"“kinds” takes statements, proposals, responses and meetings, not “{Listing.Short(word)}”.";
                    return false;
            }
        }

        // All of them is what leaving the option out means.
        kinds = found.Count == Enum.GetValues<FactKind>().Length ? [] : [.. found];
        return true;
    }
}
