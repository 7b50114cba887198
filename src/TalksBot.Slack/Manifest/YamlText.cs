using System.Globalization;
using System.Text;

namespace TalksBot.Slack;

/// <summary>Writes the little YAML that a manifest needs: maps, lists of maps, lists of words.</summary>
internal sealed class YamlText
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isEntry;

    /// <summary>A line for people.</summary>
    public YamlText Comment(string text)
    {
        _text.Append("# ").Append(text).Append('\n');
        return this;
    }

    /// <summary>Begins a map.</summary>
    public YamlText Open(string key) => Line($"{key}:").Deeper(1);

    /// <summary>Ends it.</summary>
    public YamlText Close() => Deeper(-1);

    /// <summary>Begins a list of maps.</summary>
    public YamlText OpenList(string key) => Line($"{key}:").Deeper(2);

    /// <summary>Begins the next map of the list.</summary>
    public YamlText Entry()
    {
        _isEntry = true;
        return this;
    }

    /// <summary>Ends the list.</summary>
    public YamlText CloseList() => Deeper(-2);

    /// <summary>A text.</summary>
    public YamlText Value(string key, string value) => Line($"{key}: {Quoted(value)}");

    /// <summary>A truth value.</summary>
    public YamlText Value(string key, bool value) => Line($"{key}: {(value ? "true" : "false")}");

    /// <summary>A number.</summary>
    public YamlText Value(string key, int value) => Line($"{key}: {value.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>A list of words.</summary>
    public YamlText List(string key, IEnumerable<string> values)
    {
        Line($"{key}:");
        foreach (var value in values)
        {
            Line($"  - {Quoted(value)}");
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private YamlText Line(string text)
    {
        _text.Append(' ', (_depth * 2) - (_isEntry ? 2 : 0)).Append(_isEntry ? "- " : "").Append(text).Append('\n');
        _isEntry = false;
        return this;
    }

    private YamlText Deeper(int by)
    {
        _depth += by;
        return this;
    }

    // Always in double quotes: no word is then taken for a truth value, a number or a mark of YAML's own.
    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
