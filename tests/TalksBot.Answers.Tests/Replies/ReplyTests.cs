using System.Collections.Immutable;
using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Answers.Tests.Replies;

public sealed class ReplyTests
{
    private static readonly ArticleRevision Article =
        new(new ArticleId("a"), 1, "a", Title: null, Outlet: null, Url: null, new DateOnly(2025, 5, 6), IsPublishedAssumed: false);

    [Fact]
    public void Spoken_words_stand_in_quotation_marks_and_told_ones_end_as_a_sentence()
    {
        var spoken = Item("Orla Venn said", "No boats.") with { IsSpoken = true };
        var told = Item("Orla Venn said", "that there were no boats");

        Assert.Equal("Orla Venn said: “No boats.”", spoken.ToText());
        Assert.Equal("Orla Venn said: that there were no boats.", told.ToText());
    }

    [Fact]
    public void Details_follow_and_a_head_alone_is_a_sentence()
    {
        var item = Item("Talks in Kelm", quote: null) with { Details = ["No date was announced.", "It had been planned on Tuesday."] };

        Assert.Equal("Talks in Kelm. No date was announced. It had been planned on Tuesday.", item.ToText());
    }

    [Fact]
    public void The_text_is_the_lead_and_the_items_but_nothing_that_is_only_near()
    {
        var reply = Reply("No date is known.", Item("One", "a"), Item("Two", "b")) with { More = [Item("Three", "c")], Note = "A note." };

        Assert.Equal("No date is known.\nOne: a.\nTwo: b.", reply.ToText());
    }

    [Fact]
    public void A_reply_without_lead_and_items_says_its_title()
    {
        Assert.Equal("Help", (Reply(lead: null) with { Title = "Help" }).ToText());
    }

    [Fact]
    public void Items_that_do_not_fit_are_left_out_whole()
    {
        var reply = Reply(lead: null, Item("One", new string('a', 900)), Item("Two", new string('b', 900)));

        Assert.Equal($"One: {new string('a', 900)}.", reply.ToText());
    }

    [Fact]
    public void A_first_item_that_does_not_fit_is_cut_and_not_lost()
    {
        var long_ = string.Join(' ', Enumerable.Repeat("Many words were said.", 100));

        var text = Reply("No date is known.", Item("Orla Venn said", long_)).ToText();

        Assert.StartsWith("No date is known.\nOrla Venn said: Many words were said.", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1400, TalksBot.Answers.Reply.MaxTextLength);
    }

    [Fact]
    public void No_reply_is_longer_than_1500_characters()
    {
        var lengths = Gen.Int[0, 3200];
        Gen.Select(lengths, lengths, lengths, lengths).Sample((title, lead, first, second) =>
        {
            var reply = Reply(lead == 0 ? null : Text(lead), Item("One", Text(first)), Item("Two", Text(second))) with { Title = Text(title) };
            Assert.InRange(reply.ToText().Length, 1, 1500);
            Assert.InRange((reply with { Items = [] }).ToText().Length, title == 0 && lead == 0 ? 0 : 1, 1500);
        });

        static string Text(int length) => string.Concat(Enumerable.Repeat("So it is. ", (length / 10) + 1))[..length];
    }

    [Fact]
    public void Each_citation_comes_once_in_the_order_of_the_items()
    {
        var (first, second) = (Cite(0), Cite(5));
        var reply = Reply(lead: null, Item("One", "a") with { Citations = [second, first] }, Item("Two", "b") with { Citations = [first] });

        Assert.Equal([second, first], reply.Citations);
    }

    private static Citation Cite(int start) => new(Article, new TextSpan(start, 4), "text");

    private static ReplyItem Item(string head, string? quote) => new() { Kind = ReplyKind.Statement, Head = head, Quote = quote, Citations = [Cite(0)] };

    private static Reply Reply(string? lead, params ImmutableArray<ReplyItem> items) => new() { Title = "Title", Kind = ReplyKind.Statement, Lead = lead, Items = items };
}
