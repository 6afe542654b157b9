using System.Globalization;
using System.Text.RegularExpressions;

namespace Allora.Docs.Tests.Options;

/// <summary>A limit as the page writes it: "&gt;= 100 ms", "&gt; 0", "&lt;= 200".</summary>
/// <param name="IsLower">Whether values below it are refused; else those above.</param>
/// <param name="Allows">Whether the limit itself is taken.</param>
/// <param name="Value">The limit, in the option's own type.</param>
internal sealed partial record Bound(bool IsLower, bool Allows, object Value)
{
    /// <summary>The limits of a cell; what is no number, such as another option's name, is words for people.</summary>
    public static IEnumerable<Bound> Of(string cell, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        foreach (Match match in Written().Matches(cell))
        {
            var number = double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
            object value = type == typeof(TimeSpan)
                ? TimeSpan.FromSeconds(number * match.Groups[3].Value switch { "ms" => 0.001, "min" => 60, "h" => 3600, _ => 1 })
                : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
            yield return new Bound(match.Groups[1].Value[0] == '>', match.Groups[1].Value.EndsWith('='), value);
        }
    }

    /// <summary>The nearest value that is taken.</summary>
    public object Inside => Allows ? Value : Next(IsLower);

    /// <summary>The nearest value that is refused; null where the type has none.</summary>
    public object? Outside => !Allows ? Value : Value is 0UL && IsLower ? null : Next(!IsLower);

    private object Next(bool up) => Value switch
    {
        TimeSpan span => span + TimeSpan.FromTicks(up ? 1 : -1),
        int whole => whole + (up ? 1 : -1),
        long whole => whole + (up ? 1 : -1),
        ulong whole => up ? whole + 1 : whole - 1,
        double number => up ? Math.BitIncrement(number) : Math.BitDecrement(number),
        _ => throw new NotSupportedException($"no neighbours of {Value.GetType()}"),
    };

    [GeneratedRegex(@"([<>]=?) (\d+(?:\.\d+)?)(?: (ms|s|min|h))?(?![\w.])")]
    private static partial Regex Written();
}
