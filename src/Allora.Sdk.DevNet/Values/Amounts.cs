using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet.Errors;

namespace Allora.Sdk.DevNet.Values;

/// <summary>
/// Whole amounts as the chain's integer type reads them: like integers in Go source, so "0x10" is 16, "+5" is 5 and "007" is 7,
/// and "1.5", "1e3" and " 5" are refused while the message is decoded.
/// </summary>
internal static class Amounts
{
    private const int MaxBits = 256;
    private const int MaxDigits = 1024;

    /// <summary>The amount; text that is not one, or is empty, is 0.</summary>
    public static BigInteger Parse(string text) => TryRead(text, out var amount) ? amount : BigInteger.Zero;

    /// <summary>Refuses what the chain's own integer type refuses while it decodes. Empty text is an amount that was not given.</summary>
    public static void RequireInteger(string text)
    {
        if (text.Length == 0)
            return;
        if (!TryRead(text, out var amount))
            throw ChainErrors.TxParse($"math/big: cannot unmarshal \"{text}\" into a *big.Int");
        if (BigInteger.Abs(amount).GetBitLength() is var bits && bits > MaxBits)
            throw ChainErrors.TxParse($"integer out of range; got: {bits}, max: {MaxBits}");
    }

    private static bool TryRead(string text, out BigInteger amount)
    {
        amount = BigInteger.Zero;
        if (text.Length > MaxDigits)
            return false;
        var digits = text.AsSpan();
        var negative = digits.StartsWith("-");
        if (negative || digits.StartsWith("+"))
            digits = digits[1..];
        var number = Base(ref digits, out var prefixed);
        if (!TryDigits(digits, number, prefixed, out amount))
            return false;
        if (negative)
            amount = -amount;
        return true;
    }

    private static int Base(ref ReadOnlySpan<char> digits, out bool prefixed)
    {
        prefixed = digits.Length > 1 && digits[0] == '0';
        if (!prefixed)
            return 10;
        var (number, skipped) = digits[1] switch
        {
            'x' or 'X' => (16, 2),
            'o' or 'O' => (8, 2),
            'b' or 'B' => (2, 2),
            _ => (8, 1),
        };
        digits = digits[skipped..];
        return number;
    }

    private static bool TryDigits(ReadOnlySpan<char> digits, int number, bool afterPrefix, out BigInteger amount)
    {
        amount = BigInteger.Zero;
        if (digits.Length == 0)
            return false;
        // An underscore separates digits, and may follow a prefix; nothing else.
        var separable = afterPrefix;
        foreach (var digit in digits)
        {
            if (digit == '_')
            {
                if (!separable)
                    return false;
                separable = false;
                continue;
            }

            if (!int.TryParse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || value >= number)
                return false;
            amount = (amount * number) + value;
            separable = true;
        }

        return separable;
    }
}
