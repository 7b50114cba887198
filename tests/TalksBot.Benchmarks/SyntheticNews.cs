using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TalksBot.Domain;

namespace TalksBot.Benchmarks;

/// <summary>
/// Articles with their facts, made up: words follow Zipf's law over a large vocabulary, as those of news do, so that posting
/// lists are as uneven as real ones. The same seed yields the same articles.
/// </summary>
internal sealed class SyntheticNews
{
    private const int Vocabulary = 300_000;
    private const int Persons = 20_000;
    private const int Organisations = 3_000;
    private const int Sentences = 25;
    private const int WordsPerSentence = 22;
    private const int StatementsPerArticle = 10;
    private const int ArticlesPerDay = 100;

    // What English spends most of its words on; the made-up words follow in rank.
    private static readonly string[] Common =
        ("the of to and a in that is for on was with he it as at by from be has have are his an they which this will not but were been their had who she "
        + "its or would after about more also when there one could all can into than other new up out if over her we some two people last first them "
        + "government talks minister country agreement officials meeting week border peace security time year president proposal sides water trade vote "
        + "deal union conditions plan month deadline treaty parliament fishing school contract budget workers council quota strike envoy mediator").Split(' ');

    private static readonly string[] Onsets = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "st", "tr", "kl", "sh", "th", "gr", "pl"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
    private static readonly string[] Codas = ["", "", "n", "r", "l", "s", "t", "m", "nd", "rk", "x"];
    private static readonly string[] Cues = ["said", "told reporters", "insisted", "warned", "added", "wrote"];

    private readonly Random _random;
    private readonly string[] _words;
    private readonly Zipf _wordRanks;
    private readonly Actor[] _actors;
    private readonly Zipf _actorRanks;

    public SyntheticNews(int seed)
    {
        _random = new Random(seed);
        _words = MakeWords();
        _wordRanks = new Zipf(_words.Length, 1.03, 2.7);
        _actors = MakeActors();
        _actorRanks = new Zipf(_actors.Length, 0.9, 5);
    }

    /// <summary>The word of that rank, from 0, the commonest.</summary>
    public string Word(int rank) => _words[rank];

    /// <summary>The actor of that rank, from 0, the most often named.</summary>
    public Actor Actor(int rank) => _actors[rank];

    /// <summary>Articles in the order of publication, the first of 1 January 2022.</summary>
    public IEnumerable<(Article Article, ArticleFacts Facts)> Articles(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return Make(i, new DateOnly(2022, 1, 1).AddDays(i / ArticlesPerDay));
        }
    }

    private (Article Article, ArticleFacts Facts) Make(int number, DateOnly publishedOn)
    {
        var cast = Enumerable.Range(0, 6).Select(_ => _actors[_actorRanks.Next(_random)]).Distinct().ToArray();
        var body = new StringBuilder();
        var passages = ImmutableArray.CreateBuilder<Passage>();
        var statements = new List<(Actor Speaker, TextSpan Source, TextSpan Cue, TextSpan Content, TextSpan Sentence)>();
        for (var i = 0; i < Sentences; i++)
        {
            var start = body.Length;
            var speaker = cast[_random.Next(cast.Length)];
            var other = cast[_random.Next(cast.Length)];
            if (i % 5 is 1 or 3)
            {
                var source = Append(body, speaker.Name);
                body.Append(' ');
                var cue = Append(body, Cues[_random.Next(Cues.Length)]);
                body.Append(" that ");
                var content = Append(body, Words(WordsPerSentence - 8) + " " + other.Name + " " + Words(6));
                body.Append('.');
                statements.Add((speaker, source, cue, content, TextSpan.FromBounds(start, body.Length)));
            }
            else
            {
                body.Append(Words(5)).Append(' ').Append(speaker.Name).Append(' ').Append(Words(WordsPerSentence - 6)).Append('.');
            }

            passages.Add(new Passage(TextSpan.FromBounds(start, body.Length), i / 2, PassageKind.Sentence, [.. new[] { speaker.Name, other.Name }.Distinct()], []));
            body.Append(i % 2 == 0 ? " " : "\n\n");
        }

        var text = body.ToString();
        var facts = new ArticleFacts
        {
            Passages = passages.ToImmutable(),
            Statements = [.. statements.Take(StatementsPerArticle).Select(said => Statement(text, said.Speaker, said.Source, said.Cue, said.Content, said.Sentence, cast))],
            Proposals = [Proposal(text, passages[6].Span, cast)],
            Meetings = [Meeting(number, passages[8].Span, publishedOn, cast)],
            Actors = [.. cast.Select(actor => new ArticleActor(actor, []))],
        };
        return (new Article
        {
            Id = new ArticleId(string.Create(CultureInfo.InvariantCulture, $"https://news.example/{number}")),
            Stem = string.Create(CultureInfo.InvariantCulture, $"https://news.example/{number}"),
            Title = Words(8),
            Outlet = "Outlet " + (number % 40).ToString(CultureInfo.InvariantCulture),
            PublishedOn = publishedOn,
            Body = text,
            Dossiers = [(number % 10) switch { < 6 => "large", < 9 => "middle", _ => "small" }],
        }, facts);
    }

    private static Statement Statement(string text, Actor speaker, TextSpan source, TextSpan cue, TextSpan content, TextSpan sentence, Actor[] cast) => new()
    {
        Id = StableId.Of('s', speaker.Name, content.Slice(text)),
        Speakers = [speaker.Name],
        Manner = Manner.Indirect,
        Source = AnchoredText.From(text, source),
        Cue = AnchoredText.From(text, cue),
        Content = AnchoredText.From(text, content),
        About = [cast[^1].Name],
        Evidence = [sentence],
    };

    private static Proposal Proposal(string text, TextSpan sentence, Actor[] cast) => new()
    {
        Id = StableId.Of('p', cast[0].Name, sentence.Slice(text)),
        By = [cast[0].Name],
        To = [cast[^1].Name],
        Content = AnchoredText.From(text, sentence),
        Responses = [new Response(cast[^1].Name, ResponseKind.Refused, sentence)],
        Evidence = [sentence],
    };

    private Meeting Meeting(int number, TextSpan sentence, DateOnly publishedOn, Actor[] cast)
    {
        var day = publishedOn.AddDays(_random.Next(-30, 40));
        return new Meeting
        {
            Id = StableId.Of('m', number.ToString(CultureInfo.InvariantCulture)),
            Kind = "talks",
            Participants = [.. cast.Take(3).Select(actor => actor.Name)],
            When = _random.Next(10) switch
            {
                0 => null,
                1 => new TimeValue(day.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
                _ => TimeValue.Of(day),
            },
            Evidence = [sentence],
        };
    }

    private string Words(int count)
    {
        var result = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            result.Append(i == 0 ? "" : " ").Append(_words[_wordRanks.Next(_random)]);
        }

        return result.ToString();
    }

    private static TextSpan Append(StringBuilder body, string words)
    {
        body.Append(words);
        return new TextSpan(body.Length - words.Length, words.Length);
    }

    private string[] MakeWords()
    {
        var words = new HashSet<string>(Common, StringComparer.Ordinal);
        var result = new List<string>(words);
        while (result.Count < Vocabulary)
        {
            var word = Syllables(2 + _random.Next(3));
            if (words.Add(word))
            {
                result.Add(word);
            }
        }

        return [.. result];
    }

    private Actor[] MakeActors()
    {
        var firstNames = Enumerable.Range(0, 600).Select(_ => Capital(Syllables(2))).ToArray();
        var firstRanks = new Zipf(firstNames.Length, 0.8, 3);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var actors = new List<Actor>();
        while (actors.Count < Persons + Organisations)
        {
            var isPerson = actors.Count % 8 != 7;
            var last = Capital(Syllables(2 + _random.Next(2)));
            var name = isPerson ? firstNames[firstRanks.Next(_random)] + " " + last : "Ministry of " + last;
            if (names.Add(name))
            {
                actors.Add(new Actor
                {
                    Name = name,
                    Kind = isPerson ? ActorKind.Person : ActorKind.Organisation,
                    Role = isPerson ? "foreign minister" : null,
                    Aliases = isPerson ? [last] : [],
                });
            }
        }

        return [.. actors];
    }

    private string Syllables(int count)
    {
        var result = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            result.Append(Onsets[_random.Next(Onsets.Length)]).Append(Vowels[_random.Next(Vowels.Length)]).Append(Codas[_random.Next(Codas.Length)]);
        }

        return result.ToString();
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
