using System.Collections.Immutable;
using TalksBot.Chat;

namespace TalksBot.Terminal;

/// <summary>Reads lines from a keyboard: caret keys, history, completion on Tab.</summary>
/// <param name="keys">The keyboard.</param>
/// <param name="view">The screen.</param>
/// <param name="complete">Finds completions for a line and a caret in it.</param>
public sealed class LineEditor(IKeySource keys, LineView view, Func<string, int, CancellationToken, Task<ImmutableArray<Completion>>> complete)
{
    private const int MaxHistory = 500;

    private readonly List<string> _history = [];
    private readonly LineBuffer _buffer = new();
    private ImmutableArray<Completion> _menu = [];
    private string _typed = "";
    private int _selected = -1;
    private int _recalled;
    private string _draft = "";

    /// <summary>Reads one line.</summary>
    /// <param name="cancellationToken">Stops a completion that is being looked up.</param>
    /// <returns>Null when the person leaves: Ctrl+D or Ctrl+C on an empty line, or the terminal is gone.</returns>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        _buffer.Set("");
        _recalled = _history.Count;
        CloseMenu();
        Draw();
        while (keys.ReadKey() is { } key)
        {
            if (key.Key == ConsoleKey.Enter || key.KeyChar is '\n' or '\r')
            {
                return Submit();
            }

            if (IsControl(key, ConsoleKey.C) || IsControl(key, ConsoleKey.D))
            {
                if (_buffer.Text.Length == 0)
                {
                    break;
                }

                if (IsControl(key, ConsoleKey.C))
                {
                    _buffer.Set("");
                }
            }

            await HandleAsync(key, cancellationToken);

            // While text is pasted, only its end is drawn.
            if (!keys.IsKeyWaiting)
            {
                Draw();
            }
        }

        CloseMenu();
        view.Finish(_buffer);
        return null;
    }

    private string Submit()
    {
        CloseMenu();
        view.Finish(_buffer);
        var line = _buffer.Text;
        if (!string.IsNullOrWhiteSpace(line) && (_history.Count == 0 || _history[^1] != line))
        {
            _history.Add(line);
            if (_history.Count > MaxHistory)
            {
                _history.RemoveAt(0);
            }
        }

        return line;
    }

    private async Task HandleAsync(ConsoleKeyInfo key, CancellationToken cancellationToken)
    {
        if (key.Key == ConsoleKey.Tab)
        {
            await TabAsync(key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? -1 : 1, cancellationToken);
            return;
        }

        CloseMenu();
        var isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        var isAlt = key.Modifiers.HasFlag(ConsoleModifiers.Alt);
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow when isControl || isAlt:
                _buffer.WordLeft();
                break;
            case ConsoleKey.RightArrow when isControl || isAlt:
                _buffer.WordRight();
                break;
            case ConsoleKey.LeftArrow:
            case ConsoleKey.B when isControl:
                _buffer.Left();
                break;
            case ConsoleKey.RightArrow:
            case ConsoleKey.F when isControl:
                _buffer.Right();
                break;
            case ConsoleKey.Home:
            case ConsoleKey.A when isControl:
                _buffer.Home();
                break;
            case ConsoleKey.End:
            case ConsoleKey.E when isControl:
                _buffer.End();
                break;
            case ConsoleKey.UpArrow:
            case ConsoleKey.P when isControl:
                Recall(-1);
                break;
            case ConsoleKey.DownArrow:
            case ConsoleKey.N when isControl:
                Recall(1);
                break;
            case ConsoleKey.W when isControl:
            case ConsoleKey.Backspace when isControl || isAlt:
                _buffer.KillWord();
                break;
            case ConsoleKey.Backspace:
            case ConsoleKey.H when isControl:
                _buffer.Backspace();
                break;
            case ConsoleKey.Delete:
            case ConsoleKey.D when isControl:
                _buffer.Delete();
                break;
            case ConsoleKey.U when isControl:
                _buffer.KillToStart();
                break;
            case ConsoleKey.K when isControl:
                _buffer.KillToEnd();
                break;
            default:
                if (key.KeyChar != 0 && !isAlt)
                {
                    _buffer.Insert(key.KeyChar);
                }

                break;
        }
    }

    // The first Tab takes what is sure: the only completion, or what all have in common; further ones go through the list.
    private async Task TabAsync(int step, CancellationToken cancellationToken)
    {
        if (_menu.IsEmpty)
        {
            _typed = _buffer.Text;
            _menu = await complete(_buffer.Text, _buffer.Caret, cancellationToken);
            if (_menu.Length == 1)
            {
                Take(_menu[0]);
                CloseMenu();
            }
            else if (CommonText() is { } common)
            {
                Take(common);
            }

            return;
        }

        _selected = _selected < 0 && step < 0 ? _menu.Length - 1 : (_selected + step + _menu.Length) % _menu.Length;
        Take(_menu[_selected]);
    }

    // What all completions begin with, where that is more than was typed; null when it is not.
    private Completion? CommonText()
    {
        if (_menu.IsEmpty || _menu.Any(completion => (completion.Start, completion.Length) != (_menu[0].Start, _menu[0].Length)))
        {
            return null;
        }

        var length = _menu[0].Text.Length;
        foreach (var completion in _menu)
        {
            length = Math.Min(length, _menu[0].Text.AsSpan().CommonPrefixLength(completion.Text));
        }

        var typed = _typed.Substring(_menu[0].Start, _menu[0].Length);
        return length > typed.Length && _menu[0].Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
            ? _menu[0] with { Text = _menu[0].Text[..length] }
            : null;
    }

    private void Take(Completion completion)
    {
        _buffer.Set(_typed);
        _buffer.Replace(completion.Start, completion.Length, completion.Text);
    }

    private void CloseMenu()
    {
        _menu = [];
        _selected = -1;
    }

    private void Recall(int step)
    {
        var to = _recalled + step;
        if (to < 0 || to > _history.Count)
        {
            return;
        }

        if (_recalled == _history.Count)
        {
            _draft = _buffer.Text;
        }

        _recalled = to;
        _buffer.Set(to == _history.Count ? _draft : _history[to]);
    }

    private void Draw() => view.Draw(_buffer, [.. _menu.Select(completion => completion.Label)], _selected, _selected >= 0 ? _menu[_selected].Help : null);

    private static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) => key.Key == letter && key.Modifiers.HasFlag(ConsoleModifiers.Control);
}
