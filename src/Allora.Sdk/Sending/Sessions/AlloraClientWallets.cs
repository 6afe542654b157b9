using Allora.Sdk.Sending;
using Allora.Sdk.Sending.Sessions;

namespace Allora.Sdk;

/// <summary>Sending transactions of a wallet through an <see cref="AlloraClient"/>.</summary>
public static class AlloraClientWallets
{
    /// <summary>
    /// Opens a wallet for sending any transaction: priced, signed, simulated, journaled, broadcast and followed into a block, by the same one
    /// sender that the workers of this client use for the wallet. Dispose the result to release the wallet's journal.
    /// </summary>
    /// <param name="client">The client; the caller disposes it afterwards.</param>
    /// <param name="wallet">The wallet; the caller disposes it afterwards.</param>
    /// <param name="options">Fee limits and the journal's place; the defaults if null.</param>
    /// <returns>The opened wallet. Its journal is locked from the first transaction on.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static WalletTransactions OpenWallet(this AlloraClient client, AlloraWallet wallet, TransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(wallet);
        return new WalletTransactions(client, wallet, options ?? new TransactionOptions());
    }

    /// <summary>Gets the counts of a wallet's sender in this process.</summary>
    /// <param name="client">The client.</param>
    /// <param name="address">The wallet's address.</param>
    /// <returns>The counts; null if neither a worker nor an opened wallet of this client uses the address now.</returns>
    public static WalletStatistics? GetWalletStatistics(this AlloraClient client, string address)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(address);
        return client.Attachments.Find<WalletRegistry>()?.StatisticsOf(address);
    }
}
