using System.Globalization;
using TalksBot.Domain;
using TalksBot.Memory;

namespace TalksBot;

/// <summary>Sums up an ingest.</summary>
internal sealed class IngestTotal
{
    private int _unchanged;
    private int _statements;
    private int _proposals;
    private int _meetings;

    /// <summary>Articles taken in, unchanged ones included.</summary>
    public int Articles { get; private set; }

    /// <summary>Counts one more.</summary>
    public void Add(Remembered remembered)
    {
        Articles++;
        _unchanged += remembered.Outcome == StoreOutcome.Unchanged ? 1 : 0;
        _statements += remembered.StatementCount;
        _proposals += remembered.ProposalCount;
        _meetings += remembered.MeetingCount;
    }

    /// <summary>"1 meeting", "2 meetings".</summary>
    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Count(Articles, "article")}{(_unchanged > 0 ? $" ({_unchanged} unchanged)" : "")}: {Count(_statements, "statement")}, {Count(_proposals, "proposal")}, {Count(_meetings, "meeting")}";
}
