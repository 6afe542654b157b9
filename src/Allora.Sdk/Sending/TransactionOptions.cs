using System.Globalization;

namespace Allora.Sdk.Sending;

/// <summary>How a wallet's transactions are sent by <see cref="AlloraClientWallets.OpenWallet"/>. Every default is stated.</summary>
public sealed class TransactionOptions
{
    /// <summary>What is paid for a transaction.</summary>
    public FeeOptions Fees { get; set; } = new();

    /// <summary>
    /// For how many blocks a transaction can be included; then it is out of reach for good, so that an unknown fate becomes known.
    /// Default 30; from 2 on.
    /// </summary>
    public int BlocksToLive { get; set; } = 30;

    /// <summary>Simulate the very bytes before paying for them. Default true: it is free, and the only check of the messages before a block.</summary>
    public bool SimulateFirst { get; set; } = true;

    internal TransactionOptions Copy() => new() { Fees = Fees.Copy(), BlocksToLive = BlocksToLive, SimulateFirst = SimulateFirst };

    internal void Validate()
    {
        if (BlocksToLive < 2)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{nameof(BlocksToLive)} is {BlocksToLive}: a transaction needs at least 2 blocks to be included."));
        Fees.Validate();
    }
}
