using Microsoft.Extensions.Logging;

namespace TalksBot.Slack;

/// <summary>Sends calls to Slack: waits where Slack asks for it, repeats what may be repeated, and turns every failure into a <see cref="SlackFailure"/>.</summary>
internal sealed partial class WebApiTransport : IDisposable
{
    /// <summary>The longest pause asked for that a call waits out; a longer one fails it.</summary>
    internal static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(2);

    private const int MaxTries = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LatePause = TimeSpan.FromSeconds(30);

    private readonly IWebApiWire _wire;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly RateGate _gate;
    private readonly HealthBook _health;
    private readonly ILogger _logger;

    public WebApiTransport(IWebApiWire wire, TimeProvider time, Random random, HealthBook health, ILogger logger)
    {
        _wire = wire;
        _time = time;
        _random = random;
        _gate = new RateGate(time, random);
        _health = health;
        _logger = logger;
    }

    /// <summary>Calls a method.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="cancellationToken">Ends waiting and sending; a call already on the wire may still take effect.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<WebApiAnswer> SendAsync(WebApiCall call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (_gate.Remaining(call.Method, call.Workspace) is var wait && wait > TimeSpan.Zero)
            {
                if (!call.WaitsForLimits || wait > LongestHold)
                {
                    return WebApiAnswer.Failed(SlackFailure.Of("ratelimited"));
                }

                await _gate.WaitAsync(call.Method, call.Workspace, cancellationToken);
            }

            var answer = await _wire.TryAsync(call, call.FinishesOnWire ? CancellationToken.None : cancellationToken);
            Note(call, answer);
            if (answer.Failure is not { } failure || attempt == MaxTries || call.IsSingleTry || PauseAfter(failure, call, attempt) is not { } pause)
            {
                return answer;
            }

            if (call.FinishesOnWire && cancellationToken.IsCancellationRequested)
            {
                return answer;
            }

            LogRepeated(call.Method, failure.Error, pause.TotalMilliseconds);
            await Task.Delay(pause, _time, cancellationToken);
            if (call.MayTry is { } mayTry && !mayTry())
            {
                return answer;
            }
        }
    }

    /// <summary>Whether the method would have to wait in the workspace.</summary>
    public bool IsHeld(string method, string workspace) => _gate.Remaining(method, workspace) > TimeSpan.Zero;

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _wire.Dispose();

    private void Note(WebApiCall call, WebApiAnswer answer)
    {
        if (answer.IsFromSlack)
        {
            _health.Heard();
        }

        if (answer.RetryAfter is { } after)
        {
            _health.Limited();
            _gate.Hold(call.Method, call.Workspace, after);
            LogLimited(call.Method, after.TotalSeconds);
        }
    }

    // Null: not to be repeated.
    private TimeSpan? PauseAfter(SlackFailure failure, WebApiCall call, int attempt)
    {
        var growing = FirstPause * Math.Pow(2, attempt - 1) * (0.75 + (_random.NextDouble() / 2));
        if (failure == SlackFailure.NoConnection)
        {
            return growing;
        }

        return failure.Kind switch
        {
            // The pause is the gate's. "rate_limited" in an answer means too many messages by this app: a minute, and those are not worth it.
            SlackFailureKind.Limited when failure.Error == "ratelimited" && call.WaitsForLimits => TimeSpan.Zero,
            SlackFailureKind.Transient when call.Repeat == RepeatRule.Read => growing,
            SlackFailureKind.Transient when call.Repeat == RepeatRule.OnceLate && attempt == 1 => LatePause,
            _ => null,
        };
    }

    [LoggerMessage(EventId = 6001, Level = LogLevel.Debug, Message = "Slack's {Method} failed with {Error}; tried again in {Milliseconds} ms")]
    private partial void LogRepeated(string method, string error, double milliseconds);

    [LoggerMessage(EventId = 6003, Level = LogLevel.Information, Message = "Slack limits {Method}; waiting {Seconds} s")]
    private partial void LogLimited(string method, double seconds);
}
