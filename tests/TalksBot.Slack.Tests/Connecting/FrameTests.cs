using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace TalksBot.Slack.Tests;

public class FrameTests
{
    private static readonly byte[] Upgraded = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"u8.ToArray();

    [Fact]
    public void S41_With_pings_and_no_events_for_an_hour_a_connection_is_not_taken_for_dead()
    {
        var time = new FakeTimeProvider();
        var watch = new FrameWatch(time);
        watch.Observe(Upgraded);

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(1); passed += TimeSpan.FromSeconds(30))
        {
            time.Advance(TimeSpan.FromSeconds(30));
            Assert.True(watch.Quiet < new SlackTiming().Quiet);
            watch.Observe([0x89, 0x00]);
        }
    }

    [Fact]
    public void S41_Pongs_that_answer_our_own_pings_are_no_sign_of_the_other_side()
    {
        var time = new FakeTimeProvider();
        var watch = new FrameWatch(time);
        watch.Observe(Upgraded);

        time.Advance(TimeSpan.FromSeconds(50));
        watch.Observe([0x8A, 0x08, 1, 2, 3, 4, 5, 6, 7, 8]);

        Assert.Equal(TimeSpan.FromSeconds(50), watch.Quiet);
    }

    [Fact]
    public void Frames_are_told_apart_however_the_bytes_are_cut() =>
        Gen.Int[1, 7].Sample(size =>
        {
            var time = new FakeTimeProvider();
            var watch = new FrameWatch(time);
            byte[] large = [0x81, 126, 0x01, 0x00, .. new byte[256]];
            byte[] pong = [0x8A, 0x08, 1, 2, 3, 4, 5, 6, 7, 8];
            foreach (var part in Upgraded.Concat(large).Chunk(size))
            {
                watch.Observe(part);
            }

            time.Advance(TimeSpan.FromSeconds(5));
            foreach (var part in pong.Concat(pong).Chunk(size))
            {
                watch.Observe(part);
            }

            Assert.Equal(TimeSpan.FromSeconds(5), watch.Quiet);
            foreach (var part in large.Chunk(size))
            {
                watch.Observe(part);
            }

            Assert.Equal(TimeSpan.Zero, watch.Quiet);
        });

    [Theory]
    [InlineData("""{"envelope_id":"a1","type":"slash_commands","payload":{"command":"/x"}}""", FrameKind.Envelope, PayloadKind.Command)]
    [InlineData("""{"payload":{"x":{"type":"no"},"type":"block_suggestion"},"type":"interactive","envelope_id":"a1"}""", FrameKind.Envelope, PayloadKind.Suggestion)]
    [InlineData("""{"payload":{"type":"view_submission"},"envelope_id":"a1","type":"interactive"}""", FrameKind.Envelope, PayloadKind.Submission)]
    [InlineData("""{"payload":{"type":"view_submission"},"envelope_id":"a1","type":"events_api"}""", FrameKind.Envelope, PayloadKind.Event)]
    [InlineData("""{"envelope_id":"a1","type":"interactive","payload":{"type":"block_actions","actions":[]}}""", FrameKind.Envelope, PayloadKind.Interaction)]
    [InlineData("""{"envelope_id":"a1","type":"of_next_year","payload":[]}""", FrameKind.Envelope, PayloadKind.Unknown)]
    [InlineData("""{"type":"hello","num_connections":2,"connection_info":{}}""", FrameKind.Hello, PayloadKind.Unknown)]
    [InlineData("""{"type":"disconnect","reason":null}""", FrameKind.Disconnect, PayloadKind.Unknown)]
    [InlineData("""{"type":"hello","num_connections":2""", FrameKind.Malformed, PayloadKind.Unknown)]
    internal void The_head_of_a_frame_is_read_in_any_order(string frame, FrameKind kind, PayloadKind payload)
    {
        var head = FrameHead.Read(Encoding.UTF8.GetBytes(frame));

        Assert.Equal(kind, head.Kind);
        if (kind == FrameKind.Envelope)
        {
            Assert.Equal(payload, head.Payload);
            Assert.Equal("a1", frame[head.Id]);
        }
    }

    [Fact]
    public void Any_bytes_are_taken_for_a_frame() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            FrameHead.Read(bytes);
            new FrameWatch(TimeProvider.System).Observe(bytes);
        });

    [Fact]
    public void Any_damage_to_a_frame_is_taken()
    {
        var frame = """{"envelope_id":"a1","type":"interactive","accepts_response_payload":false,"payload":{"type":"block_actions","actions":[{"action_id":"\u00e9"}]}}"""u8.ToArray();
        Gen.Select(Gen.Int[0, frame.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var damaged = frame.ToArray();
            damaged[at] = value;
            FrameHead.Read(damaged);
            FrameHead.Read(damaged.AsSpan(0, at));
        });
    }
}
