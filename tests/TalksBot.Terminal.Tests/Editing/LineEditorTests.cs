using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TalksBot.Chat;

namespace TalksBot.Terminal.Tests.Editing;

public class LineEditorTests
{
    private static readonly ConsoleKeyInfo Enter = Key(ConsoleKey.Enter, '\r');
    private static readonly ConsoleKeyInfo Tab = Key(ConsoleKey.Tab, '\t');

    [Fact]
    public async Task Typed_keys_make_a_line() =>
        Assert.Equal("who said it?", await ReadAsync([.. Type("who said it?"), Enter]));

    [Fact]
    public async Task The_caret_moves_over_whole_characters()
    {
        // A flag of two code points (four code units) is one step, and one Backspace.
        var line = await ReadAsync([.. Type("a🇺🇦b"), Key(ConsoleKey.LeftArrow), Key(ConsoleKey.Backspace), Enter]);

        Assert.Equal("ab", line);
    }

    [Fact]
    public async Task Editing_keys_do_what_shells_do()
    {
        var line = await ReadAsync(
        [
            .. Type("one two three"), Control(ConsoleKey.W), Control(ConsoleKey.A), .. Type("zero "), Control(ConsoleKey.E), .. Type("end"),
            Control(ConsoleKey.LeftArrow), Control(ConsoleKey.K), Key(ConsoleKey.Backspace), Key(ConsoleKey.Home), Key(ConsoleKey.Delete), Enter,
        ]);

        Assert.Equal("ero one two", line);
    }

    [Fact]
    public async Task Up_and_down_go_through_the_history_and_back_to_the_draft()
    {
        var editor = Editor(
            [.. Type("first"), Enter, .. Type("second"), Enter, .. Type("dra"), Key(ConsoleKey.UpArrow), Key(ConsoleKey.UpArrow), Key(ConsoleKey.UpArrow),
             Enter, .. Type("dra"), Key(ConsoleKey.UpArrow), Key(ConsoleKey.DownArrow), .. Type("ft"), Enter]);

        Assert.Equal("first", await editor.ReadLineAsync(default));
        Assert.Equal("second", await editor.ReadLineAsync(default));
        Assert.Equal("first", await editor.ReadLineAsync(default));
        Assert.Equal("draft", await editor.ReadLineAsync(default));
    }

    [Fact]
    public async Task Tab_takes_the_only_completion() =>
        Assert.Equal("/meetings with", await ReadAsync([.. Type("/mee"), Tab, .. Type("with"), Enter], new Completion(0, 4, "/meetings ", "/meetings", null)));

    [Fact]
    public async Task Tab_takes_what_is_common_then_goes_through_the_list_and_round()
    {
        Completion[] both = [new(0, 3, "/who-said ", "/who-said", "words"), new(0, 3, "/who-proposed ", "/who-proposed", null)];

        Assert.Equal("/who-", await ReadAsync([.. Type("/wh"), Tab, Enter], both));
        Assert.Equal("/who-proposed x", await ReadAsync([.. Type("/wh"), Tab, Tab, Tab, .. Type("x"), Enter], both));
        Assert.Equal("/who-said ", await ReadAsync([.. Type("/wh"), Tab, Tab, Tab, Tab, Enter], both));
    }

    [Fact]
    public async Task A_completion_may_differ_from_what_was_typed() =>
        Assert.Equal("Rut Almqvist", await ReadAsync([.. Type("Almkvist"), Tab, Enter], new Completion(0, 8, "Rut Almqvist", "Rut Almqvist", null)));

    [Theory]
    [InlineData(ConsoleKey.C)]
    [InlineData(ConsoleKey.D)]
    public async Task On_an_empty_line_control_C_and_D_leave(ConsoleKey key) => Assert.Null(await ReadAsync([Control(key)]));

    [Fact]
    public async Task Control_C_empties_a_line_first() => Assert.Equal("b", await ReadAsync([.. Type("a"), Control(ConsoleKey.C), .. Type("b"), Enter]));

    [Fact]
    public async Task A_terminal_that_goes_away_ends_the_line() => Assert.Null(await ReadAsync([.. Type("half a li")]));

    [Fact]
    public async Task Pasted_control_characters_are_dropped() =>
        Assert.Equal("ab[31mc", await ReadAsync([.. Type("a\u0007b\u001b[31mc\u202e\u009b"), Enter]));

    [Fact]
    public async Task What_is_drawn_fits_the_terminal_and_holds_no_control_sequence_of_the_text()
    {
        var screen = new StringWriter();

        await ReadAsync([.. Type(new string('x', 200) + "日本語"), Key(ConsoleKey.Home), Enter], screen);

        Assert.All(
            screen.ToString().Split(["\r", "\n"], StringSplitOptions.RemoveEmptyEntries),
            row => Assert.True(Regex.Replace(row, "\u001b\\[[0-9;]*[A-Za-z]", "", RegexOptions.NonBacktracking).Length <= 40, row));
    }

    private static Task<string?> ReadAsync(ConsoleKeyInfo[] keys, params Completion[] completions) => Editor(keys, completions).ReadLineAsync(default);

    private static Task<string?> ReadAsync(ConsoleKeyInfo[] keys, StringWriter screen) =>
        new LineEditor(new Keys(keys), new LineView(screen, "> ", () => 40), (_, _, _) => Task.FromResult(ImmutableArray<Completion>.Empty)).ReadLineAsync(default);

    private static LineEditor Editor(ConsoleKeyInfo[] keys, params Completion[] completions) =>
        new(new Keys(keys), new LineView(TextWriter.Null, "> ", () => 40), (_, _, _) => Task.FromResult(completions.ToImmutableArray()));

    private static IEnumerable<ConsoleKeyInfo> Type(string text) => text.Select(c => Key(ConsoleKey.None, c));

    private static ConsoleKeyInfo Key(ConsoleKey key, char c = '\0') => new(c, key, shift: false, alt: false, control: false);

    private static ConsoleKeyInfo Control(ConsoleKey key) => new('\0', key, shift: false, alt: false, control: true);

    private sealed class Keys(ConsoleKeyInfo[] keys) : IKeySource
    {
        private int _next;

        public bool IsKeyWaiting => false;

        public ConsoleKeyInfo? ReadKey() => _next < keys.Length ? keys[_next++] : null;
    }
}
