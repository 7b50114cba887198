using System.Collections.Immutable;

namespace TalksBot.Answers;

/// <content>What the single words of a question count.</content>
public sealed partial class QuestionReader
{
    // The last word of the first unbroken run: English puts the noun behind its modifiers.
    private static Term? HeadOf(ImmutableArray<TopicTerm> topic)
    {
        for (var i = 0; i < topic.Length; i++)
        {
            var isLast = i + 1 == topic.Length || topic[i + 1].Term.Span.Start > topic[i].Term.Span.End + 1;
            if (isLast && topic[i].Weight >= 0.9)
            {
                // "When would the toll apply": the verb at the end is not what it is about.
                return i > 0 && Lexicon.IsVerb(topic[i].Term.Stem) && topic[i].Term.Span.Start == topic[i - 1].Term.Span.End + 1 ? topic[i - 1].Term : topic[i].Term;
            }
        }

        return null;
    }

    // Where a word stands decides how much turns on it.
    private static double PlaceOf(ImmutableArray<Term> terms, int i, Func<int, bool> isSubjectMatter)
    {
        if (IsAside(terms, i) || IsPositionObject(terms, i) || IsReplaced(terms, i))
        {
            return AsideWeight;
        }

        return terms[i].Folded == "first" && i + 1 < terms.Length && isSubjectMatter(i + 1) ? FirstWeight : 1;
    }

    // "What did X propose in place of the levy?": the levy is what X did not propose.
    private static bool IsReplaced(ImmutableArray<Term> terms, int i)
    {
        for (var j = i; j > 0; j--)
        {
            if ((terms[j].Folded == "of" && terms[j - 1].Folded is "place" or "instead" or "lieu") || (terms[j].Folded == "than" && terms[j - 1].Folded == "rather"))
            {
                return true;
            }
        }

        return false;
    }

    // "Has the board taken a position on the idea?" is answered by "The board has taken no position."
    private static bool IsPositionObject(ImmutableArray<Term> terms, int i)
    {
        var position = -1;
        for (var j = 0; j < i; j++)
        {
            position = terms[j].Folded is "position" or "stance" or "decision" && terms.Take(j).Any(term => term.Folded is "taken" or "take" or "made") ? j : position;
        }

        return position >= 0 && i > position + 1;
    }

    // "after the vote", "since the strike": when, not what.
    private static bool IsAside(ImmutableArray<Term> terms, int i)
    {
        for (var j = i - 1; j >= 0 && j >= i - 4; j--)
        {
            if (terms[j].Folded is "after" or "since" or "following" or "during")
            {
                return true;
            }

            if (!terms[j].IsStop && j < i - 2)
            {
                return false;
            }
        }

        return false;
    }

    private static double WeightOf(Term term, int index, Asked asked, Intent intent)
    {
        var weight = Lexicon.IsLight(term.Stem) ? 0.25 : 1.0;
        if (term.IsNumber)
        {
            weight *= 1.3;
        }
        else if (term.IsCapitalised && index > 0)
        {
            weight *= 1.2;
        }

        // In a question about a meeting the words for meeting say only that.
        if (intent == Intent.Meeting && SpecificMeetings.Contains(term.Folded))
        {
            return 0.9;
        }

        if (intent == Intent.General && Lexicon.IsVerb(term.Stem))
        {
            weight *= 1.4;
        }

        if (intent == Intent.Meeting && Attendants.Contains(term.Folded))
        {
            return 0.3;
        }

        return intent == Intent.Meeting && (MeetingNouns.Contains(term.Folded) || MeetingVerbs.Contains(term.Stem)) ? weight * 0.5
            : intent is Intent.Proposal or Intent.Change && ProposalNouns.Contains(term.Stem) ? weight * 0.4
            : intent is Intent.Change && ChangeWords.Contains(term.Stem) ? weight * 0.1
            : intent is Intent.Position or Intent.Change && PositionNouns.Contains(term.Stem) ? weight * 0.2
            : asked.HasFlag(Asked.Response) && ResponseVerbs.Contains(term.Stem) ? weight * 0.5
            : weight;
    }
}
