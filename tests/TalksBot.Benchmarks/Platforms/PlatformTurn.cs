using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>One bot from its start to its end, on one platform.</summary>
internal sealed class PlatformTurn
{
    private const int AtOnce = 50;
    private const int MostUnanswered = 10;
    private const double CompletionPatience = 300; // ms; beyond it people feel each keystroke
    private const int Bursts = 20;
    private const int WarmUpBursts = 2;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Straggling = TimeSpan.FromSeconds(1);

    private readonly PlatformServer _server;
    private readonly Contender _contender;
    private readonly Questions _questions;
    private readonly PlatformBenchmarkOptions _options;
    private readonly List<Exchange> _exchanges = [];
    private int _unanswered;

    /// <param name="server">Not yet started; of this turn alone.</param>
    /// <param name="contender">The bot.</param>
    /// <param name="questions">From their beginning.</param>
    /// <param name="options">How many events, how long to wait.</param>
    public PlatformTurn(PlatformServer server, Contender contender, Questions questions, PlatformBenchmarkOptions options)
    {
        _server = server;
        _contender = contender;
        _questions = questions;
        _options = options;
    }

    /// <summary>What was measured.</summary>
    public Dictionary<Metric, double> Results { get; } = [];

    /// <summary>What was not as it should be, each line with its count.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">The bot did not come up, or has lost its connection for good.</exception>
    public async Task RunAsync()
    {
        _server.Start();
        using var bot = BotProcess.Start(_contender, _contender.IsOurs ? _server.Settings.Concat(_options.Variables) : _server.Settings);
        try
        {
            Begin(bot);
            await Task.Delay(_options.Idle, TimeProvider.System, CancellationToken.None);
            Results[Metric.IdleMemory] = bot.Memory("VmRSS");
            Load(bot);
            await Task.Delay(_options.Idle, TimeProvider.System, CancellationToken.None);
            Results[Metric.LoadedMemory] = bot.Memory("VmRSS");
            Results[Metric.OwnMemory] = bot.Memory("RssAnon");
            await DisturbAsync();
            await Task.Delay(Straggling, TimeProvider.System, CancellationToken.None);
        }
        finally
        {
            if (await bot.StopAsync() is { } stopping)
            {
                Results[Metric.Stop] = stopping;
            }
            else
            {
                Notes.Add("did not stop by itself when it was told to");
            }
        }

        Review();
    }

    private void Begin(BotProcess bot)
    {
        long? ready;
        while ((ready = _server.WaitReady(LookAgain)) is null)
        {
            if (bot.HasExited || Stopwatch.GetElapsedTime(bot.StartedAt) > StartTime)
            {
                throw new InvalidOperationException($"{_contender.Name} {(bot.HasExited ? "ended" : "was not ready in time")}. It said:\n{string.Join('\n', bot.Said)}");
            }
        }

        var first = Send(_questions.Command());
        Results[Metric.Ready] = Stopwatch.GetElapsedTime(bot.StartedAt, ready.Value).TotalMilliseconds;
        if (!first.Wait(StartTime))
        {
            throw new InvalidOperationException($"{_contender.Name} did not answer its first event. It said:\n{string.Join('\n', bot.Said)}");
        }

        Results[Metric.FirstAcknowledgement] = Stopwatch.GetElapsedTime(bot.StartedAt, first.AcknowledgedAt).TotalMilliseconds;
        Results[Metric.FirstAnswer] = Stopwatch.GetElapsedTime(bot.StartedAt, first.SentAt).TotalMilliseconds + first.AnsweredAfter;
        if (_server.Platform == "Slack")
        {
            // A bare command opens the form with the list that suggestions are measured in.
            _server.TrySend(new Question("who-said", [], ""));
        }
    }

    private void Load(BotProcess bot)
    {
        Report(Metric.Compared("acknowledged alone, first ones"), Acknowledged(OneByOne(_options.WarmUp, _questions.Command)));
        for (var i = 0; i < WarmUpBursts; i++)
        {
            Burst(_questions.Command);
        }

        var alone = OneByOne(_options.Events, _questions.Command);
        Report(Metric.Compared("acknowledged alone"), Acknowledged(alone));
        Report(Metric.Own("answered alone"), Answered(alone));
        var before = bot.Used();
        var bursts = Enumerable.Range(0, Bursts).SelectMany(_ => Burst(_questions.Command)).ToList();
        Results[Metric.Processor] = (bot.Used() - before) / bursts.Count;
        Report(Metric.Compared("acknowledged, 50 at once"), Acknowledged(bursts));
        Report(Metric.Own("answered, 50 at once"), Answered(bursts));
        OneByOne(_options.WarmUp / 2, _questions.Completion);
        Report(Metric.Own("completed alone", CompletionPatience), Answered(OneByOne(_options.Events / 2, _questions.Completion)));
        Report(Metric.Own("completed, 50 at once", CompletionPatience), Answered([.. Enumerable.Range(0, Bursts / 4).SelectMany(_ => Burst(_questions.Completion))]));
    }

    private async Task DisturbAsync()
    {
        var refreshes = new List<(double Deaf, int Lost)>();
        var drops = new List<(double Deaf, int Lost)>();
        for (var i = 0; i < _options.Disturbances; i++)
        {
            if (_server.Platform == "Slack")
            {
                refreshes.Add(await DeafnessProbe.RunAsync(_server, _questions, () => _server.Refresh()));
            }

            drops.Add(await DeafnessProbe.RunAsync(_server, _questions, _server.Drop));
        }

        if (refreshes.Count > 0)
        {
            Results[Metric.RefreshDeaf] = refreshes.Max(refresh => refresh.Deaf);
            Results[Metric.RefreshLost] = refreshes.Max(refresh => refresh.Lost);
        }

        Results[Metric.DropDeaf] = drops.Max(drop => drop.Deaf);
    }

    private List<Exchange> OneByOne(int count, Func<Question> next)
    {
        var done = new List<Exchange>(count);
        for (var i = 0; i < count; i++)
        {
            var exchange = Send(next());
            Await(exchange);
            done.Add(exchange);
        }

        return done;
    }

    private List<Exchange> Burst(Func<Question> next)
    {
        var sent = Enumerable.Range(0, AtOnce).Select(_ => Send(next())).ToList();
        sent.ForEach(Await);
        return sent;
    }

    private void Await(Exchange exchange)
    {
        if (!exchange.Wait(AnswerTime) && ++_unanswered > MostUnanswered)
        {
            Review();
            throw new InvalidOperationException($"{_contender.Name} leaves too many events without a right answer.");
        }
    }

    private Exchange Send(Question question)
    {
        var exchange = _server.TrySend(question) ?? throw new InvalidOperationException($"{_contender.Name} has lost its connection.");
        _exchanges.Add(exchange);
        return exchange;
    }

    // Only what was answered as expected has a time; what was not is told among the notes.
    private static double[] Answered(List<Exchange> exchanges) => [.. exchanges.Where(exchange => exchange.IsRight).Select(exchange => exchange.AnsweredAfter).Order()];

    private static double[] Acknowledged(List<Exchange> exchanges) => [.. exchanges.Where(exchange => exchange.Acknowledgements > 0).Select(exchange => exchange.AcknowledgedAfter).Order()];

    private void Report((Metric Middle, Metric Tail) metrics, double[] sorted)
    {
        if (sorted.Length > 0)
        {
            Results[metrics.Middle] = sorted[sorted.Length / 2];
            Results[metrics.Tail] = sorted[sorted.Length * 99 / 100];
        }
    }

    private void Review()
    {
        Note(exchange => exchange.Acknowledgements == 0, "not acknowledged");
        Note(exchange => exchange.Acknowledgements > 1, "acknowledged more than once");
        Note(exchange => exchange.Answers == 0, "not answered");
        Note(exchange => exchange.Answers > 1, "answered more than once");
        Note(exchange => exchange is { Answers: > 0, IsRight: false }, "answered without what was expected");
        Notes.AddRange(_server.Violations.Select(violation => string.Create(CultureInfo.InvariantCulture, $"rule broken {violation.Value} times: {violation.Key}")));
    }

    private void Note(Func<Exchange, bool> isWrong, string what)
    {
        var wrong = _exchanges.Where(isWrong).ToList();
        if (wrong.Count > 0)
        {
            var (question, answer) = (wrong[0].Question, Encoding.UTF8.GetString(wrong[0].Answer));
            Notes.Add($"{wrong.Count} of {_exchanges.Count} events {what}; one is /{question.Command} {string.Join(' ', question.Options)}: {answer[..Math.Min(answer.Length, 400)]}");
        }
    }
}
