using TalksBot.Domain;
using TalksBot.Extraction;

namespace TalksBot.Tests.Updates;

/// <summary>What the newsroom says of its articles is what they tell: else the tests that rest on it would prove nothing.</summary>
public class NewsroomTests
{
    [Fact]
    public void Every_fact_that_was_written_is_found_with_its_actors_and_no_other_bears_its_codeword()
    {
        var newsroom = new Newsroom(seed: 1);
        var extractor = Extractor.Create();
        for (var i = 0; i < 200; i++)
        {
            var written = newsroom.Write(new DateOnly(2025, 3, 14));
            var article = new Article { Id = new ArticleId(written.Slug), Stem = written.Slug, PublishedOn = written.PublishedOn, Body = written.Body };

            var facts = extractor.Extract(article, KnownActors());

            foreach (var fact in written.Facts)
            {
                var told = facts.Statements.Where(statement => Has(statement.Content?.Text)).Select(statement => (Kind: FactKind.Statement, Actors: statement.Speakers))
                    .Concat(facts.Proposals.Where(proposal => Has(proposal.Content.Text)).Select(proposal => (Kind: FactKind.Proposal, Actors: proposal.By)))
                    .Concat(facts.Meetings.Where(meeting => Has(meeting.Where)).Select(meeting => (Kind: FactKind.Meeting, Actors: meeting.Participants)))
                    .ToList();
                Assert.Equal(fact.Kinds.Order(), told.Select(found => found.Kind).Order());
                Assert.All(told, found => Assert.Equal(fact.Actors.Order(StringComparer.Ordinal), found.Actors.Order(StringComparer.Ordinal)));

                bool Has(string? words) => words?.Contains(fact.Codeword, StringComparison.Ordinal) == true;
            }
        }
    }

    private static Actor[] KnownActors() =>
    [
        new() { Name = "Edda Roth", Kind = ActorKind.Person, Aliases = ["Roth"] },
        new() { Name = "Bruno Falk", Kind = ActorKind.Person, Aliases = ["Falk"] },
        new() { Name = Newsroom.Rare, Kind = ActorKind.Person, Aliases = ["Marn"] },
        new() { Name = "Hilde Vennor", Kind = ActorKind.Person, Aliases = ["Vennor"] },
    ];
}
