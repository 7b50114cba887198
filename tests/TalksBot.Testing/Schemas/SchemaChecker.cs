using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TalksBot.Testing.Schemas;

/// <summary>Walks a schema and a value together.</summary>
internal sealed class SchemaChecker(JsonSchemaFile file)
{
    // A schema that refers to itself ends where the value does; this guards against one that does not.
    private const int MaxDepth = 200;

    private int _depth;

    public void Check(JsonElement schema, JsonElement value, string path, List<SchemaFault> faults)
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return;
        }

        if (schema.ValueKind is JsonValueKind.False)
        {
            faults.Add(new(path, "nothing is allowed here"));
            return;
        }

        if (++_depth > MaxDepth)
        {
            throw new InvalidOperationException($"The schema refers to itself without end at {path}.");
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            CheckKeyword(schema, keyword.Name, keyword.Value, value, path, faults);
        }

        _depth--;
    }

    private void CheckKeyword(JsonElement schema, string keyword, JsonElement rule, JsonElement value, string path, List<SchemaFault> faults)
    {
        switch (keyword)
        {
            case "$ref":
                Check(file.At(rule.GetString() ?? ""), value, path, faults);
                break;
            case "type":
                CheckType(rule, value, path, faults);
                break;
            case "const":
                Require(JsonElement.DeepEquals(rule, value), path, $"must be {rule.GetRawText()}", faults);
                break;
            case "enum":
                Require(rule.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)), path, $"must be one of {rule.GetRawText()}", faults);
                break;
            case "allOf":
                foreach (var part in rule.EnumerateArray())
                {
                    Check(part, value, path, faults);
                }

                break;
            case "anyOf":
            case "oneOf":
                CheckUnion(keyword, rule, value, path, faults);
                break;
            case "not":
                Require(Faults(rule, value, path).Count > 0, path, "is of a kind that is excluded", faults);
                break;
            case "if":
                CheckCondition(schema, rule, value, path, faults);
                break;
            default:
                CheckByKind(schema, keyword, rule, value, path, faults);
                break;
        }
    }

    private void CheckByKind(JsonElement schema, string keyword, JsonElement rule, JsonElement value, string path, List<SchemaFault> faults)
    {
        switch (keyword)
        {
            case "properties" or "required" or "additionalProperties" or "minProperties" or "maxProperties" or "patternProperties" or "propertyNames":
                if (value.ValueKind == JsonValueKind.Object)
                {
                    CheckObject(schema, keyword, rule, value, path, faults);
                }

                break;
            case "items" or "minItems" or "maxItems" or "uniqueItems" or "contains":
                if (value.ValueKind == JsonValueKind.Array)
                {
                    CheckArray(keyword, rule, value, path, faults);
                }

                break;
            case "minLength" or "maxLength" or "pattern":
                if (value.ValueKind == JsonValueKind.String)
                {
                    CheckString(keyword, rule, value.GetString() ?? "", path, faults);
                }

                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf":
                if (value.ValueKind == JsonValueKind.Number)
                {
                    CheckNumber(keyword, rule.GetDouble(), value.GetDouble(), path, faults);
                }

                break;
            case "format":
                CheckFormat(rule.GetString() ?? "", value, path, faults);
                break;
            case "title" or "description" or "default" or "examples" or "example" or "deprecated" or "readOnly" or "writeOnly" or "nullable" or "then" or "else"
                or "contentEncoding" or "contentMediaType" or "$schema" or "$id" or "$comment" or "$defs" or "definitions" or "discriminator":
                break;
            default:
                if (!keyword.StartsWith("x-", StringComparison.Ordinal))
                {
                    throw new NotSupportedException($"The schema keyword \"{keyword}\" is not known.");
                }

                break;
        }
    }

    private static void CheckType(JsonElement rule, JsonElement value, string path, List<SchemaFault> faults)
    {
        var allowed = rule.ValueKind == JsonValueKind.Array ? [.. rule.EnumerateArray().Select(name => name.GetString() ?? "")] : new[] { rule.GetString() ?? "" };
        Require(allowed.Any(name => IsOfType(name, value)), path, $"is {value.ValueKind}, must be {string.Join(" or ", allowed)}", faults);
    }

    private static bool IsOfType(string name, JsonElement value) => name switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && double.IsInteger(number),
        _ => throw new NotSupportedException($"The type \"{name}\" is not known."),
    };

    private void CheckUnion(string keyword, JsonElement rule, JsonElement value, string path, List<SchemaFault> faults)
    {
        var tried = rule.EnumerateArray().Select(part => Faults(part, value, path)).ToArray();
        var fitting = tried.Count(found => found.Count == 0);
        if (fitting == 0)
        {
            // The member that fits best tells most: fewest faults, and the deepest first fault (its discriminating fields were right).
            var nearest = tried.OrderBy(found => found.Exists(fault => fault.Path == path)).ThenBy(found => found.Count).First();
            faults.Add(new(path, $"fits none of {tried.Length} alternatives; of the nearest one:"));
            faults.AddRange(nearest);
        }
        else if (keyword == "oneOf")
        {
            Require(fitting == 1, path, $"fits {fitting} alternatives, must fit one", faults);
        }
    }

    private void CheckCondition(JsonElement schema, JsonElement condition, JsonElement value, string path, List<SchemaFault> faults)
    {
        var branch = Faults(condition, value, path).Count == 0 ? "then" : "else";
        if (schema.TryGetProperty(branch, out var consequence))
        {
            Check(consequence, value, path, faults);
        }
    }

    private void CheckObject(JsonElement schema, string keyword, JsonElement rule, JsonElement value, string path, List<SchemaFault> faults)
    {
        switch (keyword)
        {
            case "properties":
                foreach (var property in rule.EnumerateObject())
                {
                    if (value.TryGetProperty(property.Name, out var held))
                    {
                        Check(property.Value, held, $"{path}/{property.Name}", faults);
                    }
                }

                break;
            case "required":
                foreach (var name in rule.EnumerateArray().Select(name => name.GetString() ?? ""))
                {
                    Require(value.TryGetProperty(name, out _), path, $"\"{name}\" is missing", faults);
                }

                break;
            case "additionalProperties":
                foreach (var property in value.EnumerateObject().Where(property => !IsDeclared(schema, property.Name)))
                {
                    Require(rule.ValueKind != JsonValueKind.False, path, $"\"{property.Name}\" is not known", faults);
                    if (rule.ValueKind == JsonValueKind.Object)
                    {
                        Check(rule, property.Value, $"{path}/{property.Name}", faults);
                    }
                }

                break;
            case "patternProperties":
                foreach (var pattern in rule.EnumerateObject())
                {
                    foreach (var property in value.EnumerateObject().Where(property => Matches(pattern.Name, property.Name)))
                    {
                        Check(pattern.Value, property.Value, $"{path}/{property.Name}", faults);
                    }
                }

                break;
            case "propertyNames":
                foreach (var property in value.EnumerateObject())
                {
                    Check(rule, JsonSerializer.SerializeToElement(property.Name), $"{path}/{property.Name}", faults);
                }

                break;
            default:
                CheckCount(keyword, rule.GetInt64(), value.EnumerateObject().Count(), path, faults);
                break;
        }
    }

    private static bool IsDeclared(JsonElement schema, string name) =>
        (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(pattern => Matches(pattern.Name, name)));

    private void CheckArray(string keyword, JsonElement rule, JsonElement value, string path, List<SchemaFault> faults)
    {
        switch (keyword)
        {
            case "items":
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Check(rule, item, $"{path}/{index++}", faults);
                }

                break;
            case "contains":
                Require(value.EnumerateArray().Any(item => Faults(rule, item, path).Count == 0), path, "holds no item of the kind that is asked for", faults);
                break;
            case "uniqueItems":
                Require(
                    rule.ValueKind != JsonValueKind.True || value.EnumerateArray().Distinct(ElementEquality.Instance).Count() == value.GetArrayLength(),
                    path,
                    "holds an item twice",
                    faults);
                break;
            default:
                CheckCount(keyword, rule.GetInt64(), value.GetArrayLength(), path, faults);
                break;
        }
    }

    private static void CheckCount(string keyword, long limit, long count, string path, List<SchemaFault> faults) =>
        Require(keyword.StartsWith("min", StringComparison.Ordinal) ? count >= limit : count <= limit, path, $"holds {count}, {keyword} is {limit}", faults);

    private static void CheckString(string keyword, JsonElement rule, string text, string path, List<SchemaFault> faults)
    {
        if (keyword == "pattern")
        {
            Require(Matches(rule.GetString() ?? "", text), path, $"does not match {rule.GetString()}", faults);
            return;
        }

        // JSON Schema counts Unicode code points.
        var length = text.EnumerateRunes().Count();
        var limit = rule.GetInt64();
        Require(keyword == "minLength" ? length >= limit : length <= limit, path, $"is {length} characters long, {keyword} is {limit}", faults);
    }

    private static void CheckNumber(string keyword, double limit, double number, string path, List<SchemaFault> faults)
    {
        var isKept = keyword switch
        {
            "minimum" => number >= limit,
            "maximum" => number <= limit,
            "exclusiveMinimum" => number > limit,
            "exclusiveMaximum" => number < limit,
            _ => double.IsInteger(number / limit),
        };
        Require(isKept, path, $"is {number.ToString(CultureInfo.InvariantCulture)}, {keyword} is {limit.ToString(CultureInfo.InvariantCulture)}", faults);
    }

    private static void CheckFormat(string format, JsonElement value, string path, List<SchemaFault> faults)
    {
        var isKept = (format, value.ValueKind) switch
        {
            ("int32", JsonValueKind.Number) => value.TryGetInt32(out _),
            ("int64", JsonValueKind.Number) => value.TryGetInt64(out _),
            ("snowflake", JsonValueKind.String) => ulong.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out _),
            ("uri", JsonValueKind.String) => Uri.TryCreate(value.GetString(), UriKind.Absolute, out _),
            ("date-time", JsonValueKind.String) => DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        Require(isKept, path, $"is no {format}", faults);
    }

    private static bool Matches(string pattern, string text) => Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));

    private static void Require(bool isKept, string path, string message, List<SchemaFault> faults)
    {
        if (!isKept)
        {
            faults.Add(new(path, message));
        }
    }

    private List<SchemaFault> Faults(JsonElement schema, JsonElement value, string path)
    {
        var found = new List<SchemaFault>();
        Check(schema, value, path, found);
        return found;
    }

    private sealed class ElementEquality : IEqualityComparer<JsonElement>
    {
        public static ElementEquality Instance { get; } = new();

        public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

        // Texts that differ may be equal values (1 and 1.0), so only the kind goes in.
        public int GetHashCode(JsonElement obj) => (int)obj.ValueKind;
    }
}
