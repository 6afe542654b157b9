using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Fees;

/// <summary>
/// The limits on fees if the user sets none. They follow from the network's gas price floor, which no node can change, so that a false
/// price can cost one capped fee, and a day of false prices the day's budget, but never the balance.
/// </summary>
internal static class FeeCaps
{
    /// <summary>A fee of the highest gas limit may be this many times what it costs at the floor.</summary>
    public const int TimesFloor = 20;

    /// <summary>So many of the highest fees fit into a day.</summary>
    public const int FeesPerDay = 100;

    /// <summary>A price is a jump if it is at least this many times the price that was last paid.</summary>
    public const int Jump = 10;

    /// <summary>The highest fee (uallo) of one transaction.</summary>
    public static UAllo MaximumFee(GasPrice networkFloor, FeeOptions options) =>
        options.MaximumFee ?? Times(GasPrice.Max(Reference(networkFloor), options.Floor ?? GasPrice.Zero).FeeFor(options.MaximumGas), TimesFloor);

    /// <summary>The highest sum (uallo) of a wallet's fees on one UTC day.</summary>
    public static UAllo DailyBudget(GasPrice networkFloor) => Times(MaximumFee(networkFloor, new FeeOptions()), FeesPerDay);

    // A network of one's own may have no floor: the main network's limits its fees as well.
    private static GasPrice Reference(GasPrice networkFloor) => networkFloor > GasPrice.Zero ? networkFloor : AlloraNetwork.Mainnet.GasPriceFloor;

    private static UAllo Times(UAllo amount, int factor) => new(amount.Value * factor);
}
