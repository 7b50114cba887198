using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>How much a fact tells to people who asked for nothing in particular.</summary>
public static class FactWeight
{
    /// <summary>What is demanded, offered or refused tells more than what is remarked, and own words more than reported ones; 0 to 1.</summary>
    public static double Of(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return (statement.CueClass is CueClass.Demanded or CueClass.Refused or CueClass.Proposed or CueClass.Agreed or CueClass.Plans ? 0.4 : 0)
            + (statement.Polarity == Polarity.Denied ? 0.2 : 0)
            + (statement.Manner == Manner.Direct ? 0.25 : statement.Manner == Manner.Mixed ? 0.15 : 0)
            + (statement.ReportedIn is null ? 0.1 : 0)
            + (0.05 * statement.Confidence);
    }
}
