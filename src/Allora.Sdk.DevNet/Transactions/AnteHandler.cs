using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Crypto.Secp256K1;
using Allora.Sdk.Protos.Cosmos.Tx.Signing.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>What every transaction must pass, in the node's order: signatures come before fees.</summary>
internal static class AnteHandler
{
    private const int MaxMemo = 256;
    private const int TxSizeCostPerByte = 10;
    private const int SignatureCost = 1000;

    // A simulation counts a signature that is not made yet, and reads the account for it.
    private const int EmptySignature = 2654;

    // Two reads of the parameters: the number of signatures, and their cost.
    private const int SignatureParams = 2534;
    private const int KeyLength = 33;
    private const string KeyUrl = "/cosmos.crypto.secp256k1.PubKey";

    public static void Run(Execution run, DecodedTx tx, ExecutionMode mode)
    {
        run.Gas.Read(0);
        run.Gas.Read(58);
        ValidateBasic(tx);
        if (tx.Body.TimeoutHeight != 0 && (ulong)run.Height > tx.Body.TimeoutHeight)
            throw ChainErrors.TimedOut(run.Height, tx.Body.TimeoutHeight);
        if (tx.Body.Memo.Length > MaxMemo)
            throw ChainErrors.MemoTooLarge(MaxMemo, tx.Body.Memo.Length);
        run.Gas.Consume((long)TxSizeCostPerByte * tx.Bytes.Length, "txSize");
        if (mode == ExecutionMode.Simulate)
            run.Gas.Consume(EmptySignature * tx.Raw.Signatures.Count(static signature => signature.IsEmpty), "txSize");
        SetPublicKeys(run, tx, mode);
        run.Gas.Consume(SignatureParams, "ReadFlat");
        run.Gas.Consume(SignatureCost * tx.Signers.Count, "ante verify: secp256k1");
        VerifySignatures(run, tx, mode);
        // The order of the costs: a fee that is too low is refused with the gas that was used so far. The sequence itself counts after the fee.
        run.Gas.Write(130 * tx.Signers.Count);
        FeeHandler.Escrow(run, tx, mode);
        foreach (var signer in tx.Signers)
        {
            var account = run.State.Accounts[signer];
            run.State = run.State with { Accounts = run.State.Accounts.SetItem(signer, account with { Sequence = account.Sequence + 1 }) };
        }
    }

    private static void ValidateBasic(DecodedTx tx)
    {
        var signatures = tx.Raw.Signatures.Count;
        if (signatures == 0)
            throw ChainErrors.NoSignatures("");
        var signers = tx.Signers.Count;
        foreach (var signer in tx.Signers)
        {
            if (Bech32Text.Decode(signer, out var why) is null)
                throw ChainErrors.Undefined(signer.Length == 0 ? "empty address string is not allowed" : why);
        }

        if (signatures != signers || tx.AuthInfo.SignerInfos.Count != signers)
            throw ChainErrors.Unauthorized($"wrong number of signers; expected {signers}, got {signatures}");
    }

    private static void SetPublicKeys(Execution run, DecodedTx tx, ExecutionMode mode)
    {
        for (var i = 0; i < tx.Signers.Count; i++)
        {
            var signer = tx.Signers[i];
            run.Gas.Read(0);
            if (!run.State.Accounts.TryGetValue(signer, out var account))
                throw ChainErrors.UnknownAddress(signer);
            run.Gas.Consume(300, "ReadPerByte");
            var key = KeyOf(tx.AuthInfo.SignerInfos[i]);
            if (key is null)
            {
                if (account.PublicKey is null && mode != ExecutionMode.Simulate)
                    throw ChainErrors.InvalidPubKey("PubKey not found");
                continue;
            }

            if (mode != ExecutionMode.Simulate && ChainAddress.FromPublicKey(key) != signer)
                throw ChainErrors.InvalidPubKey($"pubKey does not match signer address {signer} with signer index: {i}");
            run.Gas.Read(120);
            if (account.PublicKey is null && ChainAddress.FromPublicKey(key) == signer)
            {
                // The account is written here, and again with what it now holds.
                run.Gas.Write(120);
                run.Gas.Write(203);
                run.State = run.State with { Accounts = run.State.Accounts.SetItem(signer, account with { PublicKey = key }) };
            }

            run.Emit("tx", ("acc_seq", $"{signer}/{tx.AuthInfo.SignerInfos[i].Sequence}"));
        }

        foreach (var signature in tx.Raw.Signatures)
            run.Emit("tx", ("signature", signature.ToBase64()));
    }

    private static void VerifySignatures(Execution run, DecodedTx tx, ExecutionMode mode)
    {
        for (var i = 0; i < tx.Signers.Count; i++)
        {
            run.Gas.Read(120);
            var account = run.State.Accounts[tx.Signers[i]];
            var info = tx.AuthInfo.SignerInfos[i];
            if (info.Sequence != account.Sequence)
                throw ChainErrors.WrongSequence(account.Sequence, info.Sequence);
            if (mode is ExecutionMode.Simulate or ExecutionMode.Recheck)
                continue;
            var document = new SignDoc
            {
                BodyBytes = tx.Raw.BodyBytes,
                AuthInfoBytes = tx.Raw.AuthInfoBytes,
                ChainId = run.State.ChainId,
                AccountNumber = account.Number,
            };
            var direct = info.ModeInfo?.Single?.Mode == SignMode.Direct;
            if (!direct || !Signatures.Verify(account.PublicKey, document.ToByteArray(), tx.Raw.Signatures[i].Span))
            {
                throw ChainErrors.Unauthorized(
                    $"signature verification failed; please verify account number ({account.Number}) and chain-id ({run.State.ChainId}): (unable to verify single signer signature)");
            }
        }
    }

    private static byte[]? KeyOf(SignerInfo info)
    {
        if (info.PublicKey is null)
            return null;
        if (info.PublicKey.TypeUrl is "/cosmos.crypto.ed25519.PubKey" or "/cosmos.crypto.multisig.LegacyAminoPubKey")
            throw ChainErrors.InvalidPubKey($"unsupported key type {info.PublicKey.TypeUrl}");
        if (info.PublicKey.TypeUrl != KeyUrl)
            throw ChainErrors.TxParse($"unable to resolve type URL {info.PublicKey.TypeUrl}");
        try
        {
            var key = PubKey.Parser.ParseFrom(info.PublicKey.Value).Key.ToByteArray();
            return key.Length == KeyLength ? key : throw ChainErrors.Panic("length of pubkey is incorrect");
        }
        catch (InvalidProtocolBufferException)
        {
            throw ChainErrors.TxParse("unexpected EOF");
        }
    }
}
