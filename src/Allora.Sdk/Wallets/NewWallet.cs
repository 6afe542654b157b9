namespace Allora.Sdk.Wallets;

/// <summary>A new wallet and the mnemonic that restores it. Disposing it zeroes both.</summary>
public sealed class NewWallet : IDisposable
{
    internal NewWallet(AlloraWallet wallet, Mnemonic mnemonic) => (Wallet, Mnemonic) = (wallet, mnemonic);

    /// <summary>The wallet.</summary>
    public AlloraWallet Wallet { get; }

    /// <summary>The words. Show them once so that they can be written down, then dispose them.</summary>
    public Mnemonic Mnemonic { get; }

    /// <summary>The wallet's address.</summary>
    public override string ToString() => Wallet.Address;

    /// <summary>Zeroes the key and the words.</summary>
    public void Dispose()
    {
        Wallet.Dispose();
        Mnemonic.Dispose();
    }
}
