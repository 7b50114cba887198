using System.Collections.Immutable;
using System.Text;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>Puts facts into words: who and when in front, the article's own words as the quotation.</summary>
/// <param name="actors">Role and names of the actors that may occur, by canonical name.</param>
public sealed class FactPhrasing(IReadOnlyDictionary<string, Actor> actors)
{
    private const int LongestQuote = 700;
    private const int LongestRole = 60;
    private const int LongestRest = 200;

    private static readonly string[] Continuing = ["but ", "although ", "though ", "unless ", "provided ", "because "];

    private static readonly HashSet<string> SimpleCues = new(StringComparer.Ordinal)
    {
        "said", "told", "added", "warned", "denied", "wrote", "announced", "confirmed", "replied", "explained", "insisted", "argued", "claimed", "stressed", "noted",
        "proposed", "offered", "suggested", "demanded", "urged", "rejected", "refused", "accepted", "agreed", "disputed", "declared", "stated", "recommended", "promised",
        "vowed", "threatened", "called", "asked", "complained", "conceded", "acknowledged", "admitted", "repeated", "predicted", "suspect", "suspects", "suspected", "believes", "believed",
        "hopes", "hoped", "expects", "expected", "fears", "feared", "emphasized", "emphasised", "says", "tells", "describes", "described", "welcomed", "dismissed", "pledged", "tweeted",
    };

    /// <summary>Whatever the fact is.</summary>
    /// <param name="view">The fact.</param>
    /// <param name="withDates">Whether the day of publication may stand in the text; not where a date is asked for.</param>
    public ReplyItem Of(FactView view, bool withDates = true) => view switch
    {
        { Statement: { } statement } => Statement(statement, withDates),
        { Proposal: { } proposal } => Proposal(proposal, withDates),
        { Meeting: { } meeting } => Meeting(meeting),
        { Passage: { } passage } => Passage(passage, withDates),
        _ => throw new ArgumentException("The view holds no fact.", nameof(view)),
    };

    /// <summary>Who said what.</summary>
    public ReplyItem Statement(Found<Statement> found, bool withDates = true)
    {
        var fact = found.Fact;
        var head = new StringBuilder(fact.Speakers.IsEmpty ? Unnamed(fact.Source?.Text) : string.Join(" and ", fact.Speakers.Select(WithRole)));
        var details = new List<string>();
        var quote = fact.Content is { } content ? Unquoted(content.Text, fact.Manner) + (fact.Manner == Manner.Indirect ? Rest(found, content.Text) : "") : null;
        if (fact.Polarity == Polarity.Declined)
        {
            head.Append(" gave no answer");
            quote = string.Join(' ', found.Citations.Where(citation => citation.Article == found.Article).Select(citation => citation.Text));
        }
        else
        {
            head.Append(' ').Append(Verb(fact));
            if (fact.Addressee is { } addressee)
            {
                head.Append(head.ToString().EndsWith("told", StringComparison.Ordinal) ? " " : " to ").Append(addressee.Text);
            }
        }

        // Where the words tell nothing by themselves ("dismissed it", "did not dispute the figure") the sentence does.
        if (quote is null || (fact.Manner != Manner.Direct && NeedsSentence(fact, quote)))
        {
            quote = Evidence(found, "") is { Length: > 0 } sentence ? sentence : quote;
        }

        if (DatePhrasing.When(fact.When) is { } when && fact.When is { IsDay: true })
        {
            head.Append(' ').Append(when);
        }
        else if (withDates)
        {
            head.Append(" (").Append(DatePhrasing.Day(found.Article.PublishedOn)).Append(')');
        }

        return new ReplyItem
        {
            Kind = ReplyKind.Statement,
            FactId = fact.Id,
            Head = head.ToString(),
            Quote = quote is null ? null : TextCut.AtSentence(quote, LongestQuote),
            IsSpoken = fact.Manner == Manner.Direct && fact.Polarity != Polarity.Declined,
            Details = [.. details],
            Citations = found.Citations,
            When = fact.When ?? TimeValue.Of(found.Article.PublishedOn),
        };
    }

    /// <summary>Who proposed what, on which conditions, with which responses.</summary>
    public ReplyItem Proposal(Found<Proposal> found, bool withDates = true)
    {
        var fact = found.Fact;
        var proposers = Proposers(fact);
        var reporter = fact.By.FirstOrDefault(name => !proposers.Contains(name));
        var by = fact.By.IsEmpty ? "Somebody whom the source does not name" : string.Join(", ", proposers.Select((name, i) => i == 0 ? WithRole(name) : name));
        var verb = fact.Kind switch
        {
            ProposalKind.Offer => "offered",
            ProposalKind.Demand => "demanded",
            ProposalKind.Call => "called for this",
            _ => "proposed",
        };
        var details = new List<string>();
        foreach (var condition in fact.Conditions.Where(condition => !fact.Content.Text.Contains(condition.Text, StringComparison.Ordinal)))
        {
            details.Add($"Condition: {EndedBy(condition.Text)}");
        }

        if (reporter is not null)
        {
            details.Add($"This is according to {reporter}.");
        }

        // Somebody who is said to have both accepted and refused has done so at different times, or it was misread: neither is told as the answer.
        var torn = fact.Responses.GroupBy(response => response.By, StringComparer.Ordinal)
            .Where(group => group.Any(response => response.Kind == ResponseKind.Refused) && group.Any(response => response.Kind is ResponseKind.Accepted or ResponseKind.AcceptedInPrinciple))
            .Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var response in fact.Responses.Where(response => !torn.Contains(response.By)).DistinctBy(response => (response.By, response.Kind)))
        {
            details.Add(response.Kind switch
            {
                ResponseKind.Accepted => $"{response.By} accepted it.",
                ResponseKind.AcceptedInPrinciple => $"{response.By} accepted it in principle.",
                ResponseKind.Refused => $"{response.By} refused it.",
                _ => $"{response.By} neither accepted nor refused it outright.",
            });
        }

        if (fact.IsWithdrawn)
        {
            details.Add("It is no longer on the table.");
        }

        var day = DatePhrasing.When(fact.When) is { } when && fact.When is { IsDay: true } ? " " + when : withDates ? $" ({DatePhrasing.Day(found.Article.PublishedOn)})" : "";
        return new ReplyItem
        {
            Kind = ReplyKind.Proposal,
            FactId = fact.Id,
            Head = $"{by} {verb}{day}",
            Quote = TextCut.AtSentence(Evidence(found, fact.Content.Text), LongestQuote),
            Details = [.. details],
            Citations = found.Citations,
            When = fact.When ?? TimeValue.Of(found.Article.PublishedOn),
        };
    }

    /// <summary>Who meets or met, when, where, how.</summary>
    public static ReplyItem Meeting(Found<Meeting> found)
    {
        var fact = found.Fact;
        var head = new StringBuilder();
        var kind = fact.Kind.Length == 0 ? "meeting" : fact.Kind;
        head.Append(char.ToUpperInvariant(kind[0])).Append(kind.AsSpan(1));
        if (!fact.Participants.IsEmpty)
        {
            head.Append(fact.Participants.Length == 1 ? " of " : " between ").Append(Joined(fact.Participants));
        }

        head.Append(": ").Append(fact.Status switch
        {
            MeetingStatus.Planned when fact.IsUnconfirmed => "planned, not confirmed",
            MeetingStatus.Planned => "planned",
            MeetingStatus.Held => "held",
            MeetingStatus.Postponed => "put off",
            _ => "called off, it will not take place",
        });
        if (fact.Status == MeetingStatus.Postponed && fact.When is not null && fact.When != fact.Previously)
        {
            head.Append(", now");
        }

        if (DatePhrasing.When(fact.When) is { } when)
        {
            head.Append(' ').Append(when);
        }

        if (fact.Where is { Length: > 0 } place)
        {
            head.Append(place.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? " at " : " in ").Append(place);
        }

        head.Append(fact.Medium switch { MeetingMedium.Phone => ", by phone", MeetingMedium.Video => ", by video", _ => "" });
        var details = new List<string>();
        if (fact.Organiser is { } organiser && !fact.Participants.Contains(organiser))
        {
            details.Add($"Organised by {organiser}.");
        }

        if (fact.IsDateUnannounced || (fact.When is null && fact.Status is MeetingStatus.Planned or MeetingStatus.Postponed))
        {
            details.Add("No date was announced.");
        }

        if (fact.Previously is { } earlier && DatePhrasing.When(earlier) is { } before && earlier != fact.When)
        {
            details.Add($"It had been planned {before}.");
        }

        if (fact.Reason is { } reason)
        {
            details.Add($"Reason: {EndedBy(reason.Text)}");
        }

        return new ReplyItem
        {
            Kind = ReplyKind.Meeting,
            FactId = fact.Id,
            Head = head.ToString(),
            Quote = TextCut.AtSentence(Evidence(found, ""), LongestQuote),
            Details = [.. details],
            Citations = found.Citations,
            When = fact.When,
        };
    }

    /// <summary>A sentence as its article has it, with the calendar dates behind "Thursday" and "last week".</summary>
    public static ReplyItem Passage(Found<Passage> found, bool withDates = true)
    {
        var sentence = found.Citations[0];
        var outlet = found.Article.Outlet ?? found.Article.Title ?? found.Article.Stem;
        return new ReplyItem
        {
            Kind = ReplyKind.Passage,
            Head = withDates ? $"{outlet} ({DatePhrasing.Day(found.Article.PublishedOn)})" : outlet,
            Quote = TextCut.AtSentence(sentence.Text, LongestQuote),
            Details = [.. Dates(found)],
            Citations = found.Citations,
            When = found.Fact.Times.Select(time => time.Value).Where(value => value.IsDay).Cast<TimeValue?>().FirstOrDefault() ?? TimeValue.Of(found.Article.PublishedOn),
        };
    }

    /// <summary>The calendar dates behind the time words of a sentence, a sentence each.</summary>
    public static IEnumerable<string> Dates(Found<Passage> found)
    {
        var sentence = found.Citations[0];
        foreach (var time in found.Fact.Times.Where(time => time.Type is TimeType.Date or TimeType.Time))
        {
            var words = sentence.Span.Contains(time.Span) ? sentence.Text.Substring(time.Span.Start - sentence.Span.Start, time.Span.Length) : "";
            if (words.Length > 0 && DatePhrasing.When(time.Value) is { } when && !IsSpelledOut(words, time.Value, found.Article.PublishedOn))
            {
                yield return $"“{words}” is {when[(when.IndexOf(' ', StringComparison.Ordinal) + 1)..]}.";
            }
        }
    }

    /// <summary>Who is behind a proposal: a person and the body that the person speaks for; but where somebody tells what another government wants, that government alone.</summary>
    public ImmutableArray<string> Proposers(Proposal fact)
    {
        if (fact.By.Length < 2 || !actors.TryGetValue(fact.By[0], out var first) || !actors.TryGetValue(fact.By[1], out var second)
            || first.Kind != ActorKind.Person || second.Kind == ActorKind.Person || first.Role is not { Length: > 0 } role)
        {
            return fact.By;
        }

        var belongs = first.Of == second.Name || new TermBag($"{role} {first.Of}") is var known
            && TermReader.Read(string.Join(' ', second.Aliases.Prepend(second.Name))).Exists(term => !term.IsStop && known.Match(term with { IsCapitalised = true }) > 0);
        // Only another government is certainly not the one spoken for: bodies are often named without their owner.
        return belongs || second.Kind != ActorKind.Government || !NamesGovernment(role) ? fact.By : fact.By.RemoveAt(0);
    }

    private bool NamesGovernment(string role)
    {
        var words = new TermBag(role);
        return actors.Values.Any(actor => actor.Kind == ActorKind.Government && TermReader.Read(actor.Name).Exists(term => !term.IsStop && words.Match(term) > 0));
    }

    /// <summary>Whether that actor goes by a proper name; also where nothing is known of it.</summary>
    public bool IsNamed(string name) => !actors.TryGetValue(name, out var actor) || actor.IsNamed;

    /// <summary>"Petra Moll, water minister of Korvia"; the name alone where no role is known.</summary>
    public string WithRole(string name) =>
        actors.TryGetValue(name, out var actor) && actor.Role is { Length: > 0 and <= LongestRole } role && actor.IsNamed && !role.Contains(name, StringComparison.OrdinalIgnoreCase) && !NamesAnother(role)
            ? $"{name} ({role})"
            : name;

    // "nephew of Ignatius Moll" would put a second person's name beside the words.
    private bool NamesAnother(string role) =>
        TermReader.Read(role).Exists(word => word.IsCapitalised && actors.Values.Any(other => other is { Kind: ActorKind.Person, IsNamed: true } && other.Name.EndsWith(word.Span.Slice(role), StringComparison.Ordinal)));

    private static bool NeedsSentence(Statement fact, string words) =>
        words is "it" or "this" or "that" or "them" or "him" or "her" or "these" or "those" or "one" or "so"
        || (fact is { Polarity: Polarity.Said, Cue.Text: { } cue } && (cue.Contains(" not ", StringComparison.Ordinal) || cue.Contains("n't ", StringComparison.Ordinal) || cue.Contains("n’t ", StringComparison.Ordinal) || cue.Contains("never ", StringComparison.Ordinal)));

    private static string Evidence<T>(Found<T> found, string otherwise)
    {
        var text = string.Join(' ', found.Citations.Where(citation => citation.Article == found.Article).Select(citation => citation.Text));
        return text.Length == 0 ? otherwise : text;
    }

    // "… that the boat was sold but that nobody might board it": what follows at once with "but" or "unless" belongs to it.
    private static string Rest(Found<Statement> found, string content)
    {
        var sentence = found.Citations.Where(citation => citation.Article == found.Article).Select(citation => citation.Text).FirstOrDefault(text => text.Contains(content, StringComparison.Ordinal));
        if (sentence is null || content.Length == 0)
        {
            return "";
        }

        var rest = sentence[(sentence.IndexOf(content, StringComparison.Ordinal) + content.Length)..];
        var word = rest.TrimStart(' ', ',');
        return rest.Length > word.Length && Continuing.Any(opener => word.StartsWith(opener, StringComparison.Ordinal)) && rest.Length <= LongestRest ? rest.TrimEnd('.') : "";
    }

    private static string Joined(ImmutableArray<string> names) => names.Length switch
    {
        1 => names[0],
        _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
    };

    private static string Verb(Statement fact)
    {
        var cue = fact.Cue?.Text.Split(' ') is [.., var last] && SimpleCues.Contains(last) ? last : null;
        if (fact.Polarity == Polarity.Denied)
        {
            return cue is "disputed" ? cue : "denied";
        }

        if (cue == "told" && fact.Addressee is null)
        {
            cue = "said";
        }

        return cue ?? fact.CueClass switch
        {
            CueClass.Proposed => "proposed",
            CueClass.Demanded => "demanded",
            CueClass.Believes => "holds",
            CueClass.Plans => "announced",
            CueClass.Asked => "asked",
            CueClass.Refused => "refused",
            CueClass.Agreed => "agreed",
            _ => "said",
        };
    }

    private static string Unnamed(string? source) =>
        source is { Length: > 3 } and not ("they" or "They" or "their") ? $"{char.ToUpperInvariant(source[0])}{source[1..]}" : "Somebody not named in that sentence";

    // Outer marks go, because the reply sets its own; fragments of a split quotation read on.
    private static string Unquoted(string text, Manner manner)
    {
        if (manner != Manner.Direct)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isApostrophe = text[i] is '\'' or '’' && i > 0 && char.IsLetterOrDigit(text[i - 1]) && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]);
            var isSingle = text[i] is '\'' or '‘' or '’';
            if (text[i] is '“' or '”' or '"' or '«' or '»' || (isSingle && !isApostrophe && IsOuter(text, i)))
            {
                // Between two fragments stood other words: "…, … …".
                if (i + 2 < text.Length && i > 0 && text[i + 1] == ' ' && text[i + 2] is '“' or '"' or '«' or '‘' or '\'')
                {
                    if (result.Length > 0 && result[^1] == ',')
                    {
                        result.Length--;
                    }

                    result.Append(" …");
                }

                continue;
            }

            result.Append(text[i]);
        }

        // The comma in front of "she said" is not the speaker's.
        return result.ToString().Trim().TrimEnd(',');
    }

    // A single mark is an outer one at the ends, and where a fragment ends and the next begins.
    private static bool IsOuter(string text, int at) =>
        at == 0 || at == text.Length - 1 || (text[0] is '‘' or '\'' && ((at + 1 < text.Length && text[at + 1] == ' ' && text[at - 1] is ',' or '.' or '?' or '!') || text[at] == '‘'));

    private static string EndedBy(string text) => text.Length > 0 && text[^1] is '.' or '!' or '?' ? text : text + ".";

    // "12 March" in the year of the article needs no explanation, and "2021" none at all.
    private static bool IsSpelledOut(string words, TimeValue value, DateOnly publishedOn)
    {
        var terms = TermReader.Read(words);
        if (terms.Exists(term => term.Folded.Length == 4 && term.IsNumber))
        {
            return true;
        }

        var month = terms.Exists(term => QuestionTimeReader.Read([term with { IsCapitalised = true }], publishedOn) is [{ Month: not null }]);
        return month && value.TryGetDays(out var first, out _) && first.Year == publishedOn.Year;
    }
}
