using System.Globalization;
using System.Security.Cryptography;
using Allora.Sdk.Transactions.Encoding;
using Allora.Sdk.Values;

namespace Allora.Sdk.Transactions;

/// <summary>
/// Pure functions from inputs to the bytes of a transaction with one signer (SIGN_MODE_DIRECT). Fields in ascending order, defaults not
/// written: the same inputs always give the same bytes, which golden vectors prove.
/// </summary>
public static class TransactionEncoding
{
    private const string PublicKeyType = "/cosmos.crypto.secp256k1.PubKey";
    private const ulong SignModeDirect = 1;

    /// <summary>The body: messages, memo and timeout height.</summary>
    /// <param name="messages">At least one.</param>
    /// <param name="memo">Empty for none.</param>
    /// <param name="timeoutHeight">The last height (blocks) at which the transaction may be included; 0 for none.</param>
    public static byte[] Body(IReadOnlyList<TransactionMessage> messages, string memo = "", ulong timeoutHeight = 0)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(memo);
        var body = new ProtoBuffer();
        foreach (var message in messages)
            body.Message(1, new ProtoBuffer().Text(1, message.TypeUrl).Bytes(2, message.Value.Span));
        return body.Text(2, memo).Varint(3, timeoutHeight).ToArray();
    }

    /// <summary>The auth info: the signer's key and sequence, and the fee.</summary>
    /// <param name="publicKey">33 bytes, compressed secp256k1.</param>
    /// <param name="sequence">The account's sequence.</param>
    /// <param name="fee">The fee.</param>
    public static byte[] AuthInfo(ReadOnlySpan<byte> publicKey, ulong sequence, TransactionFee fee)
    {
        ArgumentNullException.ThrowIfNull(fee);
        var key = new ProtoBuffer().Text(1, PublicKeyType).Message(2, new ProtoBuffer().Bytes(1, publicKey));
        var mode = new ProtoBuffer().Message(1, new ProtoBuffer().Varint(1, SignModeDirect));
        var signer = new ProtoBuffer().Message(1, key).Message(2, mode).Varint(3, sequence);
        return new ProtoBuffer().Message(1, signer).Message(2, Fee(fee)).ToArray();
    }

    /// <summary>What is signed: body, auth info, chain and account.</summary>
    /// <param name="body">From <see cref="Body"/>.</param>
    /// <param name="authInfo">From <see cref="AuthInfo"/>.</param>
    /// <param name="chainId">The chain.</param>
    /// <param name="accountNumber">The signer's account number.</param>
    public static byte[] SignDoc(ReadOnlySpan<byte> body, ReadOnlySpan<byte> authInfo, string chainId, ulong accountNumber)
    {
        ArgumentNullException.ThrowIfNull(chainId);
        return new ProtoBuffer().Bytes(1, body).Bytes(2, authInfo).Text(3, chainId).Varint(4, accountNumber).ToArray();
    }

    /// <summary>What is broadcast.</summary>
    /// <param name="body">From <see cref="Body"/>.</param>
    /// <param name="authInfo">From <see cref="AuthInfo"/>.</param>
    /// <param name="signature">64 bytes, r||s.</param>
    public static byte[] Raw(ReadOnlySpan<byte> body, ReadOnlySpan<byte> authInfo, ReadOnlySpan<byte> signature) =>
        new ProtoBuffer().Bytes(1, body).Bytes(2, authInfo).Message(3, signature).ToArray();

    /// <summary>The transaction's hash (upper-case hex of SHA-256), known before it is sent.</summary>
    /// <param name="raw">From <see cref="Raw"/>.</param>
    public static string Hash(ReadOnlySpan<byte> raw) => Convert.ToHexString(SHA256.HashData(raw));

    private static ProtoBuffer Fee(TransactionFee fee)
    {
        var buffer = new ProtoBuffer();
        foreach (var coin in fee.Amount)
            buffer.Message(1, Coin(coin));
        return buffer.Varint(2, fee.GasLimit).Text(3, fee.Payer).Text(4, fee.Granter);
    }

    private static ProtoBuffer Coin(Coin coin) =>
        new ProtoBuffer().Text(1, coin.Denom).Text(2, coin.Amount.ToString(CultureInfo.InvariantCulture));
}
