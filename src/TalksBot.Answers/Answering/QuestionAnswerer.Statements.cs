using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Answers;

public sealed partial class QuestionAnswerer
{
    // "Will she recommend it?" – "She would not say whether she would recommend it."
    private static Reply? Silence(Inquiry inquiry, List<Ranked> passages)
    {
        if (!inquiry.Question.Asked.HasFlag(Asked.Whether))
        {
            return null;
        }

        var silences = Ranked.Sort(inquiry.Views
            .Where(view => inquiry.Question.Intent == Intent.Meeting ? inquiry.Question.LooksAhead && IsSilentSentence(view) && IsWhether(view) : view.Statement is { Fact.Polarity: Polarity.Declined } || IsSilentSentence(view))
            .Select(view => new Ranked(view, inquiry.Cover(view).OwnShare - (view.Kind == ReplyKind.Passage ? 0.01 : 0), inquiry.Cover(view)))
            .Where(found => found.Coverage.OwnShare >= (IsWhether(found.View) ? 0.35 : 0.5) || (passages.Count > 0 && IsBeside(found.View, passages[0].View)
                && (IsWhether(found.View) || (found.View.Statement is { } declined && inquiry.Question.Actors.Any(actor => declined.Fact.Speakers.Any(actor.Names.Contains)))))));
        // What was left open may have been told since.
        if (silences.Count > 0 && inquiry.Views.Any(view => view.Kind is ReplyKind.Statement or ReplyKind.Meeting && view.Article.PublishedOn > silences[0].View.Article.PublishedOn
            && inquiry.Cover(view).OwnShare >= silences[0].Coverage.OwnShare - 0.1))
        {
            return null;
        }

        return silences.Count > 0 && (passages.Count == 0 || IsBeside(silences[0].View, passages[0].View) || silences[0].Coverage.OwnShare >= passages[0].Coverage.OwnShare - 0.05)
            ? Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(silences[0].View)], []) with { Lead = "The sources do not say; the question was not answered." }
            : null;
    }

    // "When will the boat be sold?" – "No day has been set for selling it."
    private static Reply? Undated(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        if (!question.Asked.HasFlag(Asked.When) || !question.LooksAhead || PassageAnswers.MainVerb(question) is not { } verb || passages.Exists(found => found.View.EvidenceBag.Match(verb) > 0))
        {
            return null;
        }

        var undated = inquiry.Views.Where(view => view.Passage is { Fact.Kind: PassageKind.Sentence } && view.CoreBag.Match(verb) >= 1 && Silences.IsSilentOnDate(view.CoreBag) && inquiry.Cover(view).MissedWeight < 0.4)
            .OrderByDescending(view => inquiry.Cover(view).Share).ThenByDescending(view => view.Article.PublishedOn).FirstOrDefault();
        return undated is null ? null : Of(inquiry, ReplyKind.Passage, [inquiry.ItemOf(undated)], []) with { Lead = "No date was announced." };
    }

    // "Did Marl promise to keep the Heron?" – "The Heron stays, Marl said": in other words, but of both.
    private static Reply? OwnWords(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        if (!question.Asked.HasFlag(Asked.Whether) || passages.Count > 0 || question.Actors is not [var speaker, .. { Length: > 0 } others] || !question.UnknownNames.IsEmpty)
        {
            return null;
        }

        var words = Ranked.Sort(inquiry.Views
            .Where(view => view.Statement is { Fact: { Polarity: not Polarity.Declined, Content: not null } fact } && fact.Speakers.Any(speaker.Names.Contains) && others.All(actor => CoverageMeter.MetByOwn(view, actor)))
            .Select(view => new Ranked(view, inquiry.Cover(view).Share, inquiry.Cover(view)))
            .Where(found => found.Coverage.Share >= LeastOfOwnWords));
        return words.Count == 0
            ? null
            : Of(inquiry, ReplyKind.Statement, WithReporter(inquiry, words[0]), words.Skip(1)) with { Lead = IsNegative(words[0].View) ? null : "Not in those words. What they have:" };
    }

    private const double LeastOfOwnWords = 0.6;

    private static bool IsSilentSentence(FactView view) => view.Passage is { Fact.Kind: PassageKind.Sentence } && Silences.IsSilent(view.CoreBag);

    private static bool IsWhether(FactView view) => view.EvidenceBag.Terms is [{ Folded: "whether" }, ..];

    // "She withdrew. “I do not walk past colleagues,” she said": the reason is in what was said next, without a "because".
    private static Reply? SpokenReason(Inquiry inquiry, List<Ranked> passages)
    {
        if (!inquiry.Question.Asked.HasFlag(Asked.Why) || passages.Count > 0)
        {
            return null;
        }

        var told = PassageAnswers.Find(inquiry, withReason: false).FirstOrDefault();
        var words = told is null ? null : inquiry.Views.FirstOrDefault(view => view.Statement is { Fact: { Content: not null, Manner: Manner.Direct or Manner.Mixed } fact }
            && view.Article == told.View.Article && view.Sentences.Last >= told.View.Sentences.First && view.Sentences.First <= told.View.Sentences.Last + 1
            && fact.Speakers.Any(told.View.Names.Contains));
        return words is null ? null : Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(told!.View), inquiry.ItemOf(words)], []);
    }

    private static bool IsBeside(FactView silence, FactView passage) => silence.Article == passage.Article
        && silence.Sentences.First >= passage.Sentences.First && silence.Sentences.First <= passage.Sentences.Last + 2;

    private static Reply? WhoSaid(Inquiry inquiry, List<Ranked> passages)
    {
        var statements = StatementAnswers.WhoSaid(inquiry);
        if (statements.Count > 0)
        {
            return Of(inquiry, ReplyKind.Statement, WithReporter(inquiry, statements[0]), statements.Skip(1)) with
            {
                Lead = StatementAnswers.IsWordForWord(inquiry.Question, statements[0].View) ? null : "Not in exactly these words; the nearest:",
            };
        }

        return inquiry.Question.Quoted.IsEmpty ? Best(inquiry, ReplyKind.Passage, passages, []) : Verbatim(inquiry);
    }

    // The words stand in an article whose attribution was not understood: its sentence, with whoever it names, is shown as it is.
    private static Reply? Verbatim(Inquiry inquiry)
    {
        var quoted = inquiry.Question.Quoted.Select(TermReader.Read).Where(words => words.Count > 1).ToList();
        var holding = inquiry.Views.Where(view => view.Passage is { Fact.Kind: PassageKind.Sentence } && quoted.Count > 0 && quoted.TrueForAll(words => QuoteMatch.Of(words, view.CoreBag) >= 0.97)
            && view.CoreBag.Terms.Any(term => SpeechVerbs.Find(term.Stem) is not null)).ToList();
        return holding.Count == 0 ? null : Of(inquiry, ReplyKind.Passage, [inquiry.ItemOf(holding[0])], []) with { Lead = "In the article's words:" };
    }

    private static Reply? WhatSaid(Inquiry inquiry, List<Ranked> passages)
    {
        var question = inquiry.Question;
        var statements = StatementAnswers.WhatSaid(inquiry);
        if (question.Asked.HasFlag(Asked.Whether) && Denial(inquiry, statements) is { } denial)
        {
            return denial;
        }

        if (question.Asked.HasFlag(Asked.Whether) && question.Subject is not null)
        {
            var anybody = StatementAnswers.WhoSaid(inquiry);
            double Core(FactView view) => inquiry.Cover(view, countSubject: false).CoreShare;
            var other = anybody.Find(found => inquiry.IsSubject(found.View.Statement!.Fact.Speakers, found.View.Statement.Fact.Source?.Text) == 0);
            if (other is not null && (statements.Count == 0 || Core(other.View) > Core(statements[0].View) + 0.15) && Core(other.View) >= 0.7)
            {
                var items = WithReporter(inquiry, other).AddRange(statements.Take(1).Select(found => inquiry.ItemOf(found.View)));
                return Of(inquiry, ReplyKind.Statement, items, anybody.Skip(1)) with { Lead = "Not that the sources say: somebody else said it." };
            }
        }

        if (statements.Count > 0)
        {
            if (passages.Count > 0 && passages[0].Coverage.OwnShare > statements[0].Coverage.OwnShare + 0.35 && question.Act is null)
            {
                return Of(inquiry, ReplyKind.Passage, [inquiry.ItemOf(passages[0].View)], passages.Skip(1));
            }

            var take = question.Topic.IsEmpty ? 3 : 1;
            var best = statements.Where(found => found.Score >= statements[0].Score - 0.1 && found.View.Article == statements[0].View.Article).Take(take);
            return Of(inquiry, ReplyKind.Statement, [.. best.SelectMany(found => WithReporter(inquiry, found))], statements.Skip(take));
        }

        if (question.Asked.HasFlag(Asked.Whether) && Unconfirmed(inquiry) is { } unconfirmed)
        {
            return Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(unconfirmed)], []) with { Lead = "That is not confirmed." };
        }

        // A sentence in which the subject does what the verb says answers too.
        var verbs = question.Terms.Where(term => SpeechVerbs.Find(term.Stem) is not null && !Lexicon.IsLight(term.Stem)).ToList();
        var told = passages.Where(found => Concerns(question, found.View) && (question.TopicHead is not { } head || found.View.EvidenceBag.Match(head) > 0) && verbs.Exists(verb => found.View.EvidenceBag.Match(verb) >= 0.75)).ToList();
        return Best(inquiry, ReplyKind.Passage, told, []);
    }

    // "Did the ministry confirm the sale?" – "The ministry would neither confirm nor deny it."
    private static FactView? Unconfirmed(Inquiry inquiry) => inquiry.Views
        .Where(view => view.Statement is { Fact: { Polarity: Polarity.Declined } fact } && inquiry.IsSubject(fact.Speakers, fact.Source?.Text) >= 0.5
            && inquiry.Question.Terms.Any(term => term.Stem == ConfirmStem && view.EvidenceBag.Match(term) >= 1) && inquiry.Cover(view, countSubject: false).Share >= LeastOfUnconfirmed)
        .OrderByDescending(view => inquiry.Cover(view, countSubject: false).Share)
        .FirstOrDefault();

    private static readonly string ConfirmStem = Lexicon.StemOf("confirm");
    private const double LeastOfUnconfirmed = 0.35;

    // What somebody is said by others to have said is not confirmed by that; his own denial or silence near it answers.
    private static Reply? Denial(Inquiry inquiry, List<Ranked> statements)
    {
        var question = inquiry.Question;
        var claimed = statements.Count > 0 && statements[0].View.Statement!.Fact is { ReportedIn: not null } ? statements[0] : null;
        var near = claimed ?? StatementAnswers.WhoSaid(inquiry).FirstOrDefault();
        if (near is null || (claimed is null && statements.Count > 0 && statements[0].Coverage.CoreShare >= near.Coverage.CoreShare))
        {
            return null;
        }

        var denials = inquiry.Views.Where(view => view.Statement is { Fact: { ReportedIn: null } fact } && (fact.Polarity != Polarity.Said || IsNegative(view))
            && view.Article == near.View.Article && view.Sentences.First >= near.View.Sentences.First && view.Sentences.First <= near.View.Sentences.Last + 3 && view != near.View
            && inquiry.IsSubject(fact.Speakers, fact.Source?.Text) >= 0.5).ToList();
        if (denials.Count > 0)
        {
            var lead = question.Act is { Polarity: Polarity.Denied } ? null : denials[0].Statement!.Fact.Polarity == Polarity.Denied ? "No, that is denied." : "That is not confirmed.";
            return Of(inquiry, ReplyKind.Statement, [inquiry.ItemOf(denials[0]), ItemWithReporter(inquiry, near)], statements) with { Lead = lead };
        }

        return claimed is null ? null : Of(inquiry, ReplyKind.Statement, [ItemWithReporter(inquiry, claimed)], statements.Skip(1)) with { Lead = "Not in words of their own that the sources have." };
    }

    private static bool IsNegative(FactView view) =>
        view.Statement is { Fact.Content: not null } && view.CoreBag.Terms.Any(term => term.Folded is "never" or "not" or "no" or "nothing" or "t" or "cannot" or "without");

    private static bool Concerns(Question question, FactView view) =>
        question.Subject is { } subject ? subject.Names.Any(view.Names.Contains) : !question.SubjectTerms.IsEmpty;

    // "…, she said": where the words that answer are somebody's, they are shown as that person's.
    private static FactView? StatementIn(Inquiry inquiry, Ranked passage) =>
        inquiry.Views.Where(view => view.Statement is { Fact: { Content: not null, Polarity: not Polarity.Declined, Speakers.IsEmpty: false } } && view.Article == passage.View.Article
                && view.Sentences.First <= passage.View.Sentences.First && view.Sentences.Last >= passage.View.Sentences.Last)
            .Where(view => inquiry.Cover(view).CoreShare >= (0.85 * passage.Coverage.CoreShare) && view.Core.Length > passage.View.Core.Length / 2)
            .OrderByDescending(view => inquiry.Cover(view).CoreShare)
            .FirstOrDefault();

    // Words known through another are not shown without that other.
    private static ImmutableArray<ReplyItem> WithReporter(Inquiry inquiry, Ranked found) => [ItemWithReporter(inquiry, found)];

    /// <summary>The item of a statement, with the one through whom alone it is known.</summary>
    public static ReplyItem ItemWithReporter(Inquiry inquiry, Ranked found)
    {
        var item = inquiry.ItemOf(found.View);
        if (found.View.Statement?.Fact.ReportedIn is not { } outer)
        {
            return item;
        }

        var reporter = inquiry.Views.FirstOrDefault(view => view.Statement?.Fact.Id == outer)?.Statement?.Fact.Speakers ?? [];
        return reporter.IsEmpty ? item : item with { Details = item.Details.Add($"This is known only from {string.Join(" and ", reporter)}.") };
    }
}
