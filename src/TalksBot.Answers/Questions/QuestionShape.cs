using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

/// <summary>The frame of a question: what it asks with, its main verb, where its subject stands.</summary>
public sealed class QuestionShape
{
    private static readonly HashSet<string> Auxiliaries = new(StringComparer.Ordinal)
    {
        "is", "are", "was", "were", "did", "does", "do", "has", "have", "had", "will", "would", "can", "could", "should", "might", "must",
    };

    private static readonly HashSet<string> WhWords = new(StringComparer.Ordinal) { "who", "whom", "whose", "what", "which", "when", "where", "why", "how" };
    private static readonly HashSet<string> RoleWords = new(StringComparer.Ordinal)
    {
        "spokesman", "spokeswoman", "spokesperson", "office", "ministry", "lawyer", "deputy", "chairman", "chairwoman", "chair", "head", "leader", "president",
        "director", "adviser", "advisor", "team", "government", "wife", "husband", "brother", "sister", "union", "delegation", "official", "officials", "members", "supporters",
    };

    private static readonly HashSet<string> Frames = new(StringComparer.Ordinal)
    {
        "calendar", "means", "exactly", "please", "according", "someone", "anyone", "sources", "source", "article", "articles", "text", "know", "name", "called", "kind", "answer",
    };

    // "called off" is another verb.
    private static readonly string CallStem = Lexicon.StemOf("call");

    private readonly HashSet<int> _frame = [];

    private QuestionShape()
    {
    }

    /// <summary>What the answer must hold.</summary>
    public Asked Asked { get; private set; }

    /// <summary>The act of the first verb of speaking or deciding, or null.</summary>
    public SpeechAct? Act { get; private set; }

    /// <summary>First term of the subject in front of that verb.</summary>
    public int SubjectFirst { get; private set; }

    /// <summary>First term after the subject; equals <see cref="SubjectFirst"/> when there is none.</summary>
    public int SubjectEnd { get; private set; }

    /// <summary>Terms of the one behind "according to", or null.</summary>
    public (int First, int End)? Speaker { get; private set; }

    /// <summary>First character behind what is asked for ("what pay rise | does …"); 0 where nothing in particular is.</summary>
    public int AskedUntil { get; private set; }

    /// <summary>Index of the main verb, or -1.</summary>
    public int Verb { get; private set; } = -1;

    /// <summary>The noun behind "how many" or "which", or null.</summary>
    public Term? AskedNoun { get; private set; }

    /// <summary>Whether it sets one time against another ("now … before", "between February and March").</summary>
    public bool ComparesTimes { get; private set; }

    /// <summary>Whether it begins with "how" and an auxiliary.</summary>
    public bool AsksHow { get; private set; }

    /// <summary>Whether it asks the same for two times ("in May, and … in June").</summary>
    public bool AsksTwice { get; private set; }

    /// <summary>Whether the verb is "say", "tell" or the like and nothing more particular.</summary>
    public bool IsPlainSaying { get; private set; }

    /// <summary>Whether it asks how long something lasts.</summary>
    public bool AsksLength { get; private set; }

    /// <summary>Whether a town is asked for, which a country does not answer.</summary>
    public bool AsksTown { get; private set; }

    /// <summary>Whether it asks who somebody is.</summary>
    public bool IsIdentity { get; private set; }

    /// <summary>Whether the main verb has a subject in front ("what did X say").</summary>
    public bool HasSubjectBeforeVerb => SubjectEnd > SubjectFirst || Speaker is not null;

    /// <summary>Whether the term at <paramref name="index"/> belongs to the frame and not to the subject matter.</summary>
    public bool IsFrame(int index) => _frame.Contains(index);

    /// <summary>Whether a role stands between <paramref name="first"/> and the name at <paramref name="name"/> with "of" or "for" ("the spokesman of X").</summary>
    public static bool HasRoleBefore(ImmutableArray<Term> terms, int name, int first)
    {
        for (var i = name - 1; i >= first; i--)
        {
            // "the lawyer who advises the union".
            if (i > first && terms[i].Folded is "who" or "whose")
            {
                return true;
            }

            if (terms[i].Folded is "of" or "for" or "at" or "from")
            {
                return i > first && terms.AsSpan(first, i - first).ToArray().Any(term => RoleWords.Contains(term.Folded) || term.Folded.EndsWith('r') || term.Folded.EndsWith("ers", StringComparison.Ordinal));
            }
        }

        return false;
    }

    /// <summary>The frame of a question.</summary>
    /// <param name="text">The question.</param>
    /// <param name="terms">Its words.</param>
    /// <param name="isQuoted">Whether the term at an index stands in quotation marks.</param>
    public static QuestionShape Of(string text, ImmutableArray<Term> terms, Func<int, bool> isQuoted)
    {
        var shape = new QuestionShape();
        var words = terms.Select((term, i) => isQuoted(i) ? "" : term.Folded).ToArray();
        shape.ReadAsked(words, terms);
        shape.ReadSpeaker(words);
        shape.ReadVerb(text, words, terms);
        for (var i = 0; i < words.Length; i++)
        {
            // "by the minister's account", "by her own account".
            if (Frames.Contains(words[i]) || (words[i] == "account" && words.Skip(Math.Max(0, i - 5)).Take(Math.Min(5, i)).Contains("by")))
            {
                shape._frame.Add(i);
            }
        }

        shape.IsIdentity = words.Length > 2 && ((words[0] == "who" && words[1] is "is" or "are" or "was" or "s") || (words[0] == "what" && words[1] is "is" or "was" or "s" && words.Contains("role"))
            || (words[0] is "what" or "which" && words[1] is "office" or "post" or "job" or "role" or "title" or "function" && words.Any(word => word is "hold" or "holds" or "have" or "has" or "occupy" or "does")));
        if (shape.IsIdentity && words[1] is "office" or "post" or "job" or "role" or "title" or "function")
        {
            shape.Mark(1, 2);
        }

        shape.AsksTwice = QuestionParts.Split(text).Count > 1 && words.Count(word => word is "what" or "which" or "how") > 1;
        shape.IsPlainSaying = shape.Verb >= 0 && words[shape.Verb] is "say" or "said" or "tell" or "told" or "deny" or "denied";
        shape.AsksHow = words.Length > 1 && words[0] == "how" && Auxiliaries.Contains(words[1]);
        shape.ComparesTimes = (words.Contains("before") || words.Contains("previously") || words.Contains("earlier") || words.Contains("originally"))
            && (words.Contains("now") || words.Contains("currently") || words.Contains("later") || words.Contains("today"));
        return shape;
    }

    private void ReadAsked(string[] words, ImmutableArray<Term> terms)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var next = i + 1 < words.Length ? words[i + 1] : "";
            var frames = i == 0 || words[i - 1] is "and" or "or" or "" || words[i - 1] is "in" or "about" or "on" or "at" or "by" or "to" or "from" or "under" or "for" or "with" or "of" or "until" or "since" || i <= 2;
            if (!frames && i > 0)
            {
                continue;
            }

            switch (words[i])
            {
                case "who" or "whom" or "whose":
                    Asked |= Asked.Who;
                    break;
                case "when":
                    Asked |= Asked.When;
                    break;
                case "where":
                    Asked |= Asked.Where;
                    break;
                case "why":
                    Asked |= Asked.Why;
                    break;
                case "how" when next is "many" or "much":
                    Asked |= Asked.HowMany;
                    Take(terms, i + 2);
                    break;
                case "how" when next is "long":
                    AsksLength = true;
                    Asked |= Asked.HowMany;
                    break;
                case "how" when next is "large" or "big" or "high" or "old":
                    Asked |= Asked.HowMany;
                    Mark(i + 1, i + 2);
                    break;
                case "which" or "what":
                    ReadWhich(words, terms, i, next);
                    break;
            }
        }

        if (words.Length > 0 && Auxiliaries.Contains(words[0]))
        {
            Asked |= Asked.Whether;
        }
    }

    private void ReadWhich(string[] words, ImmutableArray<Term> terms, int i, string next)
    {
        // "What is the new date for …?"
        if (next is "is" or "was" or "s" && i + 3 < words.Length && words[i + 2] is "the")
        {
            var noun = words[i + 3] is "new" or "exact" or "next" or "precise" or "agreed" or "proposed" or "final" && i + 4 < words.Length ? words[i + 4] : words[i + 3];
            Asked |= noun switch
            {
                "date" or "day" => Asked.When,
                "venue" or "place" or "location" => Asked.Where,
                "reason" => Asked.Why,
                _ => Asked.Nothing,
            };
        }

        switch (next)
        {
            case "date" or "day" or "calendar" or "month" or "year" or "weekday":
                Asked |= Asked.When;
                Mark(i + 1, next == "calendar" ? i + 3 : i + 2);
                break;
            case "time":
                Asked |= Asked.Clock;
                Mark(i + 1, i + 2);
                break;
            case "place" or "city" or "town" or "venue" or "location" or "country":
                AsksTown = next is "city" or "town";
                Asked |= Asked.Where;
                break;
            case "reason" or "grounds":
                Asked |= Asked.Why;
                Mark(i + 1, i + 2);
                break;
            case "condition" or "conditions" or "terms":
                Asked |= Asked.Condition;
                break;
            case "means" or "medium":
                Asked |= Asked.Means;
                Mark(i + 1, i + 2);
                break;
            default:
                if (words[i] == "which" && i + 1 < terms.Length)
                {
                    // "In which British city …?"
                    var isTown = words.Skip(i + 2).Take(2).Any(word => word is "city" or "town" or "village");
                    Asked |= isTown ? Asked.Where : Asked.Name | (i == 0 ? Asked.Who : Asked.Nothing);
                    AsksTown = isTown;
                    Take(terms, i + 1);
                }
                else if (words[i] == "what" && i <= 1 && !Auxiliaries.Contains(next) && Array.FindIndex(words, i + 1, Auxiliaries.Contains) is var auxiliary && auxiliary > i + 1 && auxiliary <= i + 6)
                {
                    AskedNoun = terms[auxiliary - 1];
                    AskedUntil = terms[auxiliary].Span.Start;
                }
                else if (Array.IndexOf(words, "name") is var name and > 0 && name <= i + 4)
                {
                    Asked |= Asked.Name;
                    TakeLast(words, terms, name + 1);
                }

                break;
        }
    }

    private void ReadSpeaker(string[] words)
    {
        var at = Array.IndexOf(words, "according");
        if (at < 0 || at + 2 >= words.Length || words[at + 1] != "to")
        {
            return;
        }

        var end = at + 2;
        while (end < words.Length && end < at + 8 && !WhWords.Contains(words[end]) && !Auxiliaries.Contains(words[end]))
        {
            end++;
        }

        Speaker = (at + 2, end);
        Mark(at, at + 2);
    }

    private void ReadVerb(string text, string[] words, ImmutableArray<Term> terms)
    {
        var auxiliary = Array.FindIndex(words, Auxiliaries.Contains);
        var wh = Array.FindIndex(words, WhWords.Contains);
        for (var i = 0; i < words.Length; i++)
        {
            // "How did she learn that the boat had been promised?": the verbs behind "that" are no part of what is asked.
            if (i > 2 && words[i] is "that" or "whether" && wh >= 0 && wh < i && auxiliary >= 0 && auxiliary < i - 2 && words[i - 1].Length > 0 && !Lexicon.IsStop(words[i - 1]))
            {
                return;
            }

            if (words[i].Length == 0 || Lexicon.IsStop(words[i]) || terms[i].IsCapitalised && i > 0)
            {
                continue;
            }

            // "called" is a verb of speaking only with a quotation or an object behind; nouns with an article or possessive in front are none.
            var act = words[i] is "called" or "calls" or "call" && terms[i].Stem == CallStem && (i == 0 || words[i - 1] is not ("the" or "a" or "by" or "phone"))
                ? new SpeechAct(CueClass.Said, Polarity.Said) : SpeechVerbs.Find(terms[i].Stem);
            var isRelative = i > 1 && words[i - 1] is "who" or "that" or "which" && i - 1 > wh;
            if (words[i] is "talk" or "talked" or "speak" or "speaks" or "spoke" && i + 1 < words.Length && words[i + 1] is "about" or "of" && i > 0 && words[i - 1] is not ("the" or "any" or "these" or "peace"))
            {
                act = new SpeechAct(CueClass.Said, Polarity.Said);
            }

            // "is said to prefer" tells of hearsay; the question is what is preferred.
            var isHearsay = i > 0 && words[i] is "said" or "reported" or "believed" or "thought" or "supposed" && i + 1 < words.Length && words[i + 1] == "to";
            if (isHearsay)
            {
                _frame.Add(i);
            }

            if (act is null || isRelative || isHearsay || words[i] is "planned" or "expected" or "due" or "needed" || (i > 0 && IsNounAfter(words[i - 1])) || (i > 0 && IsPossessiveBefore(text, terms, i)))
            {
                continue;
            }

            // "On the Korvian offer" after "is": a base form is no verb there.
            if (auxiliary >= 0 && auxiliary < i && words[auxiliary] is "is" or "are" or "was" or "were" or "has" or "have" or "had" && IsBaseForm(words[i]))
            {
                continue;
            }

            var isSubjectQuestion = auxiliary < 0 || auxiliary > i;
            Act = words[i] == "call" && i + 1 < words.Length && words[i + 1] == "for" ? new SpeechAct(CueClass.Demanded, Polarity.Said)
                : terms[i].Stem == "ask" && i + 1 < words.Length && words[i + 1] == "for" ? new SpeechAct(CueClass.Demanded, Polarity.Said)
                : IsRefusalToSpeak(words, i) ? new SpeechAct(CueClass.Said, Polarity.Declined) : act;
            Verb = i;
            if (Speaker is not null)
            {
                // "According to X, what would Y insist on?": the verb belongs to what X said.
                Act = null;
                return;
            }

            _frame.Add(i);
            if (!isSubjectQuestion)
            {
                SubjectFirst = auxiliary + 1;
                SubjectEnd = i;
            }
            else if (wh > 0 && wh > i)
            {
                // "X said what?"
                SubjectFirst = 0;
                SubjectEnd = i;
            }

            return;
        }
    }

    private static bool IsBaseForm(string word) =>
        word is "offer" or "demand" or "plan" or "call" or "request" or "claim" or "answer" or "state" or "support" or "view" or "report" or "proposal" or "hope" or "fear" or "promise" or "threat" or "comment" or "remark" or "dispute" or "doubt" or "suggest" or "propose";

    private static bool IsNounAfter(string before) => before is "the" or "a" or "an" or "this" or "that" or "latest" or "any" or "no" or "new" or "last" or "first" or "counter";

    private static bool IsPossessiveBefore(string text, ImmutableArray<Term> terms, int i)
    {
        var end = terms[i - 1].Span.End;
        return end < text.Length && text[end] is '\'' or '’';
    }

    private static bool IsRefusalToSpeak(string[] words, int i)
    {
        var rest = string.Join(' ', words.Skip(i).Take(4));
        return rest.StartsWith("refuse to say", StringComparison.Ordinal) || rest.StartsWith("refuse to comment", StringComparison.Ordinal)
            || rest.StartsWith("refuse to confirm", StringComparison.Ordinal) || rest.StartsWith("decline to", StringComparison.Ordinal);
    }

    private void Take(ImmutableArray<Term> terms, int index)
    {
        while (index < terms.Length && terms[index].IsStop && !Auxiliaries.Contains(terms[index].Folded))
        {
            index++;
        }

        if (index < terms.Length && !Auxiliaries.Contains(terms[index].Folded))
        {
            AskedNoun = terms[index];
        }
    }

    // "the name of the regional newspaper that …": the noun at the end of the phrase.
    private void TakeLast(string[] words, ImmutableArray<Term> terms, int index)
    {
        while (index < words.Length && Lexicon.IsStop(words[index]))
        {
            index++;
        }

        while (index + 1 < words.Length && !Lexicon.IsStop(words[index + 1]) && !terms[index + 1].IsCapitalised)
        {
            index++;
        }

        if (index < words.Length)
        {
            AskedNoun = terms[index];
        }
    }

    private void Mark(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            _frame.Add(i);
        }
    }
}
