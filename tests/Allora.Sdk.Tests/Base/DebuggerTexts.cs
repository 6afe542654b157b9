using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Allora.Sdk.Tests.Base;

/// <summary>Writes what a debugger shows for an object: the text of its DebuggerDisplay with every expression in it evaluated.</summary>
internal static partial class DebuggerTexts
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static string Of(object shown)
    {
        var display = shown.GetType().GetCustomAttribute<DebuggerDisplayAttribute>(inherit: false);
        Assert.NotNull(display);
        return Expression().Replace(display.Value, match => Convert.ToString(Evaluate(shown, match.Groups[1].Value), CultureInfo.InvariantCulture) ?? "null");
    }

    // Paths of members, ToString() and ?? are all that these texts use.
    private static object? Evaluate(object shown, string expression) =>
        expression.Split(" ?? ").Select(path => path.Split('.').Aggregate((object?)shown, (at, member) => at is null ? null : Get(at, member))).FirstOrDefault(value => value is not null);

    private static object? Get(object of, string member)
    {
        if (member == "ToString()")
            return of.ToString();
        var type = of.GetType();
        if (type.GetProperty(member, Members) is { } property)
            return property.GetValue(of);
        var field = type.GetField(member, Members);
        Assert.True(field is not null, $"{type.Name} has no {member}, which its DebuggerDisplay names");
        return field.GetValue(of);
    }

    [GeneratedRegex(@"\{([^{},]+)(?:,nq)?\}")]
    private static partial Regex Expression();
}
