using System.Globalization;
using System.Numerics;
using Allora.Sdk.Values;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>Texts and amounts for people. Texts of the chain, of models and of errors pass through here; the pages show them as text, never as HTML.</summary>
internal static class Shown
{
    private const int LongestText = 600;
    private const int Decimals = 6;

    // Beyond what any amount has: such a number is shown as it is.
    private const int LargestExponent = 64;

    private static readonly NumberFormatInfo Spaces = new() { NumberGroupSeparator = "\u202f" };

    public static string? Text(string? text) => text is null ? null : SafeText.OneLine(text, LongestText);

    /// <summary>An amount in ALLO, rounded for reading, and exact.</summary>
    public static AmountView Amount(UAllo amount) => new(Short(amount), $"{amount.ToAllo()} ALLO");

    public static AmountView? Amount(UAllo? amount) => amount is { } some ? Amount(some) : null;

    /// <summary>A reward, of which the chain pays whole uallo alone.</summary>
    public static AmountView? Reward(ChainDecimal? reward)
    {
        if (reward is not { } some)
            return null;
        if (some.IsNegative || Math.Abs(some.Exponent) > LargestExponent)
            return new AmountView($"{some} uallo", $"{some} uallo");
        var power = BigInteger.Pow(10, Math.Abs(some.Exponent));
        return Amount(new UAllo(some.Exponent < 0 ? some.Coefficient / power : some.Coefficient * power));
    }

    /// <summary>A time without parts of a second.</summary>
    public static string? Time(DateTimeOffset? time) => time is { } some && some != default ? some.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : null;

    public static double? Milliseconds(TimeSpan? time) => time is { } some ? Math.Round(some.TotalMilliseconds, 1) : null;

    private static string Short(UAllo amount)
    {
        if (amount == UAllo.Zero)
            return "0 ALLO";
        var allo = amount.ToAllo();
        var point = allo.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? allo : allo[..point];
        var part = point < 0 ? "" : allo[(point + 1)..];
        if (whole != "0" || part.AsSpan(0, Math.Min(Decimals, part.Length)).ContainsAnyExcept('0'))
            return Join(whole, part[..Math.Min(whole.Length > 3 ? 2 : Decimals, part.Length)]);
        return $"{Grouped(amount.Value)} uallo";
    }

    private static string Join(string whole, string part) => part.TrimEnd('0') is { Length: > 0 } kept ? $"{Grouped(whole)}.{kept} ALLO" : $"{Grouped(whole)} ALLO";

    private static string Grouped(string whole) => Grouped(BigInteger.Parse(whole, CultureInfo.InvariantCulture));

    // With narrow spaces that do not break.
    private static string Grouped(BigInteger number) => number.ToString("N0", Spaces);
}
