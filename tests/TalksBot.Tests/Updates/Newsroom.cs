using System.Collections.Immutable;
using System.Globalization;
using TalksBot.Domain;

namespace TalksBot.Tests.Updates;

/// <summary>A fact that an article of the newsroom tells, known because the newsroom wrote it.</summary>
/// <param name="Codeword">A made-up place in its words, which no other fact has: by it the fact is known in a message.</param>
/// <param name="Kinds">What it may be told as.</param>
/// <param name="Actors">Who acts in it.</param>
internal sealed record WrittenFact(string Codeword, ImmutableArray<FactKind> Kinds, ImmutableArray<string> Actors);

/// <summary>An article of the newsroom.</summary>
internal sealed record WrittenArticle(string Slug, string Title, DateOnly PublishedOn, ImmutableArray<string> Paragraphs, ImmutableArray<WrittenFact> Facts)
{
    /// <summary>As a file with front matter.</summary>
    public string ToFile() => $"---\ntitle: {Title}\noutlet: The Orvane Courier\ndate: {PublishedOn:yyyy-MM-dd}\nurl: https://courier.example/{Slug}\n---\n{Body}\n";

    /// <summary>Its text.</summary>
    public string Body => string.Join("\n\n", Paragraphs);

    /// <summary>As the inside of a page.</summary>
    public string ToHtml() => string.Concat(Paragraphs.Select(paragraph => $"<p>{System.Net.WebUtility.HtmlEncode(paragraph)}</p>\n"));
}

/// <summary>Writes articles about made-up talks, of which every fact is known. The same seed writes the same articles.</summary>
internal sealed class Newsroom(int seed)
{
    /// <summary>The dossier that its articles belong to.</summary>
    public const string DossierYaml = """
        name: orvane
        title: The Orvane talks
        timeZone: Europe/Kyiv
        keywords: [Orvane]
        actors:
          - { name: Edda Roth, kind: person, role: Foreign Minister, of: Kolm, aliases: [Roth] }
          - { name: Bruno Falk, kind: person, role: President, of: Ostmaria, aliases: [Falk] }
          - { name: Hilde Vennor, kind: person, role: mediator, aliases: [Vennor] }
          - { name: Ilse Marn, kind: person, role: surveyor, aliases: [Marn] }
          - { name: Kolm, kind: government }
          - { name: Ostmaria, kind: government }
        """;

    /// <summary>Somebody who is heard of a few times a day only.</summary>
    public const string Rare = "Ilse Marn";

    private static readonly string[] Speakers = ["Edda Roth", "Bruno Falk", "Hilde Vennor"];
    private static readonly string[] Onsets = ["V", "D", "T", "K", "M", "Br", "Gr", "L", "S", "Z"];
    private static readonly string[] Middles = ["elm", "orv", "arm", "usk", "ind", "olg", "erd", "amp"];
    private static readonly string[] Ends = ["aratu", "enika", "olisk", "ubora", "ivany", "agrad", "omira", "eduna"];

    private readonly Random _random = new(seed);
    private readonly HashSet<string> _codewords = new(StringComparer.Ordinal);
    private int _written;

    /// <summary>Writes an article of one to four facts.</summary>
    public WrittenArticle Write(DateOnly publishedOn)
    {
        var facts = ImmutableArray.CreateBuilder<WrittenFact>();
        var paragraphs = ImmutableArray.CreateBuilder<string>();
        paragraphs.Add("The talks on Orvane went on this week.");
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            var (sentence, fact) = WriteFact(publishedOn);
            paragraphs.Add(sentence);
            facts.Add(fact);
        }

        paragraphs.Add("The text of the Orvane treaty has twelve chapters.");
        _written++;
        return new WrittenArticle($"orvane-{seed}-{_written}", $"Orvane talks, report {_written}", publishedOn, paragraphs.ToImmutable(), facts.ToImmutable());
    }

    /// <summary>The article with another paragraph and another fact.</summary>
    public WrittenArticle Extend(WrittenArticle article)
    {
        var (sentence, fact) = WriteFact(article.PublishedOn);
        return article with { Paragraphs = [.. article.Paragraphs, sentence], Facts = article.Facts.Add(fact) };
    }

    /// <summary>An article that tells some facts of another one in its very words.</summary>
    public WrittenArticle Repeat(WrittenArticle article)
    {
        _written++;
        return article with { Slug = $"orvane-{seed}-{_written}", Title = $"Orvane talks, report {_written}" };
    }

    /// <summary>An article that has nothing to do with the talks.</summary>
    public WrittenArticle WriteElse(DateOnly publishedOn)
    {
        _written++;
        return new WrittenArticle(
            $"other-{seed}-{_written}", $"Weather report {_written}", publishedOn, [$"Rain fell over the hills of {NextCodeword()} on Monday.", "The harvest is late this year."], []);
    }

    private (string Sentence, WrittenFact Fact) WriteFact(DateOnly publishedOn)
    {
        var place = NextCodeword();
        var who = _random.Next(30) == 0 ? Rare : Speakers[_random.Next(Speakers.Length)];
        switch (_random.Next(6))
        {
            case 0:
                return ($"“We will keep the {place} crossing open for every convoy,” {who} said.", Said());
            case 1:
                return ($"{who} said that the survey of {place} would be finished within a week.", Said());
            case 2:
                return ($"“The {place} line is not for sale,” {who} told reporters.", Said());
            case 3:
                return ($"According to {who}, the bridge at {place} is ready for traffic.", Said());
            case 4:
                var days = _random.Next(10, 90);
                return ($"{who} proposed a {days}-day truce around the port of {place}.", new WrittenFact(place, [FactKind.Proposal, FactKind.Statement], [who]));
            default:
                var other = Speakers.First(name => name != who);
                var day = publishedOn.AddDays(_random.Next(3, 40));
                return (
                    string.Create(CultureInfo.InvariantCulture, $"{who} will meet {other} in {place} on {day:d MMMM yyyy}."),
                    new WrittenFact(place, [FactKind.Meeting], [who, other]));
        }

        WrittenFact Said() => new(place, [FactKind.Statement], [who]);
    }

    // No codeword stands within another one: each has one onset, middle and end.
    private string NextCodeword()
    {
        while (true)
        {
            var word = Onsets[_random.Next(Onsets.Length)] + Middles[_random.Next(Middles.Length)] + Middles[_random.Next(Middles.Length)] + Ends[_random.Next(Ends.Length)];
            if (_codewords.Add(word))
            {
                return word;
            }
        }
    }
}
