namespace Allora.Sdk.Wallets;

/// <summary>A key, a mnemonic, a path or a key file that cannot be used. The message says what to do and never holds a secret.</summary>
public sealed class WalletException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public WalletException()
    {
    }

    /// <summary>Creates the exception; the message must not hold a secret.</summary>
    public WalletException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception; neither message nor cause may hold a secret.</summary>
    public WalletException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
