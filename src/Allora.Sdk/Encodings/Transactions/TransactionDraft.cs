using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Transactions;

/// <summary>Everything that a transaction says, before it is signed. Equal drafts and keys give equal bytes.</summary>
internal sealed record TransactionDraft
{
    /// <summary>The messages; either all are executed, or none.</summary>
    public required IReadOnlyList<TransactionMessage> Messages { get; init; }

    /// <summary>The id of the chain, such as "allora-testnet-1".</summary>
    public required string ChainId { get; init; }

    /// <summary>The signer's account number on that chain.</summary>
    public required ulong AccountNumber { get; init; }

    /// <summary>The signer's next sequence.</summary>
    public required ulong Sequence { get; init; }

    /// <summary>The fee and the gas limit.</summary>
    public required TransactionFee Fee { get; init; }

    /// <summary>A public note. Default: empty.</summary>
    public string Memo { get; init; } = "";

    /// <summary>The last height whose block may include it. Default: 0, no limit.</summary>
    public ulong TimeoutHeight { get; init; }

    /// <summary>Signs the draft.</summary>
    public ValueTask<SignedTransaction> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return new UnsignedTransaction(this, signer.PublicKey.Span).SignAsync(signer, cancellationToken);
    }
}
