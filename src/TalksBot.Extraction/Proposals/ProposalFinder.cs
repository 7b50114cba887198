using System.Collections.Immutable;
using TalksBot.Domain;

namespace TalksBot.Extraction;

/// <summary>Finds proposals by the verbs and nouns that put them forward, and links the answers to them.</summary>
public sealed class ProposalFinder : IProposalFinder
{
    // An answer looks back this many sentences for what it answers.
    private const int Reach = 12;

    // Proposals that a later sentence may mean; keeps long texts from costing the square of their length.
    private const int Recent = 60;

    /// <inheritdoc/>
    public ImmutableArray<Proposal> Find(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = document.Text;
        var phrases = new SentencePhrases(text);
        var mentions = new MentionIndex(document, phrases);
        var clauses = new ProposalClauses(document, phrases);
        var reader = new ProposalReader(document, phrases, mentions, clauses);
        var responses = new ResponseReader(document, phrases, mentions, reader);
        var drafts = new List<ProposalDraft>();
        var waiting = new List<Answer>();
        for (var s = 0; s < text.Tokens.Sentences.Length; s++)
        {
            var sentence = text.Tokens.Sentences[s];
            if (IsHeading(text, s))
            {
                continue;
            }

            foreach (var draft in reader.Read(s))
            {
                Add(drafts, draft, waiting, document);
            }

            foreach (var answer in responses.Read(s))
            {
                Link(drafts, answer, waiting, document, clauses);
            }

            Withdraw(drafts, s, sentence, document, phrases, reader);
        }

        return [.. drafts.Select(draft => draft.ToProposal(text)).DistinctBy(proposal => proposal.Id)];
    }

    private static void Add(List<ProposalDraft> drafts, ProposalDraft draft, List<Answer> waiting, Document document)
    {
        // The same proposers with the same words again.
        var known = drafts.Skip(drafts.Count - Recent).FirstOrDefault(held => held.By.Intersect(draft.By, StringComparer.Ordinal).Any() && held.Words.Count > 0 && held.Words.Count(draft.Words.Contains) * 5 >= draft.Words.Count * 4);
        if (known is not null)
        {
            known.Sentences.UnionWith(draft.Sentences);
            known.Conditions.AddRange(draft.Conditions);
            return;
        }

        drafts.Add(draft);

        // "turned down a lease … The failed draft contained": the answer came first.
        if (draft.Kind == ProposalKind.Plan)
        {
            foreach (var answer in waiting.Where(answer => draft.Sentence - answer.Sentence <= 6 && !answer.By.Any(draft.By.Contains)))
            {
                Give(draft, answer, document);
            }

            waiting.Clear();
        }
    }

    private static void Link(List<ProposalDraft> drafts, Answer answer, List<Answer> waiting, Document document, ProposalClauses clauses)
    {
        var words = ProposalDraft.WordsOf(document.Text, answer.Object).ToHashSet(StringComparer.Ordinal);
        if (answer.Object.Count > 0 && HasMonth(document.Text, answer.Object))
        {
            // "the March offer" is another than the one this article tells of.
            return;
        }

        var isPlain = words.All(word => IsGeneric(word));
        ProposalDraft? best = null;
        var bestScore = -1;
        for (var i = drafts.Count - 1; i >= Math.Max(0, drafts.Count - Recent); i--)
        {
            var draft = drafts[i];
            if (answer.Sentence - draft.Sentences.Max > (answer.Reach ?? Reach) || answer.By.All(name => draft.By.Contains(name, StringComparer.Ordinal)) || (draft.Content.First > answer.At && draft.Content.First != answer.Object.First))
            {
                continue;
            }

            var shared = draft.Words.Count(words.Contains);
            if (shared == 0 && !isPlain)
            {
                continue;
            }

            var score = (shared * 3) + Fit(draft, words);
            if (score > bestScore)
            {
                (best, bestScore) = (draft, score);
            }
        }

        if (best is not null)
        {
            Give(best, answer, document);
            return;
        }

        if (answer.Kind == ResponseKind.AcceptedInPrinciple && answer.Object.Count > 0)
        {
            // A proposal that only its acceptance tells of.
            var sentence = document.Text.Tokens.Sentences[answer.Sentence];
            var draft = new ProposalDraft { Kind = ProposalKind.Plan, Content = answer.Object, Sentence = answer.Sentence };
            draft.Sentences.Add(answer.Sentence);
            draft.Words.UnionWith(words);
            clauses.AddTerms(draft, answer.Object);
            clauses.AddConditions(draft, sentence);
            drafts.Add(draft);
            Give(draft, answer, document);
            return;
        }

        if (answer.Object.Count > 0)
        {
            if (waiting.Count == Recent)
            {
                waiting.RemoveAt(0);
            }

            waiting.Add(answer);
        }
    }

    private static bool IsGeneric(string word) =>
        ProposalLexicon.Has("noun", word) || ProposalLexicon.Has("answer", word) || word is "new" or "latest" or "tentative" or "whole" or "entire" or "proposed" or "any" or "such" or "this" or "that" or "these" or "those";

    private static bool HasMonth(TaggedText text, IndexRange tokens)
    {
        for (var i = tokens.First; i < tokens.End; i++)
        {
            if (text.Tags[i] == "NNP" && TimeLexicon.Find(text.Tokens.Form(i)) is { Month: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    // A "figure" is one with an amount, an "offer" an offer.
    private static int Fit(ProposalDraft draft, HashSet<string> words)
    {
        var wanted = words.Contains("figure") || words.Contains("number") || words.Contains("amount") ? (draft.Terms.Count > 0 && draft.Kind != ProposalKind.Plan ? 2 : 0) : 0;
        wanted += words.Contains("offer") && draft.Kind == ProposalKind.Offer ? 2 : 0;
        wanted += words.Contains("demand") && draft.Kind is ProposalKind.Demand or ProposalKind.Call ? 2 : 0;
        return wanted + ((words.Contains("plan") || words.Contains("idea") || words.Contains("scheme") || words.Contains("draft")) && draft.Kind == ProposalKind.Plan ? 2 : 0);
    }

    private static void Give(ProposalDraft draft, Answer answer, Document document)
    {
        var evidence = document.Text.Tokens.SpanOf(document.Text.Tokens.Sentences[answer.Sentence]);
        foreach (var name in answer.By)
        {
            draft.Answer(new Response(name, answer.Kind, evidence));
        }
    }

    // "The scheme is off the table", "X's plan is no longer on the table".
    private static void Withdraw(List<ProposalDraft> drafts, int index, IndexRange sentence, Document document, SentencePhrases phrases, ProposalReader reader)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (phrases.PhraseAt(i) is not { } phrase || phrase.Head != i || !ProposalLexicon.Has("noun", phrases.Lemma(i)))
            {
                continue;
            }

            var owner = reader.OwnerOf(phrase);
            var words = ProposalDraft.WordsOf(document.Text, new IndexRange(phrase.First, phrase.End)).ToHashSet(StringComparer.Ordinal);
            var held = drafts.Skip(drafts.Count - Recent).LastOrDefault(draft => draft.Content.First != phrase.First && draft.Words.Overlaps(words) && (owner.IsEmpty || draft.By.Count == 0 || draft.By.Intersect(owner, StringComparer.Ordinal).Any()));
            if (held is { By.Count: 0 } && !owner.IsEmpty)
            {
                ProposalDraft.AddTo(held.By, owner);
            }

            var isGone = (phrases.Is(phrase.End, "is", "are", "was", "were") && phrases.Is(phrase.End + 1, "off") && phrases.Is(phrase.End + 3, "table"))
                || (phrases.Is(phrase.End + 1, "no") && phrases.Is(phrase.End + 2, "longer") && phrases.Is(phrase.End + 5, "table"));
            if (!isGone)
            {
                continue;
            }

            if (held is null && !owner.IsEmpty)
            {
                held = new ProposalDraft { Kind = ProposalKind.Plan, Content = new IndexRange(phrase.First, phrase.End), Sentence = index };
                ProposalDraft.AddTo(held.By, owner);
                held.Words.UnionWith(words);
                drafts.Add(held);
            }

            if (held is not null)
            {
                held.IsWithdrawn = true;
                held.Sentences.Add(index);
            }
        }
    }

    private static bool IsHeading(TaggedText text, int sentence)
    {
        var range = text.Tokens.Sentences[sentence];
        return text.Tokens.ParagraphOf(sentence) == 0 && text.Tokens.Paragraphs.Length > 1 && text.Tokens.Form(range.End - 1) is not ("." or "!" or "?" or "”" or "\"" or "’");
    }
}
