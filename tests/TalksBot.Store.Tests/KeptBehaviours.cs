using TalksBot.Domain;

namespace TalksBot.Store.Tests;

/// <summary>How every store keeps small values.</summary>
public abstract class KeptBehaviours(StoreFixture store) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    [Fact]
    public async Task A_value_comes_back_byte_for_byte_until_it_is_replaced()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        Assert.Null(await store.Kept.FindAsync("area", "key", None));

        await store.Kept.SetAsync("area", "key", all, None);
        Assert.Equal(all, await store.Kept.FindAsync("area", "key", None));

        await store.Kept.SetAsync("area", "key", ReadOnlyMemory<byte>.Empty, None);
        Assert.Empty((await store.Kept.FindAsync("area", "key", None))!); // was set above
    }

    [Fact]
    public async Task An_area_lists_its_own_values_by_key()
    {
        // U+1F600 comes before U+FFFD by ordinal value, after it in UTF-8.
        foreach (var (area, key, value) in new[] { ("a", "\uFFFD", 1), ("a", "\U0001F600", 2), ("a", "key", 3), ("b", "key", 4), ("a", "Key", 5) })
        {
            await store.Kept.SetAsync(area, key, new[] { (byte)value }, None);
        }

        Assert.Equal([("Key", 5), ("key", 3), ("\U0001F600", 2), ("\uFFFD", 1)], (await store.Kept.ListAsync("a", None)).Select(kept => (kept.Key, (int)kept.Value.Span[0])));
        Assert.Equal([4], Assert.Single(await store.Kept.ListAsync("b", None)).Value.ToArray());
        Assert.Empty(await store.Kept.ListAsync("c", None));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_nothing_else()
    {
        await store.Kept.SetAsync("a", "one", new byte[] { 1 }, None);
        await store.Kept.SetAsync("a", "two", new byte[] { 2 }, None);
        await store.Kept.SetAsync("b", "one", new byte[] { 3 }, None);

        Assert.True(await store.Kept.DeleteAsync("a", "one", None));

        Assert.Null(await store.Kept.FindAsync("a", "one", None));
        Assert.Equal(["two"], (await store.Kept.ListAsync("a", None)).Select(kept => kept.Key));
        Assert.Equal(new byte[] { 3 }, await store.Kept.FindAsync("b", "one", None));
        Assert.False(await store.Kept.DeleteAsync("a", "one", None));
    }

    [Fact]
    public async Task The_largest_are_kept_and_larger_ones_refused()
    {
        var key = new string('k', KeptLimits.MaxKeyLength);
        var value = new byte[KeptLimits.MaxValueLength];
        value[^1] = 7;

        await store.Kept.SetAsync(key, key, value, None);

        Assert.Equal(value, await store.Kept.FindAsync(key, key, None));
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => store.Kept.SetAsync("area", "key", new byte[KeptLimits.MaxValueLength + 1], None));
        Assert.Contains("65536", failure.Message, StringComparison.Ordinal);
        failure = await Assert.ThrowsAsync<ArgumentException>(() => store.Kept.SetAsync("area", key + "k", new byte[1], None));
        Assert.Contains("200", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await store.Kept.ListAsync("area", None));
    }

    [Theory]
    [InlineData]
    [InlineData(0xD83D)]
    [InlineData(0x78, 0xDE00, 0x79)]
    [InlineData(0xD83D, 0xD83D, 0xDE00)]
    public async Task A_key_that_is_no_text_is_refused(params int[] units)
    {
        // By their numbers: an attribute's text is UTF-8, in which half a surrogate pair does not survive.
        var key = new string([.. units.Select(unit => (char)unit)]);

        await Assert.ThrowsAsync<ArgumentException>(() => store.Kept.SetAsync("area", key, new byte[1], None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Kept.SetAsync(key, "key", new byte[1], None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Kept.FindAsync("area", key, None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Kept.DeleteAsync("area", key, None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Kept.ListAsync(key, None));
    }
}

public sealed class SqliteKeptTests() : KeptBehaviours(new SqliteFixture());
