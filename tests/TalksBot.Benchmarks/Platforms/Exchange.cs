using System.Diagnostics;
using System.Text;

namespace TalksBot.Benchmarks.Platforms;

/// <summary>One event and what a bot did with it.</summary>
/// <param name="question">What was asked.</param>
internal sealed class Exchange(Question question)
{
    private readonly byte[] _expected = Encoding.UTF8.GetBytes(question.Expected);
    private readonly object _done = new();
    private int _acknowledgements;
    private int _answers;
    private long _acknowledgedAt;
    private long _answeredAt;

    /// <summary>What was asked.</summary>
    public Question Question => question;

    /// <summary>Stopwatch timestamp just before the event was sent.</summary>
    public long SentAt { get; set; }

    /// <summary>Stopwatch timestamp at which the acknowledgement had come in full, or 0.</summary>
    public long AcknowledgedAt => Interlocked.Read(ref _acknowledgedAt);

    /// <summary>How often it was acknowledged; 1 is right.</summary>
    public int Acknowledgements => Volatile.Read(ref _acknowledgements);

    /// <summary>How many answers came, the acknowledgement included where it held one and without those that took another's place; 1 is right.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>Whether an answer held what was expected.</summary>
    public bool IsRight => Interlocked.Read(ref _answeredAt) != 0;

    /// <summary>The last answer.</summary>
    public byte[] Answer { get; private set; } = [];

    /// <summary>Milliseconds to the acknowledgement.</summary>
    public double AcknowledgedAfter => Stopwatch.GetElapsedTime(SentAt, AcknowledgedAt).TotalMilliseconds;

    /// <summary>Milliseconds to the answer that was expected.</summary>
    public double AnsweredAfter => Stopwatch.GetElapsedTime(SentAt, Interlocked.Read(ref _answeredAt)).TotalMilliseconds;

    /// <summary>The acknowledgement came.</summary>
    /// <param name="at">When its last byte had been read.</param>
    /// <param name="answer">What it held for people to read, or null when that is to follow.</param>
    public void Acknowledge(long at, byte[]? answer)
    {
        Interlocked.CompareExchange(ref _acknowledgedAt, at, 0);
        Interlocked.Increment(ref _acknowledgements);
        if (answer is not null)
        {
            Take(at, answer);
        }
    }

    /// <summary>An answer came: the one that was expected, or one that another is to take the place of ("Looking…").</summary>
    /// <param name="at">When its last byte had been read.</param>
    /// <param name="answer">Its JSON.</param>
    /// <param name="isReplacing">Whether it takes the place of the one before.</param>
    public void Take(long at, byte[] answer, bool isReplacing = false)
    {
        if (!isReplacing)
        {
            Interlocked.Increment(ref _answers);
        }

        Answer = answer;
        if (answer.AsSpan().IndexOf(_expected) >= 0)
        {
            lock (_done)
            {
                _answeredAt = _answeredAt == 0 ? at : _answeredAt;
                Monitor.PulseAll(_done);
            }
        }
    }

    /// <summary>Waits for the answer that was expected; false when it did not come.</summary>
    public bool Wait(TimeSpan patience)
    {
        lock (_done)
        {
            return _answeredAt != 0 || (patience > TimeSpan.Zero && Monitor.Wait(_done, patience));
        }
    }
}
