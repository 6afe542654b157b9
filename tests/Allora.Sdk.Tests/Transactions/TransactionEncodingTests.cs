using System.Globalization;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Values;
using CsCheck;
using Google.Protobuf;

namespace Allora.Sdk.Tests.Transactions;

public class TransactionEncodingTests
{
    private const string Hex = "63328869083c83eeab1f01f316d2022a800f80f55f598470385e5479943429a5";

    private static readonly Gen<string> Texts = Gen.Char['a', 'ÿ'].Array[0, 200].Select(letters => new string(letters));
    private static readonly Gen<byte[]> Blobs = Gen.Byte.Array[0, 400];

    [Fact]
    public void Every_body_is_what_protobuf_reads_and_writes() =>
        Gen.Select(Gen.Select(Texts, Blobs).List[0, 4], Texts, Gen.ULong).Sample((messages, memo, timeout) =>
        {
            var bytes = TransactionEncoding.Body([.. messages.Select(message => new TransactionMessage
            {
                TypeUrl = message.Item1,
                Value = message.Item2,
            })], memo, timeout);
            var body = TxBody.Parser.ParseFrom(bytes);
            Assert.Equal(bytes, body.ToByteArray());
            Assert.Equal((memo, timeout, messages.Count), (body.Memo, body.TimeoutHeight, body.Messages.Count));
            Assert.All(body.Messages.Zip(messages), pair => Assert.Equal((pair.Second.Item1, ByteString.CopyFrom(pair.Second.Item2)), (pair.First.TypeUrl, pair.First.Value)));
        });

    [Fact]
    public void Every_fee_is_what_protobuf_reads_and_writes() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Select(Texts, Gen.ULong).List[0, 3], Texts, Texts).Sample((sequence, gas, coins, payer, granter) =>
        {
            using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
            var fee = new TransactionFee { GasLimit = gas, Amount = [.. coins.Select(coin => new Coin(coin.Item1, coin.Item2))], Payer = payer, Granter = granter };
            var bytes = TransactionEncoding.AuthInfo(wallet.PublicKey.Span, sequence, fee);
            var info = AuthInfo.Parser.ParseFrom(bytes);
            Assert.Equal(bytes, info.ToByteArray());
            Assert.Equal((sequence, gas, payer, granter), (info.SignerInfos.Single().Sequence, info.Fee.GasLimit, info.Fee.Payer, info.Fee.Granter));
            Assert.Equal(coins.Select(coin => coin.Item2.ToString(CultureInfo.InvariantCulture)), info.Fee.Amount.Select(coin => coin.Amount));
        });

    [Fact]
    public void A_transaction_without_a_signature_can_be_simulated()
    {
        var raw = TxRaw.Parser.ParseFrom(TransactionEncoding.Raw([1], [2], []));
        Assert.Equal([ByteString.Empty], raw.Signatures);
    }

    [Fact]
    public void Text_that_is_no_unicode_is_never_signed() =>
        Assert.ThrowsAny<ArgumentException>(() => TransactionEncoding.Body([], "half a pair: \ud83d"));

    [Fact]
    public void A_fee_for_a_price_is_rounded_up()
    {
        var fee = TransactionFee.For(999_999, GasPrice.Parse("12.5"));
        Assert.Equal([new Coin("uallo", 12_499_988)], fee.Amount);
        Assert.Equal(999_999ul, fee.GasLimit);
    }

    [Fact]
    public async Task A_draft_asks_its_signer_to_stop_when_cancelled()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Hex);
        var draft = new TransactionDraft { Messages = [], ChainId = "localnet", AccountNumber = 1, Sequence = 2, Fee = new TransactionFee { GasLimit = 3 } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => draft.SignAsync(wallet, new CancellationToken(true)).AsTask());
    }
}
