using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Losses;

/// <summary>The form of a loss on chain: its logarithm to base ten, with a floor so that a perfect prediction has one, too.</summary>
internal static class LogLoss
{
    private const double Floor = 1e-100;

    /// <exception cref="ArgumentOutOfRangeException">The loss has no logarithm that the chain accepts.</exception>
    public static ChainDecimal Of(double loss)
    {
        if (!double.IsFinite(loss))
            throw new ArgumentOutOfRangeException(nameof(loss), string.Create(CultureInfo.InvariantCulture, $"the loss is {loss:R}, not a finite number"));
        if (loss < 0)
            throw new ArgumentOutOfRangeException(nameof(loss), string.Create(CultureInfo.InvariantCulture, $"the loss {loss:R} is negative and has no logarithm"));
        return OfLogarithm(Math.Log10(loss + Floor));
    }

    /// <exception cref="ArgumentOutOfRangeException">The chain does not accept the number.</exception>
    public static ChainDecimal OfLogarithm(double log10) => double.IsFinite(log10)
        ? ChainDecimal.FromDouble(log10)
        : throw new ArgumentOutOfRangeException(nameof(log10), string.Create(CultureInfo.InvariantCulture, $"the logarithm of the loss is {log10:R}, not a finite number"));
}
