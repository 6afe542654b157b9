using System.Collections;
using System.Globalization;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Docs.Tests.Options;

/// <summary>How the page spells types and values.</summary>
internal static class OptionText
{
    public static string OfType(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return string.Join(", ", Enum.GetNames(type));
        if (type == typeof(string))
            return "text";
        if (type.IsGenericType && type.GetGenericArguments() is [var one] && type.IsAssignableTo(typeof(IEnumerable)))
            return "list of " + OfType(one);
        if (type.IsGenericType && type.GetGenericArguments() is [var key, var value] && type.IsAssignableTo(typeof(IEnumerable)))
            return $"{OfType(value)} by {OfType(key)}";
        return type.Name switch
        {
            nameof(TimeSpan) => "duration",
            nameof(DateTimeOffset) => "time",
            nameof(Int32) or nameof(Int64) or nameof(UInt64) => "whole number",
            nameof(Double) => "number",
            nameof(Boolean) => "true, false",
            nameof(Uri) => "address",
            nameof(UAllo) => "amount, uallo",
            nameof(GasPrice) => "price, uallo a unit of gas",
            _ when OptionTypes.All.ContainsKey(type.Name) => $"[{type.Name}](#{type.Name.ToLowerInvariant()})",
            _ when type.IsGenericType => $"`{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(part => part.Name))}>`",
            _ => $"`{type.Name}`",
        };
    }

    public static string OfValue(object? value) => value switch
    {
        null => "none",
        "" => "empty",
        string text => $"`{text}`",
        bool flag => flag ? "true" : "false",
        TimeSpan span => Of(span),
        Enum name => name.ToString(),
        Uri address => $"`{address.OriginalString}`",
        UAllo amount => $"{amount.ToAllo()} ALLO",
        NullLoggerFactory => "no logs",
        TimeProvider => "the system's",
        ILoggerFactory or ISubmissionJournal => "given",
        IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>().Select(OfValue)) : "none",
        GasPrice price => price.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "its defaults",
    };

    private static string Of(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{Number(span)}");

    private static string Number(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } when span.Ticks % TimeSpan.TicksPerDay == 0 => $"{span.Days} d",
        { TotalHours: >= 1 } when span.Ticks % TimeSpan.TicksPerHour == 0 => $"{(int)span.TotalHours} h",
        { TotalMinutes: > 1 } when span.Ticks % TimeSpan.TicksPerMinute == 0 => $"{(int)span.TotalMinutes} min",
        { Milliseconds: 0 } => $"{(int)span.TotalSeconds} s",
        _ => $"{(int)span.TotalMilliseconds} ms",
    };
}
