using System.Collections.Frozen;

namespace TalksBot.Extraction;

/// <summary>The words of the list <c>tenses</c>, by what they tell of the time beside them; upper and lower case are the same.</summary>
internal static class TenseWords
{
    /// <summary>Put what they speak of into the future: "a vote set for Tuesday".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Scheduled { get; } = Of("scheduled");

    /// <summary>As <see cref="Scheduled"/> where a preposition follows ("postponed to Tuesday"); some tell else what was done ("announced Tuesday").</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Planned { get; } = Of("scheduled", "announced");

    /// <summary>With "until" they look ahead: "postponed until Friday".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Shifted { get; } = Of("shifted");

    /// <summary>Participles whose "from" and "to" name days ahead: "postponed from Tuesday to Friday".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Postponed { get; } = Of("postponed");

    /// <summary>What befalls an occasion ahead: "cancelled Tuesday's vote".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CalledOff { get; } = Of("cancelled");

    /// <summary>With an infinitive they tell what was: "managed to sign on Friday".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Backward { get; } = Of("tried");

    /// <summary>With an infinitive they tell a purpose that was reached: "flew to Geneva to meet her on Friday".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Moved { get; } = Of("moved");

    /// <summary>Nouns with an infinitive; the day is that of the verb above: "extended the offer to buy the firm Friday".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Endeavours { get; } = Of("endeavour");

    /// <summary>What is over when it is told: "her victories on Tuesday will help her".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Happened { get; } = Of("happened");

    /// <summary>Lemmas of what lasts: "Despite the defeat on Tuesday, she remains hopeful" tells nothing of Tuesday.</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> States { get; } = Of("state");

    /// <summary>What "Thursday's" may name ahead: "before Thursday's vote".</summary>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Occasions { get; } = Of("occasion");

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Of(params string[] roles) =>
        LanguageFile.Lines("tenses")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => roles.Contains(fields[0]))
            .SelectMany(fields => fields.Skip(1))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
