using System.Globalization;

namespace Allora.Sdk.Sending;

/// <summary>
/// Funded wallets that send the payloads of other wallets' workers, several in a transaction: name it as <see cref="WorkerOptions.SubmittedBy"/>. The chain
/// checks the signature inside of a payload, not who sends it, so a worker's own wallet needs coins for its registration only. Sequence, fees, daily
/// budget and the transactions' journal are the sender's; signed bundles, results and follow-ups stay the worker's.
/// </summary>
/// <remarks>Give the same instance to all workers of a client: those that share it share transactions.</remarks>
public sealed class PayloadSenders
{
    /// <summary>Names the wallets.</summary>
    /// <param name="wallets">The wallets, at least one; the caller disposes them after the run. Several send in parallel, and stand in for one another.</param>
    /// <exception cref="ArgumentException">There is no wallet, or one is named twice.</exception>
    public PayloadSenders(params IReadOnlyList<AlloraWallet> wallets)
    {
        ArgumentNullException.ThrowIfNull(wallets);
        if (wallets.Count == 0)
            throw new ArgumentException("No wallet is named: name at least one that pays.", nameof(wallets));
        if (wallets.GroupBy(static wallet => wallet.Address).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"The wallet {twice.Key} is named twice.", nameof(wallets));
        Wallets = [.. wallets];
    }

    /// <summary>The wallets that send and pay.</summary>
    public IReadOnlyList<AlloraWallet> Wallets { get; }

    /// <summary>Limits on the fee of each transaction, and on its gas. They are copied when the first worker starts.</summary>
    public FeeOptions Fees { get; init; } = new();

    /// <summary>The most payloads in one transaction. Default 25; from 1 to 200. <see cref="FeeOptions.MaximumGas"/> of <see cref="Fees"/> limits them too.</summary>
    public int MaximumMessages { get; init; } = 25;

    /// <summary>The most bytes of payloads in one transaction. Default 100 000; from 10 000 to 1 000 000.</summary>
    public int MaximumBytes { get; init; } = 100_000;

    /// <summary>How long the first payload of a transaction waits for others. Default 20 ms; at most 1 s.</summary>
    public TimeSpan GatherTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        Fees.Validate();
        if (MaximumMessages is < 1 or > 200)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{nameof(MaximumMessages)} is {MaximumMessages}: choose between 1 and 200."));
        if (MaximumBytes is < 10_000 or > 1_000_000)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{nameof(MaximumBytes)} is {MaximumBytes}: choose between 10 000 and 1 000 000."));
        if (GatherTime < TimeSpan.Zero || GatherTime > TimeSpan.FromSeconds(1))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{nameof(GatherTime)} is {GatherTime}: choose between 0 and 1 second."));
    }
}
