using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Fees;

/// <summary>A gas limit, a price and the resulting fee: limit x price, rounded up to whole uallo.</summary>
internal readonly record struct FeeQuote(ulong GasLimit, GasPrice Price, UAllo Fee)
{
    private static readonly ChainDecimal StandardFactor = ChainDecimal.Parse("1.1");
    private static readonly ChainDecimal PriorityFactor = ChainDecimal.Parse("1.5");

    /// <summary>
    /// Prices a transaction. The offer is the chain's price x the tier, at least the floor, at most the cap; the fee is at most the maximum.
    /// </summary>
    /// <exception cref="AlloraException">The chain requires more than the options allow.</exception>
    public static FeeQuote For(ulong gas, GasPrice chainPrice, GasPrice networkFloor, FeeOptions options)
    {
        // In 128 bits: a node's gas is a claim, and no claim may overflow.
        var limit = (ulong)UInt128.Min(WithMargin(gas, options.GasMarginPercent), options.MaximumGas);
        var floor = options.Floor ?? networkFloor;
        var least = chainPrice > floor ? chainPrice : floor;
        if (options.Cap is { } cap && least > cap)
            throw OverLimit(string.Create(CultureInfo.InvariantCulture, $"the chain's gas price is {least} uallo, above the cap of {cap}"), nameof(FeeOptions.Cap));
        var offer = Tiered(least, options.Tier);
        if (options.Cap is { } highest && offer > highest)
            offer = highest;
        var fee = offer.FeeFor(limit);
        if (FeeCaps.MaximumFee(networkFloor, options) is var maximum && fee > maximum)
        {
            // The tier is reduced before the transaction is given up.
            if (least.FeeFor(limit) is var needed && needed > maximum)
                throw OverLimit(string.Create(CultureInfo.InvariantCulture, $"the fee would be {needed}, above the maximum of {maximum}"), nameof(FeeOptions.MaximumFee));
            fee = maximum;
        }

        return new FeeQuote(limit, offer, fee);
    }

    private static GasPrice Tiered(GasPrice price, FeeTier tier) => tier switch
    {
        FeeTier.Eco => price,
        FeeTier.Standard => price.Times(StandardFactor),
        FeeTier.Priority => price.Times(PriorityFactor),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "unknown fee tier"),
    };

    private static UInt128 WithMargin(ulong gas, int percent) => ((UInt128)gas * (uint)(100 + percent) + 99) / 100;

    private static AlloraException OverLimit(string what, string option) =>
        new(AlloraErrorReason.FeeAboveLimit, isTransient: true, $"Nothing was sent: {what}. Raise {option} in FeeOptions, or wait for the price to fall.");
}
