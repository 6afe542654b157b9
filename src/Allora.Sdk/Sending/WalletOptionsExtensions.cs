namespace Allora.Sdk;

/// <summary>Gives a wallet its options.</summary>
public static class WalletOptionsExtensions
{
    /// <summary>Sets the wallet's journal, daily budget and fee granter, before a worker or sender uses it. The options are copied.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="options">The options.</param>
    /// <returns>The same wallet.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The wallet has other options already.</exception>
    public static AlloraWallet WithOptions(this AlloraWallet wallet, WalletOptions options)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var copy = options with { };
        var given = wallet.Attachments.GetOrAdd(() => copy);
        if (given.DifferenceTo(copy) is { Length: > 0 } difference)
            throw new InvalidOperationException($"The wallet {wallet.Address} has other options already: {difference}. Give the options once.");
        return wallet;
    }
}
