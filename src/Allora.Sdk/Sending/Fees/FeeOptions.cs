using System.Globalization;
using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>Limits on the fee of a transaction. Integers and exact decimals only.</summary>
public sealed class FeeOptions
{
    /// <summary>The offer in relation to the chain's gas price. Default <see cref="FeeTier.Standard"/>.</summary>
    public FeeTier Tier { get; set; } = FeeTier.Standard;

    /// <summary>The lowest gas price (uallo per unit of gas) offered. Default null: the network's own floor.</summary>
    public GasPrice? Floor { get; set; }

    /// <summary>The highest gas price (uallo per unit of gas) offered. Default null: no cap on the price.</summary>
    public GasPrice? Cap { get; set; }

    /// <summary>
    /// The highest fee (uallo) offered for one transaction. Default null: 20 times what <see cref="MaximumGas"/> costs at the network's
    /// <see cref="AlloraNetwork.GasPriceFloor"/>, see <see cref="MaximumFeeOn"/>.
    /// </summary>
    public UAllo? MaximumFee { get; set; }

    /// <summary>The margin of the gas limit over the simulated gas, in percent. Default 10.</summary>
    public int GasMarginPercent { get; set; } = 10;

    /// <summary>The highest gas limit (gas) offered. Default 2 000 000.</summary>
    public ulong MaximumGas { get; set; } = 2_000_000;

    /// <summary>How many failures in blocks, each of which burns its fee, are accepted for a nonce. Default 2; with 0 the first failure ends it.</summary>
    public int MaximumBurnedFees { get; set; } = 2;

    /// <summary>
    /// The highest fee (uallo) offered for one transaction on a network: <see cref="MaximumFee"/>, or its default. On the main network the
    /// default is 0.01 ALLO, which also holds for a network without a floor.
    /// </summary>
    /// <param name="network">The network, of which the gas price floor counts.</param>
    public UAllo MaximumFeeOn(AlloraNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return FeeCaps.MaximumFee(network.GasPriceFloor, this);
    }

    /// <summary>Returns an independent copy.</summary>
    internal FeeOptions Copy() => (FeeOptions)MemberwiseClone();

    internal void Validate()
    {
        if (MaximumBurnedFees < 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{nameof(MaximumBurnedFees)} is {MaximumBurnedFees}: it must not be negative."));
        if (GasMarginPercent is < 0 or > 200)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{nameof(GasMarginPercent)} is {GasMarginPercent}: choose between 0 and 200."));
        if (MaximumGas < 100_000)
            throw new ArgumentException($"{nameof(MaximumGas)} is {MaximumGas}: a worker payload needs more than 100000.");
        if (Floor is { } floor && Cap is { } cap && floor > cap)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The gas price floor {floor} is above the cap {cap}."));
    }
}
