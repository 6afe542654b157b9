namespace Allora.Sdk.Wallets;

/// <summary>A key, a mnemonic, a path or a key file cannot be used. The message says what to correct and never contains a secret.</summary>
public sealed class WalletException : AlloraException
{
    /// <summary>Creates the exception, with reason <see cref="AlloraErrorReason.InvalidWallet"/>.</summary>
    /// <param name="message">What is wrong and what to do; it must not contain a secret.</param>
    /// <param name="innerException">The cause; it must not contain a secret.</param>
    public WalletException(string message, Exception? innerException = null)
        : base(AlloraErrorReason.InvalidWallet, isTransient: false, message, innerException)
    {
    }
}
