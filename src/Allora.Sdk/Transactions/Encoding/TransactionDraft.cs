using Allora.Sdk.Wallets;

namespace Allora.Sdk.Transactions;

/// <summary>Everything that a signature covers.</summary>
public sealed record TransactionDraft
{
    /// <summary>At least one message; all succeed or none.</summary>
    public required IReadOnlyList<TransactionMessage> Messages { get; init; }

    /// <summary>The chain.</summary>
    public required string ChainId { get; init; }

    /// <summary>The signer's account number.</summary>
    public required ulong AccountNumber { get; init; }

    /// <summary>The signer's sequence.</summary>
    public required ulong Sequence { get; init; }

    /// <summary>The fee.</summary>
    public required TransactionFee Fee { get; init; }

    /// <summary>The memo, at most 256 characters on this chain. Default empty.</summary>
    public string Memo { get; init; } = "";

    /// <summary>The last height (blocks) at which the transaction may be included. Default 0: no limit.</summary>
    public ulong TimeoutHeight { get; init; }

    /// <summary>Signs.</summary>
    /// <param name="signer">The signer.</param>
    /// <param name="cancellationToken">Cancels a remote signer's work.</param>
    public async ValueTask<SignedTransaction> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var body = TransactionEncoding.Body(Messages, Memo, TimeoutHeight);
        var authInfo = TransactionEncoding.AuthInfo(signer.PublicKey.Span, Sequence, Fee);
        var document = TransactionEncoding.SignDoc(body, authInfo, ChainId, AccountNumber);
        var signature = await signer.SignAsync(document, cancellationToken).ConfigureAwait(false);
        var raw = TransactionEncoding.Raw(body, authInfo, signature);
        return new SignedTransaction(raw, TransactionEncoding.Hash(raw), Sequence, Fee, TimeoutHeight);
    }
}

/// <summary>Bytes ready to be broadcast, and what they say.</summary>
/// <param name="Bytes">The TxRaw bytes.</param>
/// <param name="Hash">Their hash, upper-case hex.</param>
/// <param name="Sequence">The signer's sequence.</param>
/// <param name="Fee">The fee.</param>
/// <param name="TimeoutHeight">The last height (blocks) of inclusion, 0 for no limit.</param>
public sealed record SignedTransaction(ReadOnlyMemory<byte> Bytes, string Hash, ulong Sequence, TransactionFee Fee, ulong TimeoutHeight);
