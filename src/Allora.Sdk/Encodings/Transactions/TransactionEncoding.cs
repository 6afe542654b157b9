using System.Globalization;
using System.Security.Cryptography;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Encodings.Transactions;

/// <summary>
/// The bytes of SIGN_MODE_DIRECT transactions with one signer, as pure functions: from messages to the body, from body and fee to
/// the bytes to sign, and with the signature to the bytes to broadcast.
/// </summary>
internal static class TransactionEncoding
{
    private const string PublicKeyType = "/cosmos.crypto.secp256k1.PubKey";
    private const ulong SignModeDirect = 1;
    private const int TypicalSize = 1024;

    /// <summary>Returns the body with the messages.</summary>
    /// <param name="messages">The messages, in this order.</param>
    /// <param name="memo">A public text of at most 256 characters. Default: none.</param>
    /// <param name="timeoutHeight">The last height (blocks) that can include it; 0 for no end.</param>
    public static byte[] Body(IReadOnlyList<TransactionMessage> messages, string memo = "", ulong timeoutHeight = 0)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(memo);
        var writer = new ProtoWriter(TypicalSize);
        foreach (var message in messages)
            WriteAny(ref writer, 1, message.TypeUrl, message.Value.Span);
        writer.Text(2, memo);
        writer.UInt64(3, timeoutHeight);
        return writer.Finish();
    }

    /// <summary>Returns the signer's key and sequence, and the fee.</summary>
    /// <param name="publicKey33">The signer's compressed key, 33 bytes.</param>
    /// <param name="sequence">The account's sequence.</param>
    /// <param name="fee">The fee and the gas limit.</param>
    public static byte[] AuthInfo(ReadOnlySpan<byte> publicKey33, ulong sequence, TransactionFee fee)
    {
        ArgumentNullException.ThrowIfNull(fee);
        var writer = new ProtoWriter(TypicalSize);
        WriteSigner(ref writer, publicKey33, sequence);
        WriteFee(ref writer, fee);
        return writer.Finish();
    }

    /// <summary>Returns the bytes that the signature covers.</summary>
    /// <param name="body">The bytes of <see cref="Body"/>.</param>
    /// <param name="authInfo">The bytes of <see cref="AuthInfo"/>.</param>
    /// <param name="chainId">The chain.</param>
    /// <param name="accountNumber">The account's number on it.</param>
    public static byte[] SignDoc(ReadOnlySpan<byte> body, ReadOnlySpan<byte> authInfo, string chainId, ulong accountNumber)
    {
        ArgumentNullException.ThrowIfNull(chainId);
        var writer = new ProtoWriter(body.Length + authInfo.Length + chainId.Length + 64);
        writer.Bytes(1, body);
        writer.Bytes(2, authInfo);
        writer.Text(3, chainId);
        writer.UInt64(4, accountNumber);
        return writer.Finish();
    }

    /// <summary>Returns the bytes to broadcast. With an empty signature they can be simulated before the transaction is signed.</summary>
    /// <param name="body">The bytes of <see cref="Body"/>.</param>
    /// <param name="authInfo">The bytes of <see cref="AuthInfo"/>.</param>
    /// <param name="signature">r||s, 64 bytes, over <see cref="SignDoc"/>; empty to simulate.</param>
    public static byte[] Raw(ReadOnlySpan<byte> body, ReadOnlySpan<byte> authInfo, ReadOnlySpan<byte> signature)
    {
        var writer = new ProtoWriter(body.Length + authInfo.Length + signature.Length + 64);
        writer.Bytes(1, body);
        writer.Bytes(2, authInfo);
        writer.BytesAlways(3, signature);
        return writer.Finish();
    }

    /// <summary>Returns the hash that identifies the transaction on the chain: upper-case hexadecimal SHA-256 of the broadcast bytes.</summary>
    /// <param name="raw">The bytes of <see cref="Raw"/>.</param>
    public static string Hash(ReadOnlySpan<byte> raw)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(raw, hash);
        return Convert.ToHexString(hash);
    }

    private static void WriteSigner(ref ProtoWriter writer, ReadOnlySpan<byte> publicKey33, ulong sequence)
    {
        var signer = writer.Begin(1);
        var any = writer.Begin(1);
        writer.Text(1, PublicKeyType);
        var key = writer.Begin(2);
        writer.Bytes(1, publicKey33);
        writer.End(key);
        writer.End(any);
        var mode = writer.Begin(2);
        var single = writer.Begin(1);
        writer.UInt64(1, SignModeDirect);
        writer.End(single);
        writer.End(mode);
        writer.UInt64(3, sequence);
        writer.End(signer);
    }

    private static void WriteFee(ref ProtoWriter writer, TransactionFee fee)
    {
        var message = writer.Begin(2);
        foreach (var (denom, amount) in fee.Amount)
        {
            var coin = writer.Begin(1);
            writer.Text(1, denom);
            writer.Text(2, amount.ToString(CultureInfo.InvariantCulture));
            writer.End(coin);
        }

        writer.UInt64(2, fee.GasLimit);
        writer.Text(3, fee.Payer);
        writer.Text(4, fee.Granter);
        writer.End(message);
    }

    private static void WriteAny(ref ProtoWriter writer, int field, string typeUrl, ReadOnlySpan<byte> value)
    {
        var any = writer.Begin(field);
        writer.Text(1, typeUrl);
        writer.Bytes(2, value);
        writer.End(any);
    }
}

/// <summary>A draft's bytes: those to sign, and those to simulate in the meantime.</summary>
internal sealed class UnsignedTransaction(TransactionDraft draft, ReadOnlySpan<byte> publicKey33)
{
    private readonly byte[] _body = TransactionEncoding.Body(draft.Messages, draft.Memo, draft.TimeoutHeight);
    private readonly byte[] _authInfo = TransactionEncoding.AuthInfo(publicKey33, draft.Sequence, draft.Fee);

    /// <summary>The transaction with an empty signature, which nodes simulate like a signed one.</summary>
    public byte[] ToSimulate() => TransactionEncoding.Raw(_body, _authInfo, []);

    public async ValueTask<SignedTransaction> SignAsync(IAlloraSigner signer, CancellationToken cancellationToken)
    {
        var signed = TransactionEncoding.SignDoc(_body, _authInfo, draft.ChainId, draft.AccountNumber);
        var signature = await signer.SignAsync(signed, cancellationToken).ConfigureAwait(false);
        var raw = TransactionEncoding.Raw(_body, _authInfo, signature);
        return new SignedTransaction(raw, TransactionEncoding.Hash(raw), draft.Sequence, draft.Fee, draft.TimeoutHeight);
    }
}
