using System.Globalization;

namespace TalksBot.Extraction;

/// <content>The numbers before a unit.</content>
internal sealed partial class TimeReader
{
    /// <summary>The amount before a unit.</summary>
    /// <param name="i">Its first atom.</param>
    /// <param name="amount">Digits, or null where the amount is vague ("several").</param>
    /// <param name="end">First atom after it.</param>
    /// <param name="isOne">Whether it is only an article.</param>
    private bool ReadAmount(int i, out string? amount, out int end, out bool isOne)
    {
        (amount, end, isOne) = (null, i, false);
        if (IsAny(i, "several", "many", "few", "some", "various"))
        {
            end = i + 1;
            return At(end).Word?.IsUnitPlural == true || (Is(i, "several") && IsHyphen(end) && At(end + 1).Word?.Unit is not (null or '\0'));
        }

        if (Is(i, "couple"))
        {
            (end, amount) = (Is(i + 1, "of") ? i + 2 : i + 1, "2");
            return IsAny(i - 1, "next", "past", "last", "first", "coming", "final") && At(end).Word?.IsUnitPlural == true;
        }

        if (IsAny(i, "a", "an"))
        {
            if (Is(i + 1, "few") || (Is(i + 1, "couple") && At(i + 2).Word?.IsUnitPlural == true))
            {
                (end, amount) = (i + 2, Is(i + 1, "couple") ? "2" : null);
                return true;
            }

            if (IsAny(i + 1, "couple", "number") && Is(i + 2, "of"))
            {
                (end, amount) = (i + 3, Is(i + 1, "couple") ? "2" : null);
                return true;
            }

            if (IsAny(i + 1, "hundred", "thousand") && At(i + 2).Word?.IsUnitPlural == true)
            {
                (end, amount) = (i + 2, Is(i + 1, "hundred") ? "100" : "1000");
                return true;
            }

            if (Is(i + 1, "hundred") && WithRest(100, i + 2) is var (whole, afterRest) && whole > 100)
            {
                (end, amount) = (afterRest, whole.ToString(CultureInfo.InvariantCulture));
                return true;
            }

            (amount, end, isOne) = ("1", i + 1, true);
            return true;
        }

        if (ReadNumber(i, out amount, out end))
        {
            // "two to three weeks", "two or three years", "5-10 days"
            if ((IsAny(end, "to", "or") || IsDash(end)) && ReadNumber(end + 1, out var upper, out var afterUpper) && upper is not null
                && (At(afterUpper).Word?.Unit is not (null or '\0') || (IsHyphen(afterUpper) && At(afterUpper + 1).Word?.Unit is not (null or '\0'))))
            {
                (amount, end) = (null, afterUpper);
            }

            return true;
        }

        return false;
    }

    private bool ReadNumber(int i, out string? amount, out int end)
    {
        (amount, end) = (null, i);
        if (At(i) is { Kind: AtomKind.Number, Number: >= 0 and var digits })
        {
            end = i + 1;
            amount = digits.ToString(CultureInfo.InvariantCulture);
            if (AfterHalf(end) is { } afterHalf)
            {
                (amount, end) = (amount + ".5", afterHalf);
                return true;
            }

            if (IsMark(end, ',') && At(end).IsGlued && At(end + 1) is { IsGlued: true, Kind: AtomKind.Number, Span.Length: 3 })
            {
                amount += Form(end + 1).ToString();
                end += 2;
            }
            else if (IsMark(end, '.') && At(end).IsGlued && At(end + 1) is { IsGlued: true, Kind: AtomKind.Number, Span.Length: <= 3 })
            {
                amount += "." + Form(end + 1).ToString();
                end += 2;
            }
            else if (At(end).Number == 1 && IsMark(end + 1, '/') && At(end + 1).IsGlued && At(end + 2) is { IsGlued: true, Number: 2 })
            {
                amount += ".5";
                end += 3;
            }

            return true;
        }

        if (At(i).Word is not { Cardinal: >= 0 and var value })
        {
            return false;
        }

        end = i + 1;
        var ones = IsHyphen(end) ? end + 1 : end;
        if (value >= 20 && At(ones).Word is { Cardinal: >= 1 and <= 9 and var one })
        {
            value += one;
            end = ones + 1;
        }

        if (IsAny(end, "hundred", "thousand"))
        {
            value *= Is(end, "hundred") ? 100 : 1000;
            end++;
            (value, end) = WithRest(value, end);
        }

        amount = value.ToString(CultureInfo.InvariantCulture);
        if (AfterHalf(end) is { } halved)
        {
            (amount, end) = (amount + ".5", halved);
        }

        return true;
    }

    // "and fifty", "twenty-five" after "hundred"
    private (int Value, int End) WithRest(int value, int end)
    {
        var at = Is(end, "and") ? end + 1 : end;
        if (At(at).Word is not { Cardinal: > 0 and < 100 and var rest } || !Joins(at))
        {
            return (value, end);
        }

        var ones = IsHyphen(at + 1) ? at + 2 : at + 1;
        return rest >= 20 && At(ones).Word is { Cardinal: >= 1 and <= 9 and var one } ? (value + rest + one, ones + 1) : (value + rest, at + 1);
    }

    // First atom after "and a half" or "-and-a-half".
    private int? AfterHalf(int i)
    {
        var and = IsHyphen(i) ? i + 1 : i;
        var a = IsHyphen(and + 1) ? and + 2 : and + 1;
        var half = IsHyphen(a + 1) ? a + 2 : a + 1;
        return Is(and, "and") && Is(a, "a") && Is(half, "half") ? half + 1 : null;
    }
}
