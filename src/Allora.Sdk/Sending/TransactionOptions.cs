using System.Globalization;

namespace Allora.Sdk.Sending;

/// <summary>How <see cref="AlloraClientWallets.OpenWallet"/> sends a wallet's transactions. Every default is stated.</summary>
public sealed class TransactionOptions
{
    /// <summary>Limits on the fee of a transaction.</summary>
    public FeeOptions Fees { get; set; } = new();

    /// <summary>
    /// For how many blocks a transaction can be included; then it has expired for good, so that an unknown outcome becomes known.
    /// Default 30; from 2 on.
    /// </summary>
    public int BlocksToLive { get; set; } = 30;

    /// <summary>Simulate the transaction before paying for it. Default true: it is free, and the only check of the messages before a block.</summary>
    public bool SimulateFirst { get; set; } = true;

    internal TransactionOptions Copy() => new() { Fees = Fees.Copy(), BlocksToLive = BlocksToLive, SimulateFirst = SimulateFirst };

    internal void Validate()
    {
        if (BlocksToLive < 2)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{nameof(BlocksToLive)} is {BlocksToLive}: a transaction needs at least 2 blocks to be included."));
        Fees.Validate();
    }
}
