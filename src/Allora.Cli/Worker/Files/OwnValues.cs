using System.Globalization;
using Allora.Cli.Documents;
using Allora.Cli.Running;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker.Files;

/// <summary>Kinds of values in our own file besides texts, flags and numbers.</summary>
internal static class OwnValues
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>An amount with its unit.</summary>
    public static UAllo? Amount(this FieldReader fields, string name) => fields.ParsedValue<UAllo>(
        name,
        "an amount with its unit, such as 0.5allo or 1500uallo (1 allo = 10^18 uallo)",
        static value => Attempt.Value(() => Amounts.Parse(value.Text)));

    /// <summary>One of an enumeration's names, in snake_case; never its number, and never several.</summary>
    public static T? Name<T>(this FieldReader fields, string name)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>().ToDictionary(static value => Snake(value.ToString()), StringComparer.OrdinalIgnoreCase);
        return fields.ParsedValue<T>(name, string.Join(", ", known.Keys), value => known.TryGetValue(value.Text, out var found) ? found : null);
    }

    /// <summary>A time such as 30s, 5m, 1h or 1d.</summary>
    public static TimeSpan? Span(this FieldReader fields, string name) => fields.ParsedValue<TimeSpan>(name, "a time such as 30s, 5m, 1h or 1d", static value => Span(value.Text));

    private static TimeSpan? Span(string text)
    {
        var (digits, seconds) = text switch
        {
            [.., 'm', 's'] => (text[..^2], 0.001),
            [.., 's'] => (text[..^1], 1),
            [.., 'm'] => (text[..^1], 60),
            [.., 'h'] => (text[..^1], 3600),
            [.., 'd'] => (text[..^1], 86_400d),
            _ => ("", 0),
        };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * seconds > 0 && number * seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(number * seconds)
            : null;
    }

    private static string Snake(string name) =>
        string.Concat(name.Select(static (c, index) => index > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
