using System.Text;
using CsCheck;
using TalksBot.Domain;

namespace TalksBot.Extraction.Tests;

public sealed class ActorFinderProperties
{
    private static readonly Actor[] Known =
    [
        new() { Name = "Marta Holt", Kind = ActorKind.Person, Role = "mediator", Aliases = ["Holt", "the mediator"] },
        new() { Name = "Norland", Kind = ActorKind.Government, Aliases = ["U.S."] },
    ];

    [Fact]
    public void Mentions_lie_in_the_text_and_name_actors_that_are_listed() => TextGen.Any.Sample(text =>
    {
        var map = Reading.Find(text, Known);

        var names = map.Actors.Select(actor => actor.Actor.Name).ToHashSet();
        foreach (var mention in map.Mentions)
        {
            Assert.True(mention.Span.Start >= 0 && mention.Span.End <= text.Length && mention.Head.Length > 0);
            Assert.True(mention.Span.Contains(mention.Head));
            Assert.InRange(mention.Confidence, 0, 1);
            Assert.All(mention.Actors, name => Assert.Contains(name, names));
        }

        Assert.All(map.Actors, actor => Assert.All(actor.Mentions, span => Assert.InRange(span.End, span.Start + 1, text.Length)));
        Assert.Equal(map.Actors.Length, names.Count);
    });

    [Fact]
    public void The_same_text_gives_the_same_actors() => TextGen.Any.Sample(text =>
        Assert.Equal(Print(Reading.Find(text, Known)), Print(Reading.Find(text, Known))));

    private static string Print(ActorMap map)
    {
        var text = new StringBuilder();
        foreach (var actor in map.Actors)
        {
            text.AppendLine($"{actor.Actor.Name} {actor.Actor.Kind} {actor.Actor.Role} {string.Join('|', actor.Actor.Aliases)} {string.Join(' ', actor.Mentions)}");
        }

        foreach (var mention in map.Mentions)
        {
            text.AppendLine($"{mention.Span} {mention.Kind} {string.Join('+', mention.Actors)} {mention.Confidence}");
        }

        return text.ToString();
    }
}
