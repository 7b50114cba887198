using CsCheck;
using TalksBot.Testing;

namespace TalksBot.Answers.Tests.Answering;

public sealed class HostileRequestTests
{
    // Words of the articles and of questions among marks, figures, control codes and halves of characters.
    private static readonly Gen<string> Words = Generated.OneOf(
        "Who", "said", "What", "did", "Marl", "Venn", "Orla", "deny", "When", "meet", "offer", "position", "raise", "boats", "per cent", "changed", "on condition", "according to",
        "“", "”", "\"", "'", "’", "«", "?", "!", ":", "(", "*", "\\", "/", "%", "$", "-", "—", "AND", "OR", "NEAR(", "NULL", "';--",
        "May", "13", "2025", "9999-12", "0000-00-00", "1e999", "٣", "last week", "next year", "Monday", "\0", "\u001b[31m", "\u202e", "\ud83d", "\ude00", "🛥", "é", "ﬁ", "ǆ", "\r\n", "\t");

    private static readonly Gen<string> Texts = Gen.OneOf(
        Words.Array[0, 14].Select(words => string.Join(' ', words)),
        Words.Array[0, 14].Select(string.Concat),
        Gen.String);

    private static readonly Gen<DateOnly> Days = Gen.OneOf(
        Gen.Int[0, 60].Select(day => new DateOnly(2025, 4, 20).AddDays(day)),
        Generated.OneOf(DateOnly.MinValue, DateOnly.MaxValue));

    private static readonly Gen<Request> Requests = Gen.Select(Gen.Int[0, 6], Texts, Texts, Days, Gen.Int[-1, 3]).Select((kind, text, other, today, page) => kind switch
    {
        0 => (Request)new AskRequest(text) { Today = today, Page = page },
        1 => new WhoSaidRequest(text) { Today = today, Speaker = other.Length % 3 == 0 ? other : null, Page = page },
        2 => new WhoProposedRequest(text) { Today = today, By = other.Length % 3 == 0 ? other : null, Page = page },
        3 => new MeetingsRequest { Today = today, With = text, Page = page },
        4 => new PositionRequest(text) { Today = today, On = other, Page = page },
        5 => new TimelineRequest { Today = today, Actor = text, Since = today, Page = page },
        _ => new BriefRequest { Today = today, Since = today, Page = page },
    });

    [Fact]
    public async Task Whatever_is_asked_the_reply_is_short_cited_verbatim_and_the_same_again()
    {
        var store = await FerryTalks.BothAsync();
        var answerer = new Answerer(store);

        await Requests.SampleAsync(
            async request =>
            {
                var reply = await answerer.AnswerAsync(request, CancellationToken.None);
                var again = await new Answerer(store).AnswerAsync(request, CancellationToken.None);

                Assert.Equal(reply.ToText(), again.ToText());
                Assert.InRange(reply.ToText().Length, 1, Reply.MaxTextLength);
                Assert.Equal(reply.IsRefused, reply.Items.IsEmpty);
                foreach (var citation in reply.Items.Concat(reply.More).SelectMany(item => item.Citations))
                {
                    var body = await store.FindBodyAsync(citation.Article.Id, citation.Article.Revision, CancellationToken.None);
                    Assert.Equal(body!.Substring(citation.Span.Start, citation.Span.Length), citation.Text);
                }
            },
            iter: 400);
    }

    [Fact]
    public async Task Dates_at_the_end_of_the_calendar_are_answered()
    {
        var store = new InMemoryFactStore();
        await new ArticleSketch("end", "9999-12-31", "Orla Venn and Lena Venn will meet in December 9999. “All is over,” Orla Venn said.")
            .Actor("Orla Venn")
            .Actor("Lena Venn")
            .Time("December 9999", "9999-12-01/9999-12-31")
            .Says("Orla Venn", "“All is over,”", "said")
            .Meets("Orla Venn + Lena Venn", "will meet", "9999-12-01/9999-12-31")
            .SaveToAsync(store);
        await new ArticleSketch("start", "0001-01-01", "Orla Venn met Lena Venn on Monday.")
            .Actor("Orla Venn")
            .Actor("Lena Venn")
            .Meets("Orla Venn + Lena Venn", "met Lena Venn", "0001-01-01")
            .SaveToAsync(store);
        var answerer = new Answerer(store);

        foreach (var today in new[] { DateOnly.MinValue, DateOnly.MaxValue })
        {
            Request[] requests =
            [
                new AskRequest("When do Orla Venn and Lena Venn meet on Monday, last week or next month?") { Today = today },
                new MeetingsRequest { Today = today },
                new TimelineRequest { Today = today },
                new BriefRequest { Today = today },
            ];
            foreach (var request in requests)
            {
                Assert.NotEmpty((await answerer.AnswerAsync(request, TestContext.Current.CancellationToken)).ToText());
            }
        }
    }
}
